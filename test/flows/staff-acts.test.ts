/** What staff type about an order: read as meant, refused with its usage, never taken for something else. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readStaffAct, STAFF_ACTS } from '../../src/flows/staff-acts.ts'
import { makeAct, orderOfAct } from '../../src/flows/staff-moves.ts'
import { readStaffLine } from '../../src/flows/staff-room.ts'
import { a, FILED_AT, filed, IN, MACHINE_IS, NUMBER, after as orderAfter, REPAIRED } from '../domain/order-samples.ts'

const SHOWN = `${NUMBER.slice(0, 3)}-${NUMBER.slice(3, 6)}-${NUMBER.slice(6)}`
const read = (line: string) => {
  const act = readStaffAct(line)
  if (!act?.ok) throw new Error(`not read: ${line}`)
  return act.act
}

describe('an act', () => {
  it.each([
    [`/return ${SHOWN} yes`, { number: NUMBER, move: { type: 'return.confirmed' } }],
    ['／return ＹＥＳ', { number: null, move: { type: 'return.confirmed' } }],
    ['/return@aftercare_bot 不用 先更新设置', { move: { type: 'return.declined' }, note: '先更新设置' }],
    ['/official EX 2026 17', { move: { type: 'official.recorded', officialNumber: 'EX 2026 17' } }],
    [`/official ${SHOWN} EX-1`, { number: NUMBER, move: { officialNumber: 'EX-1' } }],
    // Without another word, what looks like an order is the official number itself.
    [`/official ${SHOWN}`, { number: null, move: { officialNumber: SHOWN } }],
    ['/address Example Road 2\nExample Town', { move: { repairAddress: 'Example Road 2\nExample Town' } }],
    ['/status received', { machines: null, move: { type: 'machine.received' } }],
    ['/status 2 repaired', { machines: [1], move: { type: 'machine.repaired' } }],
    ['/status #1,#3 received', { machines: [0, 2] }],
    ['/status all received', { machines: null }],
    ['/status 1 inspected mixed out', { machines: [0], move: { condition: 'mixed', covered: false } }],
    [`/status ${SHOWN} 2 Inspected Normal IN`, { number: NUMBER, machines: [1], move: { covered: true } }],
    ['/quote 120 usd', { machines: null, move: { type: 'machine.quoted', amount: 120, currency: 'USD' } }],
    ['/quote 2 1,200.50 CNY', { machines: [1], move: { amount: 1200.5, currency: 'CNY' } }],
    ['/quote 900元', { move: { amount: 900, currency: 'CNY' } }],
    [`/quote ${SHOWN} 1 0 USD`, { number: NUMBER, machines: [0], move: { amount: 0 } }],
    ['/paid', { machines: null, move: { type: 'machine.paid' } }],
    [`/paid ${SHOWN} 2`, { number: NUMBER, machines: [1] }],
    ['/sent 顺丰 SF 1234 5678 90123', { move: { carrier: 'sf', tracking: 'SF 1234 5678 90123' } }],
    ['/sent 1,2 kye KY4000123456789', { machines: [0, 1], move: { carrier: 'kye' } }],
    ['/reject p11B wrong machine', { move: { type: 'parcel.rejected', reason: 'P11b' }, note: 'wrong machine' }],
    ['/cancel', { number: null, move: { type: 'order.cancelled' }, note: null }],
    ['/forfeit unpaid', { move: { type: 'order.forfeited', reason: 'unpaid', lastContactAt: null } }],
  ])('%s', (line, meant) => {
    expect(read(line)).toMatchObject(meant)
  })

  it.each([
    '/return',
    '/return maybe',
    '/return 1RV-FHV-RDY yes',
    // A slip in the number must not cancel the only open order.
    '/cancel 1RV-FHV-RDY',
    '/status',
    '/status lost',
    '/status inspected normal',
    '/status inspected normal in today',
    '/quote',
    '/quote -5 USD',
    '/quote 120',
    '/quote 120 DOLLARS',
    '/paid twice',
    '/sent sf',
    '/reject P12',
    '/forfeit lost',
    '/official',
    '/address   ',
  ])('%s is answered with its usage', (line) => {
    expect(readStaffLine(line)).toMatchObject({
      kind: 'misused_act',
      usage: expect.stringContaining(line.split(' ')[0] ?? ''),
    })
  })

  it.each(['/take', '/releases', '/constructor', '/__proto__', 'return yes', '/ return yes'])('%s is none', (line) => {
    expect(readStaffAct(line)).toBeNull()
  })

  test('nothing typed behind a command throws or goes to the customer', () => {
    const rest = fc.string({ unit: 'binary', maxLength: 80 })
    fc.assert(
      fc.property(fc.constantFrom(...STAFF_ACTS), rest, (name, words) => {
        expect(['act', 'misused_act', 'unknown_command']).toContain(readStaffLine(`${name} ${words}`).kind)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the order and the machines that are meant', () => {
  const made = (line: string, order = IN.received) => makeAct(read(line), order, FILED_AT + 1, 'Li Example')

  test('the only open order needs no number, of several one must be named', () => {
    const other = { ...IN.received, number: 'OTHER' as typeof NUMBER }
    expect(orderOfAct(null, [IN.received, IN.cancelled])).toBe(IN.received)
    expect(orderOfAct(null, [IN.received, other])).toBeNull()
    expect(orderOfAct(NUMBER, [other, IN.received])).toBe(IN.received)
    expect(orderOfAct(NUMBER, [other])).toBeNull()
  })

  test('what fits all machines is made of all', () => {
    const arrived = made('/status received', IN.in_transit)
    expect(arrived).toMatchObject({ ok: true, order: { state: 'received' } })
    expect(arrived.ok && arrived.moves.map((move) => 'machine' in move && move.machine)).toEqual([0, 1])
  })

  test('a judgement or a quote names its machine, unless only one is left', () => {
    expect(made('/status inspected normal in')).toEqual({ ok: false, which: [1, 2] })
    expect(made('/status 1,2 inspected normal in')).toMatchObject({ ok: true })
    const half = orderAfter(IN.received, a('machine.inspected', { condition: 'scrapped', covered: false }))
    expect(made('/quote 80 USD', half)).toMatchObject({ ok: true, moves: [{ machine: 0, amount: 80 }] })
  })

  test('some machines sent are a batch, all that are left are not (P20)', () => {
    expect(made('/sent sf SF1234567890123', REPAIRED)).toMatchObject({
      ok: true,
      moves: [{ machines: [0, 1], batch: false }],
    })
    expect(made('/sent 2 sf SF1234567890123', REPAIRED)).toMatchObject({
      ok: true,
      moves: [{ machines: [1], batch: true }],
    })
  })

  it.each([
    ['/return yes', IN.completed, 'not_now', 'P4'],
    ['/quote 1 5 USD', MACHINE_IS.unrepairable, 'cannot_be_repaired', 'P16'],
    ['/sent sf SF1234567890123', MACHINE_IS.accepted, 'unpaid', 'P18'],
    ['/sent dhl 1234567890', REPAIRED, 'carrier_not_offered', 'P21'],
    ['/paid', MACHINE_IS.declined, 'not_now', 'P19'],
    ['/status 9 received', IN.in_transit, 'no_such_machine', null],
    ['/reject P11a', IN.in_transit, 'vendor_order_exists', 'P11'],
    ['/return yes', IN.cancelled, 'closed', 'P4'],
  ])('%s is refused with the rule in its way', (line, order, reason, rule) => {
    expect(made(line, order)).toMatchObject({ ok: false, refusal: { reason, rule } })
  })

  test('an act of several machines is made whole or not at all', () => {
    expect(made('/status 1,9 received', IN.in_transit)).toMatchObject({
      ok: false,
      refusal: { reason: 'no_such_machine' },
    })
    expect(makeAct(read('/status 1,1 received'), filed(true), FILED_AT, 'Li Example')).toMatchObject({ ok: false })
  })
})
