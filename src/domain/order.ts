/**
 * Repair orders: filing one (P4), and the way in to the rest of the room. `order/` holds the parts: the draft, the record, the moves, the
 * lives of an order and of each machine in it, the rules they obey.
 */
import { initialTransition, transition } from 'xstate'
import { type MissingField, missingFields, type OrderDraft } from './order/draft.ts'
import { orderMachine } from './order/order-life.ts'
import type { Order } from './order/record.ts'
import type { Instant, OrderNumber } from './values.ts'

export { withAlsoIn } from './order/also-in.ts'
export * from './order/awaited.ts'
export * from './order/draft.ts'
export { withoutContact } from './order/erased.ts'
export { type Evidence, evidenceSchema, withOne } from './order/evidence.ts'
export { type FoundBy, foundBy, isOver, newlyFoundBy } from './order/found-by.ts'
export { type LegalMove, legalMoves } from './order/legal-moves.ts'
export { machineLife } from './order/machine-life.ts'
export type { Move, MoveOf, MoveType } from './order/move.ts'
export { orderMachine } from './order/order-life.ts'
export { isOverdue } from './order/overdue.ts'
export * from './order/progress.ts'
export * from './order/public-state.ts'
export * from './order/read.ts'
export { type MachineState, ORDER_STATES, type Order, type OrderMachine, type OrderState } from './order/record.ts'
export type * from './order/refusal.ts'
export { type Obstacle, obstacles, returnCountsFrom, stateOf } from './order/state.ts'
export { MARKS, type Mark, NOTHING_TOLD, type Told, VOLTAGES, type Voltage } from './order/told.ts'

/** A submitted order, as stored. */
export type FiledOrder = Order

export type Filing =
  | { readonly ok: true; readonly order: FiledOrder }
  | { readonly ok: false; readonly missing: readonly MissingField[] }

/**
 * Submits a draft under a number. `official` is `orders.official`: without it staff must enter the order on the vendor's website (P4).
 * Answers what is missing (P11c) when the draft is not complete; never throws.
 */
export function fileOrder(draft: OrderDraft, number: OrderNumber, at: Instant, official = false): Filing {
  const [start] = initialTransition(orderMachine, { draft, official })
  const [next] = transition(orderMachine, start, { type: 'order.submitted', number, at })
  const { order } = next.context
  return order === null ? { ok: false, missing: missingFields(draft) } : { ok: true, order }
}
