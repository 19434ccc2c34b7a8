/** The door for stored orders: JSON becomes an order that can be trusted, or the reason why not. */
import type { z } from 'zod'
import { entrySchema } from './move.ts'
import { MOST_ENTRIES, machineSchema, type Order, orderSchema } from './record.ts'
import { stateOf } from './state.ts'

const LONGEST_RECORD = 1024 * 1024
const MOST_MACHINES = 500

/** `state`: the stored state is not what follows from its machines. `where` names the part that is wrong, empty for the whole. */
export type ReadOrder =
  | { readonly ok: true; readonly order: Order }
  | {
      readonly ok: false
      readonly reason: 'not_json' | 'too_large' | 'version' | 'shape' | 'state'
      readonly where: string
    }

/** Reads a stored order (`v: 1`), also one of the first version, which had fewer parts. Never throws. */
export function readOrder(json: string): ReadOrder {
  if (json.length > LONGEST_RECORD) return wrong('too_large')
  const parsed = parse(json)
  if (parsed === undefined) return wrong('not_json')
  if (typeof parsed !== 'object' || parsed === null || !Object.hasOwn(parsed, 'v')) return wrong('shape')
  const { v, machines, history } = parsed as Readonly<Record<string, unknown>>
  if (v !== 1) return wrong('version')
  if (isLonger(machines, MOST_MACHINES)) return wrong('too_large', 'machines')
  if (isLonger(history, MOST_ENTRIES)) return wrong('too_large', 'history')
  const wrongPart = firstWrong(machineSchema, machines, 'machines') ?? firstWrong(entrySchema, history, 'history')
  if (wrongPart !== null) return wrong('shape', wrongPart)
  const read = orderSchema.safeParse(parsed)
  if (!read.success) return wrong('shape', read.error.issues[0]?.path.join('.'))
  return stateOf(read.data) === read.data.state ? { ok: true, order: read.data } : wrong('state', 'state')
}

function wrong(reason: Exclude<ReadOrder, { ok: true }>['reason'], where = ''): ReadOrder {
  return { ok: false, reason, where }
}

/** Looks no further than the first wrong one: thousands of them would cost more than the rest together. */
function firstWrong(schema: z.ZodType, list: unknown, name: string): string | null {
  if (!Array.isArray(list)) return null
  for (const [index, part] of list.entries()) {
    const issue = schema.safeParse(part).error?.issues[0]
    if (issue !== undefined) return [name, index, ...issue.path].join('.')
  }
  return null
}

function isLonger(list: unknown, most: number): boolean {
  return Array.isArray(list) && list.length > most
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
