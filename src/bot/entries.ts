/** Entries of a conversation's own lane as they are written: the body, which `letters.ts` reads back, and what the lane must know of it. Pure. */
import { HOUR, type Instant } from '../domain/values.ts'
import type { Amendment, Line, RoomMessage } from '../flows/types.ts'
import { type ConversationId, type LaneEntry, URGENCY, type Urgency } from '../ports.ts'
import type { GroupAct, RoomAct } from './acts.ts'
import type { Entry } from './letters.ts'

/** A reminder or a notice of this morning misleads in the afternoon. */
const WOKEN_LINE_GOOD_FOR_MS = 2 * HOUR
/** The one question that may wait unsent: a newer one, or a person's line, takes its place. */
const QUESTION = 'question'

const LASTING = {
  urgency: URGENCY.talk,
  topic: null,
  name: null,
  replaces: null,
  remainder: null,
  notAfter: null,
} satisfies Omit<LaneEntry, 'body'>

/** `about`: the conversation that a reply to this line is meant for (in the staff group). */
export const entry = (line: Line, about: string | null): string =>
  JSON.stringify({ line, about: about as ConversationId | null } satisfies Entry)

export const botLine = (text: string): Line => ({ from: 'bot', text, question: null })

/**
 * A line for the customer. `wokenAt`: it comes of timers alone, as reminders and notices do, and is soon too late. A question gives way to a newer
 * one and to a person's line; what it says besides stays.
 */
export function customerEntry({ statement, ...line }: Line, wokenAt: Instant | null): LaneEntry {
  const notAfter = wokenAt === null ? null : wokenAt + WOKEN_LINE_GOOD_FOR_MS
  const body = entry(line, null)
  if (line.from === 'staff') return { ...LASTING, body, name: nameOf(line.origin), replaces: QUESTION }
  if (line.question === null) return { ...LASTING, body, notAfter }
  const remainder = statement === undefined ? null : entry({ ...line, text: statement, question: null }, null)
  return { ...LASTING, body, name: QUESTION, replaces: QUESTION, remainder, notAfter }
}

const nameOf = (origin: RoomMessage | undefined): string | null =>
  origin === undefined ? null : `said:${origin.message}`

/** A line that is taken back before it was sent is never sent. */
export const amendmentEntry = (amendment: Amendment): LaneEntry => ({
  ...LASTING,
  body: JSON.stringify({ amendment } satisfies Entry),
  replaces: amendment.text === null ? nameOf(amendment.origin) : null,
})

/** A message for the staff group: topics are the conversations that the messages are about. */
export const staffEntry = (line: Line, about: string | null, urgency: Urgency): LaneEntry => ({
  ...LASTING,
  body: entry(line, about),
  urgency,
  topic: about,
})

/** What else is done in the group. A newer card, title or sign takes the place of one that is not shown yet. A title is how staff see who waits. */
export function actEntry(act: RoomAct, about: string): LaneEntry {
  const body = JSON.stringify({ act, about: about as ConversationId } satisfies Entry)
  const latest = (name: string, urgency: Urgency): LaneEntry => ({
    ...LASTING,
    body,
    urgency,
    topic: about,
    name,
    replaces: name,
  })
  switch (act.kind) {
    case 'card':
      return { ...LASTING, body, topic: about, replaces: cardName(about) }
    case 'open':
    case 'erase':
      return { ...LASTING, body, topic: about }
    case 'card.changed':
      return latest(cardName(about), URGENCY.notice)
    case 'mark':
      return latest(`mark:${act.messageId}`, URGENCY.answer)
    case 'title':
      return latest(`title:${about}`, URGENCY.answer)
  }
}

/** Of several presses of one person the last is answered; of several menus the newest is shown, once nothing else waits. */
export function groupEntry(group: GroupAct): LaneEntry {
  const body = JSON.stringify({ group } satisfies Entry)
  const name = groupName(group)
  const urgency = group.kind === 'menu' ? URGENCY.digest : URGENCY.talk
  return { ...LASTING, body, urgency, name, replaces: name }
}

function groupName(group: GroupAct): string {
  switch (group.kind) {
    case 'toast':
      return `toast:${group.by}`
    case 'settled':
      return `settled:${group.messageId}`
    case 'menu':
      return 'menu'
  }
}

const cardName = (about: string): string => `card:${about}`
