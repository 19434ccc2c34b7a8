/** From a raw Telegram update to a letter, as one pure function that never throws. Calls nothing and keeps nothing. */
import type { Inbound, StaffRoomInbound } from '../../flows/types.ts'
import type { ConversationId, Letter } from '../../ports.ts'
import { MAX_LETTER_BYTES } from '../../ports.ts'
import { settling } from '../cut-texts.ts'
import { serviceNote, unreadableKind } from './content.ts'
import { introduction } from './person.ts'
import type { Message, Update } from './schema.ts'
import { CallbackQuerySchema, MessageSchema, UpdateSchema } from './schema.ts'
import { readStaffMessage } from './staff-room.ts'

export type Reading =
  | { readonly kind: 'letter'; readonly letter: Letter }
  /** Nothing for any conversation. */
  | { readonly kind: 'ignore'; readonly reason: string }
  /** Something this version should know and does not: kept for people. */
  | { readonly kind: 'park'; readonly reason: string }

/** What is asked of Telegram, and so all that normally comes. */
export const UPDATE_KINDS = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const

const customerConversation = (chatId: number) => `tg:${chatId}` as ConversationId
export const staffConversation = (chatId: number) => `staff:tg:${chatId}` as ConversationId

/** The id under which an update's letter is taken once; null for what carries no usable `update_id`. */
export function updateIdOf(update: unknown): number | null {
  const head = UpdateSchema.safeParse(update)
  return head.success ? head.data.update_id : null
}

/** The id of the tap that waits for `answerCallbackQuery`; null for any other update. */
export function tapIdOf(update: unknown): string | null {
  const head = UpdateSchema.safeParse(update)
  const tap = CallbackQuerySchema.safeParse(head.data?.['callback_query'])
  return tap.success ? tap.data.id : null
}

/** Reads one update; `staffChatId` is the one group that is listened to. */
export function readUpdate(raw: unknown, staffChatId: number | null): Reading {
  const update = UpdateSchema.safeParse(raw)
  if (!update.success) return park('not an object with an integer update_id')
  if ('message' in update.data) return readMessage(update.data, staffChatId)
  if ('callback_query' in update.data) return readTap(update.data)
  if ('edited_message' in update.data) return ignore('an edit')
  if ('my_chat_member' in update.data) return ignore('the bot was blocked, unblocked, added or removed')
  return ignore('a kind of update that was not asked for')
}

function readMessage(update: Update, staffChatId: number | null): Reading {
  const parsed = MessageSchema.safeParse(update['message'])
  if (!parsed.success) return park('a message without a message_id or chat')
  const message = parsed.data
  const note = serviceNote(message)
  if (note !== null) return ignore(`a service note: ${note}`)
  if (message.chat.type === 'private') return readCustomerMessage(update, message)
  const isStaffGroup = ['group', 'supergroup'].includes(message.chat.type) && message.chat.id === staffChatId
  if (!isStaffGroup) return ignore('a group that is not the staff group')
  return letter(update, staffConversation(message.chat.id), readStaffMessage(message), { counted: false })
}

function readCustomerMessage(update: Update, message: Message): Reading {
  if (message.from?.is_bot === true) return ignore('written by a bot')
  const who = introduction(message.from)
  const text = message.text ?? message.caption
  const inbound: Inbound =
    text === undefined ? { kind: 'unreadable', what: unreadableKind(message), ...who } : { kind: 'said', text, ...who }
  return letter(update, customerConversation(message.chat.id), inbound, { counted: true, ...settling(inbound) })
}

function readTap(update: Update): Reading {
  const tap = CallbackQuerySchema.safeParse(update['callback_query'])
  if (!tap.success) return park('a callback query without an id or sender')
  const { from, message, data = '' } = tap.data
  if (message?.chat.type !== 'private') return ignore('a button outside a private chat')
  const [, question, offer] = /^([A-Za-z0-9_.-]{1,24}):(.+)$/s.exec(data) ?? []
  if (question === undefined || offer === undefined) return ignore('a button that stands for no offer')
  const inbound: Inbound = { kind: 'chose', question, offer, ...introduction(from) }
  return letter(update, customerConversation(message.chat.id), inbound, { counted: true, ...settling(inbound) })
}

function letter(
  update: Update,
  conversation: ConversationId,
  inbound: Inbound | StaffRoomInbound,
  how: Pick<Letter, 'counted' | 'settleMs'>,
): Reading {
  const body = JSON.stringify(inbound)
  if (Buffer.byteLength(body) > MAX_LETTER_BYTES) return park(`larger than ${MAX_LETTER_BYTES} bytes`)
  return { kind: 'letter', letter: { conversation, id: `tg:${update.update_id}`, body, ...how } }
}

function ignore(reason: string): Reading {
  return { kind: 'ignore', reason }
}

function park(reason: string): Reading {
  return { kind: 'park', reason }
}
