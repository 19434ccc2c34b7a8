/** What happened on the desk since a moment, in numbers: for the daily summary. Reads only, and costs the same however much there is. */
import type { Instant } from '../domain/values.ts'
import type { Redis } from './connect.ts'
import { sumOverShards } from './each-shard.ts'
import { shardKeys } from './keys.ts'

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
  const [conversations, filed, undecided, tasks, waiting, parked] = await Promise.all([
    sumOverShards(redis, 'ZCOUNT', shardKeys.active, since, '+inf'),
    sumOverShards(redis, 'ZCOUNT', (shard) => shardKeys.filed(shard, null), since, '+inf'),
    sumOverShards(redis, 'ZCARD', (shard) => shardKeys.filed(shard, 'submitted')),
    sumOverShards(redis, 'ZCARD', shardKeys.awaited),
    sumOverShards(redis, 'ZCARD', shardKeys.waiting),
    sumOverShards(redis, 'LLEN', shardKeys.parked),
  ])
  return { conversations, filed, undecided, tasks, waiting, parked }
}
