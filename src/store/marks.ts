/** What happened, week by week: marks that commits left, and what was counted of them. Read by a background job; nothing here knows what they mean. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { WeekBook, WeekReport } from '../desk-ports.ts'
import { ORDER_STATES } from '../domain/order.ts'
import type { ConversationId, Mark } from '../ports.ts'
import type { Redis } from './connect.ts'
import { askEachShard, sumOverShards } from './each-shard.ts'
import { ALL_SHARDS, registryOfShard, shardKeys, shardOf, weeksKey } from './keys.ts'
import { asTexts } from './reply.ts'

const markSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['escalated', 'solved']) }),
  z.object({ kind: z.literal('taken'), since: z.number(), until: z.number() }),
  z.object({ kind: z.literal('rated'), score: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
  z.object({ kind: z.literal('state'), state: z.string() }),
  z.object({ kind: z.literal('symptom'), symptom: z.string().nullable() }),
])

/** Two of one kind in the same millisecond are two. */
export const markWritten = (mark: Mark): string => `${JSON.stringify(mark)} ${randomBytes(6).toString('base64url')}`
const markOf = (member: string): Mark => markSchema.parse(JSON.parse(member.slice(0, member.lastIndexOf(' '))))

export function weekBook(redis: Redis): WeekBook {
  /** Registries and staff rooms have turns too. */
  async function othersActive(since: number, until: number, rooms: readonly ConversationId[]): Promise<number> {
    const others = [...ALL_SHARDS.map(registryOfShard), ...rooms]
    const scores = await Promise.all(
      others.map((one) => redis.command('ZSCORE', shardKeys.active(shardOf(one)), one) as Promise<string | null>),
    )
    return scores.filter((score) => score !== null && Number(score) >= since && Number(score) < until).length
  }

  return {
    async marksIn(since, until) {
      const lists = await askEachShard(redis, 'ZRANGE', shardKeys.marks, since, `(${until}`, 'BYSCORE')
      return lists.flatMap(asTexts).map(markOf)
    },
    async forgetMarks(before) {
      const keys = ALL_SHARDS.map((shard) => shardKeys.marks(shard))
      await Promise.all(keys.map((key) => redis.command('ZREMRANGEBYSCORE', key, '-inf', `(${before}`)))
    },
    activeIn: async (since, until, rooms) =>
      (await sumOverShards(redis, 'ZCOUNT', shardKeys.active, since, `(${until}`)) -
      (await othersActive(since, until, rooms)),
    async keepWeek(report) {
      await redis.command('HSET', weeksKey(), report.week, JSON.stringify(report))
    },
    async weeks() {
      const reports = asTexts(await redis.command('HVALS', weeksKey())).map((text) => JSON.parse(text) as WeekReport)
      return reports.toSorted((a, b) => (a.week < b.week ? 1 : -1))
    },
    async ordersInState() {
      const counts = await Promise.all(
        ORDER_STATES.map(async (state) => [
          state,
          await sumOverShards(redis, 'ZCARD', (shard) => shardKeys.filed(shard, state)),
        ]),
      )
      return Object.fromEntries(counts) as Readonly<Record<string, number>>
    },
  }
}
