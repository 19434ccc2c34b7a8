/** What a lane does with its entries: whose turn it is, what a newer one takes back, how fast, and when it rests. On a real Redis. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ConversationId, type LaneClaim, type LaneEntry, URGENCY } from '../../src/ports.ts'
import { connect } from '../../src/store/connect.ts'
import { conversationKeys } from '../../src/store/keys.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, letter } from './support.ts'

let redis: TestRedis
let store: RedisStore
let rival: RedisStore

beforeAll(async () => {
  redis = await startRedis()
  store = await openStore({ connection: redis.connection, deskTime: null })
  rival = await openStore({ connection: redis.connection, deskTime: null })
})
afterAll(async () => {
  await Promise.all([store.close(), rival.close()])
  await redis.stop()
})

const entry = (body: string, more: Partial<LaneEntry> = {}): LaneEntry => ({
  body,
  urgency: URGENCY.talk,
  topic: null,
  name: null,
  replaces: null,
  remainder: null,
  notAfter: null,
  ...more,
})
const question = (body: string, remainder: string | null = null) =>
  entry(body, { name: 'question', replaces: 'question', remainder })

let drawn = 0
async function say(conversation: ConversationId, ...customer: (string | LaneEntry)[]): Promise<void> {
  drawn += 1
  await store.ingest(letter(conversation, `tg:${drawn}`))
  expect(await store.commit(commitOf(await claimed(store, conversation), { customer }))).toBe('done')
}

async function held(conversation: ConversationId): Promise<LaneClaim> {
  const claim = await store.claimLane({ conversation, name: 'customer' })
  if (claim === null) throw new Error('the lane could not be claimed')
  return claim
}

/** Sends all that the lane holds. */
async function drained(conversation: ConversationId): Promise<string[]> {
  const bodies: string[] = []
  for (;;) {
    const claim = await store.claimLane({ conversation, name: 'customer' })
    if (claim === null) return bodies
    bodies.push(claim.body)
    expect(await store.sent(claim, null)).not.toBe('lost')
  }
}

test('an unsent question gives way to a newer one, and what it said besides stays where it was', async () => {
  const conversation = freshConversation()
  await say(conversation, 'order 7KD', question('thanks! serial?', 'thanks!'))
  await say(conversation, 'a receipt', question('serial again?'))
  await say(conversation, question('which model?'))
  expect(await drained(conversation)).toEqual(['order 7KD', 'thanks!', 'a receipt', 'which model?'])
})

test('a person’s line takes an unsent question back and comes after all that the bot had said', async () => {
  const conversation = freshConversation()
  await say(conversation, 'noted', question('serial?'))
  await say(conversation, entry('Ana here', { replaces: 'question' }))
  await say(conversation, entry('one moment', { replaces: 'question' }))
  expect(await drained(conversation)).toEqual(['noted', 'Ana here', 'one moment'])
})

test('a question in flight is not taken back; one that has to wait again is', async () => {
  const conversation = freshConversation()
  await say(conversation, question('first?'))
  const inFlight = await held(conversation)
  await say(conversation, question('second?'))
  expect(await store.sent(inFlight, null)).toBe('more')
  const second = await held(conversation)
  expect(second.body).toBe('second?')
  await store.defer(second, 0)
  await say(conversation, question('third?'))
  expect(await held(conversation)).toMatchObject({ body: 'third?', tries: 0 })
})

test('a question that may have been sent is sent again as it was, before the newer one', async () => {
  const conversation = freshConversation()
  await say(conversation, question('hello! serial?', 'hello!'))
  await store.defer(await held(conversation), 0, 'in doubt')
  await say(conversation, question('which model?'))
  expect(await drained(conversation)).toEqual(['hello! serial?', 'which model?'])
})

test('a card’s edits come to the newest one, others’ stay', async () => {
  const room = freshConversation()
  const edit = (card: string, body: string) =>
    entry(body, { topic: card, name: `card:${card}`, replaces: `card:${card}` })
  await say(room, edit('a', 'a1'), edit('b', 'b1'))
  await say(room, edit('a', 'a2'), edit('a', 'a3'))
  expect((await drained(room)).toSorted()).toEqual(['a3', 'b1'])
})

test('the urgent go first, topics take turns, and each topic keeps its order', async () => {
  const room = freshConversation()
  const of = (topic: string | null, urgency: keyof typeof URGENCY, ...bodies: string[]) =>
    bodies.map((body) => entry(body, { topic, urgency: URGENCY[urgency] }))
  await say(room, ...of(null, 'digest', 'digest'), ...of('tg:1', 'notice', 'n1', 'n2'), ...of('tg:2', 'notice', 'n3'))
  await say(
    room,
    ...of('tg:1', 'talk', 'a1', 'a2', 'a3'),
    ...of('tg:2', 'talk', 'b1'),
    ...of('tg:3', 'talk', 'c1', 'c2'),
  )
  expect(await drained(room)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3', 'n3', 'n1', 'n2', 'digest'])
})

test('an urgent entry that comes while another is in flight waits for it alone', async () => {
  const room = freshConversation()
  const notice = (body: string) => entry(body, { topic: 'tg:1', urgency: URGENCY.notice })
  await say(room, notice('n1'), notice('n2'))
  const first = await held(room)
  await say(room, entry('card', { topic: 'tg:2' }))
  expect(await store.sent(first, null)).toBe('more')
  expect(await drained(room)).toEqual(['card', 'n2'])
})

test('a chat is sent to at its pace, whoever sends', async () => {
  const conversation = freshConversation()
  const lane = { conversation, name: 'customer' } as const
  const pace = { everyMs: 900, burst: 2 }
  await say(conversation, 'one', 'two', 'three', 'four')
  const began = performance.now()
  const sentAt: number[] = []
  for (let turn = 0; sentAt.length < 4; turn += 1) {
    const sender = turn % 2 === 0 ? store : rival
    const claim = await sender.claimLaneAt(lane, pace)
    if (claim === null) await sleep(10)
    else if ('waitMs' in claim) await sleep(claim.waitMs)
    else {
      sentAt.push(performance.now() - began)
      await sender.sent(claim, null)
    }
  }
  expect(sentAt[1]).toBeLessThan(880)
  expect(sentAt[2]).toBeGreaterThan(880)
  expect(sentAt[3]).toBeGreaterThan(1_780)
  await say(conversation, 'five')
  expect(await store.claimLaneAt(lane, pace)).toEqual({ waitMs: expect.any(Number) })
  expect(await rival.claimLaneAt(lane, pace)).toBeNull()
})

test('a lane at rest is woken by what lasts, not by what may be late', async () => {
  const conversation = freshConversation()
  await say(conversation, 'one')
  const first = await held(conversation)
  expect(await store.stopLane(first)).toBe(true)
  expect(await store.stopLane(first)).toBe(false)
  const isDue = async () => (await store.due()).lanes.some((lane) => lane.conversation === conversation)
  await say(conversation, entry('still there?', { notAfter: Date.now() + 60_000 }))
  expect(await isDue()).toBe(false)
  await say(conversation, 'your machine is on its way')
  expect(await isDue()).toBe(true)
  const again = await held(conversation)
  expect(again.newest).toBeGreaterThan(first.newest)
  await store.defer(again, 0)
  expect(await drained(conversation)).toEqual(['one', 'still there?', 'your machine is on its way'])
})

test('a lane at rest goes on once its customer is heard of, whether or not anything is said to them', async () => {
  const conversation = freshConversation()
  await say(conversation, 'one', entry('still there?', { notAfter: Date.now() + 60_000 }))
  const isDue = async () => (await store.due()).lanes.some((lane) => lane.conversation === conversation)
  expect(await store.stopLane(await held(conversation))).toBe(true)
  await say(conversation)
  expect(await isDue()).toBe(false)
  await store.ingest(letter(conversation, 'tg:heard'))
  expect(await store.commit(commitOf(await claimed(store, conversation), { heard: true }))).toBe('done')
  expect(await isDue()).toBe(true)
  expect(await drained(conversation)).toEqual(['one', 'still there?'])
})

test('hearing of a customer moves no lane that waits or is held', async () => {
  const conversation = freshConversation()
  await say(conversation, 'one')
  const claim = await held(conversation)
  await store.ingest(letter(conversation, 'tg:heard-too'))
  expect(await store.commit(commitOf(await claimed(store, conversation), { heard: true }))).toBe('done')
  expect(await rival.claimLane(claim.lane)).toBeNull()
  await store.defer(claim, 60_000)
  await say(conversation)
  expect(await store.claimLane(claim.lane)).toBeNull()
})

test('a claim tells until when its entry is good, by desk time', async () => {
  const conversation = freshConversation()
  await say(conversation, entry('still there?', { notAfter: 12_345 }))
  const claim = await held(conversation)
  expect(claim.notAfter).toBe(12_345)
  expect(Math.abs(claim.now - (await store.now()))).toBeLessThan(1_000)
})

test('entries that an earlier version left are sent as they are', async () => {
  const conversation = freshConversation()
  await say(conversation, 'new')
  const raw = await connect(redis.connection)
  await raw.command('LPUSH', conversationKeys.lane({ conversation, name: 'customer' }), '0\n{"old":\n1}')
  await raw.close()
  expect(await drained(conversation)).toEqual(['{"old":\n1}', 'new'])
})

test('names that would break a header are refused', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:names'))
  const claim = await claimed(store, conversation)
  for (const bad of [{ topic: 'two words' }, { name: 'line\nbreak' }, { replaces: '' }]) {
    await expect(store.commit(commitOf(claim, { customer: [entry('x', bad)] }))).rejects.toThrow(RangeError)
  }
  await expect(store.commit(commitOf(claim, { customer: [question('two\nlines?', 'rest')] }))).rejects.toThrow(
    RangeError,
  )
})

test('an account’s sends are given out at their rate to all, and not at all while it is stopped', async () => {
  // Longer than a busy machine stands still between two calls.
  const rate = { everyMs: 2_000, burst: 3 }
  expect(await store.takeSends('test:1', rate, 2)).toEqual({ sends: 2, waitMs: 0 })
  expect(await rival.takeSends('test:1', rate, 5)).toEqual({ sends: 1, waitMs: 0 })
  const refused = await rival.takeSends('test:1', rate, 5)
  expect(refused).toEqual({ sends: 0, waitMs: expect.any(Number) })
  expect(refused.waitMs).toBeGreaterThan(0)
  expect(refused.waitMs).toBeLessThanOrEqual(2_000)
  expect(await rival.takeSends('test:2', rate, 5)).toEqual({ sends: 3, waitMs: 0 })
  await sleep(refused.waitMs)
  expect((await rival.takeSends('test:1', rate, 1)).sends).toBe(1)
  await store.stopSends('test:1', rate, 10_000)
  await rival.stopSends('test:1', rate, 10)
  expect((await rival.takeSends('test:1', rate, 1)).waitMs).toBeGreaterThan(9_500)
})
