/** What was said where a platform hands the account's own messages back, so that an echo is told from a person's words. By Redis' clock. */
import { DAY, SECOND } from '../domain/values.ts'
import type { Said } from '../ports.ts'
import type { Redis } from './connect.ts'
import { conversationKeys } from './keys.ts'
import { asInteger, asList, asText, asYes } from './reply.ts'

/** How long an echo may take. */
const ECHO_WITHIN_MS = 10 * SECOND

export function said(redis: Redis, echoWithinMs = ECHO_WITHIN_MS): Said {
  return {
    async beginSaying(conversation, which, digest) {
      const reply = await redis.run(
        'say-begin',
        [conversationKeys.said(conversation)],
        [which, digest, echoWithinMs, DAY],
      )
      const [status, waitMs] = asList(reply)
      const kind = asText(status)
      if (kind === 'wait') return { kind, waitMs: asInteger(waitMs) }
      if (kind === 'go' || kind === 'sent' || kind === 'unsure') return { kind }
      throw new TypeError('say-begin answered something else')
    },
    async endSaying(conversation, which, outcome) {
      const [isSent, ref] = outcome.kind === 'sent' ? [1, outcome.ref ?? ''] : [0, '']
      await redis.run('say-end', [conversationKeys.said(conversation)], [which, isSent, ref])
    },
    isEcho: async (conversation, messageId, digest) =>
      asYes(await redis.run('echo', [conversationKeys.said(conversation)], [messageId, digest])),
  }
}
