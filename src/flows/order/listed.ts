/** A list of machines in one message, and what is told of it: what was taken, what came twice, which lines are none (domain section 2). */
import type { Content } from '../../domain/content.ts'
import { readSerials, type SerialList } from '../../domain/serial-list.ts'
import type { SerialNumber } from '../../domain/values.ts'
import { type Context, type Further, SEVERAL, UNKNOWN_MODEL } from '../context.ts'
import { factsOf, textOf } from '../heard.ts'
import type { FlowEvent } from '../types.ts'
import { hasSerial, MOST_MACHINES, machinesOf } from './machines.ts'

export interface ListTaken {
  readonly taken: readonly Further[]
  /** All machines named, with these. */
  readonly total: number
  /** Serial numbers that were there already, or stand twice in the list. */
  readonly repeated: readonly SerialNumber[]
  readonly refused: SerialList['refused']
  /** It had more than can be taken. */
  readonly cut: boolean
}

/** What a list in an event's words adds to the machines named so far. */
export function listIn(content: Content, context: Context, event: FlowEvent): ListTaken {
  const { serials, duplicates, refused, cut } = readSerials(textOf(event), content.models)
  const before = machinesOf(context)
  const known = serials.filter(({ serial }) => hasSerial(context, serial))
  const fresh = serials.filter(({ serial }) => !hasSerial(context, serial))
  const room = MOST_MACHINES - before.length
  const taken = fresh
    .slice(0, room)
    .map(({ serial, model }): Further => ({ model: model === context.model ? null : model, serial, symptom: null }))
  return {
    taken,
    total: before.length + taken.length,
    repeated: [...new Set([...known, ...duplicates].map(({ serial }) => serial))],
    refused,
    cut: cut || fresh.length > room,
  }
}

/** The model of all, where nobody had told one: that of the first machine in the list that has one. */
export const listedModel = (context: Context, { taken }: ListTaken): string | null =>
  context.model === null || context.model === UNKNOWN_MODEL
    ? (taken.find(({ model }) => model !== null)?.model ?? context.model)
    : context.model

/** How many there are after a list: as many as were told, or as it has. */
export const countAfter = (count: number | null, total: number): number =>
  count === null || count === SEVERAL ? total : Math.max(count, total)

/** How many there are once a list was taken. Where nobody said how many, it is asked whether these are all. */
export function countListed(context: Context, event: FlowEvent, total: number): number {
  const told = factsOf(event)?.machines ?? 0
  if (context.count !== null && context.count !== SEVERAL) return countAfter(context.count, total)
  return told > total ? told : SEVERAL
}
