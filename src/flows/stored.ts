/**
 * The stored form of a conversation: both machines side by side, compact, versioned, and checked when it is read. A state that does not hold
 * is a value with a reason, never a silent restart.
 */
import type { AnyStateMachine, StateValue } from 'xstate'
import { z } from 'zod'
import { contextSchema } from './context.ts'
import { deskContextSchema } from './desk.ts'

export const STORED_VERSION = 1

/** A state's name, or the names along the way to it. */
const stateValue: z.ZodType<StateValue> = z.lazy(() => z.union([z.string(), z.record(z.string(), stateValue)]))

/** Armed timers by id; the generation tells a re-armed one from its stale predecessor. */
const timersSchema = z.record(z.string(), z.strictObject({ generation: z.number().int(), dueAt: z.number() }))

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
export type StoredTimers = z.infer<typeof timersSchema>

export type Unpacked = { readonly ok: true; readonly stored: Stored } | { readonly ok: false; readonly reason: string }

/** Reads a stored state back. The machines are needed to tell whether its states still exist. */
export function unpack(
  json: string,
  machines: { readonly flow: AnyStateMachine; readonly desk: AnyStateMachine },
): Unpacked {
  const parsed = storedSchema.safeParse(parseJson(json))
  if (!parsed.success) return { ok: false, reason: z.prettifyError(parsed.error) }
  const { flow, desk } = parsed.data
  if (!isNodeValue(machines.flow.root, flow.value))
    return { ok: false, reason: `no flow state ${JSON.stringify(flow.value)}` }
  if (!isNodeValue(machines.desk.root, desk.value))
    return { ok: false, reason: `no desk state ${JSON.stringify(desk.value)}` }
  return { ok: true, stored: parsed.data }
}

export const pack = (stored: Stored): string => JSON.stringify(stored)

type StateNode = AnyStateMachine['root']

/** Own properties only: `__proto__` and `constructor` are no states. A compound state must name its child. */
function isNodeValue(node: StateNode, value: StateValue): boolean {
  if (typeof value === 'string') {
    return Object.hasOwn(node.states, value) && Object.keys(node.states[value]?.states ?? {}).length === 0
  }
  const entries = Object.entries(value)
  const [entry] = entries
  if (entry === undefined || entries.length !== 1) return false
  const [name, inner] = entry
  const child = Object.hasOwn(node.states, name) ? node.states[name] : undefined
  return child !== undefined && inner !== undefined && isNodeValue(child, inner)
}

/** What is no JSON is `undefined`, which no schema takes. */
function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
