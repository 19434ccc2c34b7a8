/** What happened on the desk since a moment, in numbers: for the daily summary. Reads only, and costs the same however much there is. */
import type { Instant } from '../domain/values.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, shardKeys } from './keys.ts'
import { asInteger } from './reply.ts'

export interface DaySummary {
  /** Conversations in which something was said or done. */
  readonly conversations: number
  readonly filed: number
  /** Orders that staff have yet to decide on, whenever they were filed. */
  readonly undecided: number
  /** Orders that wait for staff in any way, and customers who wait for a person, now. */
  readonly tasks: number
  readonly waiting: number
  /** All that is kept aside for people now. */
  readonly parked: number
}

/** Rejects with `StoreUnavailable`. `since` is desk time. */
export async function summaryOf(redis: Redis, since: Instant): Promise<DaySummary> {
  const sum = async (of: (shard: number) => readonly string[]): Promise<number> => {
    const counts = await Promise.all(ALL_SHARDS.map((shard) => redis.command(...of(shard))))
    return counts.reduce<number>((total, count) => total + asInteger(count), 0)
  }
  const [conversations, filed, undecided, tasks, waiting, parked] = await Promise.all([
    sum((shard) => ['ZCOUNT', shardKeys.active(shard), String(since), '+inf']),
    sum((shard) => ['ZCOUNT', shardKeys.filed(shard, null), String(since), '+inf']),
    sum((shard) => ['ZCARD', shardKeys.filed(shard, 'submitted')]),
    sum((shard) => ['ZCARD', shardKeys.awaited(shard)]),
    sum((shard) => ['ZCARD', shardKeys.waiting(shard)]),
    sum((shard) => ['LLEN', shardKeys.parked(shard)]),
  ])
  return { conversations, filed, undecided, tasks, waiting, parked }
}
