/**
 * How a stored state is written down, and read again: what is as in a new conversation stays out, and what comes often is written shortly. A
 * value that is no such state passes unchanged: the schema refuses it with a reason.
 */
import { newContext } from './context.ts'
import { QUIET } from './owner/context.ts'

export type Fields = Readonly<Record<string, unknown>>
export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const NEW_CONTEXT: Fields = newContext()

interface Packable {
  readonly flow: Part
  readonly desk: Part
}
interface Part {
  readonly value: unknown
  readonly context: Fields
  readonly timers: Fields
}

/** The state as it is written: with less in it, and `unpacked` again the same. */
export const packed = <State extends Packable>({ flow, desk, ...rest }: State) => ({
  ...rest,
  flow: packedPart(flow, NEW_CONTEXT),
  desk: packedPart(desk, QUIET),
})

function packedPart({ value, context, timers }: Part, empty: Fields): Fields {
  const told = sparse(context, empty)
  const armed = mapEntries(timers, shortId, shortTimer)
  return { value, ...(isEmpty(told) ? {} : { context: told }), ...(isEmpty(armed) ? {} : { timers: armed }) }
}

/** Puts back what `packed` wrote shortly; what it left out stays out of the contexts. */
export function unpacked(state: unknown): unknown {
  if (!isRecord(state) || !isRecord(state['flow']) || !isRecord(state['desk'])) return state
  return { ...state, flow: longPart(state['flow']), desk: longPart(state['desk']) }
}

function longPart({ context = {}, timers = {}, ...rest }: Fields): Fields {
  return {
    ...rest,
    context: isRecord(context) ? longContext(context) : context,
    timers: isRecord(timers) ? mapEntries(timers, longId, longTimer) : timers,
  }
}

/** A spread, not an assignment, so that a field called `__proto__` stays one and is refused. */
function longContext(context: Fields): Fields {
  const long: Record<string, unknown> = { ...context }
  for (const key of SHORTENED) if (Object.hasOwn(context, key)) long[key] = longValue(context[key], key)
  return long
}

function sparse(context: Fields, empty: Fields): Fields {
  const told: Record<string, unknown> = {}
  for (const key in context) if (!isSame(context[key], empty[key])) told[key] = shortValue(context[key], key)
  return told
}

const isSame = (value: unknown, other: unknown): boolean =>
  value === other || (Array.isArray(value) && Array.isArray(other) && value.length === 0 && other.length === 0)

const isEmpty = (fields: Fields): boolean => {
  for (const _ in fields) return false
  return true
}

/** XState's own prefix of a delayed event, which every timer bears. */
const AFTER = 'xstate.after.'
const shortId = (id: string): string => (id.startsWith(AFTER) ? `~${id.slice(AFTER.length)}` : id)
const longId = (id: string): string => (id.startsWith('~') ? `${AFTER}${id.slice(1)}` : id)

/** A running timer as its generation and moment; a frozen one stays as it is. */
const shortTimer = (timer: unknown): unknown =>
  isRecord(timer) && 'dueAt' in timer ? [timer['generation'], timer['dueAt']] : timer
const longTimer = (timer: unknown): unknown =>
  Array.isArray(timer) && timer.length === 2 ? { generation: timer[0], dueAt: timer[1] } : timer

/** Checks and their answers, each by an id without a colon. */
const STEPS = new Set(['tried', 'siteTried'])
/** Words of a fixed set. */
const TRAIL = 'trail'
const SHORTENED = [TRAIL, ...STEPS]

function shortValue(value: unknown, key: string): unknown {
  if (key === TRAIL && Array.isArray(value)) return value.join(' ')
  if (!STEPS.has(key) || !Array.isArray(value)) return value
  return value.map(({ check, answer }: { readonly check: string; readonly answer: string }) => `${check}:${answer}`)
}

function longValue(value: unknown, key: string): unknown {
  if (key === TRAIL && typeof value === 'string') return value.split(' ')
  if (!STEPS.has(key) || !Array.isArray(value)) return value
  return value.map((step: unknown) => {
    const [, check, answer] = typeof step === 'string' ? (/^([^:]*):([^:]*)$/.exec(step) ?? []) : []
    return check === undefined ? step : { check, answer }
  })
}

function mapEntries(fields: Fields, key: (id: string) => string, value: (timer: unknown) => unknown): Fields {
  const changed: Record<string, unknown> = {}
  for (const id in fields) changed[key(id)] = value(fields[id])
  return changed
}
