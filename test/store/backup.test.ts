/** Backup and restore on a real Redis: all comes back as it was, and nothing that is not whole is taken for a backup. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import { BackupRefused, restoreBackup, writeBackup } from '../../src/store/backup.ts'
import { connect, type Redis } from '../../src/store/connect.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, idsOf, letter } from './support.ts'

const directory = mkdtempSync(join(tmpdir(), 'aftercare-backup-'))
const FILE = join(directory, 'desk.backup')
const quiet = () => {}
let server: TestRedis
let redis: Redis
let store: RedisStore

beforeAll(async () => {
  server = await startRedis()
  redis = await connect(server.connection)
})
afterAll(async () => {
  await store.close()
  await redis.close()
  await server.stop()
  rmSync(directory, { recursive: true, force: true })
})
beforeEach(async () => {
  await store?.close()
  await redis.command('FLUSHALL')
  store = await openStore({ connection: server.connection, deskTime: null })
})

/** Conversations with mail waiting, lines unsent, timers, an order, a transcript, references and parked letters. */
async function busyDesk(): Promise<void> {
  for (let n = 0; n < 30; n += 1) {
    const conversation = freshConversation()
    await store.ingest(letter(conversation, `tg:${n}`))
    const claim = await claimed(store, conversation)
    const number = makeOrderNumber(claim.shard, n)
    const transcript = Array.from({ length: 600 }, (_, line) => `第 ${line} 行 “quoted”\nsecond line`)
    const changes = { state: `{"n":${n}}`, timerAt: 10_000 + n, customer: [`{"line":${n}}`], transcript }
    await store.commit(
      commitOf(claim, {
        ...changes,
        orders: [{ number, record: `{"order":${n}}`, state: 'submitted', awaited: null }],
      }),
    )
    await store.ingest(letter(conversation, `tg:later ${n}`.replace(' ', '-')))
  }
  await store.park('tg:0', 'something nobody could read')
  await store.addStaff({ id: 'tg:1', name: 'Chen Example', role: 'lead' })
}

test('all comes back as it was: the same digest, and a talk goes on', async () => {
  await busyDesk()
  const conversation = freshConversation()
  await store.ingest(letter(conversation, 'tg:mine'))
  const told: (readonly [number, number])[] = []
  const made = await writeBackup(redis, FILE, (done, of) => told.push([done, of]))
  expect(made.keys).toBeGreaterThan(150)
  expect(told.at(-1)).toEqual([made.keys, made.keys])

  await redis.command('FLUSHALL')
  expect(await restoreBackup(redis, FILE, quiet)).toEqual(made)
  expect(await writeBackup(redis, join(directory, 'again.backup'), quiet)).toEqual(made)
  const restored = await openStore({ connection: server.connection, deskTime: null })
  expect(idsOf(await restored.claim(conversation))).toEqual(['tg:mine'])
  expect(await restored.ingest(letter(conversation, 'tg:mine'))).toBe('duplicate')
  expect(await restored.staff()).toEqual([{ id: 'tg:1', name: 'Chen Example', role: 'lead' }])
  await restored.close()
})

test('only its owner can read a backup', async () => {
  await busyDesk()
  await writeBackup(redis, FILE, quiet)
  expect(statSync(FILE).mode & 0o777).toBe(0o600)
})

test('a Redis that holds a desk is not written into', async () => {
  await busyDesk()
  await writeBackup(redis, FILE, quiet)
  await expect(restoreBackup(redis, FILE, quiet)).rejects.toThrow('holds a desk already')
})

const lines = () => gunzipSync(readFileSync(FILE)).toString().trimEnd().split('\n')
const DAMAGES: readonly (readonly [string, () => Buffer, RegExp])[] = [
  ['no archive', () => Buffer.from('hello'), /not a whole backup/],
  ['half an archive', () => readFileSync(FILE).subarray(0, 2_000), /not a whole backup/],
  ['another file', () => gzipSync('{"some":"json"}\n'), /not a backup/],
  ['no end', () => gzipSync(lines().slice(0, -1).join('\n')), /end is missing/],
  ['a line less', () => gzipSync(lines().toSpliced(5, 1).join('\n')), /digest does not fit/],
  [
    'a changed value',
    () => gzipSync(lines().join('\n').replace('{\\"order\\":3}', '{\\"order\\":4}')),
    /digest does not/,
  ],
  [
    'a foreign key',
    () => gzipSync(lines().toSpliced(1, 0, '{"key":"x","type":"string"}').join('\n')),
    /damaged at key 1/,
  ],
  ['more after its end', () => gzipSync([...lines(), '{}'].join('\n')), /goes on after its end/],
  ['another layout', () => gzipSync(lines().join('\n').replace('"shards":64', '"shards":32')), /not a backup/],
]

test.each(DAMAGES)('a file that has %s is refused before anything is written', async (_, damaged, problem) => {
  await busyDesk()
  await writeBackup(redis, FILE, quiet)
  const file = join(directory, 'damaged.backup')
  writeFileSync(file, damaged())
  await redis.command('FLUSHALL')
  const refused = restoreBackup(redis, file, quiet)
  await expect(refused).rejects.toBeInstanceOf(BackupRefused)
  await expect(refused).rejects.toThrow(problem)
  expect(await redis.command('DBSIZE')).toBe(0)
})

test('a file that is not there says so', async () => {
  await expect(restoreBackup(redis, join(directory, 'nowhere'), quiet)).rejects.toThrow(/ENOENT/)
})
