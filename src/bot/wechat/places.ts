/** Where WeChat talks are held, and how WeChat's ids become ours and back. They may hold any character, so they travel as base64url. */
import { createHash } from 'node:crypto'
import type { ConversationId } from '../../ports.ts'

const PREFIX = 'wx:'
const STAFF_PREFIX = 'staff:wx:'

/** Where something is said: to one contact alone, or to one contact in a room, or to a room as a whole. */
export type Place =
  | { readonly kind: 'direct'; readonly contact: string }
  | { readonly kind: 'room'; readonly room: string; readonly contact: string; readonly name: string }
  | { readonly kind: 'staff'; readonly room: string }

/** `wx:<contact>`, in a room `wx:<room>:<contact>`, the staff room `staff:wx:<room>`. */
export function conversationOf(place: Place): ConversationId {
  switch (place.kind) {
    case 'direct':
      return `${PREFIX}${encode(place.contact)}` as ConversationId
    case 'room':
      return `${PREFIX}${encode(place.room)}:${encode(place.contact)}` as ConversationId
    case 'staff':
      return `${STAFF_PREFIX}${encode(place.room)}` as ConversationId
  }
}

/** The place behind a conversation, null when it is not WeChat's. Nobody's name is known by it. */
export function placeOf(conversation: ConversationId): Place | null {
  const isStaffs = conversation.startsWith(STAFF_PREFIX)
  if (!isStaffs && !conversation.startsWith(PREFIX)) return null
  const coded = conversation.slice((isStaffs ? STAFF_PREFIX : PREFIX).length).split(':')
  const [first = null, second = null, ...more] = coded.map(decode)
  if (first === null || more.length > 0) return null
  if (isStaffs) return coded.length === 1 ? { kind: 'staff', room: first } : null
  if (coded.length === 1) return { kind: 'direct', contact: first }
  return second === null ? null : { kind: 'room', room: first, contact: second, name: '' }
}

/** What a message is deduped by: puppets replay messages after a log-in, and their ids are unique within one account only. */
export function letterId(accountId: string, messageId: string): string {
  return `${PREFIX}${encode(accountId)}:${PLAIN_ID.test(messageId) ? messageId : digest(messageId)}`
}

/** As puppets number messages; any other id is taken by its digest. */
const PLAIN_ID = /^[\x21-\x7e]{1,100}$/
const digest = (id: string): string => createHash('sha256').update(id).digest('base64url')

function encode(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url')
}

function decode(coded: string): string | null {
  const id = Buffer.from(coded, 'base64url').toString('utf8')
  return id !== '' && encode(id) === coded ? id : null
}
