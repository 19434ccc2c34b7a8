/** The script of the warm turn on a real Redis: what it commits, and everything that sends a letter into the mailbox instead. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR } from '../../src/domain/values.ts'
import type { Claim, ConversationId, SteppedAhead, Turned, Version } from '../../src/ports.ts'
import { connect, type Redis } from '../../src/store/connect.ts'
import { conversationKeys, shardKeys, shardOf } from '../../src/store/keys.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, idsOf, letter } from './support.ts'

let redis: TestRedis
let store: RedisStore
let raw: Redis

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' })
  store = await openStore({ connection: redis.connection, deskTime: null })
  raw = await connect(redis.connection)
})
afterAll(async () => {
  await raw.close()
  await store.close()
  await redis.stop()
})

type Changes = SteppedAhead['changes']
const changesOf = (more: Partial<Changes> = {}): Changes => {
  const { claim: _, ...changes } = commitOf({ mail: [] } as unknown as Claim, more)
  return changes
}
const NOW = { rate: null }

let ids = 0
const freshId = (): string => {
  ids += 1
  return `tg:${ids}`
}

interface Ahead {
  readonly changes?: Partial<Changes>
  readonly id?: string
  readonly at?: number
  readonly shown?: string
  readonly lane?: SteppedAhead['lane']
}

/** Turns a letter on a version; `at` is Redis' own desk time unless told. */
async function turn(conversation: ConversationId, from: Version | null, more: Ahead = {}): Promise<Turned> {
  const at = more.at ?? (await store.now())
  const ahead =
    from === null
      ? null
      : { from, at, changes: changesOf(more.changes), lane: more.lane === undefined ? NOW : more.lane }
  return await store.turn({ letter: letter(conversation, more.id ?? freshId()), shown: more.shown ?? null, ahead })
}

const versionAfter = (claim: Claim, wakeAt: number | null = null): Version => ({
  fence: claim.fence + 1,
  birth: claim.birth,
  wakeAt,
  activeAt: claim.now,
  listed: { drafting: null, waiting: 'as_before' },
})

/** A conversation with one turn behind it, by the plain path. */
async function begun(timerAt: number | null = null): Promise<{ conversation: ConversationId; version: Version }> {
  const conversation = freshConversation()
  await store.ingest(letter(conversation, freshId()))
  const claim = await claimed(store, conversation)
  await store.commit(commitOf(claim, { state: 'begun', timerAt }))
  return { conversation, version: versionAfter(claim, timerAt) }
}

function committed(turned: Turned): Extract<Turned, { kind: 'committed' }> {
  if (turned.kind !== 'committed') throw new Error(`not committed but ${turned.kind}`)
  return turned
}

const stateOf = (conversation: ConversationId) => raw.command('HGET', conversationKeys.self(conversation), 'state')
const lane = (conversation: ConversationId) => ({ conversation, name: 'customer' }) as const

test('a letter of an unknown conversation is taken in and claimed by one call', async () => {
  const conversation = freshConversation()
  const turned = await turn(conversation, null, { id: 'tg:first' })
  expect(turned.kind).toBe('claimed')
  expect(turned.kind === 'claimed' && idsOf(turned.claim)).toEqual(['tg:first'])
  expect(await store.claim(conversation)).toBeNull()
})

test('a turn on the current version is committed whole, and its lane is held for sending', async () => {
  const { conversation, version } = await begun()
  const changes = { state: 'next', customer: ['one', 'two'], transcript: ['heard', 'said'], timerAt: 9e12 }
  const turned = committed(await turn(conversation, version, { changes }))
  expect(turned.version).toMatchObject({ fence: version.fence + 1, birth: version.birth, wakeAt: 9e12 })
  expect(await stateOf(conversation)).toBe('next')
  expect(await store.transcript(conversation)).toEqual(['heard', 'said'])
  expect(await store.claim(conversation)).toBeNull()
  expect(await store.claimLane(lane(conversation))).toBeNull()
  if (turned.lane === null) throw new Error('the lane was not taken')
  expect(turned.lane).toMatchObject({ body: 'one', sequence: 1, tries: 0 })
  expect(await store.renewLane(turned.lane)).toBe(true)
  expect(await store.sent(turned.lane, null)).toBe('more')
  expect(await store.claimLane(lane(conversation))).toMatchObject({ body: 'two', sequence: 2 })
})

test('version follows version without the plain path, and the plain path goes on from the last', async () => {
  const { conversation, version } = await begun()
  const second = committed(await turn(conversation, version, { changes: { state: 'second' } }))
  const third = committed(await turn(conversation, second.version, { changes: { state: 'third' } }))
  await store.ingest(letter(conversation, freshId()))
  const claim = await claimed(store, conversation)
  expect(claim).toMatchObject({ state: 'third', fence: third.version.fence + 1, attempts: 1, failures: 0 })
  expect(await store.commit(commitOf(claim))).toBe('done')
})

test('letters to other conversations go out in order after those of the plain path', async () => {
  const { conversation, version } = await begun()
  const to = freshConversation()
  const outgoing = [
    { to, body: '1' },
    { to, body: '2' },
  ]
  const turned = committed(await turn(conversation, version, { changes: { outgoing } }))
  expect(turned.lane).toBeNull()
  const out = { conversation, name: 'outgoing' } as const
  for (const body of ['1', '2']) {
    const claim = await store.claimLane(out)
    expect(JSON.parse(claim?.body ?? 'null')).toMatchObject({ conversation: to, body })
    if (claim !== null) await store.sent(claim, null)
  }
})

test('the same letter again changes nothing, warm, stale or plain', async () => {
  const { conversation, version } = await begun()
  const id = freshId()
  const first = committed(await turn(conversation, version, { id, changes: { state: 'once', customer: ['line'] } }))
  const again = [first.version, version, null].map((from) =>
    turn(conversation, from, { id, changes: { state: 'twice' } }),
  )
  for (const turned of await Promise.all(again)) expect(turned.kind).toBe('duplicate')
  expect(await store.ingest(letter(conversation, id))).toBe('duplicate')
  expect(await stateOf(conversation)).toBe('once')
  expect(await raw.command('LLEN', conversationKeys.lane(lane(conversation)))).toBe(1)
})

/** What came between the step and its commit, and what becomes of the letter then. */
const BETWEEN: Readonly<Record<string, { readonly act: Act; readonly kind: Turned['kind']; readonly ids: number }>> = {
  'another process took a turn': {
    act: async (conversation) => {
      await store.ingest(letter(conversation, freshId()))
      await store.commit(commitOf(await claimed(store, conversation), { state: 'theirs' }))
    },
    kind: 'claimed',
    ids: 1,
  },
  'another process took a warm turn': {
    act: async (conversation, version) => void committed(await turn(conversation, version)),
    kind: 'claimed',
    ids: 1,
  },
  'another process holds the conversation': {
    act: async (conversation) => {
      await store.ingest(letter(conversation, freshId()))
      await claimed(store, conversation)
    },
    kind: 'queued',
    ids: 0,
  },
  'mail waits': {
    act: async (conversation) => void (await store.ingest(letter(conversation, freshId()))),
    kind: 'claimed',
    ids: 2,
  },
  'a failed turn waits to be tried again': {
    act: async (conversation) => {
      await store.ingest(letter(conversation, freshId()))
      await store.release(await claimed(store, conversation), 60_000)
    },
    kind: 'queued',
    ids: 0,
  },
  'a line for the customer is not sent yet': {
    act: async (conversation, version) => {
      const turned = committed(await turn(conversation, version, { changes: { customer: ['unsent'] } }))
      Object.assign(version, turned.version)
    },
    kind: 'claimed',
    ids: 1,
  },
}
type Act = (conversation: ConversationId, version: Version) => Promise<void>

test.each(Object.entries(BETWEEN))(
  'when %s, the letter is taken in and stepped afresh',
  async (_, { act, kind, ids }) => {
    const { conversation, version } = await begun()
    await act(conversation, version)
    const before = await stateOf(conversation)
    const turned = await turn(conversation, version, { changes: { state: 'stale', customer: ['stale'] } })
    expect(turned.kind).toBe(kind)
    expect(turned.kind === 'claimed' ? turned.claim.mail.length : 0).toBe(ids)
    expect(await stateOf(conversation)).toBe(before)
  },
)

test('a conversation that was made anew is not the one that was known', async () => {
  const { conversation, version } = await begun()
  expect((await turn(conversation, { ...version, birth: 'another' })).kind).toBe('claimed')
})

test.each([
  [-1_500, 'claimed'],
  [-700, 'committed'],
  [700, 'committed'],
  [1_500, 'claimed'],
])('a reckoning that is %i ms off is %s', async (off, kind) => {
  const { conversation, version } = await begun()
  expect((await turn(conversation, version, { at: (await store.now()) + off })).kind).toBe(kind)
})

test('a timer that is due goes first', async () => {
  const timerAt = (await store.now()) - 1
  const { conversation, version } = await begun(timerAt)
  const turned = await turn(conversation, version, { changes: { timerAt: timerAt + HOUR } })
  expect(turned.kind).toBe('claimed')
  expect(turned.kind === 'claimed' && turned.claim.now).toBeGreaterThanOrEqual(timerAt)
})

test('two processes that step the same version at once: one commits, the other letter is not lost', async () => {
  const { conversation, version } = await begun()
  const other = await openStore({ connection: redis.connection, deskTime: 'keep' })
  const at = await store.now()
  const ahead = { from: version, at, changes: changesOf(), lane: null }
  const turned = await Promise.all(
    [store, other].map((one) => one.turn({ letter: letter(conversation, freshId()), shown: null, ahead })),
  )
  expect(turned.map(({ kind }) => kind).toSorted()).toEqual(['claimed', 'committed'])
  await other.close()
})

test('a page sees the letter once, committed or not', async () => {
  const { conversation, version } = await begun()
  const [warm, cold] = [freshId(), freshId()]
  committed(await turn(conversation, version, { id: warm, shown: '"warm"' }))
  expect((await turn(conversation, version, { id: warm, shown: '"warm"' })).kind).toBe('duplicate')
  expect((await turn(conversation, version, { id: cold, shown: '"cold"' })).kind).toBe('claimed')
  const { entries } = await store.shownAfter(conversation, 0)
  expect(entries.map(({ id, body }) => [id, body])).toEqual([
    [1, '"warm"'],
    [2, '"cold"'],
  ])
})

test('whatever the turns arm, Redis wakes the conversation in time and never without cause for long', async () => {
  const moment = fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 20 }))
  const steps = fc.array(fc.record({ warm: fc.boolean(), timer: moment }), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(steps, async (turns) => {
      const now = await store.now()
      let { conversation, version } = await begun()
      for (const { warm, timer } of turns) {
        const timerAt = timer === null ? null : now + timer * HOUR
        if (warm) version = committed(await turn(conversation, version, { changes: { timerAt } })).version
        else {
          await store.ingest(letter(conversation, freshId()))
          const claim = await claimed(store, conversation)
          await store.commit(commitOf(claim, { timerAt }))
          version = versionAfter(claim, timerAt)
        }
        const score = await raw.command('ZSCORE', shardKeys.timers(shardOf(conversation)), conversation)
        expect(score === null).toBe(timerAt === null)
        expect(Number(score)).toBeLessThanOrEqual(timerAt ?? 0)
        expect(score === null ? null : Number(score)).toBe(version.wakeAt)
      }
    }),
    { numRuns: 25 },
  )
})

test('a chat’s pace holds for a lane that is taken along', async () => {
  const { conversation, version } = await begun()
  const paced = { rate: { everyMs: 60_000, burst: 1 } }
  const first = committed(await turn(conversation, version, { changes: { customer: ['now'] }, lane: paced }))
  expect(first.lane?.body).toBe('now')
  if (first.lane !== null) await store.sent(first.lane, null)
  const second = committed(await turn(conversation, first.version, { changes: { customer: ['later'] }, lane: paced }))
  expect(second.lane).toBeNull()
  expect(await store.claimLaneAt(lane(conversation), paced.rate)).toBeNull()
  expect(await raw.command('LLEN', conversationKeys.lane(lane(conversation)))).toBe(1)
})

test('a line is committed to its lane without taking it along', async () => {
  const { conversation, version } = await begun()
  expect(committed(await turn(conversation, version, { changes: { customer: ['line'] }, lane: null })).lane).toBeNull()
  expect(await store.claimLane(lane(conversation))).toMatchObject({ body: 'line' })
})

test('an order form and a wait for a person are listed as by the plain path', async () => {
  const { conversation, version } = await begun()
  const since = await store.now()
  const listed = committed(await turn(conversation, version, { changes: { drafting: true, waiting: since } })).version
  expect((await store.drafts(10, null)).conversations).toContain(conversation)
  expect(await raw.command('ZSCORE', shardKeys.waiting(shardOf(conversation)), conversation)).toBe(String(since))
  committed(await turn(conversation, listed, { changes: { drafting: false, waiting: null } }))
  expect((await store.drafts(10, null)).conversations).not.toContain(conversation)
  expect(await raw.command('ZSCORE', shardKeys.waiting(shardOf(conversation)), conversation)).toBeNull()
})

test('what only the plain path can write is refused', async () => {
  const { conversation, version } = await begun()
  await expect(turn(conversation, version, { changes: { forget: true } })).rejects.toThrow(RangeError)
  const registry = [{ kind: 'asked' as const, serial: 'JX0000000001' }]
  await expect(turn(conversation, version, { changes: { registry } })).rejects.toThrow(RangeError)
})

test('what is written by few commands is what the plain path leaves', async () => {
  const changes = { state: 'next', customer: ['one', 'two'], transcript: ['heard', 'said'], timerAt: null }
  const rate = { everyMs: 1_000, burst: 3 }
  const warm = await begun()
  const listed = { drafting: false, waiting: null } as const
  committed(await turn(warm.conversation, { ...warm.version, listed }, { changes, lane: { rate } }))
  const plain = await begun()
  await store.ingest(letter(plain.conversation, freshId()))
  await store.commit(commitOf(await claimed(store, plain.conversation), changes))
  await store.claimLaneAt(lane(plain.conversation), rate)
  expect(await leftBy(warm.conversation)).toEqual(await leftBy(plain.conversation))
})

/** All that a turn leaves behind, but for moments, births, ids and how often it was claimed. */
async function leftBy(conversation: ConversationId) {
  const shard = shardOf(conversation)
  const flat = (await raw.command('HGETALL', conversationKeys.self(conversation))) as readonly string[]
  const fields = Object.fromEntries(flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1]]] : [])))
  const moments = ['customer.paced', 'customer.next']
  const { birth: _b, at: _a, fence: _f, ids, ...lasting } = fields
  lasting['known letters'] = String(ids?.trim().split('\n').length)
  for (const name of moments) lasting[name] = String(Number(lasting[name]) > Date.now() - 5_000)
  const waits = [shardKeys.due(shard), shardKeys.timers(shard)].map((key) => raw.command('ZSCORE', key, conversation))
  const held = Number(await raw.command('ZSCORE', shardKeys.lanes(shard), `customer ${conversation}`)) > Date.now()
  const active = (await raw.command('ZSCORE', shardKeys.active(shard), conversation)) !== null
  return {
    lasting,
    held,
    active,
    waits: await Promise.all(waits),
    lane: await raw.command('LRANGE', conversationKeys.lane(lane(conversation)), '0', '-1'),
    transcript: await store.transcript(conversation),
  }
}
