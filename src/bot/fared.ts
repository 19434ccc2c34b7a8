/** Tells a staff room how a line from there fared on its way to the customer. Told before the lane is changed: a repeat is deduped by its id. */
import type { Fared, RoomMessage, StaffRoomInbound } from '../flows/types.ts'
import type { ConversationId, LaneClaim, Letter, Store } from '../ports.ts'
import type { Sent } from './channel.ts'
import type { Entry } from './letters.ts'

export function createFared(store: Store, onIngested: (conversation: ConversationId) => void) {
  async function tell(claim: LaneClaim, origin: RoomMessage, how: Fared): Promise<void> {
    const { lane, sequence, newest } = claim
    const room = origin.room as ConversationId
    const body: StaffRoomInbound = { kind: 'fared', about: lane.conversation, messageId: origin.message, how }
    // Of a lane that rests, staff hear at each new try.
    const id = `fared:${lane.conversation}:${sequence}:${how.status === 'failed' ? `failed:${newest}` : how.status}`
    const letter: Letter = { conversation: room, id, body: JSON.stringify(body), counted: false }
    await store.ingest(letter)
    onIngested(room)
  }

  /** Whether staff see at the line itself how it fared. */
  return async (claim: LaneClaim, entry: Entry, sent: Sent | 'never_sent'): Promise<boolean> => {
    const origin = originOf(entry)
    const how = origin === null ? null : howOf(entry, sent)
    if (origin === null || how === null) return false
    await tell(claim, origin, how)
    return true
  }
}

function originOf(entry: Entry): RoomMessage | null {
  if ('amendment' in entry) return entry.amendment.origin
  return 'line' in entry ? (entry.line.origin ?? null) : null
}

/** Null while it is not decided. */
function howOf(entry: Entry, sent: Sent | 'never_sent'): Fared | null {
  const amended = 'amendment' in entry ? entry.amendment : null
  if (sent === 'never_sent')
    return amended?.text === null ? { status: 'taken_back' } : { status: 'unknown', reason: null }
  if (sent.status === 'sent') {
    if (amended === null) return { status: 'delivered' }
    return { status: amended.text === null ? 'taken_back' : 'changed' }
  }
  if (sent.status !== 'refused' && sent.status !== 'unreachable') return null
  return { status: amended === null ? 'failed' : 'not_changed', reason: sent.reason }
}
