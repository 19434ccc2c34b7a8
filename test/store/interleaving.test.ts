/** Two workers on a few conversations in random order, with stalls, repeats and failed steps: nothing lost, nothing twice, order kept. */
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claim, ConversationId, Version } from '../../src/ports.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { commitOf, freshConversation, letter } from './support.ts'

const VISIBILITY_MS = 25
const CONVERSATIONS = 3
const WORKERS = 2
let redis: TestRedis
let stores: RedisStore[]

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' })
  const open = () => openStore({ connection: redis.connection, deskTime: null, visibilityMs: VISIBILITY_MS })
  stores = await Promise.all(Array.from({ length: WORKERS }, open))
})
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()))
  await redis.stop()
})

const storeOf = (worker: number): RedisStore => stores[worker] as RedisStore

const which = { worker: fc.nat(WORKERS - 1), talk: fc.nat(CONVERSATIONS - 1) }
const KINDS = ['ingest', 'redeliver', 'claim', 'commit', 'fail', 'stall', 'send', 'warm', 'serve'] as const
/** Acts by how often each kind of them comes. */
const acts = (weights: Partial<Record<(typeof KINDS)[number], number>>) =>
  fc.oneof(
    ...KINDS.map((kind) => ({
      weight: weights[kind] ?? 0,
      arbitrary: fc.record({ kind: fc.constant(kind), ...which }),
    })),
  )
const PLAIN = acts({ ingest: 6, redeliver: 1, claim: 4, commit: 4, fail: 1, stall: 1, send: 3 })
/** Often served to the end by one worker, so that the next letter finds what it remembers still true. */
const WARM = acts({ ingest: 1, redeliver: 1, claim: 1, commit: 1, fail: 1, stall: 1, send: 1, warm: 10, serve: 8 })
type Act = typeof PLAIN extends fc.Arbitrary<infer A> ? A : never

/** The state is the list of letters handled; each letter becomes one line. */
function stepped(claim: Claim) {
  const ids = claim.mail.map((mail) => mail.id)
  return commitOf(claim, { state: JSON.stringify([...handledIn(claim), ...ids]), customer: ids, transcript: ids })
}
const handledIn = (claim: Claim): string[] => JSON.parse(claim.state ?? '[]') as string[]

const NOWHERE = { drafting: null, waiting: 'as_before' } as const
const NO_MAIL = { mail: [] } as unknown as Claim

/** What a worker remembers of a conversation, stale or not. */
interface Belief {
  readonly version: Version
  readonly handled: readonly string[]
}

class Run {
  warmTurns = 0
  readonly beliefs = new Map<string, Belief>()
  readonly talks = Array.from({ length: CONVERSATIONS }, freshConversation)
  readonly ingested = new Map<ConversationId, string[]>(this.talks.map((talk) => [talk, []]))
  readonly sent = new Map<ConversationId, string[]>(this.talks.map((talk) => [talk, []]))
  /** A worker's last claim, kept after its commit too, so that commits are repeated. */
  readonly held = new Map<string, Claim>()

  async perform({ kind, worker, talk }: Act): Promise<void> {
    const conversation = this.talks[talk] as ConversationId
    const store = storeOf(worker)
    const ids = this.ingested.get(conversation) as string[]
    const key = `${worker} ${conversation}`
    const held = this.held.get(key)
    if (kind === 'ingest') {
      const id = `tg:${ids.length}`
      ids.push(id)
      expect(await store.ingest(letter(conversation, id))).toBe('taken')
    } else if (kind === 'redeliver' && ids.length > 0) {
      expect(await store.ingest(letter(conversation, ids[0] as string))).toBe('duplicate')
    } else if (kind === 'claim') {
      const claim = await store.claim(conversation)
      if (claim !== null) this.held.set(key, claim)
    } else if (kind === 'serve') await this.serve(store, key, conversation)
    else if (kind === 'warm') await this.warm(store, key, conversation, ids)
    else if (kind === 'commit' && held !== undefined) await this.commit(store, key, held)
    else if (kind === 'fail' && held !== undefined) await store.release(held, 5)
    else if (kind === 'stall') await sleep(VISIBILITY_MS + 2)
    else if (kind === 'send') await this.send(store, conversation)
  }

  async commit(store: RedisStore, key: string, claim: Claim): Promise<void> {
    const commit = stepped(claim)
    if ((await store.commit(commit)) !== 'done') return
    const version = { fence: claim.fence + 1, birth: claim.birth, wakeAt: null, activeAt: claim.now, listed: NOWHERE }
    this.beliefs.set(key, { version, handled: JSON.parse(commit.state) as string[] })
  }

  /** Takes and sends all there is, as a worker that nobody disturbs. */
  async serve(store: RedisStore, key: string, conversation: ConversationId): Promise<void> {
    for (let claim = await store.claim(conversation); claim !== null; claim = await store.claim(conversation)) {
      await this.commit(store, key, claim)
    }
    while (await this.send(store, conversation)) await store.now()
  }

  /** A letter stepped on what the worker remembers. One line in six is left unsent, as by a worker that died. */
  async warm(store: RedisStore, key: string, conversation: ConversationId, ids: string[]): Promise<void> {
    const id = `tg:${ids.length}`
    ids.push(id)
    const belief = this.beliefs.get(key)
    const handled = [...(belief?.handled ?? []), id]
    const { claim: _, ...changes } = commitOf(NO_MAIL, {
      state: JSON.stringify(handled),
      customer: [id],
      transcript: [id],
    })
    const ahead =
      belief === undefined ? null : { from: belief.version, at: await store.now(), changes, lane: { rate: null } }
    const turned = await store.turn({ letter: letter(conversation, id), shown: null, ahead })
    if (turned.kind === 'claimed') {
      this.held.set(key, turned.claim)
      if (ids.length % 4 > 0) await this.commit(store, key, turned.claim)
    }
    if (turned.kind !== 'committed') return
    this.warmTurns += 1
    this.beliefs.set(key, { version: turned.version, handled })
    if (turned.lane === null || ids.length % 6 === 0) return
    if ((await store.sent(turned.lane, null)) !== 'lost') this.sent.get(conversation)?.push(turned.lane.body)
  }

  async send(store: RedisStore, conversation: ConversationId): Promise<boolean> {
    const claim = await store.claimLane({ conversation, name: 'customer' })
    if (claim === null) return false
    if ((await store.sent(claim, null)) !== 'lost') this.sent.get(conversation)?.push(claim.body)
    return true
  }

  /** Works until nothing waits, as workers that go on would. */
  async drain(): Promise<void> {
    const store = storeOf(0)
    await sleep(VISIBILITY_MS + 5)
    for (const talk of this.talks) {
      for (let claim = await store.claim(talk); claim !== null; claim = await store.claim(talk)) {
        expect(await store.commit(stepped(claim))).toBe('done')
      }
      while (await this.send(store, talk)) await store.now()
    }
  }
}

test.each([
  ['', PLAIN, 0],
  [' of warm turns', WARM, 15],
])('random interleavings%s lose nothing, repeat nothing and keep the order', async (_, act, warmTurns) => {
  let warm = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 90 }), async (performed) => {
      const run = new Run()
      for (const one of performed) await run.perform(one)
      await run.drain()
      warm += run.warmTurns
      for (const talk of run.talks) {
        expect(run.sent.get(talk)).toEqual(run.ingested.get(talk))
        expect(await storeOf(1).transcript(talk)).toEqual(run.ingested.get(talk))
      }
    }),
    { numRuns: 25, interruptAfterTimeLimit: 8_000, markInterruptAsFailure: false },
  )
  expect(warm).toBeGreaterThanOrEqual(warmTurns)
})

test('workers that really run at once lose nothing, repeat nothing and keep the order', async () => {
  const run = new Run()
  let ingesting = true
  const worker = async (index: number): Promise<void> => {
    while (ingesting) {
      for (const conversation of run.talks) {
        const claim = await storeOf(index).claim(conversation)
        if (claim !== null) await storeOf(index).commit(stepped(claim))
      }
    }
  }
  const workers = [worker(0), worker(1)]
  for (let round = 0; round < 60; round++) {
    await Promise.all(run.talks.map((_, talk) => run.perform({ kind: 'ingest', worker: round % WORKERS, talk })))
  }
  ingesting = false
  await Promise.all(workers)
  await run.drain()
  for (const talk of run.talks) expect(run.sent.get(talk)).toEqual(run.ingested.get(talk))
})
