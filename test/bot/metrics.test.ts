/** Metrics on a real Redis and real workers: what a turn, a refusal and a queue show, who may read them, and what is left out while Redis is away. */
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMetrics, type Metrics } from '../../src/bot/metrics.ts'
import { createWorker, type Worker } from '../../src/bot/worker.ts'
import { startJobs } from '../../src/store/jobs.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { commitOf, freshConversation } from '../store/support.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { held, OPEN_AT, POISON, post, said, TestChannel, workbench } from './bench.ts'

const TOKEN = 'canary-of-the-metrics'
const QUIET = { info() {}, warn() {}, error() {}, debug() {} }
const BUSY = { timeout: 10_000, interval: 100 }
const talk = workbench().talk({ staffReachable: true })

let redis: TestRedis
let metrics: Metrics
let store: RedisStore
let jobs: Awaited<ReturnType<typeof startJobs>>
let app: FastifyInstance
let channel: TestChannel
let worker: Worker

beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())
beforeEach(async () => {
  metrics = createMetrics()
  store = metrics.store(await openStore({ connection: redis.connection, deskTime: OPEN_AT, visibilityMs: 50 }))
  jobs = await startJobs({
    connection: redis.connection,
    work: { retention: () => store.retain(90), summary: async () => {} },
    onDone: () => {},
    onTrouble: () => {},
  })
  channel = new TestChannel()
  app = fastify()
  const sources = {
    backlog: store.backlog,
    redis: store.health,
    jobs: jobs.now,
    channels: () => [{ name: 'web' as const, state: { status: 'degraded' as const, reason: 'x' } }],
  }
  metrics.addTo(app, sources, TOKEN)
  const measured = { ...channel, send: channel.send.bind(channel), serves: channel.serves.bind(channel) }
  const channels = [metrics.channel(measured as unknown as TestChannel)]
  worker = createWorker({ store, talk: metrics.talk(talk), staffRoom: null, channels, log: QUIET })
})
afterEach(async () => {
  await worker.stop()
  await jobs.stop()
  await app.close()
  await store.close()
})

const ask = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  app.inject({ url: '/metrics', headers, remoteAddress })

/** The value of the one series whose name and labels are these. */
async function reading(series: string): Promise<number | null> {
  const { body } = await ask()
  const line = body.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? null : Number(line.slice(series.length))
}

describe('what is counted', () => {
  test('a message: its ingest, the turn, the steps and the send', async () => {
    const conversation = freshConversation()
    worker.start()
    await post(store, conversation, said('my X16-Q shows zero hashrate'))
    worker.wake(conversation)
    await expect.poll(() => channel.texts(conversation).length).toBeGreaterThan(0)
    expect(await reading('aftercare_ingest_seconds_count{result="taken"}')).toBe(1)
    expect(await reading('aftercare_turn_seconds_count{result="done"}')).toBe(1)
    expect(await reading('aftercare_step_seconds_count')).toBe(1)
    expect(await reading('aftercare_send_seconds_count{channel="telegram",result="sent"}')).toBe(1)
    expect(await reading('aftercare_channel_state{channel="web",state="degraded"}')).toBe(1)
    expect(await reading('aftercare_channel_state{channel="web",state="ready"}')).toBe(0)
    expect(await reading('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
  })

  test('a refused line is counted as that, and as parked', async () => {
    const conversation = freshConversation()
    channel.plan.push(async () => ({ status: 'refused', reason: 'no' }))
    worker.start()
    await post(store, conversation, said('hello'))
    worker.wake(conversation)
    await expect.poll(() => reading('aftercare_parked_total{what="line"}')).toBe(1)
    expect(await reading('aftercare_send_seconds_count{channel="telegram",result="refused"}')).toBe(1)
    await expect.poll(() => reading('aftercare_parked'), BUSY).toBe(1)
  })

  test('a message that breaks each turn is put off, then parked', async () => {
    const conversation = freshConversation()
    await post(store, conversation, POISON)
    for (let attempt = 0; attempt < 2; attempt += 1) await store.release(await held(store, conversation), 0)
    expect(await reading('aftercare_turns_put_off_total')).toBe(2)
    worker.wake(conversation)
    await expect.poll(() => reading('aftercare_parked_total{what="letter"}')).toBe(1)
  })

  test('a claim that ran out, and the commit that came too late', async () => {
    const conversation = freshConversation()
    await post(store, conversation, said('hello'))
    const first = await held(store, conversation)
    await expect.poll(() => store.claim(conversation), { interval: 20 }).not.toBeNull()
    expect(await store.commit(commitOf(first, { state: '{}' }))).toBe('refused')
    expect(await reading('aftercare_claims_expired_total')).toBe(1)
    expect(await reading('aftercare_turn_seconds_count{result="refused"}')).toBe(1)
  })
})

describe('what waits', () => {
  test('letters with the age of the oldest, lanes and late timers', async () => {
    const before = await store.backlog()
    const [one, two] = [freshConversation(), freshConversation()]
    await post(store, one, said('a'))
    await post(store, one, said('b'))
    await post(store, two, said('c'))
    const claim = await held(store, two)
    await store.commit(commitOf(claim, { state: '{}', taken: 1, customer: ['x'], timerAt: claim.now - 60_000 }))
    await new Promise((resolve) => setTimeout(resolve, 30))
    const now = await store.backlog()
    expect(now.mailboxes.conversations - before.mailboxes.conversations).toBe(1)
    expect(now.mailboxes.letters - before.mailboxes.letters).toBe(2)
    expect(now.mailboxes.oldestMs).toBeGreaterThanOrEqual(30)
    expect(now.lanes.waiting - before.lanes.waiting).toBe(1)
    expect(now.timers.late - before.timers.late).toBe(1)
    expect(now.timers.oldestMs).toBeGreaterThanOrEqual(60_000)
    await expect.poll(() => reading('aftercare_timers_oldest_seconds'), BUSY).toBeGreaterThanOrEqual(60)
    await expect.poll(() => reading('aftercare_redis_up'), BUSY).toBe(1)
    await expect.poll(() => reading('aftercare_redis_memory_bytes'), BUSY).toBeGreaterThan(100_000)
  })

  test('a background job that ended well says when', async () => {
    await jobs.run('retention')
    const now = Date.now() / 1_000
    const succeeded = 'aftercare_job_success_timestamp_seconds{job="retention"}'
    await expect.poll(() => reading(succeeded), BUSY).toBeGreaterThan(now - 60)
    await expect.poll(() => reading('aftercare_jobs{state="failed"}'), BUSY).toBe(0)
  })

  test('while Redis is away the scrape is quick and says only what it knows', async () => {
    // A busy machine may need more than the scrape waits.
    await expect.poll(() => reading('aftercare_mailbox_letters'), BUSY).not.toBeNull()
    await redis.kill()
    const askedAt = performance.now()
    expect(await reading('aftercare_redis_up')).toBe(0)
    expect(performance.now() - askedAt).toBeLessThan(1_000)
    expect(await reading('aftercare_mailbox_letters')).toBeNull()
    expect(await reading('aftercare_channel_state{channel="web",state="degraded"}')).toBe(1)
    await redis.restart()
    await expect.poll(() => reading('aftercare_redis_up'), { timeout: 10_000 }).toBe(1)
  })
})

describe('who may read them', () => {
  const from = async (headers: Record<string, string>, address?: string) => (await ask(headers, address)).statusCode

  test('this machine itself, and nobody that a proxy on it passes on', async () => {
    expect(await from({})).toBe(200)
    expect(await from({}, '::1')).toBe(200)
    expect(await from({}, '::ffff:127.0.0.1')).toBe(200)
    expect(await from({ 'x-forwarded-for': '203.0.113.9' })).toBe(403)
    expect(await from({ forwarded: 'for=127.0.0.1' })).toBe(403)
  })

  test('another machine only with the token, whatever its headers say', async () => {
    const far = '203.0.113.9'
    expect(await from({}, far)).toBe(403)
    expect(await from({ 'x-forwarded-for': '127.0.0.1' }, far)).toBe(403)
    expect(await from({ authorization: `Bearer ${TOKEN}` }, far)).toBe(200)
    expect(await from({ authorization: `bearer ${TOKEN}`, 'x-forwarded-for': far })).toBe(200)
    for (const authorization of [`Bearer ${TOKEN}x`, `Bearer  ${TOKEN}`, 'Bearer', TOKEN, `Basic ${TOKEN}`]) {
      expect(await from({ authorization }, far)).toBe(403)
    }
    expect((await ask({}, far)).body).toMatch(/^[^\n]+METRICS_TOKEN[^\n]+\n$/)
  })

  test('without a token set nobody from elsewhere', async () => {
    const other = fastify()
    const unread = () => Promise.reject(new Error('not read'))
    createMetrics().addTo(other, { backlog: unread, redis: unread, jobs: unread, channels: () => [] }, null)
    for (const authorization of ['Bearer null', 'Bearer undefined', 'Bearer ']) {
      const answer = await other.inject({ url: '/metrics', headers: { authorization }, remoteAddress: '203.0.113.9' })
      expect(answer.statusCode).toBe(403)
    }
    expect((await other.inject('/metrics')).statusCode).toBe(200)
    await other.close()
  })
})
