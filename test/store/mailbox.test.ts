import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import { DAY, SECOND } from '../../src/domain/values.ts'
import { type ConversationId, MAX_WAITING_LETTERS } from '../../src/ports.ts'
import { connect } from '../../src/store/connect.ts'
import { conversationKeys, shardKeys, shardOf } from '../../src/store/keys.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, idsOf, letter } from './support.ts'

const VISIBILITY_MS = 120
let redis: TestRedis
let store: RedisStore

beforeAll(async () => {
  redis = await startRedis()
  store = await openStore({ connection: redis.connection, deskTime: null, visibilityMs: VISIBILITY_MS })
})
afterAll(async () => {
  await store.close()
  await redis.stop()
})

test('the same letter is taken once, one after another and at once', async () => {
  const conversation = freshConversation()
  expect(await store.ingest(letter(conversation, 'tg:1'))).toBe('taken')
  expect(await store.ingest(letter(conversation, 'tg:1'))).toBe('duplicate')
  const atOnce = await Promise.all(Array.from({ length: 20 }, () => store.ingest(letter(conversation, 'tg:2'))))
  expect(atOnce.filter((answer) => answer === 'taken')).toHaveLength(1)
  expect(idsOf(await store.claim(conversation))).toEqual(['tg:1', 'tg:2'])
})

test('a letter stays a duplicate after it was handled', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  await store.commit(commitOf(await claimed(store, conversation)))
  expect(await store.ingest(letter(conversation, 'tg:1'))).toBe('duplicate')
  expect(await store.claim(conversation)).toBeNull()
})

test('an id is known among the newest, and for a day at least, two at most, after that', async () => {
  const conversation = freshConversation()
  const ids = Array.from({ length: 120 }, (_, n) => `tg:${1_000_000 + n}`)
  const long = ['x'.repeat(256), 'y'.repeat(256)]
  const all = [...ids.slice(0, 60), ...long, ...ids.slice(60)]
  for (const id of all) await store.ingest(letter(conversation, id, false))
  const again = await Promise.all(all.map((id) => store.ingest(letter(conversation, id, false))))
  expect(new Set(again)).toEqual(new Set(['duplicate']))
  const raw = await connect(redis.connection)
  const times = await Promise.all(shardKeys.seen(shardOf(conversation)).map((key) => raw.command('TTL', key)))
  const kept = Number(await raw.command('HSTRLEN', conversationKeys.self(conversation), 'ids'))
  await raw.close()
  expect(kept).toBeLessThanOrEqual(200)
  const seconds = Math.max(...times.map(Number)) * SECOND
  expect(seconds).toBeGreaterThanOrEqual(DAY - SECOND)
  expect(seconds).toBeLessThanOrEqual(2 * DAY)
})

test('a claim gives ten letters in order, when the next came, and hides the conversation', async () => {
  const conversation = freshConversation()
  for (let i = 0; i < 12; i++) await store.ingest({ ...letter(conversation, `tg:${i}`), body: `line one\nline ${i}` })
  expect((await store.due()).conversations).toContain(conversation)
  const claim = await claimed(store, conversation)
  expect(idsOf(claim)).toEqual(Array.from({ length: 10 }, (_, i) => `tg:${i}`))
  expect(claim.mail[3]?.body).toBe('line one\nline 3')
  expect(claim.nextAt).toBeGreaterThanOrEqual(claim.mail[9]?.at ?? Number.POSITIVE_INFINITY)
  expect(claim).toMatchObject({ state: null, attempts: 1, dropped: 0, shard: shardOf(conversation) })
  expect(await store.claim(conversation)).toBeNull()
  expect((await store.due()).conversations).not.toContain(conversation)

  expect(await store.commit(commitOf(claim, { state: 'second' }))).toBe('done')
  const rest = await claimed(store, conversation)
  expect(idsOf(rest)).toEqual(['tg:10', 'tg:11'])
  expect(rest).toMatchObject({ state: 'second', nextAt: null, birth: claim.birth, attempts: 1 })
})

test('a claim that is renewed hides the conversation for longer; one that was lost is not renewed', async () => {
  const conversation = freshConversation()
  const quick = await openStore({ connection: redis.connection, deskTime: null, visibilityMs: 150 })
  await quick.ingest(letter(conversation, 'tg:1'))
  const first = await claimed(quick, conversation)
  for (let renewed = 0; renewed < 3; renewed += 1) {
    await sleep(80)
    expect(await quick.renew(first)).toBe(true)
    expect(await quick.claim(conversation)).toBeNull()
  }
  await sleep(200)
  const second = await claimed(quick, conversation)
  expect(await quick.renew(first)).toBe(false)
  expect(await quick.commit(commitOf(second))).toBe('done')
  expect(await quick.renew(second)).toBe(false)
  expect((await quick.due()).conversations).not.toContain(conversation)
  await quick.close()
})

test('after a failed step one letter comes at a time, not before its delay, and the old claim is void', async () => {
  const conversation = freshConversation()
  for (const id of ['tg:1', 'tg:2']) await store.ingest(letter(conversation, id))
  const first = await claimed(store, conversation)
  await store.release(first, 60)
  expect(await store.commit(commitOf(first))).toBe('refused')
  await store.ingest(letter(conversation, 'tg:3'))
  expect(await store.claim(conversation)).toBeNull()
  await sleep(80)
  const second = await claimed(store, conversation)
  expect(idsOf(second)).toEqual(['tg:1'])
  expect(second.attempts).toBe(2)
  await store.commit(commitOf(second))
  const third = await claimed(store, conversation)
  expect(idsOf(third)).toEqual(['tg:2', 'tg:3'])
  expect(third.attempts).toBe(1)
})

test('an expired claim goes to another worker and its commit is refused', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  const slow = await claimed(store, conversation)
  await sleep(VISIBILITY_MS + 20)
  const other = await claimed(store, conversation)
  expect(other.attempts).toBe(2)
  expect(await store.commit(commitOf(slow, { state: 'stale', customer: ['stale'] }))).toBe('refused')
  expect(await store.commit(commitOf(other, { state: 'good' }))).toBe('done')
  await store.ingest(letter(conversation, 'tg:2'))
  expect((await claimed(store, conversation)).state).toBe('good')
  expect(await store.claimLane({ conversation, name: 'customer' })).toBeNull()
})

test('a late commit that nobody overtook is accepted, a repeated one refused', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  const claim = await claimed(store, conversation)
  await sleep(VISIBILITY_MS + 20)
  const commit = commitOf(claim, { transcript: ['said once'] })
  expect(await store.commit(commit)).toBe('done')
  expect(await store.commit(commit)).toBe('refused')
  expect(await store.transcript(conversation)).toEqual(['said once'])
})

test('mail that comes between claim and commit keeps the conversation due', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  const claim = await claimed(store, conversation)
  await store.ingest(letter(conversation, 'tg:2'))
  expect(await store.claim(conversation)).toBeNull()
  await store.commit(commitOf(claim))
  expect((await store.due()).conversations).toContain(conversation)
  const next = await claimed(store, conversation)
  expect(idsOf(next)).toEqual(['tg:2'])
  await store.commit(commitOf(next))
  expect((await store.due()).conversations).not.toContain(conversation)
})

test('beyond 200 waiting letters of a customer the rest is counted, others are taken', async () => {
  const conversation = freshConversation()
  const ids = Array.from({ length: MAX_WAITING_LETTERS }, (_, i) => `tg:${i}`)
  await Promise.all(ids.map((id) => store.ingest(letter(conversation, id))))
  expect(await store.ingest(letter(conversation, 'tg:more'))).toBe('full')
  expect(await store.ingest(letter(conversation, 'tg:more'))).toBe('duplicate')
  expect(await store.ingest(letter(conversation, 'staff:1', false))).toBe('taken')
  const claim = await claimed(store, conversation)
  expect(claim.dropped).toBe(1)
  expect(await store.ingest(letter(conversation, 'tg:during'))).toBe('full')
  await store.commit(commitOf(claim))
  expect((await claimed(store, conversation)).dropped).toBe(1)
  expect(await store.ingest(letter(conversation, 'tg:again'))).toBe('taken')
})

test('a number that is taken writes nothing and leaves the claim', async () => {
  const first = freshConversation()
  const number = makeOrderNumber(shardOf(first), 12_345)
  await store.ingest(letter(first, 'tg:1'))
  const claim = await claimed(store, first)
  expect(
    await store.commit(commitOf(claim, { orders: [{ number, record: '{"a":1}', state: 'submitted', awaited: null }] })),
  ).toBe('done')
  expect(await store.order(number)).toBe('{"a":1}')
  expect(await store.order(makeOrderNumber(3, 99))).toBeNull()

  await store.ingest(letter(first, 'tg:2'))
  const again = await claimed(store, first)
  const everything = { state: 'x', customer: ['x'], transcript: ['x'], timerAt: 1 }
  const clash = commitOf(again, {
    ...everything,
    orders: [{ number, record: '{"b":2}', state: 'submitted', awaited: null }],
  })
  expect(await store.commit(clash)).toBe('number_taken')
  expect(await store.order(number)).toBe('{"a":1}')
  expect(await store.transcript(first)).toEqual([])
  expect(await store.claimLane({ conversation: first, name: 'customer' })).toBeNull()

  const other = makeOrderNumber(shardOf(first), 54_321)
  expect(
    await store.commit(
      commitOf(again, { orders: [{ number: other, record: '{}', state: 'submitted', awaited: null }] }),
    ),
  ).toBe('done')
  expect(new Set(await store.ordersOf(first))).toEqual(new Set([number, other]))
})

test('an order of another shard is a defect', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  const number = makeOrderNumber((shardOf(conversation) + 1) % 64, 1)
  const commit = commitOf(await claimed(store, conversation), {
    orders: [{ number, record: '{}', state: 'submitted', awaited: null }],
  })
  await expect(store.commit(commit)).rejects.toThrow(RangeError)
})

test('the transcript keeps its last 500 lines', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  const lines = Array.from({ length: 510 }, (_, i) => `line ${i}`)
  await store.commit(commitOf(await claimed(store, conversation), { transcript: lines }))
  expect(await store.transcript(conversation)).toEqual(lines.slice(10))
})

test('letters that failed or had no conversation are kept aside', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  const claim = await claimed(store, conversation)
  await store.commit(commitOf(claim, { parked: claim.mail }))
  await store.park('telegram', '{"odd":true}')
  const parked = await store.parked()
  expect(parked.map(({ origin, reason, body }) => [origin, reason, body]).toSorted()).toEqual([
    ['telegram', 'no conversation', '{"odd":true}'],
    [conversation, 'step failed', 'body of tg:1'],
  ])
  expect(parked.map(({ at }) => at)).toEqual(parked.map(({ at }) => at).toSorted((a, b) => a - b))
})

test.each(['', 'tg', 'tg:', 'TG:1', 'tg:1:', 'tg:a b', 'tg:{s00}', `tg:${'1'.repeat(130)}`, 'tg:1\n'])(
  'the conversation id %j is refused',
  async (id) => {
    await expect(store.ingest(letter(id as ConversationId, 'tg:1'))).rejects.toThrow(RangeError)
  },
)

test('a letter too large or without a usable id is refused', async () => {
  const conversation = freshConversation()
  await expect(store.ingest(letter(conversation, 'two words'))).rejects.toThrow(RangeError)
  await expect(store.ingest({ ...letter(conversation, 'tg:1'), body: '﷽'.repeat(100_000) })).rejects.toThrow(RangeError)
})

test('a letter that may go on makes its conversation due later, with what came in between', async () => {
  const conversation = freshConversation()
  await store.ingest({ ...letter(conversation, 'tg:1'), settleMs: 150 })
  expect(await store.claim(conversation)).toBeNull()
  await store.ingest(letter(conversation, 'tg:2'))
  expect(await store.claim(conversation)).toBeNull()
  await expect.poll(async () => idsOf(await store.claim(conversation))).toEqual(['tg:1', 'tg:2'])
})

test('failed steps are counted apart from claims that nobody came back from, until a commit', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  await store.release(await claimed(store, conversation), 0)
  const failed = await claimed(store, conversation)
  expect(failed).toMatchObject({ attempts: 2, failures: 1 })
  await sleep(VISIBILITY_MS + 30)
  const lost = await claimed(store, conversation)
  expect(lost).toMatchObject({ attempts: 3, failures: 1 })
  await store.commit(commitOf(lost))
  await store.ingest(letter(conversation, 'tg:2'))
  expect(await claimed(store, conversation)).toMatchObject({ attempts: 1, failures: 0 })
})
