/** `aftercare chat --live` beside a worker on a real Redis: the running desk answers, in its time and with its orders, or it is said that none runs. */
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Channel } from '../../src/bot/channel.ts'
import { createTerminal } from '../../src/bot/terminal/channel.ts'
import { createWorker, type Worker } from '../../src/bot/worker.ts'
import type { ConversationId } from '../../src/ports.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { OPEN_AT, workbench } from '../bot/bench.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { inProcess, jsonLines, oneLine, refused, temporary, useDirectory } from './run.ts'

useDirectory()

const QUIET = { info() {}, warn() {}, error() {}, debug() {} }
const script = temporary('script.txt')
const NO_DESK = 'no desk is running on this Redis, so nobody would answer: start it with npm start'

let redis: TestRedis
let store: RedisStore
let channel: Channel
let worker: Worker
let env: Record<string, string>

beforeAll(async () => {
  redis = await startRedis()
  env = { REDIS_URL: redis.socketPath }
  store = await openStore({ connection: redis.connection, deskTime: OPEN_AT })
  channel = createTerminal({ feed: store, store, owner: 'a test' })
  const talk = workbench().talk({ staffReachable: false })
  worker = createWorker({ store, talk, staffRoom: null, channels: [channel], log: QUIET })
})
afterAll(async () => {
  await worker.stop()
  await store.close()
  await redis.stop()
})

const live = (...args: string[]) => inProcess(['chat', '--live', '--script', script, ...args], env)

test('without a desk on that Redis it says so, and leaves nothing', async () => {
  writeFileSync(script, 'hello\n')
  expect(await refused(['chat', '--live', '--script', script], env)).toEqual(oneLine(1, NO_DESK))
  expect((await store.backlog()).mailboxes.conversations).toBe(0)
})

test('a talk with the running desk, goes on under its name', async () => {
  channel.start()
  worker.start()
  writeFileSync(script, 'my X16-Q shows zero hashrate\n\nno\n')
  const first = await live('--as', 'li-example', '--json')
  expect([first.status, first.stderr]).toEqual([0, ''])
  const said = jsonLines(first)
  expect(said.map(({ who }) => who)).toEqual(['customer', 'bot', 'customer', 'bot'])
  expect(said[0]).toMatchObject({
    at: expect.stringMatching(/^2026-03-10T10:0\d/),
    text: 'my X16-Q shows zero hashrate',
  })
  expect(said[3]?.['text']).toMatch(/serial/i)

  writeFileSync(script, 'JX0000000012\n')
  const second = await live('--as', 'li-example')
  expect(second.stdout).toMatch(/^customer {2}JX0000000012\nbot {7}.*/)
  expect(second.stdout).not.toContain('zero hashrate')
  expect(await store.transcript('term:li-example' as ConversationId)).not.toEqual([])
  expect((await store.backlog()).lanes.waiting).toBe(0)
})

test('what a running desk cannot do is refused', async () => {
  const [moved, named, alone] = await Promise.all([
    refused(['chat', '--live', '--at', '2026-03-10T10:00'], env),
    refused(['chat', '--live', '--as', 'a:b{c}\n'], env),
    refused(['chat', '--as', 'li'], env),
  ])
  expect(moved).toEqual(oneLine(2, '--at: the time of a running desk cannot be moved'))
  expect(named).toEqual(oneLine(2, '--as takes 1-40 letters, digits, - or _'))
  expect(alone).toEqual(oneLine(2, '--as goes with --live'))
  writeFileSync(script, 'hello\n(10 minutes pass)\n')
  expect((await live()).stderr).toBe('--live: the time of a running desk cannot be moved\n')
})

test('a desk that stops gives its sign of life back at once', async () => {
  await channel.stop()
  expect((await live()).stderr).toContain('no desk is running')
})
