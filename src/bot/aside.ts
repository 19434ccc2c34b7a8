/** What cannot be delivered: kept for people, who hear of it through its conversation. Decides nothing. */
import type { ConversationId, LaneClaim, LaneId, Letter, Store } from '../ports.ts'
import { isStaffRoom } from './letters.ts'

/** `isTold`: staff have been told at the line itself. */
export function createAside(store: Store, onIngested: (conversation: ConversationId) => void) {
  /** Before the lane is changed: a repeat is deduped by its id. */
  async function tell({ conversation }: LaneId, id: string, what: object): Promise<void> {
    const letter: Letter = { conversation, id, body: JSON.stringify(what), counted: false }
    await store.ingest(letter)
    onIngested(conversation)
  }

  return {
    /** The entry leaves its lane. The staff room is not told of what it was itself refused. */
    async keep(claim: LaneClaim, reason: string, isTold = false): Promise<void> {
      const { lane, sequence } = claim
      if (lane.name === 'customer' && !isStaffRoom(lane.conversation)) {
        await tell(lane, `undelivered:${sequence}`, { kind: 'undeliverable', reason, ...(isTold && { isTold }) })
      }
      await store.parkEntry(claim, reason)
    },

    /** The lane rests with all that it holds until something lasting is added, and is then tried again: staff hear of each such try once. */
    async rest(claim: LaneClaim, reason: string, isTold: boolean): Promise<void> {
      await tell(claim.lane, `unreachable:${claim.newest}`, {
        kind: 'undeliverable',
        reason,
        isGone: true,
        ...(isTold && { isTold }),
      })
      await store.stopLane(claim)
    },
  }
}
