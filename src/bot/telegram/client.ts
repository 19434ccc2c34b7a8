/**
 * Calls to the Bot API through telegraf's client, each with a deadline, each ending as a value. telegraf itself never retries, waits up to
 * 500 s and puts addresses (with the token) and message texts into its errors: nothing of that leaves this file.
 */
import type { Agent } from 'node:http'
import { Telegram, TelegramError } from 'telegraf'
import { SECOND } from '../../domain/values.ts'
import { withDeadline } from './wait.ts'

type CallApi = Telegram['callApi']
type Method = Parameters<CallApi>[0]

/** How a call ended. Results are unknown until a schema has read them. */
export type Answer = { readonly status: 'ok'; readonly result: unknown } | Trouble

export type Trouble =
  /** 429. */
  | { readonly status: 'throttled'; readonly afterMs: number }
  /** Any other 4xx, with Telegram's description. */
  | { readonly status: 'refused'; readonly code: number; readonly reason: string }
  /** No answer in time, a cut connection, 5xx or an answer that is none: it may or may not have been done. */
  | { readonly status: 'failed'; readonly reason: string }
  /** The caller's signal aborted. */
  | { readonly status: 'aborted' }

export interface Client {
  call(method: Method, payload: object, limits: { signal: AbortSignal; deadlineMs: number }): Promise<Answer>
}

/** Where a 429 says no time. */
export const UNTOLD_RETRY_AFTER_S = 1

/** `apiRoot` may have any path, with or without a slash at its end. Throws on a root that is no URL. */
export function createClient(options: { token: string; apiRoot: string; agent?: Agent }): Client {
  const { token, agent } = options
  const apiRoot = new URL(options.apiRoot.endsWith('/') ? options.apiRoot : `${options.apiRoot}/`).href
  const telegram = new Telegram(token, { apiRoot, webhookReply: false, ...(agent === undefined ? {} : { agent }) })
  // telegraf drops the agent when the root is plain http: that one may lie behind the proxy as well.
  if (agent !== undefined) Object.assign(optionsOf(telegram), { agent })
  return {
    call: (method, payload, { signal, deadlineMs }) =>
      withDeadline(deadlineMs, signal, async (limited) => {
        try {
          return { status: 'ok', result: await callApi(telegram, method, payload, limited) }
        } catch (error) {
          if (signal.aborted) return { status: 'aborted' }
          if (limited.aborted) return { status: 'failed', reason: `no answer within ${deadlineMs / SECOND} s` }
          return troubleOf(error, token)
        }
      }),
  }
}

const optionsOf = (telegram: Telegram): object => (telegram as unknown as { readonly options: object }).options

/** telegraf's own signatures want the signal of an old shim; the platform's own works with its node-fetch. */
function callApi(telegram: Telegram, method: Method, payload: object, signal: AbortSignal): Promise<unknown> {
  const call = telegram.callApi as unknown as (m: string, p: object, o: { signal: AbortSignal }) => Promise<unknown>
  return call.call(telegram, method, payload, { signal })
}

function troubleOf(error: unknown, token: string): Trouble {
  if (!(error instanceof TelegramError)) return { status: 'failed', reason: scrub(messageOf(error), token) }
  if (error.code === 429) {
    return { status: 'throttled', afterMs: (error.parameters?.retry_after ?? UNTOLD_RETRY_AFTER_S) * SECOND }
  }
  const reason = scrub(error.description, token)
  if (!(error.code >= 400 && error.code < 500)) return { status: 'failed', reason: `${error.code} ${reason}` }
  const movedTo = error.parameters?.migrate_to_chat_id
  return { status: 'refused', code: error.code, reason: movedTo === undefined ? reason : `${reason}: ${movedTo}` }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Takes the token out of a text, as it is and as an address spells it. */
function scrub(text: unknown, token: string): string {
  const plain = String(text)
  return plain.replaceAll(token, '[token]').replaceAll(encodeURIComponent(token), '[token]')
}
