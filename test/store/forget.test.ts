/** `/forget` in Redis: the talk's transcript and what was kept aside of it go; ids of letters, orders and other talks stay. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import type { ConversationId } from '../../src/ports.ts'
import { connect, type Redis } from '../../src/store/connect.ts'
import { conversationKeys, shardKeys, shardOf } from '../../src/store/keys.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, letter } from './support.ts'

let redis: TestRedis
let store: RedisStore

beforeAll(async () => {
  redis = await startRedis()
  store = await openStore({ connection: redis.connection, deskTime: null })
})
afterAll(async () => {
  await store.close()
  await redis.stop()
})

test('the transcript goes with the commit that forgets, and so does what was kept aside', async () => {
  const [mine, other] = [freshConversation(), freshConversation()]
  const number = makeOrderNumber(shardOf(mine), 7)
  for (const conversation of [mine, other]) {
    await store.ingestShown(letter(conversation, `tg:${conversation}`), '"my words"')
    const claim = await claimed(store, conversation)
    const orders =
      conversation === mine ? [{ number, record: '{"contact":"kept"}', state: 'submitted', awaited: null }] : []
    await store.commit(commitOf(claim, { transcript: ['a', 'b'], parked: claim.mail, orders }))
  }
  await store.ingest(letter(mine, 'tg:forget'))
  const claim = await claimed(store, mine)
  expect(await store.commit(commitOf(claim, { state: 'fresh', customer: ['"erased"'], forget: true }))).toBe('done')

  expect(await store.transcript(mine)).toEqual([])
  expect((await store.shownAfter(mine, 0)).entries).toEqual([])
  expect((await store.shownAfter(other, 0)).entries).toHaveLength(1)
  expect((await store.parked()).map(({ origin }) => origin)).toEqual([other])
  expect(await store.transcript(other)).toEqual(['a', 'b'])
  expect(await store.order(number)).toBe('{"contact":"kept"}')
  expect(await store.ordersOf(mine)).toEqual([number])
  expect(await store.ingest(letter(mine, 'tg:forget'))).toBe('duplicate')
  expect((await store.claimLane({ conversation: mine, name: 'customer' }))?.body).toBe('"erased"')
  await store.ingest(letter(mine, 'tg:after'))
  expect((await claimed(store, mine)).state).toBe('fresh')
})

test('a commit whose claim was lost forgets nothing', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  const claim = await claimed(store, conversation)
  await store.commit(commitOf(claim, { transcript: ['a'] }))
  expect(await store.commit(commitOf(claim, { forget: true }))).toBe('refused')
  expect(await store.transcript(conversation)).toEqual(['a'])
})

test('a day after, nothing is left of who has been silent since; others stay', async () => {
  const [silent, back, filer, seen] = Array.from({ length: 4 }, freshConversation) as ConversationId[]
  const number = makeOrderNumber(shardOf(filer as ConversationId), 8)
  const raw = await connect(redis.connection)
  for (const conversation of [silent, back, filer, seen] as ConversationId[]) {
    if (conversation === seen) await store.ingestShown(letter(conversation, 'web:1'), '"words"')
    else await store.ingest(letter(conversation, 'tg:1'))
    const orders = conversation === filer ? [{ number, record: '{}', state: 'submitted', awaited: null }] : []
    await store.commit(commitOf(await claimed(store, conversation), { forget: true, orders }))
    await raw.command('ZADD', shardKeys.forgotten(shardOf(conversation)), '1', conversation)
  }
  const births = await Promise.all([silent, back].map((id) => birthOf(raw, id as ConversationId)))
  await store.ingest(letter(back as ConversationId, 'tg:2'))
  // On that day the platform may still repeat what it sent.
  expect(await store.ingest(letter(silent as ConversationId, 'tg:1'))).toBe('duplicate')
  expect((await store.retain(90)).erased).toBe(1)
  const keys = (await raw.command('KEYS', '*')) as string[]
  const left = (id: ConversationId | undefined) => keys.filter((key) => key.endsWith(`:${id}`)).length > 0
  expect([silent, back, filer, seen].map(left)).toEqual([false, true, true, true])
  // Whoever comes back begins anew.
  await store.ingest(letter(silent as ConversationId, 'tg:3'))
  const again = await claimed(store, silent as ConversationId)
  expect([again.state, again.birth === births[0]]).toEqual([null, false])
  expect(await birthOf(raw, back as ConversationId)).toBe(births[1])
  await raw.close()
})

const birthOf = (raw: Redis, conversation: ConversationId) =>
  raw.command('HGET', conversationKeys.self(conversation), 'birth')
