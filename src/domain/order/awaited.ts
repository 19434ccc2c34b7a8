/**
 * What an order waits for from staff: their next piece of work with it, and since when. Follows from the order alone; null while the next step
 * is the customer's, and once nothing more happens to it.
 */
import type { Instant } from '../values.ts'
import type { MoveType } from './move.ts'
import type { InspectedMachine, Order, OrderMachine } from './record.ts'
import { hasVendorOrder, isBeyondRepair, isInspected, owes, returnCountsFrom, stateOf } from './state.ts'

/**
 * `return_decision` P4; `official_number` P4, P11a; `repair_address`: nobody can ship without one; `parcel`: on its way, to be received (P10);
 * `inspection` P10; `quote` P16; `voucher`: the customer says it is paid (P19); `way_back`: repair and return (P19, P20).
 */
export const STAFF_WORK = [
  'return_decision',
  'official_number',
  'repair_address',
  'parcel',
  'inspection',
  'quote',
  'voucher',
  'way_back',
] as const
export type StaffWork = (typeof STAFF_WORK)[number]

export interface AwaitedWork {
  readonly what: StaffWork
  readonly since: Instant
}

/** The work of an order that comes first. */
export function awaitedOf(order: Order): AwaitedWork | null {
  switch (stateOf(order)) {
    case 'submitted':
      return { what: 'return_decision', since: order.filedAt }
    case 'awaiting_logistics':
    case 'ready_to_ship':
      return beforeShipping(order)
    case 'in_transit':
      return { what: 'parcel', since: order.shippedAt ?? order.filedAt }
    case 'received':
    case 'at_work':
    case 'awaiting_payment':
    case 'returning':
      return atWork(order)
    default:
      return null
  }
}

function beforeShipping(order: Order): AwaitedWork | null {
  const since = latest(order, 'return.confirmed')
  if (!hasVendorOrder(order)) return { what: 'official_number', since }
  return order.repairAddress === null ? { what: 'repair_address', since } : null
}

function atWork(order: Order): AwaitedWork | null {
  const received = order.machines.filter((machine) => machine.state === 'received')
  if (received.length > 0) {
    return { what: 'inspection', since: Math.min(...received.map(({ receivedAt }) => receivedAt)) }
  }
  if (order.machines.some(lacksQuote)) return { what: 'quote', since: latest(order, 'machine.inspected') }
  // One unpaid machine delays all (P20): the next step is the customer's until they say that it is paid.
  if (order.machines.some((machine) => owes(machine) || machine.state === 'quoted')) return voucherOf(order)
  return wayBack(order)
}

/** Inspected, neither quoted nor free of charge nor beyond repair (P16). */
const lacksQuote = (machine: OrderMachine): boolean =>
  machine.state === 'inspected' && !isBeyondRepair(machine) && !(machine.condition === 'normal' && machine.covered)

/** Told since staff last saw a payment, and not checked yet. */
function voucherOf({ voucherAt, machines }: Order): AwaitedWork | null {
  const seen = machines.flatMap((machine) => (isInspected(machine) ? [machine.bill?.paidAt ?? 0] : []))
  return voucherAt !== null && voucherAt > Math.max(0, ...seen) ? { what: 'voucher', since: voucherAt } : null
}

/** P19: from the moment that counts for the machine that has been there longest; where the guides name none, from the order's last move. */
function wayBack(order: Order): AwaitedWork | null {
  const left = order.machines.filter(isInspected).filter(({ state }) => state !== 'returned')
  if (left.length === 0) return null
  return { what: 'way_back', since: Math.min(...left.map((machine) => countsFrom(order, machine))) }
}

const countsFrom = (order: Order, machine: InspectedMachine): Instant =>
  returnCountsFrom(machine) ?? order.history.at(-1)?.at ?? order.filedAt

const latest = (order: Order, type: MoveType): Instant =>
  order.history.findLast((entry) => entry.type === type)?.at ?? order.filedAt

/** The order with the customer's word that it is paid (P19): staff are to check it. */
export const withVoucherTold = (order: Order, at: Instant): Order => ({ ...order, voucherAt: at })
