// Every move of a machine in every state it can be in (P10, P15-P19), and what each writes into its record.
import { expect, test } from 'vitest'
import { moveMachine } from '../../src/domain/order/machine-life.ts'
import {
  type MachineState,
  type MoveType,
  moveOrder,
  NOTHING_TOLD,
  type Order,
  reportedOf,
} from '../../src/domain/order.ts'
import { a, after, MACHINE_IS, MOVES } from './order-samples.ts'

type How = keyof typeof MACHINE_IS
type MachineMove = Extract<MoveType, `machine.${string}`> | 'machines.returned'

const LEGAL: Readonly<Record<How, Partial<Record<MachineMove, MachineState>>>> = {
  expected: { 'machine.identified': 'expected', 'machine.received': 'received' },
  received: { 'machine.inspected': 'inspected' },
  'normal, covered': {
    'machine.inspected': 'inspected',
    'machine.quoted': 'quoted',
    'machine.repaired': 'repaired',
  },
  'normal, not covered': { 'machine.inspected': 'inspected', 'machine.quoted': 'quoted' },
  // Scrap may be quoted and declined (P17), and goes back as it came without one (P15).
  scrapped: { 'machine.inspected': 'inspected', 'machine.quoted': 'quoted', 'machines.returned': 'returned' },
  mixed: { 'machine.inspected': 'inspected', 'machine.quoted': 'quoted' },
  unrepairable: { 'machine.inspected': 'inspected', 'machines.returned': 'returned' },
  'quoted, normal': { 'machine.inspected': 'inspected', 'machine.quoted': 'quoted', 'machine.accepted': 'accepted' },
  'quoted, scrapped': quotedAndDeclinable(),
  'quoted, mixed': quotedAndDeclinable(),
  accepted: { 'machine.paid': 'accepted', 'machine.repaired': 'repaired' },
  'accepted, paid': { 'machine.repaired': 'repaired' },
  declined: { 'machine.quoted': 'quoted', 'machines.returned': 'returned' },
  'repaired, free': { 'machines.returned': 'returned' },
  'repaired, unpaid': { 'machine.paid': 'repaired' },
  'repaired, paid': { 'machines.returned': 'returned' },
  returned: {},
}

const REFUSED: Readonly<Record<MachineMove, string>> = {
  'machine.identified': 'not_now P11',
  'machine.received': 'not_now P10',
  'machine.inspected': 'not_now P16',
  'machine.quoted': 'not_now P16',
  'machine.accepted': 'not_now P17',
  'machine.declined': 'not_now P17',
  'machine.paid': 'not_now P19',
  'machine.repaired': 'not_now P16',
  'machines.returned': 'not_done P16',
}
const MORE_TELLING: Readonly<Partial<Record<How, Partial<Record<MachineMove, string>>>>> = {
  'normal, not covered': { 'machine.repaired': 'quote_first P16' },
  scrapped: { 'machine.repaired': 'quote_first P16' },
  mixed: { 'machine.repaired': 'quote_first P16' },
  unrepairable: { 'machine.quoted': 'cannot_be_repaired P16', 'machine.repaired': 'cannot_be_repaired P16' },
  'quoted, normal': { 'machine.declined': 'normal_must_be_repaired P17', 'machines.returned': 'unpaid P18' },
  'quoted, scrapped': { 'machines.returned': 'unpaid P18' },
  'quoted, mixed': { 'machines.returned': 'unpaid P18' },
  accepted: { 'machines.returned': 'unpaid P18' },
  'accepted, paid': { 'machine.paid': 'paid_already P19' },
  'repaired, free': { 'machine.paid': 'nothing_to_pay P19' },
  'repaired, unpaid': { 'machines.returned': 'unpaid P18' },
  'repaired, paid': { 'machine.paid': 'paid_already P19' },
}

const types = Object.keys(REFUSED) as MachineMove[]

test.each(Object.keys(MACHINE_IS) as How[])('every move of a machine that is %s', (how) => {
  const found = Object.fromEntries(types.map((type) => [type, tried(MACHINE_IS[how], type)]))
  const wanted = types.map((type) => [type, LEGAL[how][type] ?? MORE_TELLING[how]?.[type] ?? REFUSED[type]])
  expect(found).toEqual(Object.fromEntries(wanted))
})

test('a machine found beyond repair after its quote was paid goes back, and the payment stays to be seen (P16)', () => {
  const found = after(MACHINE_IS['accepted, paid'], a('machine.inspected', { condition: 'unrepairable' }))
  expect(found.machines[0]).toMatchObject({
    state: 'inspected',
    bill: { amount: 120, currency: 'USD', paidAt: MOVES['machine.paid'].at },
  })
  expect(tried(found, 'machine.inspected')).toBe('paid_already P16')
  expect(tried(found, 'machines.returned')).toBe('returned')
})

test('an accepted machine found beyond repair owes nothing any more (P16)', () => {
  const found = after(MACHINE_IS.accepted, a('machine.inspected', { condition: 'unrepairable' }))
  expect(found.state).toBe('at_work')
  expect(found.machines[0]).toMatchObject({ condition: 'unrepairable', bill: null })
})

test('a quote of nothing is a repair free of charge: nobody waits for a payment (P16)', () => {
  const quoted = after(MACHINE_IS.mixed, a('machine.quoted', { amount: 0 }))
  expect(quoted.state).toBe('at_work')
  const repaired = after(quoted, a('machine.accepted'), a('machine.repaired'))
  expect(tried(repaired, 'machine.paid')).toBe('nothing_to_pay P19')
  expect(tried(repaired, 'machines.returned')).toBe('returned')
})

test('what was reported stays on the machine through its whole life', () => {
  const returned = MACHINE_IS.returned.machines[0]
  expect(returned === undefined ? null : reportedOf(returned)).toEqual({
    model: 'X16-Q',
    serial: 'JX0000000001',
    symptom: 'no_hashrate',
    description: 'zero since last night',
    tried: [{ check: 'restart', answer: 'no' }],
    danger: false,
    ...NOTHING_TOLD,
    since: { kind: 'longer' },
    marks: ['opened'],
    status: null,
  })
  expect(MACHINE_IS.returned.machines[0]).toMatchObject({
    repaired: true,
    parcel: { at: MOVES['machines.returned'].at, carrier: 'sf', tracking: 'SF9876543210987' },
  })
  const declined = after(MACHINE_IS.declined, a('machines.returned', { machines: [0] }))
  expect(declined.machines[0]).toMatchObject({ state: 'returned', repaired: false })
})

test('P18: the machine itself stays until its fee is paid, whatever parcel the order puts it in', () => {
  const parcel = { at: 0, carrier: 'sf', tracking: 'SF9876543210987' } as const
  const back = (how: How) => {
    const [machine] = MACHINE_IS[how].machines
    return machine && moveMachine(machine, { type: 'machine.returned', parcel })
  }
  expect(back('repaired, unpaid')).toEqual({ ok: false, refusal: { reason: 'unpaid', rule: 'P18', details: [] } })
  expect(back('repaired, paid')).toMatchObject({ ok: true, machine: { state: 'returned' } })
})

/** The machine's next state, or `reason rule`. */
function tried(order: Order, type: MachineMove): string {
  const moved = moveOrder(order, type === 'machines.returned' ? a(type, { machines: [0] }) : MOVES[type])
  return moved.ok ? (moved.order.machines[0]?.state ?? 'gone') : `${moved.reason} ${moved.rule}`
}

function quotedAndDeclinable() {
  return {
    'machine.inspected': 'inspected',
    'machine.quoted': 'quoted',
    'machine.accepted': 'accepted',
    'machine.declined': 'declined',
  } as const
}
