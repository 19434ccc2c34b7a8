/** One call from its address and body to its outcome: token, method, faults, parameters, then the method itself. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Faults } from './faults.ts'
import type { World } from './methods.ts'
import { METHODS } from './methods.ts'
import type { MethodName } from './parameters.ts'
import { isMethod, PARAMETERS } from './parameters.ts'
import type { Outcome } from './types.ts'
import { refused } from './types.ts'

/** `cut` ends the connection without an answer; `silence` leaves it open. */
export type Reply = Outcome | 'cut' | 'silence'

export interface Call {
  readonly method: string
  readonly given: unknown
}

export interface Desk {
  token: string
  readonly world: World
  readonly faults: Faults
  readonly violations: string[]
  /** Every call with a good token, in order of arrival. */
  readonly calls: Call[]
  /** The codes of the calls that were refused. */
  readonly refusals: number[]
}

const ADDRESS = /\/bot([^/]+)\/(\w+)$/
const TOKEN = /^\d+:[\w-]{30,}$/

export async function answer(desk: Desk, path: string, body: string, gone: AbortSignal): Promise<Reply> {
  const [, token = '', method = ''] = ADDRESS.exec(path) ?? []
  if (!TOKEN.test(token)) return refused(404, 'Not Found')
  if (token !== desk.token) return refused(401, 'Unauthorized')
  if (!isMethod(method)) return violation(desk, 404, `unknown method ${method}`)
  const given = parse(body)
  if (given === undefined) return violation(desk, 400, `${method}: the body is no JSON object`)
  desk.calls.push({ method, given })
  const chatId = given['chat_id']
  const reply =
    desk.faults.early(method, scopeOf(desk, given)) ??
    desk.faults.beyond(method, chatId) ??
    (await withFaults(desk, method, given, gone))
  if (typeof reply === 'object' && !reply.ok) desk.refusals.push(reply.error_code)
  return reply
}

/** `half`: the connection is cut in the middle of it. */
export type Downloaded = Uint8Array | { readonly half: Uint8Array } | Reply

const FILE_ADDRESS = /\/file\/bot([^/]+)\/(.+)$/

/** A file's bytes, to whoever has the token and was told the path. */
export async function download(desk: Desk, path: string): Promise<Downloaded> {
  const [, token = '', place = ''] = FILE_ADDRESS.exec(path) ?? []
  if (token !== desk.token) return refused(404, 'Not Found')
  const bytes = desk.world.files.at(decodeURI(place))
  if (bytes === undefined) return violation(desk, 404, `getFile never told of ${place}`)
  const early = desk.faults.early('download', place)
  if (early !== null) return early
  const fault = desk.faults.meet('download', null)
  switch (fault?.kind) {
    case undefined:
      return bytes
    case 'throttle':
      return desk.faults.throttle('download', place, fault.retryAfterS)
    case 'error':
      return refused(fault.code, 'Error')
    case 'slow':
      await sleep(fault.ms)
      return bytes
    case 'cut before':
      return 'cut'
    case 'cut after':
      return { half: bytes }
    case 'hang':
      return 'silence'
  }
}

/** What a wait counts for: the chat, also that of a tap; a file; nothing for what is about the bot as a whole. */
function scopeOf({ world }: Desk, given: object): unknown {
  const { chat_id: chatId, callback_query_id: tap, file_id: file } = given as Record<string, unknown>
  return chatId ?? world.tapped.get(String(tap)) ?? file
}

async function withFaults(desk: Desk, method: MethodName, given: object, gone: AbortSignal): Promise<Reply> {
  const fault = desk.faults.meet(method, (given as { chat_id?: unknown }).chat_id)
  switch (fault?.kind) {
    case undefined:
      return await run(desk, method, given, gone)
    case 'throttle':
      return desk.faults.throttle(method, scopeOf(desk, given), fault.retryAfterS)
    case 'error':
      return refused(fault.code, fault.description ?? 'Internal Server Error')
    case 'slow':
      await sleep(fault.ms)
      return await run(desk, method, given, gone)
    case 'cut before':
      return 'cut'
    case 'cut after':
      await run(desk, method, given, gone)
      return 'cut'
    case 'hang':
      return 'silence'
  }
}

async function run<M extends MethodName>(desk: Desk, method: M, given: object, gone: AbortSignal): Promise<Outcome> {
  const checked = PARAMETERS[method].safeParse(given)
  if (!checked.success) {
    const what = checked.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')
    return violation(desk, 400, `${method}: ${what}`)
  }
  const handler = METHODS[method] as (world: World, given: unknown, gone: AbortSignal) => Outcome | Promise<Outcome>
  return await handler(desk.world, checked.data, gone)
}

function violation({ violations }: Desk, code: number, what: string): Outcome {
  violations.push(what)
  return refused(code, `Bad Request: ${what}`)
}

function parse(body: string): Record<string, unknown> | undefined {
  if (body === '') return {}
  try {
    const given: unknown = JSON.parse(body)
    return typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
