// Orders of invented people in every state they can reach, and one good move of each type.
import {
  fileOrder,
  type Move,
  type MoveOf,
  type MoveType,
  moveOrder,
  NOTHING_TOLD,
  type Order,
  type OrderDraft,
  type OrderState,
} from '../../src/domain/order.ts'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import { DAY, HOUR, type PhoneNumber, type SerialNumber } from '../../src/domain/values.ts'

export const FILED_AT = Date.UTC(2026, 2, 10, 2)
export const NUMBER = makeOrderNumber(7, 5_123_456_789)

const machine = (serial: string) => ({
  model: 'X16-Q',
  serial: serial as SerialNumber,
  symptom: 'no_hashrate' as const,
  description: 'zero since last night',
  tried: [{ check: 'restart', answer: 'no' }],
  danger: false,
  status: null,
  ...NOTHING_TOLD,
  since: { kind: 'longer' as const },
  marks: ['opened' as const],
})
export const draft: OrderDraft = {
  language: 'en',
  contact: { name: 'Li Wei', phone: '+8613800138000' as PhoneNumber, country: 'CN' },
  machines: [machine('JX0000000001'), machine('JX0000000002')],
  evidence: null,
  termsAt: FILED_AT,
  alsoIn: [],
}

export function filed(official = false, from: OrderDraft = draft): Order {
  const filing = fileOrder(from, NUMBER, FILED_AT, official)
  if (!filing.ok) throw new Error(`not filed: ${filing.missing.join(', ')}`)
  return filing.order
}

export const address = {
  kind: 'china',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '示例路1号',
  postcode: null,
} as const

const at = FILED_AT + HOUR
const staff = { at, who: 'staff' } as const
const customer = { at, who: 'customer' } as const

/** One good move of each type, made by the one who usually makes it. */
export const MOVES: { readonly [Type in MoveType]: MoveOf<Type> } = {
  'return.confirmed': { type: 'return.confirmed', ...staff },
  'return.declined': { type: 'return.declined', ...staff },
  'official.recorded': { type: 'official.recorded', ...staff, officialNumber: 'EX-2026-1' },
  'repair_address.recorded': { type: 'repair_address.recorded', ...staff, repairAddress: 'Example Street 2' },
  'logistics.submitted': {
    type: 'logistics.submitted',
    ...customer,
    carrier: 'SF',
    tracking: 'SF1234567890123',
    senderPaid: true,
    packed: true,
    address,
    addressConfirmed: true,
    returnCarrier: 'sf',
  },
  'tracking.corrected': { type: 'tracking.corrected', ...customer, carrier: 'Deppon', tracking: 'DPK1234567890' },
  'parcel.shipped': { type: 'parcel.shipped', ...customer },
  'parcel.rejected': { type: 'parcel.rejected', ...staff, reason: 'P11c' },
  'order.cancelled': { type: 'order.cancelled', ...customer },
  'order.forfeited': { type: 'order.forfeited', ...staff, reason: 'unpaid', lastContactAt: null },
  'machine.identified': {
    type: 'machine.identified',
    ...customer,
    machine: 0,
    model: 'X16-QE',
    serial: 'JX0000000009' as SerialNumber,
  },
  'machine.received': { type: 'machine.received', ...staff, machine: 0 },
  'machine.inspected': { type: 'machine.inspected', ...staff, machine: 0, condition: 'normal', covered: true },
  'machine.quoted': { type: 'machine.quoted', ...staff, machine: 0, amount: 120, currency: 'USD' },
  'machine.accepted': { type: 'machine.accepted', ...customer, machine: 0 },
  'machine.declined': { type: 'machine.declined', ...customer, machine: 0 },
  'machine.paid': { type: 'machine.paid', ...staff, machine: 0 },
  'machine.repaired': { type: 'machine.repaired', ...staff, machine: 0 },
  'machines.returned': {
    type: 'machines.returned',
    ...staff,
    machines: [0, 1],
    carrier: 'sf',
    tracking: 'SF9876543210987',
    batch: false,
  },
}

/** A good move with some parts of it different. */
export function a<Type extends MoveType>(type: Type, parts: Partial<MoveOf<Type>> = {}): Move {
  return { ...MOVES[type], ...parts } as Move
}

/** Makes the moves one after another; one that is refused is a defect of the test. */
export function after(order: Order, ...moves: readonly Move[]): Order {
  return moves.reduce((now, move) => {
    const moved = moveOrder(now, move)
    if (!moved.ok) throw new Error(`${move.type} in ${now.state}: ${moved.reason} ${moved.rule}`)
    return moved.order
  }, order)
}

/** `next_state`, or `reason rule`. */
export function outcome(order: Order, move: Move): string {
  const moved = moveOrder(order, move)
  return moved.ok ? moved.order.state : `${moved.reason} ${moved.rule ?? '-'}`
}

export const both = (type: 'machine.received' | 'machine.inspected' | 'machine.repaired') => [
  a(type),
  a(type, { machine: 1 }),
]
const judged = (condition: 'normal' | 'scrapped' | 'mixed' | 'unrepairable', covered = false) =>
  a('machine.inspected', { condition, covered })

const ready = after(filed(), a('return.confirmed'), a('official.recorded'), a('logistics.submitted'))
const shipped = after(ready, a('parcel.shipped'))
const received = after(shipped, ...both('machine.received'))
const repaired = after(received, ...both('machine.inspected'), ...both('machine.repaired'))
const unpaid = after(received, judged('normal'), a('machine.quoted'), a('machine.accepted'))

/** An order of two machines in each state. */
export const IN: Readonly<Record<OrderState, Order>> = {
  submitted: filed(),
  return_declined: after(filed(), a('return.declined')),
  awaiting_logistics: after(filed(), a('return.confirmed')),
  ready_to_ship: ready,
  in_transit: shipped,
  received,
  at_work: after(received, a('machine.inspected')),
  awaiting_payment: unpaid,
  returning: after(repaired, a('machines.returned', { machines: [0], batch: true })),
  completed: after(repaired, a('machines.returned')),
  rejected: after(filed(), a('parcel.rejected', { reason: 'P11a' })),
  cancelled: after(filed(), a('order.cancelled')),
  forfeited: after(unpaid, a('order.forfeited')),
}
export const REPAIRED = repaired

/** An order of one machine that is in each state of its own, by how it was judged. */
const alone = after(
  filed(false, { ...draft, machines: draft.machines.slice(0, 1) }),
  a('return.confirmed'),
  a('official.recorded'),
  a('logistics.submitted'),
)
const arrived = after(alone, a('machine.received'))
const quoted = (condition: 'normal' | 'scrapped' | 'mixed') => after(arrived, judged(condition), a('machine.quoted'))
const free = after(arrived, judged('normal', true), a('machine.repaired'))
export const MACHINE_IS = {
  expected: alone,
  received: arrived,
  'normal, covered': after(arrived, judged('normal', true)),
  'normal, not covered': after(arrived, judged('normal')),
  scrapped: after(arrived, judged('scrapped')),
  mixed: after(arrived, judged('mixed', true)),
  unrepairable: after(arrived, judged('unrepairable', true)),
  'quoted, normal': quoted('normal'),
  'quoted, scrapped': quoted('scrapped'),
  'quoted, mixed': quoted('mixed'),
  accepted: after(quoted('normal'), a('machine.accepted')),
  'accepted, paid': after(quoted('normal'), a('machine.accepted'), a('machine.paid')),
  declined: after(quoted('mixed'), a('machine.declined')),
  'repaired, free': free,
  'repaired, unpaid': after(quoted('normal'), a('machine.accepted'), a('machine.repaired')),
  'repaired, paid': after(quoted('normal'), a('machine.accepted'), a('machine.repaired'), a('machine.paid')),
  returned: after(free, a('machines.returned', { machines: [0] })),
} as const satisfies Record<string, Order>

/** Long enough after `FILED_AT` for any contact to be old (P18). */
export const MONTHS_LATER = FILED_AT + 91 * DAY
