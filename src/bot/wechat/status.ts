/** How the channel is, from the signs it gets. Pure. */
import { chinaTime } from '../../domain/china-time.ts'
import type { ChannelState } from '../channel.ts'

/** What the puppet, the gateway, the process and the clock say about the connection. */
export type Sign =
  | { readonly kind: 'scan'; readonly code: string }
  | { readonly kind: 'scanned' }
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'logged_in'; readonly as: string }
  | { readonly kind: 'logged_out' }
  /** The puppet runs and says nothing at all. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'away'; readonly endpoint: string }
  | { readonly kind: 'answers' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'trouble'; readonly reason: string }
  /** The process has ended and is started again. */
  | { readonly kind: 'ended' }

/** `goneSince`: since when nobody is logged in (ms), null before the first log-in and while somebody is. */
export interface Standing {
  readonly state: ChannelState
  readonly goneSince: number | null
}

export const OFF: ChannelState = {
  status: 'off',
  howTo: 'Set WECHATY_PUPPET, and WECHATY_TOKEN and WECHATY_ENDPOINT for a gateway: see docs/wechat.md.',
}

/** The standing after a sign at a moment (ms). Passing trouble of the puppet changes it only while starting. */
export function afterSign(before: Standing, sign: Sign, at: number): Standing {
  if (sign.kind === 'logged_in') return { state: { status: 'ready', as: sign.as }, goneSince: null }
  const said = reasonOf(sign, before.state)
  if (said === null) return before
  const goneSince = before.goneSince ?? (before.state.status === 'ready' ? at : null)
  if (goneSince === null && said.isStarting) return { state: { status: 'starting' }, goneSince }
  const since = goneSince === null ? '' : `Disconnected since ${chinaTime(goneSince, 'en')}. `
  return { state: { status: 'degraded', reason: `${since}${said.reason}` }, goneSince }
}

interface Said {
  readonly reason: string
  readonly isStarting?: true
}

function reasonOf(sign: Exclude<Sign, { kind: 'logged_in' }>, state: ChannelState): Said | null {
  switch (sign.kind) {
    case 'scan':
      return { reason: SCAN }
    case 'scanned':
      return { reason: "Scanned: confirm the log-in on the phone's WeChat." }
    case 'cancelled':
      return { reason: 'The log-in was cancelled on the phone: wait for the next code.' }
    case 'confirmed':
    case 'answers':
      return { reason: 'It connects now.', isStarting: true }
    case 'ended':
      return { reason: 'It is started again.', isStarting: true }
    case 'logged_out':
      return { reason: 'Logged out of WeChat: wait for a code to scan, or restart.' }
    case 'silent':
      return state.status === 'starting' ? { reason: SILENT } : null
    case 'away':
      return { reason: `The WeChat gateway at ${sign.endpoint} does not answer: start it, it is tried again.` }
    case 'failed':
      return { reason: `WeChat could not start: ${sign.reason}` }
    case 'trouble':
      return state.status === 'starting' ? { reason: `WeChat could not start: ${sign.reason}` } : null
  }
}

/** The code itself is shown to nobody who merely opens the page. */
const SCAN =
  "Waiting for a scan: scan the code in the terminal, or wechat/login.png in the data directory, with the phone's WeChat."
const SILENT = 'The puppet started but gives no sign: is another client on the same gateway, or its token wrong?'
