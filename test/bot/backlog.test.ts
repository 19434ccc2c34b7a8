/** Thousands of lanes due at once, as after a day without a desk: worked off in handfuls, so that Redis answers each call in time. On a real Redis. */
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { botLine, entry } from '../../src/bot/entries.ts'
import { inHandfuls } from '../../src/bot/handfuls.ts'
import { createPermits } from '../../src/bot/permits.ts'
import { createWorker } from '../../src/bot/worker.ts'
import type { ConversationId } from '../../src/ports.ts'
import type { RedisStore } from '../../src/store/redis-store.ts'
import { until } from '../e2e/support/until.ts'
import { commitOf } from '../store/support.ts'
import { held, post, said, TestChannel, useBench } from './bench.ts'

const bench = useBench()

const LANES = 2_000
/** Turns and lanes, a handful of each, with a call or two under way. */
const MOST_CALLS = 800

async function fillLane(conversation: ConversationId): Promise<void> {
  const { store } = bench()
  await post(store, conversation, said('hello'))
  const customer = [entry(botLine(`to ${conversation}`), null)]
  await store.commit(commitOf(await held(store, conversation), { customer, state: '' }))
}

/** The store, and how many of its calls were under way at once at most. */
function counted(store: RedisStore): { readonly store: RedisStore; readonly most: () => number } {
  let open = 0
  let most = 0
  const counting =
    <A extends readonly unknown[], R>(call: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      open += 1
      most = Math.max(most, open)
      try {
        return await call(...given)
      } finally {
        open -= 1
      }
    }
  const { claimLane, sent, claim, due } = store
  const seen = { claimLane: counting(claimLane), sent: counting(sent), claim: counting(claim), due: counting(due) }
  return { store: { ...store, ...seen }, most: () => most }
}

test('2,000 lanes due at the start are all delivered, a handful at a time', async () => {
  const conversations = Array.from({ length: LANES }, (_, n) => `web:backlog-${n}` as ConversationId)
  await inHandfuls(conversations, fillLane)
  await until('all lanes', async () => (await bench().store.backlog()).lanes.waiting === LANES)
  const channel = new TestChannel()
  const { store, most } = counted(bench().store)
  const worker = createWorker({ store, talk: bench().talk, staffRoom: null, channels: [channel], log: bench().log })
  worker.start()
  await until('all delivered', () => channel.delivered.length >= LANES)
  await worker.stop()
  expect(new Set(channel.delivered.map(({ conversation }) => conversation)).size).toBe(LANES)
  expect(channel.delivered).toHaveLength(LANES)
  expect(most()).toBeLessThan(MOST_CALLS)
  expect(bench().logged.join('')).not.toContain('put off')
})

describe('a handful', () => {
  test('is begun in order, no more at once than it holds', async () => {
    const begun: number[] = []
    let open = 0
    await inHandfuls(
      Array.from({ length: 50 }, (_, n) => n),
      async (n) => {
        begun.push(n)
        open += 1
        expect(open).toBeLessThanOrEqual(4)
        await sleep(1)
        open -= 1
      },
      { most: 4, roomAfterMs: 60_000 },
    )
    expect(begun).toEqual(Array.from({ length: 50 }, (_, n) => n))
  })

  test('makes room for others when its work hangs, and when it fails', async () => {
    const begun: number[] = []
    const work = async (n: number): Promise<void> => {
      begun.push(n)
      if (n < 2) await new Promise(() => {})
      throw new Error('odd')
    }
    await inHandfuls([0, 1, 2, 3, 4, 5], work, { most: 2, roomAfterMs: 20 })
    expect(begun).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('is not waited for at its end', async () => {
    await inHandfuls([1, 2], () => new Promise(() => {}), { most: 2, roomAfterMs: 60_000 })
  })
})

test('those who wait for a permit are told moments of their own', async () => {
  const rate = { burst: 1, everyMs: 100 }
  const permits = createPermits(bench().store, 'test:crowd', rate)
  expect(await permits.take()).toBe(0)
  const waits: number[] = []
  for (let n = 0; n < 500; n += 1) waits.push(await permits.take())
  const within = (ms: number) => waits.filter((wait) => wait <= ms).length
  expect(Math.min(...waits)).toBeGreaterThan(0)
  expect(within(rate.everyMs)).toBeLessThanOrEqual(3)
  expect(within(5 * rate.everyMs)).toBeLessThanOrEqual(11)
  expect(Math.max(...waits)).toBeLessThanOrEqual(1_001)
})
