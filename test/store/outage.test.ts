/** Redis away, full or forgetful: calls say so, nothing is half done, and the same store works on afterwards. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StoreUnavailable } from '../../src/ports.ts'
import { connect } from '../../src/store/connect.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, idsOf, letter } from './support.ts'

let redis: TestRedis
let store: RedisStore
let troubles: Error[]

beforeEach(async () => {
  troubles = []
  redis = await startRedis({ appendfsync: 'always' })
  store = await openStore({
    connection: redis.connection,
    deskTime: null,
    visibilityMs: 100,
    onTrouble: (e) => troubles.push(e),
  })
})
afterEach(async () => {
  await store.close()
  await redis.stop()
})

test('a killed Redis is an honest refusal, and the store works again by itself', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  await redis.kill()
  await expect(store.ingest(letter(conversation, 'tg:2'))).rejects.toThrow(StoreUnavailable)
  await expect(store.due()).rejects.toThrow(StoreUnavailable)
  expect(troubles.length).toBeGreaterThan(0)
  await redis.restart()
  await expect
    .poll(() => store.ingest(letter(conversation, 'tg:2')).catch(() => 'away'), { timeout: 5_000 })
    .toBe('taken')
  expect(await store.ingest(letter(conversation, 'tg:1'))).toBe('duplicate')
  expect(idsOf(await store.claim(conversation))).toEqual(['tg:1', 'tg:2'])
})

test('a store ends although Redis dies while its last answers are awaited', async () => {
  const other = await openStore({ connection: redis.connection, deskTime: 'keep' })
  const raw = await connect(redis.connection)
  await raw.command('CLIENT', 'PAUSE', '60000')
  const unanswered = other.now().catch((error: Error) => error.name)
  const ended = other.close().then(() => 'ended')
  await redis.kill()
  expect(await Promise.race([ended, sleep(8_000, 'hangs')])).toBe('ended')
  expect(await unanswered).toBe('StoreUnavailable')
  await raw.close()
}, 15_000)

test('a full Redis refuses a whole commit, and the claim is good once there is room', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  const claim = await claimed(store, conversation)
  const commit = commitOf(claim, { state: 'next', customer: ['line'], transcript: ['line'] })
  const raw = await connect(redis.connection)
  await raw.command('CONFIG', 'SET', 'maxmemory', '1')
  await expect(store.commit(commit)).rejects.toThrow(StoreUnavailable)
  await expect(store.ingest(letter(conversation, 'tg:2'))).rejects.toThrow(StoreUnavailable)
  await raw.command('CONFIG', 'SET', 'maxmemory', '0')
  await raw.close()
  expect(await store.commit(commit)).toBe('done')
  expect(await store.transcript(conversation)).toEqual(['line'])
  expect(await store.ingest(letter(conversation, 'tg:2'))).toBe('taken')
})

test('a full Redis takes no entry off a lane', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  await store.commit(commitOf(await claimed(store, conversation), { customer: ['line'] }))
  const lane = await store.claimLane({ conversation, name: 'customer' })
  if (lane === null) throw new Error('no lane')
  const raw = await connect(redis.connection)
  await raw.command('CONFIG', 'SET', 'maxmemory', '1')
  await expect(store.sent(lane, null)).rejects.toThrow(StoreUnavailable)
  await raw.command('CONFIG', 'SET', 'maxmemory', '0')
  await raw.close()
  expect(await store.sent(lane, null)).toBe('empty')
})

test('a read-only Redis refuses', async () => {
  const raw = await connect(redis.connection)
  await raw.command('REPLICAOF', '127.0.0.1', '1')
  await expect(store.ingest(letter(freshConversation(), 'tg:1'))).rejects.toThrow(StoreUnavailable)
  await raw.command('REPLICAOF', 'NO', 'ONE')
  await raw.close()
})

test('forgotten scripts are loaded again', async () => {
  const raw = await connect(redis.connection)
  await raw.command('SCRIPT', 'FLUSH')
  await raw.close()
  expect(await store.ingest(letter(freshConversation(), 'tg:1'))).toBe('taken')
  expect((await store.due()).conversations).toHaveLength(1)
})

test('a Redis that is not there is one clear line without the password', async () => {
  const connection = { kind: 'url', url: 'redis://user:geheim@127.0.0.1:1/0' } as const
  const failed = await openStore({ connection, deskTime: null }).catch((error: Error) => error)
  expect(failed).toBeInstanceOf(StoreUnavailable)
  expect((failed as Error).message).toMatch(/^Redis at redis:\/\/127\.0\.0\.1:1\/0 cannot be reached: .*ECONNREFUSED/)
  expect((failed as Error).message).not.toContain('geheim')
}, 10_000)

test('a URL of another kind is refused at once', async () => {
  const connection = { kind: 'url', url: 'http://127.0.0.1:1' } as const
  await expect(openStore({ connection, deskTime: null })).rejects.toThrow('REDIS_URL must start with redis://')
})
