/** An order as it is on the day it is filed: everything reported, nothing decided. */
import type { Instant, OrderNumber } from '../values.ts'
import { type Contact, type OrderDraft, type ReportedMachine, reportedOf } from './draft.ts'
import type { Order, OrderMachine } from './record.ts'

/** A new order out of a draft. Null when name or phone is missing: a draft that is not complete makes no order (P11c). */
export function fresh(draft: OrderDraft, number: OrderNumber, at: Instant, official: boolean): Order | null {
  const { name, phone, country } = draft.contact
  if (name === null || phone === null) return null
  const contact: Contact = { name, phone, country }
  return {
    v: 1,
    number,
    filedAt: at,
    language: draft.language,
    contact,
    machines: draft.machines.map(expected),
    official,
    termsAt: draft.termsAt,
    evidence: draft.evidence,
    alsoIn: draft.alsoIn,
    ...UNDECIDED,
  }
}

/** The same order before anything happened to it. What is no move (serials, the address, a voucher told of) is taken as it is now. */
export function asFiled(order: Order): Order {
  return { ...order, machines: order.machines.map(expected), ...UNDECIDED, voucherAt: order.voucherAt }
}

const UNDECIDED = {
  state: 'submitted',
  officialNumber: null,
  returning: null,
  repairAddress: null,
  logistics: null,
  shippedAt: null,
  voucherAt: null,
  closed: null,
  history: [],
} as const satisfies Partial<Order>

function expected(machine: ReportedMachine): OrderMachine {
  return { ...reportedOf(machine), state: 'expected' }
}
