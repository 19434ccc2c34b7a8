/** Lists of orders on a real Redis: newest first over all shards, by state, page by page without a gap or a repeat. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import type { OrderNumber } from '../../src/domain/values.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, letter } from './support.ts'

let redis: TestRedis
let store: RedisStore
const filed: OrderNumber[] = []

beforeAll(async () => {
  redis = await startRedis()
  store = await openStore({ connection: redis.connection, deskTime: null })
  for (let n = 0; n < 45; n += 1) filed.push(await file(n))
})
afterAll(async () => {
  await store.close()
  await redis.stop()
})

/** Files an order; each third one is moved on. */
async function file(n: number): Promise<OrderNumber> {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, `tg:${n}`))
  const claim = await claimed(store, conversation)
  const number = makeOrderNumber(claim.shard, n)
  await store.commit(commitOf(claim, { orders: [{ number, record: `{"n":${n}}`, state: 'submitted', awaited: null }] }))
  if (n % 3 === 0) {
    await store.ingest(letter(conversation, `tg:more-${n}`))
    const again = await claimed(store, conversation)
    const moved = [{ number, record: `{"n":${n},"moved":true}`, state: 'awaiting_logistics', awaited: null }]
    expect(await store.commit(commitOf(again, { moved }))).toBe('done')
  }
  return number
}

async function pages(state: string | null, limit: number): Promise<OrderNumber[]> {
  const all: OrderNumber[] = []
  let after: string | null = null
  do {
    const page = await store.orderPage(state, limit, after)
    expect(page.numbers.length).toBeLessThanOrEqual(limit)
    all.push(...page.numbers)
    after = page.next
  } while (after !== null)
  return all
}

test.each([1, 7, 45, 100])('pages of %i hold every order once', async (limit) => {
  expect((await pages(null, limit)).toSorted()).toEqual(filed.toSorted())
})

test('the newest come first', async () => {
  const { numbers } = await store.orderPage(null, 100, null)
  // Orders of one millisecond stand in any order.
  expect(numbers.indexOf(filed[44] as OrderNumber)).toBeLessThan(10)
  expect(numbers.indexOf(filed[0] as OrderNumber)).toBeGreaterThan(34)
})

test('an order stands under its state alone, with its newest record', async () => {
  const moved = filed.filter((_, n) => n % 3 === 0)
  expect((await pages('awaiting_logistics', 4)).toSorted()).toEqual(moved.toSorted())
  expect((await pages('submitted', 4)).toSorted()).toEqual(filed.filter((_, n) => n % 3 !== 0).toSorted())
  expect(await store.order(filed[0] as OrderNumber)).toBe('{"n":0,"moved":true}')
})

test('a state that no order has is an empty page', async () => {
  expect(await store.orderPage('completed', 5, null)).toEqual({ numbers: [], next: null })
})

test('a place that is none is refused', async () => {
  await expect(store.orderPage(null, 5, 'somewhere')).rejects.toBeInstanceOf(RangeError)
})
