/** The feed of a chat page: both sides of a talk as the page shows them, a trimmed list with ids that count up. Bodies pass through unread. */
import type { ConversationId, Feed, FeedEntry, FeedPage } from '../ports.ts'
import type { Redis } from './connect.ts'
import { conversationKeys, shardKeys, shardOf } from './keys.ts'
import { ingest } from './mailbox.ts'
import { asInteger, asList, asTexts, asYes, type Reply } from './reply.ts'

/** Older ones fall away; the transcript has them longer. */
export const ENTRIES_KEPT = 300
const ENTRIES_AN_ANSWER = 100

/** `id`, `at` and body, one a line. */
function entryOf(stored: string): FeedEntry {
  const afterId = stored.indexOf('\n')
  const afterAt = stored.indexOf('\n', afterId + 1)
  return {
    id: asInteger(stored.slice(0, afterId)),
    at: asInteger(stored.slice(afterId + 1, afterAt)),
    body: stored.slice(afterAt + 1),
  }
}

function pageOf(reply: Reply): FeedPage {
  const [last, seen, busy, stored] = asList(reply)
  return {
    entries: asTexts(stored).map(entryOf),
    last: asInteger(last),
    busy: asYes(busy),
    seen: asInteger(seen),
  }
}

/** What was shown after an entry, as many as fit in one answer. */
export const feedAfter = async (redis: Redis, conversation: ConversationId, id: number): Promise<FeedPage> => {
  const keys = [
    conversationKeys.self(conversation),
    conversationKeys.feed(conversation),
    conversationKeys.mail(conversation),
    conversationKeys.lane({ conversation, name: 'customer' }),
  ]
  return pageOf(await redis.run('feed-read', keys, [id, ENTRIES_AN_ANSWER]))
}

/** Keeps the newest 300 entries of a conversation. `unseenMs`: how long a watched line may wait to be seen. */
export function feed(redis: Redis, unseenMs: number): Feed {
  return {
    ingestShown: (letter, shown) =>
      ingest(redis, letter, conversationKeys.feed(letter.conversation), shown, ENTRIES_KEPT),
    async show(conversation, shown, sequence, watched = false) {
      const shard = shardOf(conversation)
      const keys = [
        conversationKeys.self(conversation),
        conversationKeys.feed(conversation),
        shardKeys.clock(shard),
        shardKeys.unseen(shard),
      ]
      const values = [shown, sequence, ENTRIES_KEPT, conversation, watched ? unseenMs : '']
      return asYes(await redis.run('feed-show', keys, values))
    },
    shownAfter: (conversation, id) => feedAfter(redis, conversation, id),
    async markSeen(conversation, id) {
      const shard = shardOf(conversation)
      const keys = [conversationKeys.self(conversation), shardKeys.clock(shard), shardKeys.unseen(shard)]
      await redis.run('feed-seen', keys, [id, conversation])
    },
  }
}
