// Stored orders: those of the first version are read, and whatever is no order is a reason, never an exception.
import { describe, expect, test } from 'vitest'
import { moveOrder, NOTHING_TOLD, ORDER_STATES, type Order, readOrder } from '../../src/domain/order.ts'
import { hostile, quickly } from './hostile.ts'
import { a, filed, IN, MACHINE_IS, MOVES, NUMBER } from './order-samples.ts'

/** As the first version stored it. */
const FIRST_VERSION = JSON.stringify({
  v: 1,
  number: NUMBER,
  state: 'submitted',
  officialNumber: null,
  filedAt: 1_772_000_000_000,
  language: 'zh',
  contact: { name: '李伟', phone: '+8613800138000' },
  machines: [
    {
      model: 'X16-Q',
      serial: null,
      symptom: null,
      description: '开不了机',
      tried: [{ check: 'socket', answer: 'same' }],
      danger: true,
      state: 'expected',
    },
  ],
})

const FIRST = JSON.parse(FIRST_VERSION)

test('an order of the first version is read, as one that nothing has happened to', () => {
  const read = readOrder(FIRST_VERSION)
  expect(read).toEqual({
    ok: true,
    order: {
      ...FIRST,
      contact: { ...FIRST.contact, country: null },
      machines: FIRST.machines.map((machine: object) => ({ ...machine, ...NOTHING_TOLD, status: null })),
      termsAt: null,
      official: false,
      returning: null,
      repairAddress: null,
      logistics: null,
      shippedAt: null,
      closed: null,
      history: [],
      alsoIn: [],
      voucherAt: null,
      evidence: null,
    },
  })
  if (read.ok) expect(moveOrder(read.order, a('return.confirmed'))).toMatchObject({ ok: true })
})

test.each(Object.entries({ ...IN, ...MACHINE_IS }))(
  'an order that is %s comes back from JSON as it was',
  (_, order) => {
    expect(readOrder(JSON.stringify(order))).toEqual({ ok: true, order })
  },
)

test.each<[string, unknown, string, string]>([
  ['null', null, 'shape', ''],
  ['a list', [], 'shape', ''],
  ['another version', { ...filed(), v: 2 }, 'version', ''],
  ['a version in a text', { ...filed(), v: '1' }, 'version', ''],
  ['an unknown state', { ...filed(), state: 'lost' }, 'shape', 'state'],
  ['a part that nobody knows', { ...filed(), extra: 1 }, 'shape', ''],
  ['a number with a typing error', { ...filed(), number: 'ZZZZZZZZZ' }, 'shape', 'number'],
  ['a phone that is none', { ...filed(), contact: { name: 'Ana Example', phone: '0' } }, 'shape', 'contact.phone'],
  ['a moment that is none', { ...filed(), filedAt: 'yesterday' }, 'shape', 'filedAt'],
  ['too many machines', { ...filed(), machines: Array(501).fill(0) }, 'too_large', 'machines'],
  ['too long a history', { ...filed(), history: Array(2_001).fill(0) }, 'too_large', 'history'],
  [
    'a machine quoted without a quote',
    withMachine({ ...MACHINE_IS.accepted.machines[0], bill: null }),
    'shape',
    'machines.0.bill',
  ],
  [
    'an entry by nobody',
    { ...filed(), history: [{ ...MOVES['return.confirmed'], who: 'bot' }] },
    'shape',
    'history.0.who',
  ],
  ['a state that does not follow', { ...filed(), state: 'completed' }, 'state', 'state'],
  ['a state behind its machines', { ...IN.at_work, state: 'received' }, 'state', 'state'],
])('%s is no order', (_, stored, reason, where) => {
  expect(readOrder(JSON.stringify(stored))).toEqual({ ok: false, reason, where })
})

test('keys of a prototype change nothing', () => {
  const json = FIRST_VERSION.replace('"v":1', '"v":1,"__proto__":{"state":"completed"}')
  expect(readOrder(json)).toEqual({ ok: false, reason: 'shape', where: '' })
})

describe.each(hostile)('%s', (_, text) => {
  test('is no order', () => {
    expect(readOrder(text).ok).toBe(false)
    quickly(() => readOrder(text))
  })
  test('in an order is read or refused', () => {
    const order = { ...filed(), repairAddress: text }
    quickly(() => readOrder(JSON.stringify(order)))
  })
  test('in a move is cleaned or refused', () => {
    const form = a('logistics.submitted', { carrier: text, tracking: text })
    quickly(() => moveOrder(IN.awaiting_logistics, form))
    const recorded = moveOrder(filed(), a('official.recorded', { officialNumber: text }))
    if (recorded.ok) expect([...(recorded.order.officialNumber ?? '')].length).toBeLessThanOrEqual(256)
  })
})

test('a record full of wrong entries is refused quickly', () => {
  const json = JSON.stringify({ ...filed(), history: Array(2_000).fill({}), machines: Array(500).fill({}) })
  expect(readOrder(json)).toMatchObject({ ok: false, reason: 'shape' })
  quickly(() => readOrder(json))
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', 'return.confirmed'],
  ['an unknown move', { ...MOVES['return.confirmed'], type: 'order.completed' }],
  ['a prototype’s name', { ...MOVES['return.confirmed'], type: '__proto__' }],
  ['a move by nobody', { ...MOVES['return.confirmed'], who: 'bot' }],
  ['a moment that is none', { ...MOVES['return.confirmed'], at: Number.NaN }],
  ['a negative machine', { ...MOVES['machine.received'], machine: -1 }],
  ['half a machine', { ...MOVES['machine.received'], machine: 0.5 }],
  ['a negative quote', { ...MOVES['machine.quoted'], amount: -1 }],
  ['an endless quote', { ...MOVES['machine.quoted'], amount: Number.POSITIVE_INFINITY }],
  ['an empty official number', { ...MOVES['official.recorded'], officialNumber: ' \u200b' }],
  ['a part too many', { ...MOVES['return.confirmed'], state: 'completed' }],
])('%s is no move', (_, move) => {
  expect(moveOrder(filed(), move as never)).toMatchObject({ ok: false, reason: 'malformed', rule: null })
})

test('a machine that the order does not have cannot move', () => {
  for (const state of ORDER_STATES.filter((one) => IN[one].closed === null)) {
    expect(moveOrder(IN[state], a('machine.received', { machine: 2 }))).toMatchObject({ reason: 'no_such_machine' })
  }
})

function withMachine(machine: unknown): unknown {
  return { ...(MACHINE_IS.accepted satisfies Order), machines: [machine] }
}
