/** What waits to be worked on now, in all shards, by one call. */
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

function dueOf(reply: Reply): Due {
  if (reply === null) return { conversations: [], lanes: [] }
  const [mail, timers, lanes] = asList(reply)
  const conversations = new Set([...asTexts(mail), ...asTexts(timers)])
  return { conversations: [...conversations] as ConversationId[], lanes: asTexts(lanes).map(laneOfMember) }
}

/** Conversations and lanes whose moment has come, at most 100 by mail, timer and lane in each shard. */
export async function dueNow(redis: Redis): Promise<Due> {
  const shards = asList(await redis.run('due', ALL_SHARDS.flatMap(keysOf), [MOST_A_SHARD])).map(dueOf)
  return {
    conversations: shards.flatMap((due) => due.conversations),
    lanes: shards.flatMap((due) => due.lanes),
  }
}
