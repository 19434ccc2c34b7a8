/** A message of the staff group as the staff room receives it. Who may speak for staff is decided elsewhere; here is said who wrote. */
import type { StaffRoomInbound } from '../../flows/types.ts'
import { markIn } from '../post-mark.ts'
import { fileIn, unreadableKind } from './content.ts'
import { displayName } from './person.ts'
import type { Message } from './schema.ts'

/** No user has this id, so it is in no staff list. */
const NOBODY = { id: 'tg:nobody', name: '' }

const FORWARD_FIELDS = [
  'forward_origin',
  'forward_date',
  'forward_from',
  'forward_from_chat',
  'forward_sender_name',
  'is_automatic_forward',
]

/** Text is `typed`, and so is a file, with its caption; all else is `unreadable`, so that no caption reaches a customer without its picture. */
export function readStaffMessage(message: Message): StaffRoomInbound {
  const where = placeOf(message)
  const attachment = fileIn(message)
  const text = message.text ?? (attachment === null ? undefined : (message.caption ?? ''))
  if (text === undefined) return { kind: 'unreadable', what: unreadableKind(message), ...where }
  const who = { by: writerOf(message), author: authorOf(message) }
  return { kind: 'typed', text, ...who, ...where, ...(attachment !== null && { attachment, ...albumOf(message) }) }
}

/** A caption counts as its file's words. Null for what was changed beside words: a place that moves. */
export function readStaffEdit(message: Message): StaffRoomInbound | null {
  const written = readStaffMessage(message)
  return written.kind === 'typed' ? { ...written, kind: 'edited' } : null
}

const placeOf = (message: Message) => ({
  messageId: String(message.message_id),
  // Plain groups give threads of replies a number as well.
  topic: message.is_topic_message === true ? String(message.message_thread_id ?? '') : null,
  ...answeredBy(message),
})

type Answered = Pick<StaffRoomInbound & { kind: 'typed' }, 'replyTo' | 'replyToMark' | 'repliesToBot'>

const albumOf = ({ media_group_id: album }: Message) => (album === undefined ? {} : { album })

/** In a forum every plain message names its topic's first note as answered: that is no reply. */
function answeredBy({ reply_to_message: answered }: Message): Answered {
  if (answered === undefined || 'forum_topic_created' in answered)
    return { replyTo: null, replyToMark: null, repliesToBot: false }
  // An anonymous administrator's message names a bot of Telegram's as its sender, and the group as who speaks.
  const repliesToBot = answered.from?.is_bot === true && !('sender_chat' in answered)
  const replyToMark = repliesToBot ? markIn(answered.text ?? answered.caption ?? '') : null
  return { replyTo: String(answered.message_id), replyToMark, repliesToBot }
}

function writerOf({ sender_chat: chat, from }: Message): { id: string; name: string } {
  if (chat !== undefined) return { id: `tg:${chat.id}`, name: chat.title ?? '' }
  return from === undefined ? NOBODY : { id: `tg:${from.id}`, name: displayName(from) }
}

/** Absent beats malformed: `sender_chat` and `via_bot` count by being there at all. */
function authorOf(message: Message): 'person' | 'other' {
  const isThemself = message.from !== undefined && message.from.is_bot === false
  const isBorrowed = ['sender_chat', 'via_bot', 'sender_business_bot', ...FORWARD_FIELDS].some((f) => f in message)
  return isThemself && !isBorrowed ? 'person' : 'other'
}
