/** Orders at the web desk: found by their indexes, moved by staff through the conversation that filed them, refused with the rule. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordOf } from '../../src/bot/records.ts'
import { withoutContact } from '../../src/domain/order/erased.ts'
import { fileOrder, type Order } from '../../src/domain/order.ts'
import { makeOrderNumber, showOrderNumber } from '../../src/domain/order-number.ts'
import { type ConversationId, NO_CHANGES } from '../../src/ports.ts'
import { shardOf } from '../../src/store/keys.ts'
import { held, OPEN_AT, STAFF_ROOM, useBench } from '../bot/bench.ts'
import { draft } from '../domain/order-samples.ts'
import { until } from '../e2e/support/until.ts'
import { freshId, type Staff, type Stage, startStage } from './stage.ts'

const bench = useBench()
let stage: Stage
let ana: Staff
let order: Order
const TALK = 'tg:950' as ConversationId
beforeEach(async () => {
  stage = await startStage(bench())
  ana = await stage.signIn('ana')
  order = await filedIn(TALK)
})
afterEach(async () => {
  await stage.stop()
  expect(stage.troubles).toEqual([])
})

interface View {
  readonly order: Order
  readonly shown: string
  readonly moves: readonly { type: string; machines: readonly number[] | null; choices: readonly string[] }[]
}
const view = () => ana.json<View>(`orders/${order.number}`)
const move = (body: object) =>
  ana.post(`orders/${order.number}/moves`, { id: freshId(), machines: null, note: '', ...body })

/** A conversation in which an order was filed. */
async function filedIn(conversation: ConversationId): Promise<Order> {
  await stage.customerSays(conversation, 'my X16-Q shows zero hashrate')
  const filing = fileOrder(draft, makeOrderNumber(shardOf(conversation), 4_711), OPEN_AT)
  if (!filing.ok) throw new Error('the draft is complete')
  await until('a quiet talk', async () => (await stage.store.due()).conversations.length === 0)
  await stage.store.ingest({ conversation, id: 'filing', body: '{"kind":"said","text":"x"}', counted: false })
  const claim = await held(stage.store, conversation)
  const stored = JSON.parse(claim.state ?? '')
  stored.flow.context.orders = [filing.order.number]
  const orders = [recordOf(filing.order, conversation)]
  const registry = [
    {
      kind: 'noted',
      index: 'serial',
      value: 'JX0000000001',
      number: filing.order.number,
      filedAt: OPEN_AT,
      standing: 'open',
    },
  ] as const
  await stage.store.commit({
    claim,
    state: JSON.stringify(stored),
    taken: 1,
    timerAt: null,
    ...NO_CHANGES,
    orders,
    registry,
  })
  return filing.order
}

test('an order is in the list of its state, and is found by its number and its serial number', async () => {
  const rows = async (path: string) =>
    (await ana.json<{ rows: { number: string }[] }>(path)).rows.map(({ number }) => number)
  expect(await rows('orders')).toEqual([order.number])
  expect(await rows('orders?state=submitted')).toEqual([order.number])
  expect(await rows('orders?state=completed')).toEqual([])
  expect((await ana.get('orders?state=nonsense')).status).toBe(400)
  const found = async (q: string) =>
    (await ana.json<{ orders: { number: string }[] }>(`search?q=${encodeURIComponent(q)}`)).orders.map(
      ({ number }) => number,
    )
  expect(await found(showOrderNumber(order.number).toLowerCase())).toEqual([order.number])
  await until('the registry', async () => (await found('jx0000000001')).length > 0)
})

test('an order on which staff have something to do is listed with what it is, until it is done', async () => {
  const work = async () => (await ana.json<{ rows: { number: string; waits: object }[] }>('work')).rows
  expect(await work()).toMatchObject([{ number: order.number, waits: { what: 'return_decision', overdue: false } }])
  await move({ move: { type: 'return.confirmed' } })
  expect(await work()).toMatchObject([{ number: order.number, waits: { what: 'official_number' } }])
})

test('a move is made by its conversation, told to the customer in their words and to the group, and stands in the history', async () => {
  expect((await view()).moves.map(({ type }) => type)).toContain('return.confirmed')
  const answer = await move({
    move: { type: 'return.confirmed', by: 'Somebody Else' },
    note: 'The board has to come in.',
  })
  const moved = (await answer.json()) as View
  expect(moved.order).toMatchObject({ state: 'awaiting_logistics', returning: 'confirmed' })
  expect(moved.order.history.map(({ type, who }) => `${who} ${type}`)).toEqual(['staff return.confirmed'])
  expect(moved.order.history).toMatchObject([{ by: 'ana Example', note: 'The board has to come in.' }])
  expect(withoutContact(moved.order).history[0]).not.toHaveProperty('note')
  await until('the customer', async () =>
    stage.channel.texts(TALK).some((text) => text.includes('The board has to come in.')),
  )
  await until('the group', async () =>
    stage.channel.texts(STAFF_ROOM).some((text) => text.includes('By · 操作: ana Example')),
  )
})

test('a move that the order does not allow is refused with its rule, and nothing happens', async () => {
  const refused = await move({ machines: [0], move: { type: 'machine.repaired' } })
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ code: 'refused_move', rule: 'P16' })
  const early = await move({ move: { type: 'parcel.shipped' } })
  expect(await early.json()).toMatchObject({ code: 'refused_move', reason: 'not_clear_to_ship', rule: 'P11' })
  expect((await view()).order.history).toEqual([])
})

test('machines move one by one, and go back in a parcel of those that are named', async () => {
  await move({ move: { type: 'return.confirmed' } })
  await move({ move: { type: 'official.recorded', officialNumber: 'EX-2026-7' } })
  expect((await view()).order).toMatchObject({ officialNumber: 'EX-2026-7', state: 'awaiting_logistics' })
  expect((await view()).moves.find(({ type }) => type === 'machine.identified')?.machines).toEqual([0, 1])
  const corrected = await move({ machines: [1], move: { type: 'machine.identified', model: 'X16-QE', serial: null } })
  expect(((await corrected.json()) as View).order.machines.map(({ model }) => model)).toEqual(['X16-Q', 'X16-QE'])
})

test('an order that is not there, and what is no move, are refused', async () => {
  expect((await ana.get(`orders/${makeOrderNumber(3, 99)}`)).status).toBe(404)
  expect((await ana.get('orders/not-a-number')).status).toBe(404)
  expect((await move({ move: { type: 'nonsense' } })).status).toBe(409)
  expect((await move({ move: 'nonsense' })).status).toBe(400)
})
