/** Which lines of staff no chat page has shown for long, and which of those were seen after staff had been told. Redis' clock decides. */
import { MINUTE } from '../domain/values.ts'
import type { ConversationId, Unseen } from '../ports.ts'
import type { Redis } from './connect.ts'
import { runInEachShard } from './each-shard.ts'
import { conversationKeys, shardKeys, shardOf } from './keys.ts'
import { asIntegerOrNull, asList, asTexts } from './reply.ts'

/** How long a person's line may wait to be seen before staff hear of it. */
export const UNSEEN_MS = 2 * MINUTE
const MOST_A_SHARD = 100
const FIELDS = ['feed.unseen', 'feed.told', 'feed.seenAt']

export function unseen(redis: Redis, unseenMs: number): Unseen {
  return {
    async unseenDue() {
      const lists = await runInEachShard(redis, 'unseen-due', shardKeys.unseen, [MOST_A_SHARD])
      return lists.flatMap(asTexts) as ConversationId[]
    },
    async unseenIn(conversation) {
      const reply = asList(await redis.command('HMGET', conversationKeys.self(conversation), ...FIELDS))
      const [entry = null, told = null, seenAt = null] = reply.map(asIntegerOrNull)
      return { entry, told, seenAt }
    },
    async unseenTold(conversation, entry) {
      const keys = [conversationKeys.self(conversation), shardKeys.unseen(shardOf(conversation))]
      await redis.run('unseen-told', keys, [conversation, entry ?? '', unseenMs])
    },
  }
}
