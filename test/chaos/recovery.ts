/**
 * How long customers wait whose conversation was claimed by a process that was disturbed: from then to the next new line. A further disturbance
 * of whoever has the conversation begins anew.
 */
import type { ConversationId } from '../../src/ports.ts'
import type { Disturbance } from './disturbances.ts'
import type { Platform } from './platform.ts'

type Kind = Disturbance['kind']

export interface Recovery {
  /** Takes in a disturbance with the claims it met, null for all; `at` is `performance.now()`. */
  met(kind: Kind, at: number, held: ReadonlySet<string> | null): void
  /** Milliseconds, in no order. After Redis' end they count from when it serves again. */
  readonly after: Readonly<Record<Kind, readonly number[]>>
}

export function measureRecovery(platform: Platform, isWaiting: (conversation: ConversationId) => boolean): Recovery {
  const since = new Map<ConversationId, { readonly at: number; readonly kind: Kind }>()
  const after: Record<Kind, number[]> = { kill: [], cut: [], stall: [], redis: [] }

  platform.onLine(({ conversation }, { at }) => {
    const begun = since.get(conversation)
    if (begun === undefined) return
    since.delete(conversation)
    if (at >= begun.at) after[begun.kind].push(at - begun.at)
  })

  return {
    after,
    met(kind, at, held) {
      const conversations = held === null ? platform.chats.keys() : [...held].map(conversationOf)
      for (const conversation of conversations) if (isWaiting(conversation)) since.set(conversation, { at, kind })
    },
  }
}

/** A claim is named by its kind and its conversation. */
const conversationOf = (claim: string): ConversationId => claim.slice(claim.indexOf(' ') + 1) as ConversationId
