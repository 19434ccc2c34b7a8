/** What belongs to the desk as a whole: the layout, the desk clock and its timers, leases, staff, the report for operators. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY, HOUR } from '../../src/domain/values.ts'
import { connect } from '../../src/store/connect.ts'
import { metaKey } from '../../src/store/keys.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, letter } from './support.ts'

const TUESDAY = Date.parse('2026-03-10T10:00:00+08:00')
let redis: TestRedis
let store: RedisStore

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'always' })
  store = await openStore({ connection: redis.connection, deskTime: TUESDAY })
})
afterAll(async () => {
  await store.close()
  await redis.stop()
})

const reopened = async (deskTime: number | null | 'keep'): Promise<number> => {
  const other = await openStore({ connection: redis.connection, deskTime })
  const now = await other.now()
  await other.close()
  return now
}

test('desk time starts where it was asked to and runs on', async () => {
  const first = await store.now()
  await sleep(20)
  const second = await store.now()
  expect(first).toBeGreaterThanOrEqual(TUESDAY)
  expect(first).toBeLessThan(TUESDAY + HOUR)
  expect(second - first).toBeGreaterThanOrEqual(19)
})

test('the same start keeps the running clock, none sets it back, another sets it anew', async () => {
  const running = await store.now()
  expect(await reopened(TUESDAY)).toBeGreaterThanOrEqual(running)
  expect(await reopened('keep')).toBeGreaterThanOrEqual(running)
  expect(Math.abs((await reopened(null)) - Date.now())).toBeLessThan(HOUR)
  const later = await reopened(TUESDAY + DAY)
  expect(later).toBeGreaterThanOrEqual(TUESDAY + DAY)
  expect(later).toBeLessThan(TUESDAY + DAY + HOUR)
  await reopened(TUESDAY)
})

test('timers fire by desk time, mail by Redis time', async () => {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:1'))
  const claim = await claimed(store, conversation)
  expect(claim.now).toBeGreaterThanOrEqual(TUESDAY)
  expect(claim.mail[0]?.at).toBeLessThanOrEqual(claim.now)
  expect(claim.now).toBeLessThan(TUESDAY + HOUR)
  const timerAt = (await store.now()) + 80
  await store.commit(commitOf(claim, { timerAt }))
  expect(await store.claim(conversation)).toBeNull()
  await sleep(100)
  expect((await store.due()).conversations).toContain(conversation)
  const fired = await claimed(store, conversation)
  expect(fired.mail).toEqual([])
  expect(fired.now).toBeGreaterThanOrEqual(timerAt)
  expect(await store.claim(conversation)).toBeNull()
  await store.commit(commitOf(fired))
  expect((await store.due()).conversations).not.toContain(conversation)
})

test('a lease has one owner until it ends or is given back', async () => {
  expect(await store.lease('poller', 'a', 60)).toBe(true)
  expect(await store.lease('poller', 'b', 60)).toBe(false)
  expect(await store.lease('poller', 'a', 60)).toBe(true)
  await store.releaseLease('poller', 'b')
  expect(await store.lease('poller', 'b', 60)).toBe(false)
  await sleep(80)
  expect(await store.lease('poller', 'b', 5_000)).toBe(true)
  await store.releaseLease('poller', 'b')
  expect(await store.lease('poller', 'a', 60)).toBe(true)
})

test('staff are added, changed and removed', async () => {
  await store.addStaff({ id: 'tg:2', name: 'Example Wang', role: 'staff' })
  await store.addStaff({ id: 'tg:1', name: 'Example Li', role: 'admin' })
  await store.addStaff({ id: 'tg:2', name: 'Example Wang', role: 'lead' })
  expect(await store.staff()).toEqual([
    { id: 'tg:1', name: 'Example Li', role: 'admin' },
    { id: 'tg:2', name: 'Example Wang', role: 'lead' },
  ])
  expect(await store.removeStaff('tg:2')).toBe(true)
  expect(await store.removeStaff('tg:2')).toBe(false)
})

test('the report names settings that lose data', async () => {
  expect(await store.inspect()).toMatchObject({ version: expect.stringMatching(/^\d+\./), warnings: [] })
  const careless = await startRedis({ args: ['--maxmemory-policy', 'allkeys-lru', '--appendonly', 'no'] })
  const other = await openStore({ connection: careless.connection, deskTime: null })
  const { warnings } = await other.inspect()
  expect(warnings.join('\n')).toMatch(/allkeys-lru[\s\S]*appendonly is off/)
  await other.close()
  await careless.stop()
})

test('data of another number of shards are refused', async () => {
  const raw = await connect(redis.connection)
  await raw.command('HSET', metaKey(), 'shards', '32')
  await expect(openStore({ connection: redis.connection, deskTime: null })).rejects.toThrow(/32 shards.*needs 64/)
  await raw.command('HSET', metaKey(), 'shards', '64')
  await raw.close()
})
