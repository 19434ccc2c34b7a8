/** Whatever staff do and customers say about filed orders: nothing throws, and no order ever is what its rules forbid. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Order, readOrder, replayOrder } from '../../src/domain/order.ts'
import type { OrderNumber } from '../../src/domain/values.ts'
import { readStaffLine } from '../../src/flows/staff-room.ts'
import { takeTurn } from '../../src/flows/turn.ts'
import type { Inbound } from '../../src/flows/types.ts'
import { drawing, inbound, OPEN, talk } from '../support/conversation-desk.ts'

const FILING = [
  'my X16-Q shows zero hashrate, serial JX1600004711',
  'no',
  '/order',
  'Ana Example',
  '+49 30 23125 555',
  'none of that',
  'yes',
  'I agree',
]

/** The way of an order to its end; a run begins somewhere on it. */
const WAY: readonly Act[] = [
  ...FILING.map((text): Act => ({ by: 'customer', text })),
  { by: 'staff', text: '/official EX-2026-1' },
  { by: 'staff', text: '/address Example Road 2' },
  { by: 'staff', text: '/return yes' },
  { by: 'customer', text: 'SF SF1234567890123, prepaid by me, well packed' },
  { by: 'customer', text: 'Example Street 5, 10115 Berlin, Germany' },
  { by: 'customer', text: 'SF' },
  { by: 'customer', text: 'yes' },
  { by: 'customer', text: 'shipped' },
  { by: 'staff', text: '/status received' },
  { by: 'staff', text: '/status inspected mixed out' },
  { by: 'staff', text: '/quote 80 USD' },
  { by: 'customer', text: 'accept' },
  { by: 'customer', text: 'yes' },
  { by: 'staff', text: '/paid' },
  { by: 'staff', text: '/status repaired' },
  { by: 'staff', text: '/sent sf SF1234567890124' },
]

const STAFF = [
  '/return yes',
  '/return no',
  '/official EX-2026-1',
  '/address Example Road 2',
  '/status received',
  '/status inspected normal out',
  '/status inspected mixed in',
  '/status repaired',
  '/quote 80 USD',
  '/quote 1 0 CNY',
  '/paid',
  '/sent sf SF1234567890123',
  '/reject P11c',
  '/cancel',
  '/forfeit unpaid',
  'Hello, this is Chen.',
  '/release',
]
const CUSTOMER = [
  'SF SF1234567890123, prepaid by me, well packed',
  '德邦 DPK1234567890',
  'KY4000123456789',
  '收货地址：上海市浦东新区世纪大道100号',
  'Example Street 5, 10115 Berlin, Germany',
  '广东',
  'parcel',
  'shipped',
  '我寄出了，单号SF1234567890999',
  '改一下单号',
  'I want to change my address',
  'quote',
  'accept',
  '不修了',
  'paid',
  'yes',
  'no',
  'ok',
  '1',
  '2',
  'change',
  'back',
  'cancel',
  'later',
  'menu',
  'status',
  '1RV-FHV-RDX',
  '1234',
  'smoke!!',
  'my X4-Q keeps rebooting',
  '/order',
  'a person',
  '中文',
  '__proto__',
  '',
]

type Act = { readonly by: 'staff' | 'customer'; readonly text: string } | { readonly by: 'tap'; readonly place: number }

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...STAFF).map((text): Act => ({ by: 'staff', text })) },
  { weight: 5, arbitrary: fc.constantFrom(...CUSTOMER).map((text): Act => ({ by: 'customer', text })) },
  { weight: 4, arbitrary: fc.nat(5).map((place): Act => ({ by: 'tap', place })) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }).map((text): Act => ({ by: 'customer', text })) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }).map((text): Act => ({ by: 'staff', text: `/quote ${text}` })) },
)

/** A talk of turns, as the turn loop takes them: with the orders that the step wants, and the state as it was stored. */
function desk() {
  const draw = drawing()
  const orders = new Map<OrderNumber, Order>()
  let state: string | null = null
  let at = OPEN
  return {
    orders,
    take(what: Inbound) {
      at += 60_000
      const event = inbound(what, at, draw())
      const read = state === null ? null : talk.unpack(state)
      const wanted = talk.ordersWanted(read?.ok ? read.stored : null, event)
      const turn = takeTurn(
        talk,
        state,
        [event],
        wanted.flatMap((number) => orders.get(number) ?? []),
      )
      state = turn.state
      for (const order of [...turn.orders, ...turn.moved]) orders.set(order.number, order)
      return turn
    },
    question: () => {
      const read = state === null ? null : talk.unpack(state)
      if (read?.ok === false) throw new Error(read.reason)
      return read === null ? null : talk.question(read.stored)
    },
  }
}

function inboundOf(one: Act, asked: ReturnType<typeof talk.question>): Inbound | null {
  if (one.by !== 'tap') return one.by === 'staff' ? byStaff(one.text) : { kind: 'said', text: one.text }
  const offer = asked?.offers[one.place % asked.offers.length]
  return asked && offer ? { kind: 'chose', question: asked.id, offer: offer.id } : null
}

function byStaff(text: string): Inbound | null {
  const line = readStaffLine(text)
  if (line.kind === 'act') return { kind: 'staff.acted', act: line.act, by: 'Chen Example' }
  if (line.kind === 'release') return { kind: 'staff.released', by: 'Chen Example' }
  return line.kind === 'line' ? { kind: 'staff.said', text, by: 'Chen Example' } : null
}

test('orders stay as their rules allow, and every turn can be stored and read again', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(fc.nat(WAY.length), fc.array(act, { minLength: 3, maxLength: 15 }), (begun, acts) => {
      const { take, orders, question } = desk()
      for (const one of [...WAY.slice(0, begun), ...acts]) {
        const what = inboundOf(one, question())
        if (what === null) continue
        const turn = take(what)
        expect(turn.broken).toBeNull()
        expect(turn.lines.slice(0, -1).every(({ question: asked }) => asked === null)).toBe(true)
        for (const line of turn.lines) if (line.from === 'bot') expect(line.text.trim()).not.toBe('')
        expect((turn.lines.at(-1)?.question?.id.length ?? 0) <= 24).toBe(true)
      }
      for (const order of orders.values()) {
        reached.add(order.state)
        expect(replayOrder(order)).toEqual({ ok: true, order })
        expect(readOrder(JSON.stringify(order)).ok).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
  expect(reached.size).toBeGreaterThanOrEqual(8)
})
