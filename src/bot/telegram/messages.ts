/** One line as the sendMessage calls that carry it, and a call's answer as the outcome of a send. Pure. */
import { z } from 'zod'
import type { Line, LineFile } from '../../flows/types.ts'
import type { Sent } from '../channel.ts'
import { renderNumbered } from '../numbered.ts'
import { markIn } from '../post-mark.ts'
import { splitText } from '../split.ts'
import type { Answer } from './client.ts'
import type { InlineKeyboard } from './keyboard.ts'
import { keyboardOf } from './keyboard.ts'
import { type CodeEntity, orderCodesIn } from './order-codes.ts'

/** Telegram's limit, counted here in UTF-16 units, which is never less than its own count. */
const MAX_TEXT = 4_096
/** In the same units. */
export const MAX_CAPTION = 1_024

/** Plain text: without `parse_mode` nothing in it can be formatting; what is marked is marked by its place. */
export interface SendMessage {
  readonly chat_id: number
  readonly text: string
  readonly entities?: readonly CodeEntity[]
  readonly link_preview_options: { readonly is_disabled: true }
  readonly reply_parameters?: { readonly message_id: number; readonly allow_sending_without_reply: true }
  readonly reply_markup?: InlineKeyboard
}

/** One call that a line needs. */
export type Part =
  | { readonly kind: 'words'; readonly message: SendMessage }
  | { readonly kind: 'file'; readonly file: LineFile; readonly caption: string; readonly replyTo: string | null }

/** In order. A file has the words for its caption; where they are too long for one it comes after them, with the mark that a reply is found by. */
export function partsOf(chatId: number, line: Line): readonly Part[] {
  const { file, text, replyTo = null } = line
  const words = () => messagesOf(chatId, line).map((message): Part => ({ kind: 'words', message }))
  if (file === undefined) return words()
  if (text.length <= MAX_CAPTION) return [{ kind: 'file', file, caption: text.trim(), replyTo }]
  const mark = markIn(text) === null ? '' : (text.trimEnd().split('\n').at(-1) ?? '')
  return [...words(), { kind: 'file', file, caption: mark, replyTo: null }]
}

/** Words alone, in answer to a message or to none. */
export const wordsOf = (chatId: number, text: string, replyTo: string | null): SendMessage => ({
  chat_id: chatId,
  text,
  link_preview_options: { is_disabled: true },
  ...(replyTo === null ? {} : replyOf({ replyTo })),
})

/** The messages of a line's words in order: the first one answers `replyTo`, the last one has the buttons. Blank parts are left out. */
function messagesOf(chatId: number, line: Line): SendMessage[] {
  const parts = splitText(line.text, MAX_TEXT).filter((part) => part.trim() !== '')
  return parts.map((text, index) => ({
    chat_id: chatId,
    text,
    ...markedOf(text),
    link_preview_options: { is_disabled: true },
    ...(index === 0 ? replyOf(line) : {}),
    ...(index === parts.length - 1 ? markupOf(line) : {}),
  }))
}

function markedOf(text: string): Pick<SendMessage, 'entities'> {
  const entities = orderCodesIn(text)
  return entities.length === 0 ? {} : { entities }
}

function replyOf({ replyTo }: Pick<Line, 'replyTo'>): Pick<SendMessage, 'reply_parameters'> {
  if (replyTo === undefined || !/^\d{1,15}$/.test(replyTo)) return {}
  return { reply_parameters: { message_id: Number(replyTo), allow_sending_without_reply: true } }
}

function markupOf({ question }: Line): Pick<SendMessage, 'reply_markup'> {
  return question === null || question.offers.length === 0 ? {} : { reply_markup: keyboardOf(question) }
}

/** The same words with nothing beside them that Telegram could refuse: offers as numbered lines. Null when there is nothing else. */
export function plainOf(
  { chat_id, text, link_preview_options, ...beside }: SendMessage,
  line: Line,
): SendMessage | null {
  if (Object.keys(beside).length === 0) return null
  const asked = beside.reply_markup === undefined ? text : renderNumbered({ ...line, text })
  return { chat_id, text: asked, link_preview_options }
}

const MessageSchema = z.object({ message_id: z.int() })

/** A refused token is `again`: nothing is wrong with the line, and the operator is told by the channel's state. */
export function sentOf(answer: Answer): Sent {
  switch (answer.status) {
    case 'ok': {
      const message = MessageSchema.safeParse(answer.result)
      return { status: 'sent', ref: message.success ? String(message.data.message_id) : null }
    }
    case 'throttled':
      return { status: 'later', afterMs: answer.afterMs }
    case 'failed':
      return { status: 'again', reason: answer.reason }
    case 'aborted':
      return { status: 'again', reason: 'the send was given up at its deadline' }
    case 'refused':
      return refusalOf(answer.code, answer.reason)
  }
}

const GONE = /chat not found|user is deactivated|PEER_ID_INVALID/i

function refusalOf(code: number, reason: string): Sent {
  if (code === 401 || code === 404) return { status: 'again', reason: 'Telegram refused the token' }
  if (code === 403 || GONE.test(reason)) return { status: 'unreachable', reason }
  return { status: 'refused', reason: `${code} ${reason}` }
}
