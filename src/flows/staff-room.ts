/**
 * The staff group's own conversation: cards and customers' words come in from the talks, a reply to one of them goes back to its customer.
 * What may not go to a customer is decided here and nowhere else. Pure; it keeps no state.
 */
import { fold } from '../domain/fold.ts'
import { MINUTE } from '../domain/values.ts'
import type { StaffAct } from './order-types.ts'
import { readStaffAct, STAFF_ACTS } from './staff-acts.ts'
import { postsOf } from './staff-posts.ts'
import type { Attachment, FileRef, Inbound, StaffRoomInbound } from './types.ts'

/** What the turn loop looked up for a message of the group. */
export interface Standing {
  /** The conversation that the answered message is about; null when it is about none. */
  readonly about: string | null
  /** The writer is on the staff list, or nobody is yet (then the private group itself is the sign). */
  readonly trusted: boolean
}

export type StaffRoomEffect =
  /** A message in the group; a reply to it will be about `about`. */
  | {
      readonly kind: 'post'
      readonly text: string
      readonly about: string | null
      readonly replyTo: string | null
      /** Of the conversation it is about. */
      readonly file?: FileRef
    }
  /** All files of the conversation it is about, in answer to a message. */
  | { readonly kind: 'files'; readonly about: string; readonly replyTo: string }
  /** Something for a customer's conversation. */
  | { readonly kind: 'send'; readonly to: string; readonly inbound: StaffInbound }

/** A file that goes with it is still to be fetched. */
export type StaffInbound = Inbound & { readonly attachment?: Attachment }

/** What a line typed by staff is, before anyone asks who typed it. */
export type StaffLine =
  | { readonly kind: 'note' }
  | { readonly kind: 'take' }
  | { readonly kind: 'release' }
  /** What the customer has sent is to be shown. */
  | { readonly kind: 'files' }
  /** `afterMs`: 0 for at once. */
  | { readonly kind: 'close'; readonly afterMs: number }
  | { readonly kind: 'act'; readonly act: StaffAct }
  | { readonly kind: 'misused_act'; readonly usage: string }
  | { readonly kind: 'unknown_command' }
  | { readonly kind: 'line' }

/** The whole of the longest message: nothing unseen in front of a note pushes it out of sight. */
const LINE_LIMIT = 4_096
const CLOSE_USAGE = '/close [15m]'
const NOTE_PREFIXES = ['//', 'note:', '备注:', '内部:']

/** Compared after NFKC, trimming and lower-casing: `Note：` is a note too. Any `/word` that is no command stays inside as well. */
export function readStaffLine(text: string): StaffLine {
  const start = fold(text, LINE_LIMIT).toLowerCase()
  if (NOTE_PREFIXES.some((prefix) => start.startsWith(prefix))) return { kind: 'note' }
  return start.startsWith('/') ? (readTalkCommand(start) ?? readCommand(text)) : { kind: 'line' }
}

/** `/take`, `/release`, `/close`, `/close 15m`: who has the talk. Null for any other command. */
function readTalkCommand(start: string): StaffLine | null {
  const [, name = '', rest = ''] = /^\/(take|release|close|note|files)(?:@\w+)?(?:\s+(.*))?$/.exec(start) ?? []
  if (name === 'take' || name === 'release' || name === 'note' || name === 'files') return { kind: name }
  if (name !== 'close') return null
  const [, minutes = ''] = /^(\d{1,3})\s*(?:m|min|minutes?|分钟?)?$/.exec(rest) ?? []
  if (rest !== '' && minutes === '') return { kind: 'misused_act', usage: CLOSE_USAGE }
  return { kind: 'close', afterMs: Number(minutes) * MINUTE }
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

export const REFUSED = {
  stranger: (id: string) =>
    `Not sent: you are not on the staff list. Someone with access to the server adds you with: aftercare staff add ${id}\n` +
    '未发送：您不在客服名单里，请让管理员执行上面的命令。',
  borrowed:
    'Not sent: anonymous, forwarded and bot messages never go to a customer. Please write it yourself.\n未发送：匿名、转发或机器人消息不会发给客户，请本人输入。',
  lost: 'Not sent: I don’t know any more which customer this message was about. Please reply to a newer message of theirs.\n未发送：已找不到对应的客户，请回复该客户较新的消息。',
  command: `Unknown command, nothing was sent. Here · 未知命令，没有发送任何内容。可用：/take /release /close /files ${STAFF_ACTS.join(' ')} /hours /todo`,
  notSendable:
    'Not sent: text, photos, videos, recordings and files reach the customer, nothing else.\n未发送：只能给客户发文字、照片、视频、语音和文件。',
  besideCommand:
    'Nothing was done: a command takes no file. Please send the file by itself.\n未执行：命令不能带文件，请把文件单独发送。',
  empty: 'Not sent: the message is empty. · 未发送：内容为空。',
} as const

export function stepStaffRoom(inbound: StaffRoomInbound, standing: Standing): readonly StaffRoomEffect[] {
  if (inbound.kind === 'posted') {
    return postsOf(inbound.post, inbound.about)
  }
  // Staff talking among themselves: nobody is answered.
  if (!inbound.repliesToBot) return []
  const reply = (text: string): readonly StaffRoomEffect[] => [
    { kind: 'post', text, about: standing.about, replyTo: inbound.messageId },
  ]
  if (inbound.kind === 'unreadable') return reply(REFUSED.notSendable)
  const line = readStaffLine(inbound.text)
  if (line.kind === 'note') return []
  if (inbound.author !== 'person') return reply(REFUSED.borrowed)
  if (!standing.trusted) return reply(REFUSED.stranger(inbound.by.id))
  if (line.kind === 'unknown_command') return reply(REFUSED.command)
  if (line.kind === 'misused_act') return reply(usageOf(line.usage))
  if (standing.about === null) return reply(REFUSED.lost)
  if (line.kind === 'files') return [{ kind: 'files', about: standing.about, replyTo: inbound.messageId }]
  const { attachment } = inbound
  if (line.kind !== 'line' && attachment !== undefined) return reply(REFUSED.besideCommand)
  if (line.kind === 'line' && attachment === undefined && inbound.text.trim() === '') return reply(REFUSED.empty)
  const sent = inboundOfLine(line, inbound.text, inbound.by.name)
  return [{ kind: 'send', to: standing.about, inbound: attachment === undefined ? sent : { ...sent, attachment } }]
}

/** What a line for a customer's talk becomes there. */
export function inboundOfLine(
  line: Extract<StaffLine, { kind: 'take' | 'release' | 'close' | 'act' | 'line' }>,
  text: string,
  by: string,
): Inbound {
  switch (line.kind) {
    case 'take':
      return { kind: 'staff.took', by }
    case 'release':
      return { kind: 'staff.released', by }
    case 'close':
      return { kind: 'staff.closed', by, afterMs: line.afterMs }
    case 'act':
      return { kind: 'staff.acted', act: line.act, by }
    case 'line':
      return { kind: 'staff.said', text, by }
  }
}
