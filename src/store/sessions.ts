/**
 * Sessions of the web chat, and the private links that open one on another device: which conversation the holder of a secret continues. Only
 * the secrets' digests are ever stored.
 */
import { DAY, SECOND } from '../domain/values.ts'
import type { ConversationId, Sessions } from '../ports.ts'
import type { Redis } from './connect.ts'
import { conversationKeys, linkKey, sessionKey } from './keys.ts'
import { asTextOrNull } from './reply.ts'

/** Counted from the last time that somebody asked for it. */
const KEPT_S = String((180 * DAY) / SECOND)
const LINKS_OF_A_TALK = 5

export function sessions(redis: Redis): Sessions {
  return {
    async openSession(digest, conversation) {
      await redis.command('SET', sessionKey(digest), conversation, 'EX', KEPT_S)
    },
    session: async (digest) =>
      asTextOrNull(await redis.command('GETEX', sessionKey(digest), 'EX', KEPT_S)) as ConversationId | null,
    async openLink(digest, conversation, keptMs) {
      await redis.command('SET', linkKey(digest), conversation, 'PX', String(keptMs))
      await redis.run('link-open', [conversationKeys.links(conversation)], [digest, LINKS_OF_A_TALK, keptMs])
    },
    async linked(digest) {
      const conversation = asTextOrNull(await redis.command('GET', linkKey(digest))) as ConversationId | null
      if (conversation === null) return null
      const named = await redis.command('ZSCORE', conversationKeys.links(conversation), digest)
      return named === null ? null : conversation
    },
  }
}
