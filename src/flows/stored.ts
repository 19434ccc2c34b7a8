/**
 * The stored form of a conversation: both machines side by side, compact, versioned, and checked when it is read. A state that does not hold
 * is a value with a reason, never a silent restart.
 */
import type { AnyStateMachine, StateValue } from 'xstate'
import { z } from 'zod'
import { contextSchema, newContext } from './context.ts'
import { deskContextSchema, QUIET } from './desk.ts'
import { migrated } from './migrations.ts'
import { timersSchema } from './timers.ts'

export const STORED_VERSION = 2

/** A state's name, or the names along the way to it: how deep they go, and whether there are such states, `isNodeValue` tells. */
const stateValue = z.custom<StateValue>((value) => typeof value === 'string' || isRecord(value))

const part = <Shape extends z.ZodType>(context: Shape) =>
  z.strictObject({ value: stateValue, context, timers: timersSchema })

const storedSchema = z.strictObject({
  v: z.literal(STORED_VERSION),
  /** Counts armed timers. */
  generation: z.number().int(),
  flow: part(contextSchema),
  desk: part(deskContextSchema),
})

export type Stored = z.infer<typeof storedSchema>

export type Unpacked = { readonly ok: true; readonly stored: Stored } | { readonly ok: false; readonly reason: string }

interface Machines {
  readonly flow: AnyStateMachine
  readonly desk: AnyStateMachine
}

/** Reads a stored state back, also one of an earlier version. The machines are needed to tell whether its states still exist. */
export function unpack(json: string, machines: Machines): Unpacked {
  const parsed = storedSchema.safeParse(whole(migrated(parseJson(json))))
  if (!parsed.success) return { ok: false, reason: z.prettifyError(parsed.error) }
  const { flow, desk } = parsed.data
  if (!isNodeValue(machines.flow.root, flow.value))
    return { ok: false, reason: `no flow state ${JSON.stringify(flow.value)}` }
  if (!isNodeValue(machines.desk.root, desk.value))
    return { ok: false, reason: `no desk state ${JSON.stringify(desk.value)}` }
  return { ok: true, stored: parsed.data }
}

/** JSON without what is as in a new conversation: `unpack` puts it back. */
export const pack = (stored: Stored): string =>
  JSON.stringify({ ...stored, flow: packed(stored.flow, NEW_CONTEXT), desk: packed(stored.desk, QUIET) })

/** Of timers none is the rule, which is not written. */
function packed({ value, context, timers }: Stored['flow' | 'desk'], empty: Fields) {
  const told = sparse(context, empty)
  return isEmpty(timers) ? { value, context: told } : { value, context: told, timers }
}

const NEW_CONTEXT: Fields = newContext()

function sparse(context: Fields, empty: Fields): Fields {
  const told: Record<string, unknown> = {}
  for (const key in context) if (!isSame(context[key], empty[key])) told[key] = context[key]
  return told
}

const isSame = (value: unknown, other: unknown): boolean =>
  value === other || (Array.isArray(value) && Array.isArray(other) && value.length === 0 && other.length === 0)

/** Puts back what `pack` left out. What is no such object stays as it is: the schema refuses it with a reason. */
function whole(state: unknown): unknown {
  if (!isRecord(state) || !isRecord(state['flow']) || !isRecord(state['desk'])) return state
  const { flow, desk } = state
  const filled = (part: Fields, empty: object) =>
    isRecord(part['context']) ? { timers: {}, ...part, context: { ...empty, ...part['context'] } } : part
  return { ...state, flow: filled(flow, NEW_CONTEXT), desk: filled(desk, QUIET) }
}

type Fields = Readonly<Record<string, unknown>>
const isEmpty = (fields: Fields): boolean => Object.keys(fields).length === 0
const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type StateNode = AnyStateMachine['root']

/** Own properties only: `__proto__` and `constructor` are no states. A compound state must name its child, a parallel one each of its regions. */
function isNodeValue(node: StateNode, value: unknown): boolean {
  if (typeof value === 'string') {
    return Object.hasOwn(node.states, value) && Object.keys(node.states[value]?.states ?? {}).length === 0
  }
  if (!isRecord(value)) return false
  const entries = Object.entries(value)
  const regions = node.type === 'parallel' ? Object.keys(node.states).length : 1
  return entries.length === regions && entries.every(([name, inner]) => isChildValue(node, name, inner))
}

function isChildValue(node: StateNode, name: string, inner: unknown): boolean {
  const child = Object.hasOwn(node.states, name) ? node.states[name] : undefined
  return child !== undefined && isNodeValue(child, inner)
}

/** What is no JSON is `undefined`, which no schema takes. */
function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
