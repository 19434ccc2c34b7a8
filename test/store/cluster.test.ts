/** The store on a real Redis Cluster: the same promises over three masters, a slot on its way while turns run, a master that is killed and comes back. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import type { OrderNumber } from '../../src/domain/values.ts'
import { type ConversationId, type Letter, StoreUnavailable } from '../../src/ports.ts'
import { restoreBackup, writeBackup } from '../../src/store/backup.ts'
import { connect } from '../../src/store/connect.ts'
import { startJobs } from '../../src/store/jobs.ts'
import { conversationKeys, shardOf } from '../../src/store/keys.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startCluster, type TestCluster, type TestMaster } from '../support/cluster.ts'
import { startRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, idsOf, letter } from './support.ts'

const START = Date.parse('2026-03-10T10:00:00+08:00')
const TALKS = 24
let cluster: TestCluster
let store: RedisStore

beforeAll(async () => {
  cluster = await startCluster()
  store = await openStore({ connection: cluster.connection, deskTime: START })
})
afterAll(async () => {
  await store?.close()
  await cluster?.stop()
})

/** The master that holds a conversation, and another. */
async function holderOf(
  conversation: ConversationId,
): Promise<{ slot: number; holder: TestMaster; other: TestMaster }> {
  const slot = Number(await cluster.masters[0]?.command('CLUSTER', 'KEYSLOT', conversationKeys.self(conversation)))
  const counted = await Promise.all(
    cluster.masters.map(async (master) => ({
      master,
      keys: Number(await master.command('CLUSTER', 'COUNTKEYSINSLOT', String(slot))),
    })),
  )
  const [first, second] = counted.toSorted((a, b) => b.keys - a.keys)
  if (first === undefined || second === undefined || second.keys > 0) throw new Error('the slot has no one holder')
  return { slot, holder: first.master, other: second.master }
}

async function turn(conversation: ConversationId, id: string): Promise<void> {
  expect(await store.ingest(letter(conversation, id))).toBe('taken')
  const claim = await claimed(store, conversation)
  expect(await store.commit(commitOf(claim, { state: id, transcript: [id] }))).toBe('done')
}

test('conversations of all masters are taken in once, found due, stepped and answered', async () => {
  const talks = Array.from({ length: TALKS }, freshConversation)
  const numbers = await Promise.all(
    talks.map(async (conversation, n) => {
      expect(await store.ingest(letter(conversation, `tg:${n}`))).toBe('taken')
      expect(await store.ingest(letter(conversation, `tg:${n}`))).toBe('duplicate')
      return makeOrderNumber(shardOf(conversation), n)
    }),
  )
  expect((await store.due()).conversations.toSorted()).toEqual(talks.toSorted())
  for (const [n, conversation] of talks.entries()) {
    const claim = await claimed(store, conversation)
    expect(idsOf(claim)).toEqual([`tg:${n}`])
    expect(await store.claim(conversation)).toBeNull()
    const order = { number: numbers[n] as OrderNumber, record: `{"n":${n}}`, state: 'submitted', awaited: null }
    const outgoing = [{ to: talks[(n + 1) % TALKS] as ConversationId, body: 'hello' }]
    const changes = { timerAt: START - 1, customer: ['line'], outgoing, orders: [order] }
    expect(await store.commit(commitOf(claim, changes))).toBe('done')
    expect(await store.commit(commitOf(claim))).toBe('refused')
  }
  const due = await store.due()
  expect(due.conversations.toSorted()).toEqual(talks.toSorted())
  expect(due.lanes).toHaveLength(2 * TALKS)
  for (const lane of due.lanes) {
    const claim = await store.claimLane(lane)
    if (claim === null) throw new Error('no lane')
    if (lane.name === 'outgoing') expect(await store.ingest(JSON.parse(claim.body) as Letter)).toBe('taken')
    expect(await store.sent(claim, { key: '1', value: 'x' })).toBe('empty')
  }
  expect((await store.due()).lanes).toEqual([])
  expect(await store.order(numbers[3] as OrderNumber)).toBe('{"n":3}')
  const page = await store.orderPage('submitted', TALKS - 5, null)
  const rest = await store.orderPage('submitted', TALKS, page.next)
  expect([...page.numbers, ...rest.numbers].toSorted()).toEqual(numbers.toSorted())
})

test('what belongs to the desk is one thing for all masters', async () => {
  const rival = await openStore({ connection: cluster.connection, deskTime: START })
  expect(Math.abs((await store.now()) - (await rival.now()))).toBeLessThan(1_000)
  expect(await store.now()).toBeLessThan(START + 60_000)
  expect(await store.lease('poller', 'a', 5_000)).toBe(true)
  expect(await rival.lease('poller', 'b', 5_000)).toBe(false)
  await store.releaseLease('poller', 'a')
  expect(await rival.lease('poller', 'b', 5_000)).toBe(true)
  await rival.addStaff({ id: 'tg:1', name: 'Chen Example', role: 'lead' })
  expect(await store.staff()).toHaveLength(1)
  await Promise.all(['a', 'b', 'c', 'd'].map((origin) => store.park(origin, origin)))
  expect((await rival.parked()).map(({ body }) => body).toSorted()).toEqual(['a', 'b', 'c', 'd'])
  expect(await rival.retain(1)).toEqual({ conversations: 0, lines: 0, erased: 0 })
  const { warnings } = await rival.inspect()
  expect(new Set(warnings).size).toBe(3)
  for (const warning of warnings) expect(warning).toMatch(/^127\.0\.0\.1:\d+: appendfsync is everysec/)
  await rival.close()
})

test('a master without the scripts learns them', async () => {
  await Promise.all(cluster.masters.map((master) => master.command('SCRIPT', 'FLUSH')))
  const talks = Array.from({ length: TALKS }, freshConversation)
  const taken = await Promise.all(talks.map((conversation) => store.ingest(letter(conversation, 'tg:1'))))
  expect(new Set(taken)).toEqual(new Set(['taken']))
})

test('background jobs run', async () => {
  const done: string[] = []
  const jobs = await startJobs({
    connection: cluster.connection,
    work: { retention: async () => {}, summary: async () => {} },
    onDone: (job) => done.push(job),
    onTrouble: (error) => expect.fail(error.message),
  })
  await jobs.run('retention')
  await expect.poll(() => done, { timeout: 5_000 }).toEqual(['retention'])
  await jobs.stop()
})

test('turns go on while their slot moves to another master', async () => {
  const conversation = freshConversation()
  for (let n = 0; n < 5; n += 1) await turn(conversation, `tg:${n}`)
  const { slot, holder, other } = await holderOf(conversation)
  let isMoved = false
  const moving = cluster.moveSlot(slot, holder, other, 25).finally(() => {
    isMoved = true
  })
  const done: string[] = []
  while (!isMoved || done.length < 5) {
    const id = `tg:moving-${done.length}`
    await turn(conversation, id)
    done.push(id)
  }
  await moving
  expect((await store.transcript(conversation)).slice(5)).toEqual(done)
  expect((await holderOf(conversation)).holder.id).toBe(other.id)
})

test('a backup of the cluster comes back on one server', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'aftercare-cluster-'))
  const single = await startRedis()
  const [many, one] = [await connect(cluster.connection), await connect(single.connection)]
  try {
    const file = join(directory, 'desk.backup')
    const made = await writeBackup(many, file, () => {})
    expect(made.keys).toBeGreaterThan(3 * TALKS)
    expect(await restoreBackup(one, file, () => {})).toEqual(made)
    await expect(restoreBackup(many, file, () => {})).rejects.toThrow('holds a desk already')
  } finally {
    await Promise.all([many.close(), one.close()])
    await single.stop()
    rmSync(directory, { recursive: true, force: true })
  }
})

test('one of its masters named as a lone server is refused in words that help', async () => {
  const port = cluster.masters[0]?.port
  const alone = openStore({ connection: { kind: 'url', url: `redis://127.0.0.1:${port}` }, deskTime: START })
  await expect(alone).rejects.toThrow('name its masters as redis-cluster://')
})

test('a killed master is an honest refusal, and its conversations go on when it is back', async () => {
  const conversation = freshConversation()
  // With `everysec` the last second is not promised.
  for (const master of cluster.masters) await master.command('CONFIG', 'SET', 'appendfsync', 'always')
  await turn(conversation, 'tg:before')
  const { holder } = await holderOf(conversation)
  await holder.kill()
  await expect(store.ingest(letter(conversation, 'tg:away'))).rejects.toThrow(StoreUnavailable)
  await holder.restart()
  await expect
    .poll(() => store.ingest(letter(conversation, 'tg:after')).catch(() => 'away'), { timeout: 10_000 })
    .toBe('taken')
  expect(await claimed(store, conversation)).toMatchObject({ state: 'tg:before', mail: [{ id: 'tg:after' }] })
  await expect.poll(() => store.due().then(() => 'answers')).toBe('answers')
})
