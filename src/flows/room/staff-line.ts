/** What a line typed by staff is: a note, a command about a customer, or words for the customer. Pure; who may say it is not asked here. */
import { fold, readable } from '../../domain/fold.ts'
import { readOrderNumber } from '../../domain/order-number.ts'
import { LANGUAGES, type Language, MINUTE, type OrderNumber } from '../../domain/values.ts'
import type { StaffAct } from '../order-types.ts'
import { readStaffAct } from '../staff-acts.ts'

/** What a line typed by staff is, before anyone asks who typed it. */
export type StaffLine =
  | { readonly kind: 'note' }
  | { readonly kind: 'take' }
  | { readonly kind: 'release' }
  /** What the customer has sent is to be shown. */
  | { readonly kind: 'files' }
  /** The line that it answers is taken back. */
  | { readonly kind: 'delete' }
  /** A topic is wanted for the customer of this order, or (null) of the post that it answers. */
  | { readonly kind: 'open'; readonly number: OrderNumber | null }
  /** A colleague is to have the talk. */
  | { readonly kind: 'assign'; readonly name: string }
  | { readonly kind: 'lang'; readonly lang: Language }
  /** Words that lie ready in `content/`, by their name. */
  | { readonly kind: 'canned'; readonly name: string }
  /** `afterMs`: 0 for at once. */
  | { readonly kind: 'close'; readonly afterMs: number }
  /** What the customer writes is answered no more. `reason`: for staff. */
  | { readonly kind: 'ban'; readonly reason: string | null }
  | { readonly kind: 'unban' }
  | { readonly kind: 'act'; readonly act: StaffAct }
  | { readonly kind: 'misused_act'; readonly usage: string }
  | { readonly kind: 'unknown_command' }
  | { readonly kind: 'line' }

/** The whole of the longest message: nothing unseen in front of a note pushes it out of sight. */
const LINE_LIMIT = 4_096
const USAGES = {
  close: '/close [15m]',
  open: '/open [order]',
  assign: '/assign <name>',
  lang: `/lang ${LANGUAGES.join('|')}`,
} as const
const REASON_LIMIT = 80
const NOTE_PREFIXES = ['//', 'note:', '备注:', '内部:']

/** Compared after NFKC, trimming and lower-casing: `Note：` is a note too. Any `/word` that is no command stays inside as well. */
export function readStaffLine(text: string): StaffLine {
  const folded = fold(text, LINE_LIMIT)
  const start = folded.toLowerCase()
  if (NOTE_PREFIXES.some((prefix) => start.startsWith(prefix))) return { kind: 'note' }
  if (start.startsWith('/')) return readTalkCommand(folded) ?? readCommand(text)
  const [, canned] = /^!!([a-z0-9_-]{1,40})$/.exec(start) ?? []
  return canned === undefined ? { kind: 'line' } : { kind: 'canned', name: canned }
}

const TALK_COMMAND = /^\/(take|release|note|delete|files|close|open|assign|lang|ban|unban)(?:@\w+)?(?:\s+(.*))?$/i

/** `/take`, `/close 15m`, `/assign Bo`: about the talk itself. Null for any other command. */
function readTalkCommand(line: string): StaffLine | null {
  const [, named = '', rest = ''] = TALK_COMMAND.exec(line) ?? []
  const name = named.toLowerCase()
  switch (name) {
    case 'take':
    case 'release':
    case 'note':
    case 'delete':
    case 'files':
    case 'unban':
      return { kind: name }
    case 'ban':
      return { kind: name, reason: readable(rest, REASON_LIMIT) || null }
    case 'close':
    case 'open':
    case 'assign':
    case 'lang':
      return READ[name](rest.trim()) ?? { kind: 'misused_act', usage: USAGES[name] }
    default:
      return null
  }
}

/** What follows the name; null when it is not written so. */
const READ: Readonly<Record<keyof typeof USAGES, (rest: string) => StaffLine | null>> = {
  close: (rest) => {
    const [, minutes = ''] = /^(\d{1,3})\s*(?:m|min|minutes?|分钟?)?$/i.exec(rest) ?? []
    return rest !== '' && minutes === '' ? null : { kind: 'close', afterMs: Number(minutes) * MINUTE }
  },
  open: (rest) => {
    const read = readOrderNumber(rest)
    if (rest !== '' && !read.ok) return null
    return { kind: 'open', number: read.ok ? read.number : null }
  },
  assign: (rest) => (rest === '' ? null : { kind: 'assign', name: rest }),
  lang: (rest) => {
    const lang = LANGUAGES.find((one) => one === rest.toLowerCase())
    return lang === undefined ? null : { kind: 'lang', lang }
  },
}

/** What is unseen before the slash does not hide it. */
function readCommand(text: string): StaffLine {
  const read = readStaffAct(text.slice(Math.max(0, text.search(/[/／]/))))
  if (read === null) return { kind: 'unknown_command' }
  return read.ok ? { kind: 'act', act: read.act } : { kind: 'misused_act', usage: read.usage }
}

/** How a command is written, for staff who wrote it otherwise. */
export const usageOf = (usage: string): string =>
  `Not done, it is written like this · 未执行，格式如下:\n${usage}\n[ ] may be left out · [ ] 内可省略`
