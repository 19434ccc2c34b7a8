/** Sessions of the web chat: which conversation the holder of a secret continues. Only the secret's digest is ever stored. */
import { DAY, SECOND } from '../domain/values.ts'
import type { ConversationId, Sessions } from '../ports.ts'
import type { Redis } from './connect.ts'
import { sessionKey } from './keys.ts'
import { asTextOrNull } from './reply.ts'

/** Counted from the last time that somebody asked for it. */
const KEPT_S = String((180 * DAY) / SECOND)

export function sessions(redis: Redis): Sessions {
  return {
    async openSession(digest, conversation) {
      await redis.command('SET', sessionKey(digest), conversation, 'EX', KEPT_S)
    },
    session: async (digest) =>
      asTextOrNull(await redis.command('GETEX', sessionKey(digest), 'EX', KEPT_S)) as ConversationId | null,
  }
}
