/** What the store knows about a message of the staff room: whom it is about, and whether its writer may speak for staff. */
import { randomBytes } from 'node:crypto'
import { readStaffLine, type Standing } from '../flows/staff-room.ts'
import type { StaffRoomInbound } from '../flows/types.ts'
import type { ConversationId, StaffMember, Store } from '../ports.ts'
import { filedIn } from './records.ts'

type Written = Extract<StaffRoomInbound, { kind: 'typed' | 'edited' | 'unreadable' }>

/** What the room knows by itself: what it remembers, and the moment. */
export type RoomNow = Pick<Standing, 'topics' | 'unconfirmed' | 'now'>

/** Rejects with `StoreUnavailable`. */
export async function standingOf(
  store: Store,
  room: ConversationId,
  inbound: StaffRoomInbound,
  staff: readonly StaffMember[],
  now: RoomNow,
): Promise<Standing> {
  const trusted = 'by' in inbound && isTrusted(room, inbound.by.id, staff)
  const nobody: Standing = {
    ...now,
    room,
    about: null,
    isInTopic: false,
    trusted,
    colleagues: staff,
    token: randomBytes(TOKEN_BYTES).toString('base64url'),
    hasButtons: !isOfMembers(room),
  }
  if (inbound.kind !== 'typed' && inbound.kind !== 'edited' && inbound.kind !== 'unreadable') return nobody
  const owner = inbound.topic === null ? null : await store.topicOwner(room, inbound.topic)
  const about = (await aboutOrder(store, inbound)) ?? owner ?? (await aboutAnswered(store, room, inbound))
  return { ...nobody, about, isInTopic: owner !== null }
}

/** 22 letters, as a button has room for, that nobody can guess. */
const TOKEN_BYTES = 16

const isTrusted = (room: ConversationId, writer: string, staff: readonly StaffMember[]): boolean =>
  staff.length === 0 || isOfMembers(room) || staff.some(({ id }) => id === writer)

/** In WeChat being in the room is the right: ids of contacts may last one log-in only. What needs a lead is asked of the list there, too. */
export const isOfMembers = (room: ConversationId): boolean => room.startsWith('staff:wx:')

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
