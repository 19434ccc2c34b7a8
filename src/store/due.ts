/** What waits to be worked on now, in all shards, by one round trip. */
import type { ConversationId, Due } from '../ports.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, laneOfMember, shardKeys } from './keys.ts'
import { asList, asTexts } from './reply.ts'

/** The rest of a flood is seen the next time. */
const MOST_A_SHARD = 100

async function dueIn(redis: Redis, shard: number): Promise<Due> {
  const keys = [shardKeys.due(shard), shardKeys.timers(shard), shardKeys.lanes(shard), shardKeys.clock(shard)]
  const [mail, timers, lanes] = asList(await redis.run('due', keys, [MOST_A_SHARD]))
  const conversations = new Set([...asTexts(mail), ...asTexts(timers)])
  return { conversations: [...conversations] as ConversationId[], lanes: asTexts(lanes).map(laneOfMember) }
}

/** Conversations and lanes whose moment has come, at most 100 by mail, timer and lane in each shard. */
export async function dueNow(redis: Redis): Promise<Due> {
  const shards = await Promise.all(ALL_SHARDS.map((shard) => dueIn(redis, shard)))
  return {
    conversations: shards.flatMap((due) => due.conversations),
    lanes: shards.flatMap((due) => due.lanes),
  }
}
