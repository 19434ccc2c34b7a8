/** A serial number that stands in several open orders: a note on the order, for staff, that is in the way of nothing. */
import type { OrderNumber, SerialNumber } from '../values.ts'
import type { Order } from './record.ts'

/** The order with these others noted beside its machine of that serial number; the same object where there is nothing to add. */
export function withAlsoIn(order: Order, serial: SerialNumber, others: readonly OrderNumber[]): Order {
  const known = order.alsoIn.filter((one) => one.serial === serial).map((one) => one.order)
  const added = others.filter((other) => other !== order.number && !known.includes(other))
  if (added.length === 0 || order.machines.every((machine) => machine.serial !== serial)) return order
  return { ...order, alsoIn: [...order.alsoIn, ...added.map((other) => ({ serial, order: other }))] }
}
