/** A message of the staff room as the desk's staff room receives it: which post it answers, by a quote or by number, and what it says. Pure. */
import type { StaffRoomInbound } from '../../flows/types.ts'
import { markIn } from '../post-mark.ts'
import type { HeardMessage } from './inbound.ts'
import { readQuote } from './quote.ts'

/** `#take 12`, `#quote 12 80 USD`; `#hours` is about no post. WeChat offers no list of commands for a slash. */
const COMMAND = /^[#＃/]\s*([a-z]+)(?:\s+(?:№\s*)?(\d{1,15})(?=\s|$))?\s*([\s\S]*)$/i
/** `#12 the words`. */
const NUMBERED = /^[#＃]\s*(\d{1,15})\s*([\s\S]*)$/

/** A quoted picture has no mark: nobody can tell whose it is, and staff are told so. */
const PICTURE = /^\[(?:图片|照片|视频|文件|语音|photo|image|picture|video|file|voice)\]/i
const NO_POST = 'a picture'

/** What a post with that place in the room's lane is remembered by. */
export const numberKey = (sequence: string): string => `#${sequence}`

export function readStaffMessage({ id, by, content }: HeardMessage): StaffRoomInbound {
  const where = { messageId: id, replyTo: null, replyToMark: null, repliesToBot: false, topic: null }
  if (content.kind !== 'text') return { kind: 'unreadable', what: content.what, ...where }
  const { text, quote } = readQuote(content.text)
  const said = readWords(text.trim())
  const mark = quote === null ? null : markIn(quote)
  const number = said.number === null ? null : numberKey(said.number)
  const replyTo = mark ?? number ?? (PICTURE.test(quote ?? '') ? NO_POST : null)
  return {
    kind: 'typed',
    text: said.text,
    by: { id: `wx:${by.id}`, name: by.name === '' ? 'WeChat' : by.name },
    author: 'person',
    ...where,
    replyTo,
    repliesToBot: replyTo !== null,
  }
}

function readWords(text: string): { readonly text: string; readonly number: string | null } {
  const numbered = NUMBERED.exec(text)
  if (numbered !== null) return { text: numbered[2] ?? '', number: numbered[1] ?? null }
  const [, command, number = null, rest = ''] = COMMAND.exec(text) ?? []
  return command === undefined ? { text, number: null } : { text: `/${command} ${rest}`.trim(), number }
}

const FILE_COMMAND = /^\/file(?:\s+|$)/

/** The words that are to go with a file put there before (`#file 12 the words`); null for anything else. */
export const fileWords = (said: StaffRoomInbound): string | null =>
  said.kind === 'typed' && FILE_COMMAND.test(said.text) ? said.text.replace(FILE_COMMAND, '') : null
