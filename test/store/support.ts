/** Small words for the store's tests: fresh conversations, letters, commits. */
import { type Claim, type Commit, type ConversationId, type Letter, NO_CHANGES } from '../../src/ports.ts'
import type { RedisStore } from '../../src/store/redis-store.ts'

let drawn = 0

/** A conversation that no other test has used. */
export function freshConversation(): ConversationId {
  drawn += 1
  return `tg:${process.pid}-${drawn}` as ConversationId
}

export const letter = (conversation: ConversationId, id: string, counted = true): Letter => ({
  conversation,
  id,
  body: `body of ${id}`,
  counted,
})

/** A commit that takes all that was claimed and changes nothing else but `more`. */
export const commitOf = (claim: Claim, more: Partial<Commit> = {}): Commit => ({
  claim,
  state: 'state',
  taken: claim.mail.length,
  timerAt: null,
  ...NO_CHANGES,
  ...more,
})

/** Claims, and fails the test when there is nothing to claim. */
export async function claimed(store: RedisStore, conversation: ConversationId): Promise<Claim> {
  const claim = await store.claim(conversation)
  if (claim === null) throw new Error(`${conversation} could not be claimed`)
  return claim
}

export const idsOf = (claim: Claim | null): string[] => (claim?.mail ?? []).map((mail) => mail.id)
