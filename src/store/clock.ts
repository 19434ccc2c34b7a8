/** The desk clock: Redis' clock plus an offset that every shard keeps, written before anything else works (design: two clocks). */
import type { Instant } from '../domain/values.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, metaKey, SHARDS, shardKeys } from './keys.ts'
import { asInteger, asList, asText } from './reply.ts'

/** An instant at which desk time starts, null for real time, or `keep`: the clock of the desk that runs on this Redis. */
export type DeskTime = Instant | null | 'keep'

/** Redis holds the data of another layout; nothing was changed. */
class ShardsDiffer extends Error {
  override readonly name = 'ShardsDiffer'
}

/**
 * Checks the number of shards and sets the clock. The same instant as at the last start keeps the running clock, null sets it back to
 * real time. Rejects with `ShardsDiffer` or `StoreUnavailable`.
 */
export async function openClock(redis: Redis, deskTime: DeskTime): Promise<void> {
  const asked = deskTime === null ? '' : String(deskTime)
  const [status, value] = asList(await redis.run('open', [metaKey()], [SHARDS, asked]))
  if (status !== 'ok') {
    throw new ShardsDiffer(`This Redis holds Aftercare data in ${asText(value)} shards; this version needs ${SHARDS}`)
  }
  if (deskTime === 'keep') return
  const offset = asText(value)
  await Promise.all(ALL_SHARDS.map((shard) => redis.command('SET', shardKeys.clock(shard), offset)))
}

/** Desk time, ms since the epoch. */
export const deskNow = async (redis: Redis): Promise<Instant> =>
  asInteger(await redis.run('now', [shardKeys.clock(0)], []))
