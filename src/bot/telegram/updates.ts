/** From a raw Telegram update to a letter, as one pure function that never throws. Calls nothing and keeps nothing. */
import type { StaffRoomInbound } from '../../flows/types.ts'
import type { ConversationId, Letter } from '../../ports.ts'
import { MAX_LETTER_BYTES } from '../../ports.ts'
import { settling } from '../cut-texts.ts'
import type { Arrival } from '../letters.ts'
import { serviceNote } from './content.ts'
import { readCustomerEdit, readCustomerMessage } from './customer.ts'
import { displayName, introduction } from './person.ts'
import { readButton } from './reply.ts'
import type { Message, Update } from './schema.ts'
import { CallbackQuerySchema, MemberSchema, MessageSchema, UpdateSchema } from './schema.ts'
import { readStaffEdit, readStaffMessage } from './staff-room.ts'

export type Reading =
  | { readonly kind: 'letter'; readonly letter: Letter }
  /** Nothing for any conversation. */
  | { readonly kind: 'ignore'; readonly reason: string }
  /** The bot is in a group that nobody has named as the staff group. */
  | { readonly kind: 'in_group'; readonly chatId: number }
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

/** A tap that waits for `answerCallbackQuery`, and the message of a private chat whose button it was. */
export interface Tap {
  readonly id: string
  readonly on: { readonly chatId: number; readonly messageId: number } | null
}

/** Null for any update that is no tap. */
export function tapOf(update: unknown): Tap | null {
  const head = UpdateSchema.safeParse(update)
  const tap = CallbackQuerySchema.safeParse(head.data?.['callback_query'])
  if (!tap.success) return null
  const { id, message } = tap.data
  const on = message?.chat.type === 'private' ? { chatId: message.chat.id, messageId: message.message_id } : null
  return { id, on }
}

/** Updates that Telegram has and nobody here waits for; they are not asked for, and forgotten when they come all the same. */
const OTHER_KINDS: readonly string[] = [
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'guest_message',
  'message_reaction',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
  'managed_bot',
]

/** Reads one update; `staffChatId` is the one group that is listened to. */
export function readUpdate(raw: unknown, staffChatId: number | null): Reading {
  const update = UpdateSchema.safeParse(raw)
  if (!update.success) return park('not an object with an integer update_id')
  if ('message' in update.data) return readMessage(update.data, staffChatId)
  if ('callback_query' in update.data) return readTap(update.data, staffChatId)
  if ('edited_message' in update.data) return readEdit(update.data, staffChatId)
  if ('my_chat_member' in update.data) return readMembership(update.data, staffChatId)
  return OTHER_KINDS.some((kind) => kind in update.data)
    ? ignore('a kind of update that was not asked for')
    : park('a kind of update that this version does not know')
}

function readMessage(update: Update, staffChatId: number | null): Reading {
  const parsed = MessageSchema.safeParse(update['message'])
  if (!parsed.success) return park('a message without a message_id or chat')
  const message = parsed.data
  const note = serviceNote(message)
  if (note !== null) return ignore(`a service note: ${note}`)
  if (message.chat.type === 'private') {
    if (message.from?.is_bot === true) return ignore('written by a bot')
    return customerLetter(update, message.chat.id, readCustomerMessage(message))
  }
  if (!isStaffGroup(message, staffChatId)) return ignore('a group that is not the staff group')
  const inbound = readStaffMessage(message)
  return letter(update, staffConversation(message.chat.id), inbound, { counted: false, ...settling(inbound) })
}

const isStaffGroup = ({ chat }: Pick<Message, 'chat'>, staffChatId: number | null): boolean =>
  ['group', 'supergroup'].includes(chat.type) && chat.id === staffChatId

function readEdit(update: Update, staffChatId: number | null): Reading {
  const parsed = MessageSchema.safeParse(update['edited_message'])
  if (!parsed.success) return park('an edited message without a message_id or chat')
  const message = parsed.data
  if (isStaffGroup(message, staffChatId)) {
    const changed = readStaffEdit(message)
    if (changed === null) return ignore('an edit without words')
    return letter(update, staffConversation(message.chat.id), changed, { counted: false })
  }
  if (message.chat.type !== 'private') return ignore('an edit in another group')
  if (message.from?.is_bot === true) return ignore('written by a bot')
  const edited = readCustomerEdit(message)
  return edited === null ? ignore('an edit without words') : customerLetter(update, message.chat.id, edited)
}

function readTap(update: Update, staffChatId: number | null): Reading {
  const tap = CallbackQuerySchema.safeParse(update['callback_query'])
  if (!tap.success) return park('a callback query without an id or sender')
  const { id, from, message, data = '' } = tap.data
  const pressed = readButton(data)
  const isPerson = from.is_bot === false
  if (message !== undefined && pressed !== null && isPerson && isStaffGroup(message, staffChatId)) {
    const by = { id: `tg:${from.id}`, name: displayName(from) }
    const inbound: StaffRoomInbound = {
      kind: 'pressed',
      tap: id,
      messageId: String(message.message_id),
      by,
      ...pressed,
    }
    return letter(update, staffConversation(message.chat.id), inbound, { counted: false })
  }
  if (message?.chat.type !== 'private') return ignore('a button outside a private chat')
  if (pressed === null) return ignore('a button that stands for no offer')
  return customerLetter(update, message.chat.id, { kind: 'chose', ...pressed, ...introduction(from) })
}

/** In a private chat `kicked` means that the customer has blocked the bot, `member` that it may write again. */
function readMembership(update: Update, staffChatId: number | null): Reading {
  const member = MemberSchema.safeParse(update['my_chat_member'])
  if (!member.success) return park('a membership without a chat or status')
  const { chat, new_chat_member: now } = member.data
  if (chat.type !== 'private') {
    const isIn = now.status === 'member' || now.status === 'administrator'
    if (isIn && chat.id !== staffChatId) return { kind: 'in_group', chatId: chat.id }
    return ignore('the bot was added to the staff group, or removed from a group')
  }
  if (now.status !== 'kicked' && now.status !== 'member') return ignore(`a membership: ${now.status}`)
  const reach = { kind: 'reach', isReachable: now.status === 'member' } as const
  return letter(update, customerConversation(chat.id), reach, { counted: false })
}

function customerLetter(update: Update, chatId: number, inbound: Arrival): Reading {
  return letter(update, customerConversation(chatId), inbound, { counted: true, ...settling(inbound) })
}

function letter(
  update: Update,
  conversation: ConversationId,
  inbound: Arrival | StaffRoomInbound,
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
