/** What is said of a Redis that could lose or refuse what is accepted: real servers with each of the settings, one line each that says what to do. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connect, type Redis } from '../../src/store/connect.ts'
import { inspectRedis } from '../../src/store/inspect.ts'
import type { Server } from '../../src/store/link.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'

let process: TestRedis
let redis: Redis
let server: Server
beforeAll(async () => {
  process = await startRedis({ appendfsync: 'always' })
  redis = await connect(process.connection)
  const [only] = await redis.servers()
  if (only === undefined) throw new Error('no server')
  server = only
})
afterEach(async () => {
  for (const [name, value] of Object.entries(WELL)) await server.command('CONFIG', 'SET', name, value)
  await server.command('REPLICAOF', 'NO', 'ONE')
})
afterAll(async () => {
  await redis.close()
  await process.stop()
})

const WELL = {
  maxmemory: '0',
  'maxmemory-policy': 'noeviction',
  appendonly: 'yes',
  appendfsync: 'always',
  'min-replicas-to-write': '0',
}
const warnings = async () => (await inspectRedis(redis)).warnings

test('of one that is well, nothing', async () => expect(await warnings()).toEqual([]))

test.each([
  [{ 'maxmemory-policy': 'allkeys-lru' }, /^maxmemory-policy is allkeys-lru: .*set it to noeviction$/],
  [{ maxmemory: '1000000' }, /^memory is nearly full: raise maxmemory/],
  [{ appendfsync: 'everysec' }, /^appendfsync is everysec: a power cut loses the last second; set it to always$/],
  [{ appendfsync: 'no' }, /^appendfsync is no: a power cut loses much/],
  [{ appendonly: 'no' }, /^appendonly is off: .*set it to yes$/],
  [{ 'min-replicas-to-write': '1' }, /^min-replicas-to-write is 1 and fewer replicas are well, so writes are refused/],
])('%o', async (settings, line) => {
  for (const [name, value] of Object.entries(settings)) await server.command('CONFIG', 'SET', name, value)
  expect(await warnings()).toEqual([expect.stringMatching(line)])
})

test('a replica, which refuses writes', async () => {
  await server.command('REPLICAOF', '127.0.0.1', '1')
  expect(await warnings()).toEqual([expect.stringMatching(/^this is a replica and refuses writes: give REDIS_URL/)])
})

test('a clock that differs, and one that only answers late', async () => {
  const skewed = (ms: number) =>
    answering(async (...parts) =>
      parts[0] === 'TIME' ? [String(Math.floor((Date.now() + ms) / 1_000)), '0'] : await server.command(...parts),
    )
  expect((await inspectRedis(skewed(120_000))).warnings[0]).toMatch(/^its clock is 1[12]\d s ahead of this machine's/)
  expect((await inspectRedis(skewed(-120_000))).warnings[0]).toMatch(/^its clock is 12\d s behind this machine's/)
  expect((await inspectRedis(skewed(-2_000))).warnings).toEqual([])
})

test('a managed one that keeps its settings to itself is told what INFO shows', async () => {
  const managed = answering(async (...parts) => {
    if (parts[0] === 'CONFIG') throw new Error("ERR unknown command 'CONFIG'")
    return await server.command(...parts)
  })
  expect((await inspectRedis(managed)).warnings).toEqual([])
})

/** The same Redis with other answers. */
const answering = (command: Server['command']): Redis => ({ ...redis, servers: async () => [{ ...server, command }] })
