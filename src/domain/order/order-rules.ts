/** The rules that an order's own moves obey (P4-P11, P18, P20, P21), each a question to the order and the move: null, or why not. */
import { RETURN_CARRIERS, type ReturnCarrier } from '../tracking.ts'
import { moveMachine } from './machine-life.ts'
import type { Move, MoveOf } from './move.ts'
import { MOST_ENTRIES, type Order, type OrderMachine } from './record.ts'
import { closed, NO_CONTACT_MS, notNow, type Refusal, refused, wrongPerson } from './refusal.ts'
import { gaps, hasVendorOrder, isFeeDue, obstacles, owes } from './state.ts'

type Rule = (order: Order, move: Move) => Refusal | null

/** How often a customer may change an order that is filed; staff, until its record could not be read any more. */
const CUSTOMER_CHANGES = 200

export const ORDER_RULES = {
  /** Who decides: a return, the vendor's number, the end of an order is staff's; nothing is the system's. */
  person(order, move) {
    const wrong = wrongPerson(move)
    if (wrong !== null) return wrong
    const own = order.history.filter(({ who }) => who === 'customer').length
    const tooMany = order.history.length >= MOST_ENTRIES || (move.who === 'customer' && own >= CUSTOMER_CHANGES)
    return tooMany ? refused('too_many_changes', null) : null
  },
  /** The form comes after staff have confirmed the return. */
  P5(order, move) {
    const early = move.type === 'logistics.submitted' && order.returning !== 'confirmed'
    return early ? refused('not_now', 'P5') : null
  },
  /** The address is final once submitted; it must be complete and have the customer's explicit yes. */
  P6(order, move) {
    if (move.type !== 'logistics.submitted') return null
    if (order.logistics !== null) return refused('address_locked', 'P6')
    return lacking(move, 'P6', ['address', 'address_confirmed'])
  },
  /** The sender pays at dispatch. */
  P8: (_, move) => (move.type === 'logistics.submitted' ? lacking(move, 'P8', ['sender_paid']) : null),
  P9: (_, move) => (move.type === 'logistics.submitted' ? lacking(move, 'P9', ['packing']) : null),
  /** What gets a parcel rejected is kept from being shipped, and only what P11 names rejects one. */
  P11(order, move) {
    if (move.type === 'logistics.submitted') return lacking(move, 'P11', ['carrier', 'tracking'])
    if (move.type === 'tracking.corrected') return wrongParcel(order, move)
    if (move.type === 'parcel.rejected') {
      return move.reason === 'P11a' && hasVendorOrder(order) ? refused('vendor_order_exists', 'P11') : null
    }
    if (move.type !== 'parcel.shipped') return null
    const missing = obstacles(order)
    return missing.length > 0 ? refused('not_clear_to_ship', 'P11', missing) : null
  },
  /** What is kept for good, and on what condition. No period is known but the 90 days of the first case. */
  P18(order, move) {
    if (move.type !== 'order.forfeited') return null
    if (move.reason === 'unpaid') return order.machines.some(isFeeDue) ? null : refused('nothing_to_pay', 'P18')
    if (move.reason === 'return_refused') {
      return order.machines.some(({ state }) => state === 'returned') ? null : refused('nothing_returned', 'P18')
    }
    if (!isWithoutOrder(order)) return refused('vendor_order_exists', 'P18')
    return move.at - lastContact(order, move) > NO_CONTACT_MS ? null : refused('contact_too_recent', 'P18')
  },
  /** One unpaid machine delays all; all go together unless staff send a batch; a machine goes when nothing is left to do. */
  P20(order, move) {
    if (move.type !== 'machines.returned') return null
    const sent = new Set(move.machines)
    if (sent.size < move.machines.length) return refused('malformed', null, ['machines'])
    const unpaid = positions(order, owes)
    if (unpaid.length > 0) return refused('unpaid', unpaid.some((one) => sent.has(Number(one))) ? 'P18' : 'P20', unpaid)
    const staying = positions(order, ({ state }, index) => state !== 'returned' && !sent.has(index))
    return staying.length > 0 && !move.batch ? refused('goes_together', 'P20', staying) : null
  },
  P21(_, move) {
    if (move.type !== 'machines.returned') return null
    if (!isReturnCarrier(move.carrier)) return refused('carrier_not_offered', 'P21', [...RETURN_CARRIERS])
    return move.tracking === '' ? refused('tracking_missing', 'P21') : null
  },
  /** Each machine named has a life of its own, with its own rules (P10, P15-P19). */
  machine(order, move) {
    if (move.type === 'machines.returned') return firstRefusal(order, move)
    if (!('machine' in move)) return null
    const machine = order.machines[move.machine]
    if (machine === undefined) return refused('no_such_machine', null)
    const moved = moveMachine(machine, move)
    return moved.ok ? null : moved.refusal
  },
} satisfies Record<string, Rule>

/** The first rule in a move's way, or that the order is closed, or that the move is one for another time. */
export function explain(order: Order, move: Move): Refusal {
  if (order.closed !== null && move.type !== 'order.forfeited') return wrongPerson(move) ?? closed(move)
  for (const rule of Object.values<Rule>(ORDER_RULES)) {
    const refusal = rule(order, move)
    if (refusal !== null) return refusal
  }
  return notNow(move)
}

/** The moment and number of the parcel that machines went back in. */
export function parcelOf({ at, carrier, tracking }: MoveOf<'machines.returned'>) {
  return { at, carrier: isReturnCarrier(carrier) ? carrier : RETURN_CARRIERS[0], tracking }
}

function firstRefusal(order: Order, move: MoveOf<'machines.returned'>): Refusal | null {
  for (const index of move.machines) {
    const machine = order.machines[index]
    if (machine === undefined) return refused('no_such_machine', null, [String(index)])
    const moved = moveMachine(machine, { type: 'machine.returned', parcel: parcelOf(move) })
    if (!moved.ok) return { ...moved.refusal, details: [String(index)] }
  }
  return null
}

function lacking(move: MoveOf<'logistics.submitted'>, rule: 'P6' | 'P8' | 'P9' | 'P11', parts: readonly string[]) {
  const missing = gaps(move).filter((gap) => parts.includes(gap))
  return missing.length > 0 ? refused('form_incomplete', rule, missing) : null
}

function wrongParcel(order: Order, { carrier, tracking }: MoveOf<'tracking.corrected'>): Refusal | null {
  if (order.logistics === null) return refused('not_now', 'P5')
  const wrong = gaps({ ...order.logistics, carrier, tracking }).filter((gap) => gap === 'carrier' || gap === 'tracking')
  return wrong.length > 0 ? refused('form_incomplete', 'P11', wrong) : null
}

/** A parcel came for which the vendor knew no order. */
function isWithoutOrder({ closed }: Order): boolean {
  return closed?.as === 'rejected' && closed.reason === 'P11a'
}

/** The latest of what staff know, what the order's history tells, its filing and the rejection itself. */
function lastContact(order: Order, { lastContactAt }: MoveOf<'order.forfeited'>): number {
  const own = order.history.filter(({ who }) => who === 'customer').map(({ at }) => at)
  return Math.max(order.filedAt, order.closed?.at ?? order.filedAt, lastContactAt ?? order.filedAt, ...own)
}

function positions(order: Order, holds: (machine: OrderMachine, index: number) => boolean): readonly string[] {
  return order.machines.flatMap((machine, index) => (holds(machine, index) ? [String(index)] : []))
}

function isReturnCarrier(name: string): name is ReturnCarrier {
  return RETURN_CARRIERS.some((carrier) => carrier === name)
}
