// The rules of an order one by one, in the words of the policy (P4-P11, P15-P21).
import { expect, test } from 'vitest'
import {
  type Move,
  type MoveOf,
  moveOrder,
  type Obstacle,
  type Order,
  obstacles,
  returnCountsFrom,
} from '../../src/domain/order.ts'
import { DAY, HOUR } from '../../src/domain/values.ts'
import {
  a,
  address,
  after,
  both,
  FILED_AT,
  filed,
  IN,
  MACHINE_IS,
  MONTHS_LATER,
  MOVES,
  outcome,
  REPAIRED,
} from './order-samples.ts'

const elsewhere = {
  kind: 'elsewhere',
  country: 'DE',
  lines: ['1 Example Road', 'Exampletown'],
  postcode: '00000',
} as const

test('P4: an order filed as the vendor’s own needs no other number; any other does', () => {
  const moves = [a('return.confirmed'), a('logistics.submitted')]
  expect(after(filed(true), ...moves).state).toBe('ready_to_ship')
  const waiting = after(filed(false), ...moves)
  expect(obstacles(waiting)).toEqual(['official_number'])
  expect(after(waiting, a('official.recorded')).state).toBe('ready_to_ship')
})

test('P5, P6, P8, P9, P11: before anything is done, all that shipping needs is named', () => {
  expect(obstacles(filed())).toEqual(['return_confirmed', 'official_number', 'carrier', 'tracking', 'address'])
  expect(refusal(filed(), a('parcel.shipped'))).toEqual({
    reason: 'not_clear_to_ship',
    rule: 'P11',
    details: ['return_confirmed', 'official_number', 'carrier', 'tracking', 'address'],
  })
})

test.each<[string, Partial<MoveOf<'logistics.submitted'>>, string, Obstacle]>([
  ['no province and no city', { address: { ...address, province: null, city: null } }, 'P6', 'address'],
  ['no city', { address: { ...address, city: null } }, 'P6', 'address'],
  ['no district', { address: { ...address, district: null } }, 'P6', 'address'],
  ['only unseen characters for a street', { address: { ...address, street: '\u200b\u202e' } }, 'P6', 'address'],
  ['no country', { address: { ...elsewhere, country: null } }, 'P6', 'address'],
  ['no line', { address: { ...elsewhere, lines: [' '] } }, 'P6', 'address'],
  ['no yes to the address read back', { addressConfirmed: false }, 'P6', 'address_confirmed'],
  ['freight collect', { senderPaid: false }, 'P8', 'sender_paid'],
  ['packing not confirmed', { packed: false }, 'P9', 'packing'],
  ['no carrier', { carrier: '' }, 'P11', 'carrier'],
  ['no tracking number', { tracking: ' - ' }, 'P11', 'tracking'],
  ['a tracking number that is none', { tracking: '顺丰' }, 'P11', 'tracking'],
])('a logistics form with %s is refused', (_, parts, rule, missing) => {
  const form = a('logistics.submitted', parts)
  expect(refusal(IN.awaiting_logistics, form)).toEqual({ reason: 'form_incomplete', rule, details: [missing] })
})

test('P6: the address stands as submitted, and a second form changes nothing', () => {
  const again = a('logistics.submitted', { address: elsewhere })
  expect(outcome(IN.ready_to_ship, again)).toBe('address_locked P6')
  const redecided = after(
    after(IN.awaiting_logistics, a('logistics.submitted')),
    a('return.declined'),
    a('return.confirmed'),
  )
  expect(outcome(redecided, again)).toBe('address_locked P6')
  expect(redecided.logistics?.address).toEqual(address)
})

test('P11: the tracking number can be put right until the receipt, to a whole one', () => {
  const corrected = after(IN.in_transit, a('tracking.corrected', { carrier: 'KYE', tracking: 'ky 1234-5678' }))
  expect(corrected.logistics).toMatchObject({ carrier: 'KYE', tracking: 'KY12345678', address })
  expect(refusal(IN.in_transit, a('tracking.corrected', { tracking: '1' })).details).toEqual(['tracking'])
  expect(outcome(IN.received, a('tracking.corrected'))).toBe('not_now P11')
})

test('P11: "no order" rejects a parcel only while the vendor has none', () => {
  const noOrder = a('parcel.rejected', { reason: 'P11a' })
  expect(after(IN.awaiting_logistics, noOrder).closed).toMatchObject({ as: 'rejected', reason: 'P11a' })
  expect(outcome(filed(true), noOrder)).toBe('vendor_order_exists P11')
  expect(outcome(IN.in_transit, noOrder)).toBe('vendor_order_exists P11')
  expect(after(IN.received, a('parcel.rejected', { reason: 'P11b' })).closed).toMatchObject({ reason: 'P11b' })
})

test('P10: a machine is inspected after its receipt, and another one may still be on its way', () => {
  const first = after(IN.in_transit, a('machine.received'))
  expect(first.state).toBe('received')
  expect(outcome(first, a('machine.inspected', { machine: 1 }))).toBe('not_now P16')
  expect(after(first, a('machine.inspected'), a('machine.received', { machine: 1 })).state).toBe('at_work')
})

test('P18: what is owed is kept when staff say so, without any period', () => {
  const quoted = after(IN.received, a('machine.inspected', { condition: 'mixed' }), a('machine.quoted'))
  expect(quoted.state).toBe('awaiting_payment')
  // A quote that can be declined is no fee yet (P17).
  expect(outcome(quoted, a('order.forfeited'))).toBe('nothing_to_pay P18')
  expect(outcome(after(quoted, a('machine.accepted')), a('order.forfeited'))).toBe('forfeited')
  expect(outcome(MACHINE_IS['quoted, normal'], a('order.forfeited'))).toBe('forfeited')
})

test('P18: a returned package that its owner refused is kept, also after the order was complete', () => {
  const refused = a('order.forfeited', { reason: 'return_refused' })
  expect(outcome(IN.completed, refused)).toBe('forfeited')
  expect(outcome(IN.returning, refused)).toBe('forfeited')
  expect(outcome(IN.awaiting_payment, refused)).toBe('nothing_returned P18')
})

test('P18: the 90 days belong to a machine without an order, and run from the last contact', () => {
  const gone = (at: number, lastContactAt: number | null = null) =>
    a('order.forfeited', { reason: 'no_contact', at, lastContactAt })
  const rejectedAt = IN.rejected.closed?.at ?? Number.NaN
  expect(outcome(IN.rejected, gone(rejectedAt + 90 * DAY))).toBe('contact_too_recent P18')
  expect(outcome(IN.rejected, gone(rejectedAt + 90 * DAY + 1))).toBe('forfeited')
  expect(outcome(IN.rejected, gone(MONTHS_LATER, FILED_AT + 10 * DAY))).toBe('contact_too_recent P18')
  expect(outcome(IN.awaiting_payment, gone(MONTHS_LATER))).toBe('vendor_order_exists P18')
  const otherwise = after(filed(), a('parcel.rejected', { reason: 'P11c' }))
  expect(outcome(otherwise, gone(MONTHS_LATER))).toBe('vendor_order_exists P18')
  const wrote = after(
    filed(),
    { ...MOVES['machine.identified'], at: rejectedAt + DAY },
    a('parcel.rejected', { reason: 'P11a' }),
  )
  expect(outcome(wrote, gone(rejectedAt + 90 * DAY + 1))).toBe('contact_too_recent P18')
})

test('P20: one unpaid machine keeps the others from going back, in a batch too', () => {
  const one = after(
    IN.received,
    ...both('machine.inspected'),
    a('machine.repaired', { machine: 1 }),
    a('machine.quoted'),
  )
  const other = a('machines.returned', { machines: [1], batch: true })
  expect(refusal(one, other)).toEqual({ reason: 'unpaid', rule: 'P20', details: ['0'] })
  const paid = after(one, a('machine.accepted'), a('machine.paid'))
  expect(paid.state).toBe('at_work')
  expect(outcome(paid, other)).toBe('returning')
})

test('P20: machines go back together unless staff send a batch', () => {
  const one = { machines: [1] }
  expect(refusal(REPAIRED, a('machines.returned', one))).toEqual({
    reason: 'goes_together',
    rule: 'P20',
    details: ['0'],
  })
  const batch = after(REPAIRED, a('machines.returned', { ...one, batch: true }))
  expect(batch.state).toBe('returning')
  expect(outcome(batch, a('machines.returned', { machines: [0] }))).toBe('completed')
  expect(outcome(batch, a('machines.returned', { ...one, batch: true }))).toBe('not_done P16')
})

test('P20: a quote that comes after a first batch makes the order wait again', () => {
  const first = after(IN.received, ...both('machine.inspected'), a('machine.repaired', { machine: 1 }))
  const sent = after(first, a('machines.returned', { machines: [1], batch: true }))
  expect(sent.state).toBe('returning')
  expect(after(sent, a('machine.quoted')).state).toBe('awaiting_payment')
})

test.each([
  ['dhl', 'carrier_not_offered P21'],
  ['', 'carrier_not_offered P21'],
  ['DEPPON', 'completed'],
  ['ｋｙｅ', 'completed'],
])('P21: back by %s', (carrier, wanted) => {
  expect(outcome(REPAIRED, a('machines.returned', { carrier }))).toBe(wanted)
})

test('P21: a parcel back has a tracking number, and each machine is in it once', () => {
  expect(outcome(REPAIRED, a('machines.returned', { tracking: ' ' }))).toBe('tracking_missing P21')
  expect(outcome(REPAIRED, a('machines.returned', { machines: [0, 1, 1] }))).toBe('malformed -')
  expect(outcome(REPAIRED, a('machines.returned', { machines: [0, 1, 2] }))).toBe('no_such_machine -')
})

test('P19: the days back count from the receipt in warranty, from the voucher where there is a fee', () => {
  const at = MOVES['machine.received'].at
  const counts = (order: Order) => order.machines.map(returnCountsFrom)
  const later = { ...MOVES['machine.paid'], at: at + HOUR }
  expect(counts(MACHINE_IS.received)).toEqual([null])
  expect(counts(MACHINE_IS['normal, covered'])).toEqual([at])
  expect(counts(MACHINE_IS['normal, not covered'])).toEqual([null])
  expect(counts(MACHINE_IS.accepted)).toEqual([null])
  expect(counts(after(MACHINE_IS.accepted, later))).toEqual([at + HOUR])
  expect(counts(MACHINE_IS.declined)).toEqual([null])
})

test('a customer changes a filed order 200 times at most; staff go on', () => {
  const often = after(filed(), ...Array.from({ length: 200 }, () => a('machine.identified')))
  expect(outcome(often, a('machine.identified'))).toBe('too_many_changes -')
  expect(outcome(often, a('machine.identified', { who: 'staff' }))).toBe('submitted')
})

function refusal(order: Order, move: Move) {
  const moved = moveOrder(order, move)
  if (moved.ok) throw new Error(`${move.type} was not refused`)
  const { reason, rule, details } = moved
  return { reason, rule, details }
}
