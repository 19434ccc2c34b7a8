/** Letters and lane entries kept aside for people, a list a shard, oldest first. */
import { z } from 'zod'
import type { Instant } from '../domain/values.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, shardKeys, shardOfName } from './keys.ts'
import { asTexts } from './reply.ts'

const ParkedRecord = z.object({ origin: z.string(), reason: z.string(), body: z.string() })
type ParkedRecord = z.infer<typeof ParkedRecord>

/** `origin` is a conversation, a lane (`customer tg:1`) or the name of what could not be mapped. */
export type Parked = ParkedRecord & { readonly at: Instant }

/** What a script appends to the list, after the desk time. */
export const parkedRecord = (record: ParkedRecord): string => JSON.stringify(record)

/** Keeps a letter aside that no conversation could be found for. */
export async function park(redis: Redis, origin: string, body: string): Promise<void> {
  const shard = shardOfName(origin)
  const record = parkedRecord({ origin, reason: 'no conversation', body })
  await redis.run('park', [shardKeys.parked(shard), shardKeys.clock(shard)], [record])
}

function parkedOf(stored: string): Parked {
  const afterAt = stored.indexOf(' ')
  return { at: Number(stored.slice(0, afterAt)), ...ParkedRecord.parse(JSON.parse(stored.slice(afterAt + 1))) }
}

/** All that is kept aside, oldest first. */
export async function parkedLetters(redis: Redis): Promise<readonly Parked[]> {
  const lists = await Promise.all(
    ALL_SHARDS.map((shard) => redis.command('LRANGE', shardKeys.parked(shard), '0', '-1')),
  )
  return lists
    .flatMap(asTexts)
    .map(parkedOf)
    .sort((a, b) => a.at - b.at)
}
