/** What a customer's message says, as the flows hear it: words, a file to be fetched, a kind that cannot be read, an answer given by replying. Pure. */
import { findOrderNumber } from '../../domain/order-number.ts'
import type { Attachment, CustomerInbound } from '../../flows/types.ts'
import type { Attached } from '../files/attached.ts'
import type { Arrival } from '../letters.ts'
import { fileIn, unreadableKind } from './content.ts'
import { introduction } from './person.ts'
import { answerByReply, quoteOf } from './reply.ts'
import type { Message } from './schema.ts'

export function readCustomerMessage(message: Message): CustomerInbound | Attached {
  const file = fileIn(message)
  if (file !== null) return attached(message, file)
  const who = introduction(message.from)
  const words = wordsIn(message)
  const album = albumOf(message)
  if (words === null) return { kind: 'unreadable', what: unreadableKind(message), ...album, ...who }
  const answer = answerByReply(message, words)
  if (answer !== null) return { kind: 'chose', ...answer, ...who }
  const quote = quoteOf(message)
  return {
    kind: 'said',
    text: words,
    ref: String(message.message_id),
    ...(quote === null ? {} : { quote }),
    ...(message.caption === undefined ? {} : { beside: unreadableKind(message) }),
    ...album,
    ...who,
  }
}

const albumOf = ({ media_group_id: album }: Message) => (album === undefined ? {} : { album })

/** With its caption: what it is an answer to is for the talk to say. */
function attached(message: Message, file: Attachment): Attached {
  const quote = quoteOf(message)
  return {
    kind: 'attached',
    ...file,
    ...(message.caption === undefined ? {} : { caption: message.caption }),
    ref: String(message.message_id),
    ...(quote === null ? {} : { quote }),
    ...albumOf(message),
    ...introduction(message.from),
  }
}

/** Its file comes along: it may be another one now. Null when the edit has neither words nor a file: a live location has moved, a poll was closed. */
export function readCustomerEdit(message: Message): Arrival | null {
  const { text = message.caption ?? '' } = message
  const attachment = fileIn(message)
  if (text === '' && attachment === null) return null
  const edited = { kind: 'edited' as const, ref: String(message.message_id), text, earlier: null }
  return { ...edited, ...introduction(message.from), ...(attachment !== null && { attachment }) }
}

function wordsIn(message: Message): string | null {
  const { text, caption, contact, sticker, venue } = message
  if (text !== undefined) return linkedOrder(text) ?? text
  if (caption !== undefined) return caption
  if (contact !== undefined) return contactWords(contact, message.from?.id)
  if (venue !== undefined) return `${venue.title}, ${venue.address}`
  return sticker?.emoji ?? null
}

/** `/start order_7K2M4XQ9A`, as a link to the bot carries it, asks for that order. */
function linkedOrder(text: string): string | null {
  const [, number] = /^\/start(?:@\w+)? order_([A-Za-z0-9_-]{1,64})$/.exec(text) ?? []
  return number === undefined ? null : findOrderNumber(number.replaceAll('_', '-'))
}

/** A customer's own number is just the number; somebody else's is told with the name. */
function contactWords({ phone_number: given, first_name: name, user_id: owner }: Contact, writer?: number): string {
  const phone = /^\d/.test(given) ? `+${given}` : given
  return owner !== undefined && owner === writer ? phone : `${name}: ${phone}`
}
type Contact = NonNullable<Message['contact']>
