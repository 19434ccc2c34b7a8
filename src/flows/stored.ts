/**
 * The stored form of a conversation: both machines side by side, compact, versioned, and checked when it is read. A state that does not hold
 * is a value with a reason, never a silent restart.
 */
import type { AnyStateMachine, StateValue } from 'xstate'
import { z } from 'zod'
import { contextSchema, newContext } from './context.ts'
import { migrated } from './migrations.ts'
import { deskContextSchema, QUIET } from './owner/context.ts'
import { isRecord, packed, unpacked } from './packing.ts'
import { timersSchema } from './timers.ts'

export const STORED_VERSION = 3

/** A state's name, or the names along the way to it: how deep they go, and whether there are such states, `isNodeValue` tells. */
const stateValue = z.custom<StateValue>((value) => typeof value === 'string' || isRecord(value))

/** A context as it is stored: what stands in it is checked field by field, what is left out is as in `empty`. */
const sparse = <Shape extends z.ZodRawShape>({ shape }: z.ZodObject<Shape>, empty: z.infer<z.ZodObject<Shape>>) =>
  z.unknown().transform((told, { issues }): z.infer<z.ZodObject<Shape>> => {
    const whole: Record<string, unknown> = { ...empty }
    const fields = isRecord(told) ? told : {}
    if (fields !== told) issues.push({ code: 'custom', message: 'the context is no object', input: told })
    for (const [key, value] of Object.entries(fields)) {
      const read = Object.hasOwn(shape, key) ? z.safeParse(shape[key] as z.ZodType, value) : null
      if (read?.success) whole[key] = read.data
      else issues.push(...problemsOf(key, value, read?.error ?? null))
    }
    return whole as z.infer<z.ZodObject<Shape>>
  })

function problemsOf(key: string, input: unknown, error: z.ZodError | null) {
  if (error === null) return [{ code: 'custom' as const, path: [key], message: 'no such field', input }]
  return error.issues.map(({ path, message }) => ({ code: 'custom' as const, path: [key, ...path], message, input }))
}

const part = <Shape extends z.ZodRawShape>(context: z.ZodObject<Shape>, empty: z.infer<z.ZodObject<Shape>>) =>
  z.strictObject({ value: stateValue, context: sparse(context, empty), timers: timersSchema })

const storedSchema = z.strictObject({
  v: z.literal(STORED_VERSION),
  /** Counts armed timers. */
  generation: z.number().int(),
  flow: part(contextSchema, newContext()),
  desk: part(deskContextSchema, QUIET),
})

export type Stored = z.infer<typeof storedSchema>

export type Unpacked = { readonly ok: true; readonly stored: Stored } | { readonly ok: false; readonly reason: string }

interface Machines {
  readonly flow: AnyStateMachine
  readonly desk: AnyStateMachine
}

/** Reads a stored state back, also one of an earlier version. The machines are needed to tell whether its states still exist. */
export function unpack(json: string, machines: Machines): Unpacked {
  const parsed = storedSchema.safeParse(unpacked(migrated(parseJson(json))))
  if (!parsed.success) return { ok: false, reason: z.prettifyError(parsed.error) }
  const { flow, desk } = parsed.data
  if (!isNodeValue(machines.flow.root, flow.value))
    return { ok: false, reason: `no flow state ${JSON.stringify(flow.value)}` }
  if (!isNodeValue(machines.desk.root, desk.value))
    return { ok: false, reason: `no desk state ${JSON.stringify(desk.value)}` }
  return { ok: true, stored: parsed.data }
}

export const pack = (stored: Stored): string => JSON.stringify(packed(stored))

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
