/** How the channel is, from the signs it gets. Pure. */
import type { ChannelState } from '../channel.ts'

/** What the puppet, the gateway and the clock say about the connection. */
export type Sign =
  | { readonly kind: 'scan'; readonly code: string }
  | { readonly kind: 'scanned' }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'logged_in'; readonly as: string }
  | { readonly kind: 'logged_out' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'away'; readonly endpoint: string }
  | { readonly kind: 'answers' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'trouble'; readonly reason: string }

export const OFF: ChannelState = {
  status: 'off',
  howTo: 'Set WECHATY_PUPPET, and WECHATY_TOKEN and WECHATY_ENDPOINT for a gateway: see docs/wechat.md.',
}

/** gRPC's word for a cut connection. */
const CONNECTION_LOST = /\bUNAVAILABLE\b|\bConnection dropped\b/

/** The state after a sign. Passing trouble of the puppet changes a state only while starting, or when it says that the gateway is gone. */
export function afterSign(state: ChannelState, sign: Sign): ChannelState {
  switch (sign.kind) {
    case 'scan':
      return degraded(`Scan this code with the phone's WeChat: ${sign.code}`)
    case 'scanned':
      return degraded("Scanned: confirm the log-in on the phone's WeChat.")
    case 'cancelled':
      return degraded('The log-in was cancelled on the phone: wait for the next code.')
    case 'confirmed':
    case 'answers':
      return { status: 'starting' }
    case 'logged_in':
      return { status: 'ready', as: sign.as }
    case 'logged_out':
      return degraded('Logged out of WeChat: wait for a code to scan, or restart.')
    case 'silent':
      return state.status === 'starting' ? degraded(SILENT) : state
    case 'away':
      return degraded(`The WeChat gateway at ${sign.endpoint} does not answer: start it, it is tried again.`)
    case 'failed':
      return degraded(`WeChat could not start: ${sign.reason}`)
    case 'trouble':
      return afterTrouble(state, sign.reason)
  }
}

const SILENT = 'The puppet started but gives no sign: is another client on the same gateway, or its token wrong?'

function afterTrouble(state: ChannelState, reason: string): ChannelState {
  if (CONNECTION_LOST.test(reason)) return degraded(`The connection to the WeChat gateway was lost: ${reason}`)
  return state.status === 'starting' ? degraded(`WeChat could not start: ${reason}`) : state
}

function degraded(reason: string): ChannelState {
  return { status: 'degraded', reason }
}
