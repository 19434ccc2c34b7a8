/** What the orders of a conversation call for, as they came in with the event. Pure questions to orders; nothing is moved here. */
import { moveOrder, type Obstacle, type Order, obstacles, returnCountsFrom } from '../domain/order.ts'
import { findOrderNumber } from '../domain/order-number.ts'
import type { Instant } from '../domain/values.ts'
import type { Asking } from './change.ts'
import type { UnsignedMove } from './order-types.ts'

/** The conversation's orders that were looked up, newest first. */
export function ownOrders({ context, event }: Asking): readonly Order[] {
  const known = new Map(event.orders.map((order) => [order.number, order]))
  return context.orders.toReversed().flatMap((number) => known.get(number) ?? [])
}

/** The own order that the words name by its number, if it is as asked for; else the newest that is. */
export function orderMeant(asking: Asking, holds: (order: Order) => boolean): Order | null {
  const named = 'text' in asking.event ? findOrderNumber(asking.event.text) : null
  const own = ownOrders(asking)
  const meant = own.some(({ number }) => number === named) ? own.filter(({ number }) => number === named) : own
  return meant.find(holds) ?? null
}

/** The order after a move of the customer; null where a rule is in its way. */
export function movedByCustomer(order: Order, move: UnsignedMove, at: Instant): Order | null {
  const moved = moveOrder(order, { ...move, at, who: 'customer' } as Parameters<typeof moveOrder>[1])
  return moved.ok ? moved.order : null
}

/** P5: staff have confirmed the return, and nothing has been filled in. */
export const awaitsParcelForm = (order: Order): boolean =>
  order.closed === null && order.returning === 'confirmed' && order.logistics === null && !hasArrived(order)

/** A machine of it has reached the maintenance point. */
const hasArrived = ({ machines }: Order): boolean => machines.some(({ state }) => state !== 'expected')

/** The tracking number can still be corrected. */
export const awaitsParcel = (order: Order): boolean =>
  order.closed === null && order.logistics !== null && !hasArrived(order)

/** What the customer waits for before they may ship (P11), and where to. */
export type Lack = Obstacle | 'repair_address'

/** Nothing of it: the parcel may go. The repair address is no rule of the order's, but nobody can ship without one. */
export const lacksToShip = (order: Order): readonly Lack[] => [
  ...obstacles(order),
  ...(order.repairAddress === null ? (['repair_address'] as const) : []),
]

/** The same, without what comes only after staff's decision (P4, P5). */
export const neededFirst = (order: Order): readonly Lack[] => {
  const lacks = lacksToShip(order)
  const first: readonly Lack[] = ['return_confirmed', 'official_number']
  return order.returning === 'confirmed' ? lacks : lacks.filter((lack) => first.includes(lack))
}

/** The places of the machines whose quote waits for an answer (P16). */
export const quotedIn = ({ machines, closed }: Order): readonly number[] =>
  closed === null ? machines.flatMap(({ state }, index) => (state === 'quoted' ? [index] : [])) : []

/** The places of the machines whose accepted fee is open (P19). */
export const unpaidIn = ({ machines, closed }: Order): readonly number[] =>
  machines.flatMap((machine, index) => {
    const accepted = machine.state === 'accepted' || machine.state === 'repaired'
    const fee = accepted ? (machine.bill?.amount ?? 0) : 0
    return closed === null && fee > 0 && returnCountsFrom(machine) === null ? [index] : []
  })
