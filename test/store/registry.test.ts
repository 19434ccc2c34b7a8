/** Registries on a real Redis: orders by serial number, phone and customer, noted once whatever dies on the way, and a page that costs a page. */
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { filedIn } from '../../src/bot/records.ts'
import { moveOrder, type Order } from '../../src/domain/order.ts'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import type { OrderNumber } from '../../src/domain/values.ts'
import type { ConversationId, OrderKey } from '../../src/ports.ts'
import { connect, type Redis } from '../../src/store/connect.ts'
import { registryKey, secretKey, shardKeys } from '../../src/store/keys.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { digests } from '../../src/store/registry.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { changeOf, forward, note, orderIn, settle, turn } from '../support/registries.ts'
import { commitOf, freshConversation } from './support.ts'

const VISIBILITY_MS = 40
const PHONE = '+8613800000001'
let redis: TestRedis
let raw: Redis
let store: RedisStore
/** Another process on the same Redis. */
let other: RedisStore

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' })
  raw = await connect(redis.connection)
})
beforeEach(async () => {
  await raw.command('FLUSHALL')
  const open = () => openStore({ connection: redis.connection, deskTime: null, visibilityMs: VISIBILITY_MS })
  ;[store, other] = await Promise.all([open(), open()])
  return async () => void (await Promise.all([store.close(), other.close()]))
})
afterAll(async () => {
  await raw.close()
  await redis.stop()
})

const SPAN = { since: null, until: null, limit: 50, after: null }
const listed = async (key: OrderKey): Promise<readonly OrderNumber[]> => (await store.ordersBy(key, SPAN)).numbers
const bySerial = (value: string) => listed({ by: 'serial', value })
const byPhone = (value: string) => listed({ by: 'phone', value })
const openUnder = async (serial: string) => store.openBySerial(await digests(raw)('serial', serial), 50)
const wrong = async () => (await store.checkIndexes(filedIn, 100)).wrong

async function file(conversation: ConversationId, serials: readonly string[], phone = PHONE): Promise<Order> {
  const order = orderIn(conversation, serials, phone, await store.now())
  await turn(store, conversation, () => changeOf(conversation, null, order))
  return order
}

const cancelled = (order: Order): Order => {
  const moved = moveOrder(order, { type: 'order.cancelled', at: order.filedAt, who: 'staff' })
  if (!moved.ok) throw new Error(moved.reason)
  return moved.order
}

test('an order is found by each of its serial numbers, its phone and its customer, newest first', async () => {
  const [mine, another] = [freshConversation(), freshConversation()]
  const first = await file(mine, ['JX0000000001', 'JX0000000002'])
  await sleep(2)
  const second = await file(mine, ['JX0000000002'])
  const third = await file(another, ['JX0000000003'], '+4930000000')
  await settle(store)
  expect(await bySerial('JX0000000002')).toEqual([second.number, first.number])
  expect(await bySerial('JX0000000001')).toEqual([first.number])
  expect(await byPhone(PHONE)).toEqual([second.number, first.number])
  expect(await byPhone('+4930000000')).toEqual([third.number])
  expect(await listed({ by: 'customer', conversation: mine })).toEqual([second.number, first.number])
  expect(await bySerial('JX0000000009')).toEqual([])
})

test('a closed order is still found, and is not among the open ones', async () => {
  const conversation = freshConversation()
  const order = await file(conversation, ['JX0000000001'])
  await settle(store)
  expect(await openUnder('JX0000000001')).toEqual([order.number])
  await turn(store, conversation, () => changeOf(conversation, order, cancelled(order)))
  await settle(store)
  expect(await openUnder('JX0000000001')).toEqual([])
  expect(await bySerial('JX0000000001')).toEqual([order.number])
})

test('a process that dies between commit, delivery, mark and note leaves nothing out and doubles nothing', async () => {
  const conversation = freshConversation()
  const lane = { conversation, name: 'outgoing' } as const
  const order = await file(conversation, ['JX0000000001'])
  const died = await forward(store, lane, true)
  const registry = died?.conversation as ConversationId
  expect(await bySerial('JX0000000001')).toEqual([])
  await note(store, registry, true)
  await sleep(VISIBILITY_MS + 10)
  // Another process takes over: the same letter with the same id, which the mailbox has already.
  expect(await other.ingest((await forward(other, lane)) as NonNullable<typeof died>)).toBe('duplicate')
  await settle(other)
  expect(await bySerial('JX0000000001')).toEqual([order.number])
  expect(await byPhone(PHONE)).toEqual([order.number])
  expect(await raw.command('LLEN', `{${registry.slice(4)}}:mail:${registry}`)).toBe(0)
  expect(await wrong()).toEqual([])
})

test('a registry that lost its claim writes nothing', async () => {
  const conversation = freshConversation()
  await file(conversation, ['JX0000000001'])
  const sent = await forward(store, { conversation, name: 'outgoing' })
  const registry = sent?.conversation as ConversationId
  const stale = await store.claim(registry)
  await sleep(VISIBILITY_MS + 10)
  await note(other, registry)
  expect(await store.commit(commitOf(stale as NonNullable<typeof stale>))).toBe('refused')
})

test('no commit writes into another registry than its own', async () => {
  const entry = { index: 'serial', digest: 'ab', number: makeOrderNumber(0, 1), filedAt: 1, standing: 'open' } as const
  const conversation = freshConversation()
  await expect(turn(store, conversation, () => ({ registered: [entry] }))).rejects.toThrow(/is not its registry/)
})

describe('who asks', () => {
  const answers = async (conversation: ConversationId) =>
    ((await store.claim(conversation))?.mail ?? []).map(({ body }) => JSON.parse(body))

  test('hears of open orders with the same serial number, and nothing where there are none', async () => {
    const [owner, asker] = [freshConversation(), freshConversation()]
    const order = await file(owner, ['JX0000000001'])
    await settle(store)
    await turn(store, asker, () => ({
      registry: ['JX0000000001', 'JX0000000002'].map((serial) => ({ kind: 'asked', serial })),
    }))
    await settle(store)
    expect(await answers(asker)).toEqual([
      { kind: 'registry.answered', serial: 'JX0000000001', numbers: [order.number] },
    ])
    expect(await answers(owner)).toEqual([])
  })

  test('by filing: of two that file the same serial number at once, exactly the later one hears of the other', async () => {
    const [one, two] = [freshConversation(), freshConversation()]
    const orders = [await file(one, ['JX0000000001']), await file(two, ['JX0000000001'])]
    await settle(store)
    const heard = [...(await answers(one)), ...(await answers(two))].map(({ numbers }) => numbers)
    expect(heard).toHaveLength(1)
    expect(orders.map(({ number }) => number)).toContain(heard[0][0])
  })
})

test('nothing that a key or a letter shows is a phone number, and digests differ from desk to desk', async () => {
  const conversation = freshConversation()
  await file(conversation, ['JX0000000001'])
  const letters: (string | undefined)[] = []
  for (let n = 0; n < 2; n += 1) letters.push((await forward(store, { conversation, name: 'outgoing' }))?.body)
  expect(letters.join()).toContain('"index":"phone"')
  expect(letters.join()).not.toContain(PHONE.slice(1))
  const keyed = await digests(raw)('phone', PHONE)
  await settle(store)
  const keys = ((await raw.command('KEYS', '*')) as string[]).join('\n')
  expect(keys).toContain(registryKey('phone', 'all', keyed))
  for (const plain of [PHONE, PHONE.slice(1), 'JX0000000001']) expect(keys).not.toContain(plain)
  expect(await digests(raw)('phone', PHONE)).toBe(keyed)
  await raw.command('FLUSHALL')
  expect(await digests(raw)('phone', PHONE)).not.toBe(keyed)
})

test.each(['{s00}:meta', 'A B\nC', '__proto__', '*', '', '😀'.repeat(4_000), '%s'])(
  'a hostile value finds nothing and breaks nothing: %j',
  async (value) => {
    await file(freshConversation(), ['JX0000000001'])
    await settle(store)
    expect([await bySerial(value), await byPhone(value)]).toEqual([[], []])
  },
)

describe('orders that no registry knows', () => {
  const options = { readFiled: filedIn, pauseMs: 0, isStopping: () => false, onProgress: () => {} }

  /** As an earlier version filed it. */
  async function fileUnnoted(serial: string): Promise<Order> {
    const conversation = freshConversation()
    const order = orderIn(conversation, [serial], PHONE, await store.now())
    await turn(store, conversation, () => ({ ...changeOf(conversation, null, order), registry: [] }))
    return order
  }

  test('are noted in the background, once, and go on where a run was stopped', async () => {
    const filed = [await fileUnnoted('JX0000000001'), await fileUnnoted('JX0000000002')]
    expect(await wrong()).not.toEqual([])
    const looks = Array.from({ length: 40 }, () => false)
    const stopped = await store.reindex({ ...options, again: false, isStopping: () => looks.pop() ?? true })
    const rest = await store.reindex({ ...options, again: false })
    expect(stopped.noted + rest.noted).toBe(2)
    expect((await store.reindex({ ...options, again: false })).noted).toBe(0)
    await settle(store)
    expect((await byPhone(PHONE)).toSorted()).toEqual(filed.map(({ number }) => number).toSorted())
    expect(await wrong()).toEqual([])
  })

  test('a list with something strange in it is named, and filled anew', async () => {
    const order = await file(freshConversation(), ['JX0000000001'])
    const stranger = await file(freshConversation(), ['JX0000000002'], '+4930000000')
    await settle(store)
    const list = registryKey('serial', 'all', await digests(raw)('serial', 'JX0000000001'))
    await raw.command('ZADD', list, '1', stranger.number)
    expect(await wrong()).toEqual([`${order.number} shares its serial with ${stranger.number}, which has another`])
    await store.reindex({ ...options, again: true })
    await settle(store)
    expect(await wrong()).toEqual([])
    expect(await bySerial('JX0000000001')).toEqual([order.number])
  })
})

const SERIALS = ['JX0000000001', 'JX0000000002', 'JX0000000003']
const PHONES = ['+8613800000001', '+4930000000']
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('file' as const),
      serials: fc.uniqueArray(fc.constantFrom(...SERIALS), { minLength: 1 }),
      phone: fc.constantFrom(...PHONES),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('close' as const), which: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('identify' as const),
      which: fc.nat(20),
      serial: fc.constantFrom(...SERIALS),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver' as const), crash: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('note' as const), crash: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reindex' as const) }) },
)
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

/** Everything goes but the secret, which a process asks for once. */
async function wipe(): Promise<void> {
  const secret = await raw.command('GET', secretKey())
  await raw.command('FLUSHALL')
  if (typeof secret === 'string') await raw.command('SET', secretKey(), secret)
}

/** A few conversations, and what became of their orders. */
class Run {
  readonly talks = [freshConversation(), freshConversation()]
  readonly orders: { order: Order; conversation: ConversationId }[] = []

  async perform(one: Act): Promise<void> {
    switch (one.kind) {
      case 'file': {
        const conversation = this.talks[this.orders.length % this.talks.length] as ConversationId
        this.orders.push({ order: await file(conversation, one.serials, one.phone), conversation })
        return
      }
      case 'close':
        return await this.move(one.which, { type: 'order.cancelled' })
      case 'identify':
        return await this.move(one.which, {
          type: 'machine.identified',
          machine: 0,
          model: 'X16-Q',
          serial: one.serial,
        })
      case 'deliver':
        for (const conversation of this.talks) await forward(store, { conversation, name: 'outgoing' }, one.crash)
        return
      case 'note':
        for (const registry of (await store.due()).conversations.filter((talk) => talk.startsWith('reg:')))
          await note(store, registry, one.crash)
        return
      case 'reindex':
        await store.reindex({
          readFiled: filedIn,
          again: true,
          pauseMs: 0,
          isStopping: () => false,
          onProgress: () => {},
        })
    }
  }

  private async move(which: number, move: object): Promise<void> {
    const known = this.orders[which % Math.max(1, this.orders.length)]
    if (known === undefined) return
    const moved = moveOrder(known.order, { ...move, at: known.order.filedAt, who: 'staff' } as never)
    if (!moved.ok) return
    await turn(store, known.conversation, () => changeOf(known.conversation, known.order, moved.order))
    known.order = moved.order
  }
}

test('property: whatever is filed, moved and closed, and whoever dies, in the end the lists are as the orders', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
      await wipe()
      const run = new Run()
      for (const one of acts) await run.perform(one)
      // Claims of the dead run out.
      await sleep(VISIBILITY_MS + 5)
      await settle(other)
      for (const serial of SERIALS) {
        const having = run.orders.filter(({ order }) => order.machines.some((machine) => machine.serial === serial))
        const open = having.filter(({ order }) => order.closed === null)
        expect((await bySerial(serial)).toSorted()).toEqual(having.map(({ order }) => order.number).toSorted())
        expect((await openUnder(serial)).toSorted()).toEqual(open.map(({ order }) => order.number).toSorted())
      }
      expect(await wrong()).toEqual([])
    }),
    { numRuns: 12 },
  )
})

test('a page of 10,000 orders asks Redis for as much as a page of 10', async () => {
  const value = 'JX0000000001'
  const lists = [registryKey('serial', 'all', await digests(raw)('serial', value)), shardKeys.filed(7, null)]
  const fill = async (from: number, to: number) => {
    const members = Array.from({ length: to - from }, (_, n) => [String(from + n), makeOrderNumber(7, from + n)])
    for (const list of lists) await raw.command('ZADD', list, ...members.flat())
  }
  const cost = async (key: OrderKey) => {
    await raw.command('CONFIG', 'RESETSTAT')
    await store.ordersBy(key, { ...SPAN, limit: 5 })
    const stats = String(await raw.command('INFO', 'commandstats'))
    return (
      [...stats.matchAll(/cmdstat_(\w+):calls=(\d+)/g)]
        // What reads lists; a connection's own greetings are no part of a page.
        .filter(([, name = '']) => name.startsWith('z'))
        .map(([, name, calls]) => `${name} ${calls}`)
    )
  }
  const keys: readonly OrderKey[] = [{ by: 'serial', value }, { by: 'all' }]
  await fill(0, 10)
  await bySerial(value)
  const small = [await cost(keys[0] as OrderKey), await cost(keys[1] as OrderKey)]
  await fill(10, 10_000)
  expect([await cost(keys[0] as OrderKey), await cost(keys[1] as OrderKey)]).toEqual(small)
  expect(small[0]).toEqual(['zrevrangebyscore 1'])
  const page = await store.ordersBy(keys[0] as OrderKey, { ...SPAN, limit: 5, since: 4_000, until: 5_000 })
  expect(page.numbers).toEqual([4_999, 4_998, 4_997, 4_996, 4_995].map((n) => makeOrderNumber(7, n)))
  const next = await store.ordersBy(keys[0] as OrderKey, { ...SPAN, limit: 5, since: 4_993, after: page.next })
  expect(next).toEqual({ numbers: [4_994, 4_993].map((n) => makeOrderNumber(7, n)), next: null })
})
