import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Commit, ConversationId, LaneClaim, LaneId, LaneName, Letter } from '../../src/ports.ts'
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

let drawn = 0
async function turn(conversation: ConversationId, more: Partial<Commit>): Promise<string> {
  drawn += 1
  await store.ingest(letter(conversation, `tg:${drawn}`))
  const claim = await claimed(store, conversation)
  expect(await store.commit(commitOf(claim, more))).toBe('done')
  return claim.birth
}

async function laneClaim(conversation: ConversationId, name: LaneName = 'customer'): Promise<LaneClaim> {
  const claim = await store.claimLane({ conversation, name })
  if (claim === null) throw new Error('The lane could not be claimed')
  return claim
}

const isDue = async (lane: LaneId): Promise<boolean> =>
  (await store.due()).lanes.some((due) => due.conversation === lane.conversation && due.name === lane.name)

test('entries leave in order, one claim at a time, and an empty lane is not due', async () => {
  const conversation = freshConversation()
  const lane: LaneId = { conversation, name: 'customer' }
  await turn(conversation, { customer: ['one', 'two\nlines'] })
  await turn(conversation, { customer: ['three'] })
  const bodies: string[] = []
  const sequences: number[] = []
  const left: string[] = []
  while (await isDue(lane)) {
    const claim = await laneClaim(conversation)
    expect(await store.claimLane(lane)).toBeNull()
    left.push(await store.sent(claim, null))
    expect(await store.sent(claim, null)).toBe('lost')
    bodies.push(claim.body)
    sequences.push(claim.sequence)
  }
  expect(bodies).toEqual(['one', 'two\nlines', 'three'])
  expect(sequences).toEqual([1, 2, 3])
  expect(left).toEqual(['more', 'more', 'empty'])
  expect(await store.claimLane(lane)).toBeNull()
})

test('a deferred lane waits even when more is committed, and counts its tries', async () => {
  const conversation = freshConversation()
  await turn(conversation, { customer: ['one'] })
  const first = await laneClaim(conversation)
  expect(first.tries).toBe(0)
  expect(await store.defer(first, 60)).toBe(true)
  expect(await store.sent(first, null)).toBe('lost')
  await turn(conversation, { customer: ['two'] })
  expect(await store.claimLane(first.lane)).toBeNull()
  await sleep(80)
  const second = await laneClaim(conversation)
  expect(second).toMatchObject({ body: 'one', tries: 1, sequence: first.sequence })
  await store.sent(second, null)
  expect(await laneClaim(conversation)).toMatchObject({ body: 'two', tries: 0 })
})

test('a renewed claim outlives its visibility, a lost one can do nothing', async () => {
  const conversation = freshConversation()
  await turn(conversation, { customer: ['one'] })
  const held = await laneClaim(conversation)
  await sleep(VISIBILITY_MS * 0.7)
  expect(await store.renewLane(held)).toBe(true)
  await sleep(VISIBILITY_MS * 0.7)
  expect(await store.claimLane(held.lane)).toBeNull()
  await sleep(VISIBILITY_MS * 0.6)
  const other = await laneClaim(conversation)
  expect(other.sequence).toBe(held.sequence)
  expect(await store.renewLane(held)).toBe(false)
  expect(await store.sent(held, { key: '1', value: 'x' })).toBe('lost')
  expect(await store.defer(held, 0)).toBe(false)
  expect(await store.parkEntry(held, 'refused')).toBe('lost')
  expect(await store.reference(conversation, '1')).toBeNull()
  expect(await store.sent(other, null)).toBe('empty')
})

test('a parked entry is kept aside and the lane goes on', async () => {
  const conversation = freshConversation()
  await turn(conversation, { customer: ['bad', 'good'] })
  expect(await store.parkEntry(await laneClaim(conversation), 'message is too long')).toBe('more')
  expect((await laneClaim(conversation)).body).toBe('good')
  expect(await store.parked()).toMatchObject([
    { origin: `customer ${conversation}`, reason: 'message is too long', body: 'bad' },
  ])
})

test('a sent message is found by its reference', async () => {
  const conversation = freshConversation()
  await turn(conversation, { customer: ['card'] })
  await store.sent(await laneClaim(conversation), { key: '4711', value: '{"about":"tg:1"}' })
  expect(await store.reference(conversation, '4711')).toBe('{"about":"tg:1"}')
  expect(await store.reference(freshConversation(), '4711')).toBeNull()
})

test('a letter to another conversation arrives once however often it is sent', async () => {
  const from = freshConversation()
  const to = freshConversation()
  const birth = await turn(from, { outgoing: [{ to, body: 'hello' }], customer: ['line'] })
  const claim = await laneClaim(from, 'outgoing')
  const outgoing = JSON.parse(claim.body) as Letter
  expect(outgoing).toEqual({ conversation: to, id: `${from}/${birth}/1`, body: 'hello', counted: false })
  expect(await store.ingest(outgoing)).toBe('taken')
  expect(await store.ingest(outgoing)).toBe('duplicate')
  expect(await store.sent(claim, null)).toBe('empty')
  expect(idsOf(await store.claim(to))).toEqual([outgoing.id])
})
