/** Whatever is done in whatever order, all that waits has its moment: each script that moves a wake-up leaves the right one behind. */
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claim, ConversationId, LaneClaim, LaneName } from '../../src/ports.ts'
import { connect, type Redis } from '../../src/store/connect.ts'
import { conversationKeys, laneMember, shardKeys, shardOf } from '../../src/store/keys.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { commitOf, freshConversation, letter } from './support.ts'

const VISIBILITY_MS = 20
const LONGEST_DELAY_MS = 40
let redis: TestRedis
let raw: Redis
let store: RedisStore

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' })
  store = await openStore({ connection: redis.connection, deskTime: null, visibilityMs: VISIBILITY_MS })
  raw = await connect(redis.connection)
})
afterAll(async () => {
  await Promise.all([store.close(), raw.close()])
  await redis.stop()
})

const toOther = { to: 'tg:1' as ConversationId, body: 'letter' }
const delayMs = fc.integer({ min: 0, max: LONGEST_DELAY_MS })
const lane = fc.constantFrom<LaneName>('customer', 'outgoing')
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ingest' as const), delayMs }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('ingest again' as const) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('claim' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('commit' as const),
      leaves: fc.nat(2),
      timerIn: fc.option(fc.integer({ min: -20, max: LONGEST_DELAY_MS })),
      fills: fc.subarray<LaneName>(['customer', 'outgoing']),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), delayMs }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stand still' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('claim lane' as const), lane }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sent' as const), lane }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('park' as const), lane }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('defer' as const), lane, delayMs }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('renew' as const), lane }) },
)
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

/** One conversation with the last claims on it, which may be stale, and what the last commit asked for. */
class Run {
  readonly conversation = freshConversation()
  letters = 0
  claim: Claim | null = null
  readonly lanes = new Map<LaneName, LaneClaim>()
  timerAt: number | null = null
  /** Claimed since the last commit: the claim's own end wakes it. */
  isClaimed = false

  async perform(one: Act): Promise<void> {
    const { conversation } = this
    if (one.kind === 'ingest') {
      this.letters += 1
      await store.ingest({ ...letter(conversation, `tg:${this.letters}`), settleMs: one.delayMs })
    } else if (one.kind === 'ingest again') await store.ingest(letter(conversation, `tg:${this.letters}`))
    else if (one.kind === 'claim') await this.take()
    else if (one.kind === 'commit') await this.commit(one)
    else if (one.kind === 'release' && this.claim !== null) await store.release(this.claim, one.delayMs)
    else if (one.kind === 'stand still') await sleep(VISIBILITY_MS + 2)
    else if ('lane' in one) await this.performOnLane(one)
  }

  async take(): Promise<void> {
    const claim = await store.claim(this.conversation)
    if (claim === null) return
    this.claim = claim
    this.isClaimed = true
  }

  async commit({ leaves, timerIn, fills }: Extract<Act, { kind: 'commit' }>): Promise<void> {
    if (this.claim === null) return
    const timerAt = timerIn === null ? null : (await store.now()) + timerIn
    const committed = await store.commit(
      commitOf(this.claim, {
        taken: Math.max(0, this.claim.mail.length - leaves),
        timerAt,
        customer: fills.includes('customer') ? ['line', 'and another'] : [],
        outgoing: fills.includes('outgoing') ? [toOther, toOther] : [],
      }),
    )
    if (committed !== 'done') return
    this.timerAt = timerAt
    this.isClaimed = false
  }

  async performOnLane(one: Extract<Act, { lane: LaneName }>): Promise<void> {
    const held = this.lanes.get(one.lane)
    if (one.kind === 'claim lane') {
      const claim = await store.claimLane({ conversation: this.conversation, name: one.lane })
      if (claim !== null) this.lanes.set(one.lane, claim)
    } else if (held === undefined) return
    else if (one.kind === 'sent') await store.sent(held, null)
    else if (one.kind === 'park') await store.parkEntry(held, 'refused')
    else if (one.kind === 'defer') await store.defer(held, one.delayMs)
    else await store.renewLane(held)
  }

  /** What stands in Redis against what must. */
  async check(): Promise<void> {
    const { conversation } = this
    const shard = shardOf(conversation)
    const hasMail = (await raw.command('EXISTS', conversationKeys.mail(conversation))) === 1
    const due = await scoreOf(shardKeys.due(shard), conversation)
    const soon = Date.now() + LONGEST_DELAY_MS + VISIBILITY_MS
    expect(due !== null, 'due just when mail waits or a claim runs').toBe(hasMail || this.isClaimed)
    expect(due ?? 0).toBeLessThanOrEqual(soon)
    const timer = await scoreOf(shardKeys.timers(shard), conversation)
    expect(timer, 'the timer of the last commit').toBe(this.isClaimed ? null : this.timerAt)
    for (const name of ['customer', 'outgoing'] as const) {
      const isFull = (await raw.command('EXISTS', conversationKeys.lane({ conversation, name }))) === 1
      const moment = await scoreOf(shardKeys.lanes(shard), laneMember({ conversation, name }))
      expect(moment !== null, `the ${name} lane has a moment just when it holds something`).toBe(isFull)
      expect(moment ?? 0).toBeLessThanOrEqual(soon)
    }
  }
}

async function scoreOf(key: string, member: string): Promise<number | null> {
  const score = await raw.command('ZSCORE', key, member)
  return score === null ? null : Number(score)
}

test('nothing that waits is without its moment, and nothing else has one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), async (acts) => {
      const run = new Run()
      for (const one of acts) {
        await run.perform(one)
        await run.check()
      }
    }),
    { numRuns: 60, interruptAfterTimeLimit: 4_000, markInterruptAsFailure: false },
  )
})
