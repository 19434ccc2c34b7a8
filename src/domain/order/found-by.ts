/** By what an order is found beside its number: its serial numbers and its phone. Says what of it changed; looks nothing up. */
import type { Instant, OrderNumber } from '../values.ts'
import type { Order } from './record.ts'
import { stateOf } from './state.ts'

/** `open`: found, and under way. `listed`: found. `gone`: found by this value no more. */
export type Standing = 'open' | 'listed' | 'gone'

export interface FoundBy {
  readonly index: 'serial' | 'phone'
  readonly value: string
  readonly number: OrderNumber
  readonly filedAt: Instant
  readonly standing: Standing
}

/** In these states an order is over: nothing more happens to it. */
const OVER = new Set(['completed', 'rejected', 'cancelled', 'forfeited', 'return_declined'])

export const isOver = (order: Order): boolean => OVER.has(stateOf(order))

/** Each serial number and the phone, once. A serial number is `open` as long as its order is; a phone is only ever `listed`. */
export function foundBy(order: Order): readonly FoundBy[] {
  const { number, filedAt, machines, contact } = order
  const serials = new Set(machines.flatMap(({ serial }) => (serial === null ? [] : [serial])))
  const standing: Standing = isOver(order) ? 'listed' : 'open'
  return [
    ...[...serials].map((value) => ({ index: 'serial' as const, value, number, filedAt, standing })),
    // An erased one finds nothing.
    ...(contact.phone === ''
      ? []
      : [{ index: 'phone' as const, value: contact.phone, number, filedAt, standing: 'listed' as const }]),
  ]
}

/** What is to be noted where an order is new (`before` is null) or has moved; nothing where it is found as before. */
export function newlyFoundBy(before: Order | null, after: Order): readonly FoundBy[] {
  const [were, are] = [before === null ? [] : foundBy(before), foundBy(after)]
  const same = (a: FoundBy, b: FoundBy) => a.index === b.index && a.value === b.value
  return [
    ...are.filter((one) => !were.some((other) => same(one, other) && one.standing === other.standing)),
    ...were
      .filter((one) => !are.some((other) => same(one, other)))
      .map((one) => ({ ...one, standing: 'gone' as const })),
  ]
}
