/** What an order waits for from staff, in every state of it and of a machine in it, since when, and when that is too long. */
import { expect, test } from 'vitest'
import { createHours } from '../../src/domain/hours.ts'
import {
  awaitedOf,
  isOverdue,
  moveOrder,
  type Order,
  replayOrder,
  STAFF_WORK,
  withVoucherTold,
} from '../../src/domain/order.ts'
import { DAY, HOUR } from '../../src/domain/values.ts'
import { content } from '../support/conversation-desk.ts'
import { a, after, both, FILED_AT, filed, IN, MACHINE_IS } from './order-samples.ts'

const hours = createHours(content.calendar)
const MOVED_AT = FILED_AT + HOUR

test.each<[keyof typeof IN, string | null]>([
  ['submitted', 'return_decision'],
  ['return_declined', null],
  ['awaiting_logistics', 'official_number'],
  ['ready_to_ship', 'repair_address'],
  ['in_transit', 'parcel'],
  ['received', 'inspection'],
  ['at_work', 'inspection'],
  ['awaiting_payment', 'inspection'],
  ['returning', 'way_back'],
  ['completed', null],
  ['rejected', null],
  ['cancelled', null],
  ['forfeited', null],
])('an order that is %s: %s', (state, what) => {
  expect(awaitedOf(IN[state])?.what ?? null).toBe(what)
})

test.each<[keyof typeof MACHINE_IS, string | null]>([
  ['expected', 'repair_address'],
  ['received', 'inspection'],
  ['normal, covered', 'way_back'],
  ['normal, not covered', 'quote'],
  ['scrapped', 'way_back'],
  ['mixed', 'quote'],
  ['unrepairable', 'way_back'],
  ['quoted, normal', null],
  ['quoted, mixed', null],
  ['accepted', null],
  ['accepted, paid', 'way_back'],
  ['declined', 'way_back'],
  ['repaired, free', 'way_back'],
  ['repaired, unpaid', null],
  ['repaired, paid', 'way_back'],
  ['returned', null],
])('a machine that is %s: %s', (state, what) => {
  expect(awaitedOf(MACHINE_IS[state])?.what ?? null).toBe(what)
})

test('the moment is that of what brought the work', () => {
  expect(awaitedOf(filed())).toEqual({ what: 'return_decision', since: FILED_AT })
  expect(awaitedOf(IN.awaiting_logistics)?.since).toBe(MOVED_AT)
  expect(awaitedOf(IN.in_transit)?.since).toBe(MOVED_AT)
  expect(awaitedOf(MACHINE_IS['accepted, paid'])?.since).toBe(MOVED_AT)
})

test('P19: a voucher that is told of is work until staff have seen a payment; it is no move, and replays', () => {
  const told = withVoucherTold(MACHINE_IS.accepted, MOVED_AT + HOUR)
  expect(awaitedOf(told)).toEqual({ what: 'voucher', since: MOVED_AT + HOUR })
  const seen = after(told, a('machine.paid', { at: MOVED_AT + 2 * HOUR }))
  expect(awaitedOf(seen)).toEqual({ what: 'way_back', since: MOVED_AT + 2 * HOUR })
  expect(replayOrder(seen)).toEqual({ ok: true, order: seen })
})

test('P20: while one machine is unpaid the others wait for the customer, not for staff', () => {
  const two = after(IN.in_transit, ...both('machine.received'), a('machine.inspected'))
  const quoted = after(two, a('machine.inspected', { machine: 1, covered: true }), a('machine.quoted'))
  expect(awaitedOf(quoted)).toBeNull()
})

test('every kind of work comes from some order', () => {
  const all: readonly Order[] = [
    ...Object.values(IN),
    ...Object.values(MACHINE_IS),
    withVoucherTold(MACHINE_IS.accepted, MOVED_AT + 1),
  ]
  expect(new Set(all.flatMap((order) => awaitedOf(order)?.what ?? []))).toEqual(new Set(STAFF_WORK))
})

test('work ends with the order, whatever it was', () => {
  for (const order of [...Object.values(IN), ...Object.values(MACHINE_IS)]) {
    const cancelled = moveOrder(order, a('order.cancelled', { who: 'staff' }))
    if (cancelled.ok) expect(awaitedOf(cancelled.order)).toBeNull()
  }
})

const TUESDAY = Date.parse('2026-03-10T10:00:00+08:00')
test.each([
  ['return_decision', TUESDAY, '2026-03-11T09:59', false],
  ['return_decision', TUESDAY, '2026-03-11T10:00', true],
  ['quote', Date.parse('2026-03-13T17:00:00+08:00'), '2026-03-15T23:00', false],
  ['quote', Date.parse('2026-03-13T17:00:00+08:00'), '2026-03-16T17:00', true],
  ['official_number', Date.parse('2026-09-30T17:00:00+08:00'), '2026-10-07T20:00', false],
  ['parcel', TUESDAY, '2026-03-16T18:00', false],
  ['parcel', TUESDAY, '2026-03-17T09:00', true],
  ['way_back', TUESDAY, '2026-03-16T18:00', false],
  ['way_back', TUESDAY, '2026-03-17T09:00', true],
] as const)('%s since %d is at %s overdue: %s', (what, since, now, overdue) => {
  expect(isOverdue({ what, since }, Date.parse(`${now}:00+08:00`), hours, 5)).toBe(overdue)
})

test('on days without any hours nothing is divided by them', () => {
  const closed = { ...hours, day: () => ({ ...hours.day('2026-03-15') }) }
  expect(isOverdue({ what: 'quote', since: TUESDAY }, TUESDAY + DAY, closed, 5)).toBe(true)
})
