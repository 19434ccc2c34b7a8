/** Entries of a conversation's own lane as they are written: the body, which `letters.ts` reads back, and what the lane must know of it. Pure. */
import { HOUR, type Instant } from '../domain/values.ts'
import type { Line } from '../flows/types.ts'
import { type ConversationId, type LaneEntry, URGENCY, type Urgency } from '../ports.ts'
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
  if (line.from === 'staff') return { ...LASTING, body, replaces: QUESTION }
  if (line.question === null) return { ...LASTING, body, notAfter }
  const remainder = statement === undefined ? null : entry({ ...line, text: statement, question: null }, null)
  return { ...LASTING, body, name: QUESTION, replaces: QUESTION, remainder, notAfter }
}

/** A message for the staff group: topics are the conversations that the messages are about. */
export const staffEntry = (line: Line, about: string | null, urgency: Urgency): LaneEntry => ({
  ...LASTING,
  body: entry(line, about),
  urgency,
  topic: about,
})
