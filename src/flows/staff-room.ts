/**
 * The staff group's own conversation: cards and customers' words come in from the talks; a line in a customer's topic, or a reply to a post about
 * them, goes back to that customer. What may not go to a customer is decided here and nowhere else. Pure; it keeps no state.
 */
import { type Colleague, colleagueNamed, knownAs } from './room/colleague.ts'
import { asked, pressed, roleOf } from './room/confirmed.ts'
import { finalIn, mayDo } from './room/confirming.ts'
import { inboundOfLine } from './room/line-inbound.ts'
import { REFUSED } from './room/refused-words.ts'
import { needsRole } from './room/roles-words.ts'
import type { Mark, StaffInbound, StaffRoomEffect, Standing } from './room/room-effect.ts'
import { readStaffLine, type StaffLine, usageOf } from './room/staff-line.ts'
import { FARED, noColleague, TOPICS } from './room/topic-words.ts'
import { postsOf } from './staff-posts.ts'
import type { StaffRoomInbound, TopicsState } from './types.ts'

export { inboundOfLine } from './room/line-inbound.ts'
export type { Mark, StaffRoomEffect, Standing } from './room/room-effect.ts'
export { readStaffLine, usageOf } from './room/staff-line.ts'

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
    case 'menu':
      return [inbound]
    case 'erased':
      return [{ kind: 'erase', about: inbound.about }]
    case 'fared':
      return fared(inbound)
    case 'topics':
      return toldOfTopics(inbound.state, standing.topics)
    case 'edited':
      return edited(inbound, standing)
    case 'pressed':
      return pressed(inbound, standing)
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
  const needs = LEADS_OWN.has(line.kind) ? 'lead' : 'staff'
  if (!mayDo(needs, roleOf(inbound.by.id, standing))) return reply(needsRole(needs, inbound.by.id, standing.colleagues))
  if (line.kind === 'files') return [{ kind: 'files', about: standing.about, replyTo: inbound.messageId }]
  const { attachment } = inbound
  if (line.kind !== 'line' && attachment !== undefined) return reply(REFUSED.besideCommand)
  if (line.kind === 'line' && attachment === undefined && inbound.text.trim() === '') return reply(REFUSED.empty)
  const { about } = standing
  const final = finalIn(line)
  if (final !== null) return asked(inbound, final, { ...standing, about }, needs)
  const send = (what: StaffInbound, holder: Colleague | null = null): StaffRoomEffect => ({
    kind: 'send',
    to: about,
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
      const known = knownAs(colleague, standing.colleagues)
      return [send({ kind: 'staff.took', by: known.name }, known)]
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
