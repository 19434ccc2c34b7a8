/**
 * The staff group's own conversation: cards and customers' words come in from the talks; a line in a customer's topic, or a reply to a post about
 * them, goes back to that customer. What may not go to a customer is decided here and nowhere else. Pure; it keeps no state.
 */
import { mayActAs, type StaffRole } from '../domain/staff-role.ts'
import { type Colleague, colleagueNamed } from './room/colleague.ts'
import { needsRole } from './room/roles-words.ts'
import { readStaffLine, type StaffLine, usageOf } from './room/staff-line.ts'
import { FARED, noColleague, TOPICS } from './room/topic-words.ts'
import { STAFF_ACTS } from './staff-acts.ts'
import { postsOf } from './staff-posts.ts'
import type { Attachment, CustomerNow, FileRef, Inbound, RoomMessage, StaffRoomInbound, TopicsState } from './types.ts'

export { readStaffLine, usageOf } from './room/staff-line.ts'

/** What the turn loop looked up for a message of the group. */
export interface Standing {
  /** The group, as conversations know it. */
  readonly room: string
  /** The conversation that the topic, the answered message or the order named is about; null when it is about none. */
  readonly about: string | null
  /** It stands in the topic of that customer. */
  readonly isInTopic: boolean
  /** The staff list: who may be given a talk, and who may do what. */
  readonly colleagues: readonly Listed[]
  /** What the group was last told of its topics; null before that. */
  readonly topics: TopicsState | null
  /** The writer is on the staff list, or nobody is yet (then the private group itself is the sign). */
  readonly trusted: boolean
}

interface Listed extends Colleague {
  readonly role: StaffRole
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
  /** A post that opens the customer's topic where there is none; a `card` is pinned there. */
  | { readonly kind: 'card' | 'open'; readonly text: string; readonly about: string; readonly customer: CustomerNow }
  /** The customer's newest card says something else now. */
  | { readonly kind: 'card.changed'; readonly text: string; readonly about: string }
  /** The customer's topic is called by how the talk stands now. */
  | { readonly kind: 'title'; readonly about: string; readonly customer: CustomerNow }
  /** What became of a line of staff, shown at it; null takes the sign away. */
  | { readonly kind: 'mark'; readonly about: string; readonly messageId: string; readonly mark: Mark | null }
  /** Nothing of the customer is kept in the group. */
  | { readonly kind: 'erase'; readonly about: string }
  | { readonly kind: 'remember'; readonly topics: TopicsState }
  /** Something for a customer's conversation. `holder`: who has the talk from then on, where that changes. */
  | { readonly kind: 'send'; readonly to: string; readonly inbound: StaffInbound; readonly holder: Colleague | null }

/** A file that goes with it is still to be fetched. */
export type StaffInbound = Inbound & { readonly attachment?: Attachment }

/** `taken`: it is on its way. */
export type Mark = 'taken' | 'delivered' | 'failed'

export const REFUSED = {
  stranger: (id: string) =>
    `Not sent: you are not on the staff list. Someone with access to the server adds you with: aftercare staff add ${id}\n` +
    '未发送：您不在客服名单里，请让管理员执行上面的命令。',
  borrowed:
    'Not sent: anonymous, forwarded and bot messages never go to a customer. Please write it yourself.\n未发送：匿名、转发或机器人消息不会发给客户，请本人输入。',
  lost: 'Not sent: I don’t know any more which customer this message was about. Please reply to a newer message of theirs.\n未发送：已找不到对应的客户，请回复该客户较新的消息。',
  command: `Unknown command, nothing was sent. Here · 未知命令，没有发送任何内容。可用：/take /release /close /delete /files /open /assign /lang /ban /unban ${STAFF_ACTS.join(' ')} /queue /hours /todo /bans /help`,
  noOrder: 'There is no such order here. · 没有这张维修单。',
  deleteWhat:
    'Nothing was taken back: please answer your line with /delete.\n未撤回：请回复您要撤回的那条消息，内容写 /delete。',
  notSendable:
    'Not sent: text, photos, videos, recordings and files reach the customer, nothing else.\n未发送：只能给客户发文字、照片、视频、语音和文件。',
  besideCommand:
    'Nothing was done: a command takes no file. Please send the file by itself.\n未执行：命令不能带文件，请把文件单独发送。',
  empty: 'Not sent: the message is empty. · 未发送：内容为空。',
} as const

type Written = Extract<StaffRoomInbound, { kind: 'typed' | 'edited' | 'unreadable' }>

export function stepStaffRoom(inbound: StaffRoomInbound, standing: Standing): readonly StaffRoomEffect[] {
  switch (inbound.kind) {
    case 'posted':
      return posted(inbound)
    case 'stands':
      // A plain group shows no titles.
      if (standing.topics !== 'usable') return []
      return [{ kind: 'title', about: inbound.about, customer: inbound.customer }]
    case 'card.changed':
      return [inbound]
    case 'erased':
      return [{ kind: 'erase', about: inbound.about }]
    case 'fared':
      return fared(inbound)
    case 'topics':
      return toldOfTopics(inbound.state, standing.topics)
    case 'edited':
      return edited(inbound, standing)
    case 'typed':
    case 'unreadable':
      return written(inbound, standing)
  }
}

function posted({ post, about, customer }: Extract<StaffRoomInbound, { kind: 'posted' }>): readonly StaffRoomEffect[] {
  const opens = post.kind === 'card' ? ('card' as const) : post.kind === 'order' ? ('open' as const) : null
  if (opens === null || about === null || customer === null) return postsOf(post, about)
  return [{ kind: opens, text: post.text, about, customer }]
}

/** 👀 is shown when a line is taken; from here on it is 👌, or 💔 with the reason. */
function fared({ about, messageId, how }: Extract<StaffRoomInbound, { kind: 'fared' }>): readonly StaffRoomEffect[] {
  const mark = (which: Mark | null): StaffRoomEffect => ({ kind: 'mark', about, messageId, mark: which })
  switch (how.status) {
    case 'delivered':
      return [mark('delivered')]
    case 'changed':
      return []
    case 'taken_back':
      return [mark(null)]
    case 'failed':
    case 'not_changed':
    case 'unknown': {
      const text = [FARED[how.status], ...(how.reason === null ? [] : [how.reason])].join('\n')
      return [mark('failed'), { kind: 'post', text, about, replyTo: messageId }]
    }
  }
}

/** A plain group that always was one hears nothing of topics. */
function toldOfTopics(state: TopicsState, before: TopicsState | null): readonly StaffRoomEffect[] {
  if (state === before) return []
  const isNews = before !== null || state === 'no_rights'
  const told: StaffRoomEffect = { kind: 'post', text: TOPICS[state], about: null, replyTo: null }
  return [{ kind: 'remember', topics: state }, ...(isNews ? [told] : [])]
}

/** A note never becomes a line by an edit: whatever went to no customer is changed at none. A line that becomes anything else is taken back. */
function edited(inbound: Extract<Written, { kind: 'edited' }>, standing: Standing): readonly StaffRoomEffect[] {
  const { about, trusted } = standing
  if (about === null || !trusted || inbound.author !== 'person') return []
  const from = { room: standing.room, message: inbound.messageId }
  const by = inbound.by.name
  const hasWords = inbound.text.trim() !== '' || inbound.attachment !== undefined
  const isLine = readStaffLine(inbound.text).kind === 'line' && hasWords
  return [
    isLine
      ? { kind: 'send', to: about, inbound: { kind: 'staff.edited', text: inbound.text, by, from }, holder: null }
      : { kind: 'send', to: about, inbound: { kind: 'staff.deleted', by, from }, holder: null },
  ]
}

function written(inbound: Exclude<Written, { kind: 'edited' }>, standing: Standing): readonly StaffRoomEffect[] {
  const line = inbound.kind === 'typed' ? readStaffLine(inbound.text) : null
  // These two name their customer by themselves.
  const isPlain =
    (line?.kind === 'delete' && standing.about !== null) || (line?.kind === 'open' && line.number !== null)
  // Staff talking among themselves: nobody is answered.
  if (!inbound.repliesToBot && !standing.isInTopic && !isPlain) return []
  const reply = (text: string): readonly StaffRoomEffect[] => [
    { kind: 'post', text, about: standing.about, replyTo: inbound.messageId },
  ]
  if (inbound.kind === 'unreadable' || line === null) return reply(REFUSED.notSendable)
  if (line.kind === 'note') return []
  if (inbound.author !== 'person') return reply(REFUSED.borrowed)
  if (!standing.trusted) return reply(REFUSED.stranger(inbound.by.id))
  if (line.kind === 'unknown_command') return reply(REFUSED.command)
  if (line.kind === 'misused_act') return reply(usageOf(line.usage))
  if (line.kind === 'open' && line.number !== null && standing.about === null) return reply(REFUSED.noOrder)
  if (standing.about === null) return reply(REFUSED.lost)
  const needed = LEADS_OWN.has(line.kind) ? 'lead' : 'staff'
  const { role = null } = standing.colleagues.find(({ id }) => id === inbound.by.id) ?? {}
  if (needed !== 'staff' && !mayActAs(needed, role)) return reply(needsRole(needed, standing.colleagues))
  if (line.kind === 'files') return [{ kind: 'files', about: standing.about, replyTo: inbound.messageId }]
  const { attachment } = inbound
  if (line.kind !== 'line' && attachment !== undefined) return reply(REFUSED.besideCommand)
  if (line.kind === 'line' && attachment === undefined && inbound.text.trim() === '') return reply(REFUSED.empty)
  const send = (what: StaffInbound, holder: Colleague | null = null): StaffRoomEffect => ({
    kind: 'send',
    to: standing.about as string,
    inbound: what,
    holder,
  })
  const from = { room: standing.room, message: inbound.messageId }
  const { name: by } = inbound.by
  switch (line.kind) {
    case 'delete':
      if (inbound.replyTo === null || inbound.repliesToBot) return reply(REFUSED.deleteWhat)
      return [send({ kind: 'staff.deleted', by, from: { ...from, message: inbound.replyTo } })]
    case 'assign': {
      const colleague = colleagueNamed(line.name, standing.colleagues)
      if (colleague === null) return reply(noColleague(standing.colleagues))
      return [send({ kind: 'staff.took', by: colleague.name }, colleague)]
    }
    case 'line': {
      const said = inboundOfLine(line, inbound.text, by, from)
      const whole = attachment === undefined ? said : { ...said, attachment }
      return [send(whole, inbound.by), taken(standing.about, inbound.messageId)]
    }
    case 'canned':
      return [send(inboundOfLine(line, inbound.text, by, from), inbound.by), taken(standing.about, inbound.messageId)]
    case 'take':
    case 'close':
      return [send(inboundOfLine(line, inbound.text, by), inbound.by)]
    case 'open':
    case 'lang':
    case 'release':
    case 'ban':
    case 'unban':
    case 'act':
      return [send(inboundOfLine(line, inbound.text, by))]
  }
}

/** What staff alone may not do. */
const LEADS_OWN: ReadonlySet<StaffLine['kind']> = new Set(['ban', 'unban'])

const taken = (about: string, messageId: string): StaffRoomEffect => ({ kind: 'mark', about, messageId, mark: 'taken' })

/** What a line for a customer's talk becomes there. `from`: the message in the room; null for a line from elsewhere. */
export function inboundOfLine(
  line: Extract<
    StaffLine,
    { kind: 'take' | 'release' | 'close' | 'act' | 'line' | 'open' | 'lang' | 'canned' | 'ban' | 'unban' }
  >,
  text: string,
  by: string,
  from: RoomMessage | null = null,
): Inbound {
  const origin = from === null ? {} : { from }
  switch (line.kind) {
    case 'take':
      return { kind: 'staff.took', by }
    case 'release':
      return { kind: 'staff.released', by }
    case 'close':
      return { kind: 'staff.closed', by, afterMs: line.afterMs }
    case 'ban':
      return { kind: 'staff.banned', by, reason: line.reason }
    case 'unban':
      return { kind: 'staff.unbanned', by }
    case 'act':
      return { kind: 'staff.acted', act: line.act, by }
    case 'open':
      return { kind: 'staff.opened', by }
    case 'lang':
      return { kind: 'staff.lang', lang: line.lang, by }
    case 'canned':
      return { kind: 'staff.canned', name: line.name, by, ...origin }
    case 'line':
      return { kind: 'staff.said', text, by, ...origin }
  }
}
