/** What an entry of a lane asks of its channel, and by what its message is found again. Keeps nothing of its own. */
import type { Line, RoomMessage } from '../flows/types.ts'
import type { ConversationId, LaneClaim, Reference, Store } from '../ports.ts'
import type { Channel, Sent } from './channel.ts'
import { botLine } from './entries.ts'
import type { Entry } from './letters.ts'
import { postMark, withMark } from './post-mark.ts'

type Send = (signal: AbortSignal) => Promise<Sent>

export interface Sending {
  /** The line that takes its time; null for what is quick. */
  readonly line: Line | null
  readonly send: Send
}

/** `never_sent`: what is to be changed at the customer is not there. */
export type Prepared = Sending | 'never_sent'

/** The key under which a customer's lane keeps the platform's id of what came from a message of a staff room. */
const cameFrom = ({ message }: RoomMessage): string => `staff:${message}`

/** Notes what must be known before the send begins. */
export async function prepare(store: Store, channel: Channel, claim: LaneClaim, entry: Entry): Promise<Prepared> {
  const { lane, sequence } = claim
  const room = lane.conversation
  if ('amendment' in entry) return await amendment(store, channel, room, entry)
  if ('group' in entry) {
    const { group } = entry
    return { line: null, send: async (signal) => (await channel.actInGroup?.(room, group, signal)) ?? DONE }
  }
  if ('line' in entry && entry.about === null)
    return { line: entry.line, send: (signal) => channel.send(room, entry.line, signal, sequence) }
  const mark = postMark(claim)
  const line = lineOf(entry)
  const about = entry.about as ConversationId
  if (line !== null) await store.remember(room, found(mark, about))
  const act = 'act' in entry ? entry.act : { kind: 'line' as const, line: entry.line }
  const { act: perform } = channel
  if (perform !== undefined) return { line, send: (signal) => perform(room, { act, about, sequence, mark }, signal) }
  if (line === null) return { line, send: async () => DONE }
  return { line, send: (signal) => channel.send(room, withMark(line, mark), signal, sequence) }
}

const DONE: Sent = { status: 'sent', ref: null }

/** What of an entry is a line, wherever it is shown; null for what is none. */
function lineOf(entry: Exclude<Entry, { amendment: unknown } | { group: unknown }>): Line | null {
  if ('line' in entry) return entry.line
  return entry.act.kind === 'card' || entry.act.kind === 'open' ? botLine(entry.act.text) : null
}

async function amendment(
  store: Store,
  { amend }: Channel,
  conversation: ConversationId,
  { amendment: { text, origin } }: Extract<Entry, { amendment: unknown }>,
): Promise<Prepared> {
  const reference = await store.reference(conversation, cameFrom(origin))
  if (reference === null) return 'never_sent'
  const ref: unknown = JSON.parse(reference)
  if (amend === undefined || typeof ref !== 'string') {
    const reason = 'This channel cannot change what was sent. · 该渠道不能更改已发送的消息。'
    return { line: null, send: async () => ({ status: 'refused', reason }) }
  }
  return { line: null, send: (signal) => amend(conversation, ref, text, signal) }
}

/** What the message just sent is found by later; null where nobody looks for it. */
export function referenceOf(entry: Entry, ref: string | null): Reference | null {
  if ('amendment' in entry || 'group' in entry) return null
  if ('act' in entry) {
    // A reply to a line of staff is about the same customer.
    const key = entry.act.kind === 'mark' ? entry.act.messageId : ref
    return key === null ? null : found(key, entry.about)
  }
  const { line, about } = entry
  if (line.origin !== undefined) return { key: cameFrom(line.origin), value: JSON.stringify(ref) }
  return about === null || ref === null ? null : found(ref, about)
}

const found = (key: string, about: ConversationId): Reference => ({ key, value: JSON.stringify(about) })
