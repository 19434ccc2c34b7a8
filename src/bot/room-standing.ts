/** What the store knows about a message of the staff room: whom it is about, and whether its writer may speak for staff. */
import { readStaffLine, type Standing } from '../flows/staff-room.ts'
import type { StaffRoomInbound, TopicsState } from '../flows/types.ts'
import type { ConversationId, Store } from '../ports.ts'
import { filedIn } from './records.ts'

type Written = Extract<StaffRoomInbound, { kind: 'typed' | 'edited' | 'unreadable' }>

/** `topics`: what the room was last told of them. Rejects with `StoreUnavailable`. */
export async function standingOf(
  store: Store,
  room: ConversationId,
  inbound: StaffRoomInbound,
  topics: TopicsState | null,
): Promise<Standing> {
  const nobody: Standing = { room, about: null, isInTopic: false, trusted: false, colleagues: [], topics }
  if (inbound.kind !== 'typed' && inbound.kind !== 'edited' && inbound.kind !== 'unreadable') return nobody
  const owner = inbound.topic === null ? null : await store.topicOwner(room, inbound.topic)
  const about = (await aboutOrder(store, inbound)) ?? owner ?? (await aboutAnswered(store, room, inbound))
  const written = { ...nobody, about, isInTopic: owner !== null }
  if (inbound.kind === 'unreadable') return written
  const staff = await store.staff()
  const trusted = staff.length === 0 || isOfMembers(room) || staff.some(({ id }) => id === inbound.by.id)
  return { ...written, trusted, colleagues: staff }
}

/** In WeChat being in the room is the right: ids of contacts may last one log-in only. */
const isOfMembers = (room: ConversationId): boolean => room.startsWith('staff:wx:')

/** Of `/open` with an order's number. */
async function aboutOrder(store: Store, inbound: Written): Promise<ConversationId | null> {
  const line = inbound.kind === 'typed' ? readStaffLine(inbound.text) : null
  if (line?.kind !== 'open' || line.number === null) return null
  const record = await store.order(line.number)
  return record === null ? null : (filedIn(record)?.conversation ?? null)
}

async function aboutAnswered(
  store: Store,
  room: ConversationId,
  { replyTo, replyToMark }: Written,
): Promise<string | null> {
  if (replyTo === null) return null
  return readAbout(
    (await store.reference(room, replyTo)) ?? (replyToMark === null ? null : await store.reference(room, replyToMark)),
  )
}

/** What delivery remembered under the message's id, or the mark that it bears. */
function readAbout(reference: string | null): string | null {
  if (reference === null) return null
  const about: unknown = JSON.parse(reference)
  return typeof about === 'string' ? about : null
}
