/** What follows from an order's own decisions and from its machines: its state, what holds it up, what is ready to go back. */
import { checkAddress } from '../address.ts'
import type { Instant } from '../values.ts'
import { missingFields } from './draft.ts'
import type { InspectedMachine, Logistics, Order, OrderMachine, OrderState } from './record.ts'

/** What P11 and its neighbours still want before the customer may ship. */
export type Obstacle =
  | 'return_confirmed'
  | 'official_number'
  | 'repair_information'
  | 'carrier'
  | 'tracking'
  | 'sender_paid'
  | 'packing'
  | 'address'
  | 'address_confirmed'

const TRACKING = /^[A-Z0-9]{5,40}$/

/** The order's state, from its decisions and machines alone. One unpaid machine holds up all (P20), whatever the others have reached. */
export function stateOf(order: Order): OrderState {
  const { machines } = order
  if (order.closed !== null) return order.closed.as
  if (machines.length > 0 && machines.every(({ state }) => state === 'returned')) return 'completed'
  if (machines.some(owes)) return 'awaiting_payment'
  if (machines.some(({ state }) => state === 'returned')) return 'returning'
  if (machines.some(isInspected)) return 'at_work'
  if (machines.some(({ state }) => state === 'received')) return 'received'
  if (order.returning === null) return 'submitted'
  if (order.returning === 'declined') return 'return_declined'
  if (order.shippedAt !== null) return 'in_transit'
  return obstacles(order).length === 0 ? 'ready_to_ship' : 'awaiting_logistics'
}

/** What is still in the way of shipping, in the order in which it is asked (P11): none means that the customer may ship. */
export function obstacles(order: Order): readonly Obstacle[] {
  const found: Obstacle[] = []
  if (order.returning !== 'confirmed') found.push('return_confirmed')
  if (!hasVendorOrder(order)) found.push('official_number')
  if (missingFields(order).length > 0) found.push('repair_information')
  if (order.logistics === null) return [...found, 'carrier', 'tracking', 'address']
  // An address that was taken stays taken, however addresses are judged since (P6).
  return [...found, ...gaps(order.logistics).filter((gap) => gap !== 'address')]
}

/** What a logistics form lacks: carrier and tracking number (P11c), sender-paid (P8), packing (P9), the address and the yes to it (P6). */
export function gaps(form: Logistics): readonly Obstacle[] {
  const found: Obstacle[] = []
  if (form.carrier === '') found.push('carrier')
  if (!TRACKING.test(form.tracking)) found.push('tracking')
  if (!form.senderPaid) found.push('sender_paid')
  if (!form.packed) found.push('packing')
  if (!checkAddress(form.address).ok) found.push('address')
  if (!form.addressConfirmed) found.push('address_confirmed')
  return found
}

/** An order the vendor knows: its own, or entered on the official website and the number recorded (P4, P11a). */
export function hasVendorOrder(order: Pick<Order, 'official' | 'officialNumber'>): boolean {
  return order.official || order.officialNumber !== null
}

export function isInspected(machine: OrderMachine): machine is InspectedMachine {
  return machine.state !== 'expected' && machine.state !== 'received'
}

/** A quote that waits for its payment: open, accepted or already repaired (P18, P20). */
export function owes(machine: OrderMachine): boolean {
  if (machine.state !== 'quoted' && machine.state !== 'accepted' && machine.state !== 'repaired') return false
  return machine.bill !== null && machine.bill.amount > 0 && machine.bill.paidAt === null
}

/** The fee of a quote that was accepted, or that cannot be declined (P17): what P18 calls an unpaid fee. */
export function isFeeDue(machine: OrderMachine): boolean {
  return owes(machine) && !(machine.state === 'quoted' && machine.condition !== 'normal')
}

export function isPaid({ bill }: InspectedMachine): boolean {
  return bill !== null && bill.paidAt !== null
}

/** Found not worth a repair: scrap and what cannot be repaired go back as they came (P15, P16). */
export function isBeyondRepair(machine: InspectedMachine): boolean {
  return machine.condition === 'unrepairable' || machine.condition === 'scrapped'
}

/** Nothing is left to do but to send it back: repaired, declined (P17) or beyond repair (P15, P16). Says nothing about payment. */
export function isDone(machine: OrderMachine): boolean {
  if (machine.state === 'repaired' || machine.state === 'declined') return true
  return machine.state === 'inspected' && isBeyondRepair(machine)
}

/**
 * Since when a machine's working days generally run (P19): the payment voucher where there is a fee, else the receipt of one in warranty.
 * Null before that, and where the guides name nothing.
 */
export function returnCountsFrom(machine: OrderMachine): Instant | null {
  if (!isInspected(machine) || machine.state === 'declined') return null
  const { bill, covered, receivedAt } = machine
  if (bill !== null && bill.amount > 0) return bill.paidAt
  return covered ? receivedAt : null
}
