/** What waits to be worked on now, in all shards, in one round trip. */
import type { ConversationId, Due } from '../ports.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, laneOfMember, shardKeys } from './keys.ts'
import { asList, asTexts, type Reply } from './reply.ts'

/** The rest of a flood is seen the next time. */
const MOST_A_SHARD = 100

const keysOf = (shard: number): readonly string[] => [
  shardKeys.due(shard),
  shardKeys.timers(shard),
  shardKeys.lanes(shard),
  shardKeys.clock(shard),
]

/** Asked for twice a second, so they are put together once. */
const KEYS_OF = ALL_SHARDS.map(keysOf)
const ALL_KEYS = KEYS_OF.flat()

function dueOf(reply: Reply): Due {
  if (reply === null) return { conversations: [], lanes: [] }
  const [mail, timers, lanes] = asList(reply)
  const conversations = new Set([...asTexts(mail), ...asTexts(timers)])
  return { conversations: [...conversations] as ConversationId[], lanes: asTexts(lanes).map(laneOfMember) }
}

/** A refusal is not waited for: the next sweep asks again. */
const dueIn = async (redis: Redis, keys: readonly string[]): Promise<readonly Due[]> =>
  asList(await redis.run('due', keys, [MOST_A_SHARD], 'once')).map(dueOf)

/**
 * In a cluster each shard is asked apart, all at once. What the masters that answer know is enough: those of one that is away wait for it.
 * Rejects when none answers.
 */
async function dueShardByShard(redis: Redis): Promise<readonly Due[]> {
  const answers = await Promise.allSettled(KEYS_OF.map((keys) => dueIn(redis, keys)))
  const known = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
  const [first] = answers
  if (known.length === 0 && first?.status === 'rejected') throw first.reason
  return known
}

/** Conversations and lanes whose moment has come, at most 100 by mail, timer and lane in each shard. */
export async function dueNow(redis: Redis): Promise<Due> {
  const shards = redis.shardsAScript === 'all' ? await dueIn(redis, ALL_KEYS) : await dueShardByShard(redis)
  return {
    conversations: shards.flatMap((due) => due.conversations),
    lanes: shards.flatMap((due) => due.lanes),
  }
}
