import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY, HOUR } from '../../src/domain/values.ts'
import type { ConversationId } from '../../src/ports.ts'
import { type JobName, startJobs } from '../../src/store/jobs.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import type { RetentionResult } from '../../src/store/retention.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, letter } from './support.ts'

const START = Date.parse('2026-03-10T10:00:00+08:00')
const IDLE_DAYS = 30
let redis: TestRedis
let store: RedisStore

beforeAll(async () => {
  redis = await startRedis()
  store = await openStore({ connection: redis.connection, deskTime: START })
})
afterAll(async () => {
  await store.close()
  await redis.stop()
})

/** Time passes by opening the store anew with a later desk time. */
async function moveTo(deskTime: number): Promise<void> {
  await store.close()
  store = await openStore({ connection: redis.connection, deskTime })
}

async function talk(conversation: ConversationId, id: string): Promise<void> {
  await store.ingest(letter(conversation, id))
  await store.commit(commitOf(await claimed(store, conversation), { state: id, transcript: [id, `answer to ${id}`] }))
}

test('transcripts go after the idle days by desk time, states stay, active talks are kept', async () => {
  const [idle, active] = [freshConversation(), freshConversation()]
  await talk(idle, 'tg:1')
  await talk(active, 'tg:2')
  await moveTo(START + IDLE_DAYS * DAY - HOUR)
  expect(await store.retain(IDLE_DAYS)).toEqual({ conversations: 0, lines: 0, erased: 0 })
  await talk(active, 'tg:3')
  await moveTo(START + IDLE_DAYS * DAY + HOUR)
  expect(await store.retain(IDLE_DAYS)).toEqual({ conversations: 1, lines: 2, erased: 0 })
  expect(await store.retain(IDLE_DAYS)).toEqual({ conversations: 0, lines: 0, erased: 0 })
  expect(await store.transcript(idle)).toEqual([])
  expect(await store.transcript(active)).toHaveLength(4)
  await store.ingest(letter(idle, 'tg:4'))
  expect((await claimed(store, idle)).state).toBe('tg:1')
})

test('more idle talks than one round trip takes are all found', async () => {
  const talks = Array.from({ length: 300 }, freshConversation)
  await Promise.all(talks.map((conversation, i) => talk(conversation, `tg:${i}`)))
  await moveTo(START + 3 * IDLE_DAYS * DAY)
  expect((await store.retain(IDLE_DAYS)).conversations).toBeGreaterThanOrEqual(300)
})

test('what was put aside goes after its days, newer stays', async () => {
  const parkedNow = async () => (await store.parked()).map(({ origin }) => origin)
  await store.park('tg:old', '{}')
  const now = await store.now()
  await moveTo(now + 20 * DAY)
  await store.park('tg:new', '{}')
  expect(await store.forgetParked(30)).toBe(0)
  await moveTo(now + 30 * DAY + HOUR)
  expect(await store.forgetParked(30)).toBe(1)
  expect(await parkedNow()).toEqual(['tg:new'])
  await Promise.all(Array.from({ length: 450 }, () => store.park('tg:same', '{}')))
  await moveTo(now + 70 * DAY)
  expect(await store.forgetParked(30)).toBe(451)
  expect(await parkedNow()).toEqual([])
})

test('the job runs on its queue, is planned once for a quiet hour in China, and a failure is told', async () => {
  const done: JobName[] = []
  const results: RetentionResult[] = []
  const troubles: string[] = []
  let broken = false
  const options = {
    connection: redis.connection,
    work: {
      async retention() {
        if (broken) throw new Error('no room')
        results.push(await store.retain(IDLE_DAYS))
      },
      summary: async () => {},
    },
    onDone: (job: JobName) => done.push(job),
    onTrouble: (error: Error) => troubles.push(error.message),
  }
  const jobs = await startJobs(options)
  const second = await startJobs(options)
  expect(await second.nextRun('retention')).toBe(await jobs.nextRun('retention'))
  const next = new Date((await jobs.nextRun('retention')) ?? 0)
  expect([next.getUTCHours(), next.getUTCMinutes()]).toEqual([20, 30])
  await jobs.run('retention')
  await expect.poll(() => done, { timeout: 5_000 }).toEqual(['retention'])
  expect(results).toEqual([{ conversations: 0, lines: 0, erased: 0 }])
  broken = true
  await jobs.run('retention')
  await expect.poll(() => troubles, { timeout: 5_000 }).toEqual(['no room'])
  await Promise.all([jobs.stop(), second.stop()])
  expect(troubles).toEqual(['no room'])
})
