/**
 * Where in the staff group something about a customer belongs: their topic, with its card shown and pinned, or the group itself where topics
 * cannot be had. One call at a time: what is still missing is made, noted, and the entry comes again.
 */
import type { CustomerNow, Line } from '../../../flows/types.ts'
import type { ConversationId, Topics } from '../../../ports.ts'
import type { Sent } from '../../channel.ts'
import { botLine } from '../../entries.ts'
import { withMark } from '../../post-mark.ts'
import { sentOf } from '../messages.ts'
import { type Calls, isAsWanted, isClosed, isLost, topicMade } from './calls.ts'
import { type Card, newRecord, readRecord, type TopicRecord, withCard, withoutTopic } from './record.ts'
import type { createRights } from './rights.ts'

export interface PlacesOptions {
  readonly room: ConversationId
  readonly topics: Topics
  readonly calls: Calls
  readonly rights: ReturnType<typeof createRights>
  /** Into a topic, or (null) into the group. */
  readonly sendLine: (line: Line, topic: number | null, signal: AbortSignal) => Promise<Sent>
}

export const MORE: Sent = { status: 'more' }

/** A place for a line, or how far the way to one has come. */
export type Place = { readonly topic: number | null } | Sent

export function createPlaces({ room, topics, calls, rights, sendLine }: PlacesOptions) {
  const read = async (about: ConversationId) => readRecord(await topics.topicRecord(room, about))
  const keep = (about: ConversationId, record: TopicRecord): Promise<void> =>
    topics.keepTopic(room, about, JSON.stringify(record), record.topic === null ? null : String(record.topic))

  /** `opens`: who gets a topic where there is none; null for what goes to the group then. */
  async function placeFor(about: ConversationId, opens: CustomerNow | null, signal: AbortSignal): Promise<Place> {
    const asked = await rights.asked(signal)
    if (asked.status !== 'known') return sentOf(asked)
    const record = await read(about)
    if (asked.rights.topics !== 'usable') return await placeInGroup(about, record, signal)
    if (record === null && opens === null) return { topic: null }
    if (record === null || record.topic === null)
      return await open(about, record ?? newRecord(opens as CustomerNow), opens, signal)
    const { topic, card } = record
    if (card !== null && card.message === null) return await show(about, record, card, topic, signal)
    if (card !== null && !card.isPinned && asked.rights.mayPin) return await pin(about, record, card, signal)
    return { topic }
  }

  async function placeInGroup(about: ConversationId, record: TopicRecord | null, signal: AbortSignal): Promise<Place> {
    const card = record?.card ?? null
    if (record === null || card === null || card.message !== null) return { topic: null }
    return await show(about, record, card, null, signal)
  }

  /** A crash between the call and the note leaves an empty topic over; nobody's words are in it. */
  async function open(
    about: ConversationId,
    record: TopicRecord,
    opens: CustomerNow | null,
    signal: AbortSignal,
  ): Promise<Sent> {
    const title = opens ?? record.title
    const answer = await calls.make(title, signal)
    if (answer.status === 'refused') return await withoutRights(answer.reason)
    const topic = answer.status === 'ok' ? topicMade(answer.result) : null
    if (answer.status !== 'ok' || topic === null) return answer.status === 'ok' ? UNREADABLE : sentOf(answer)
    await keep(about, { ...withoutTopic(record), title, topic, topics: [...record.topics, topic] })
    return MORE
  }

  async function show(
    about: ConversationId,
    record: TopicRecord,
    card: Card,
    topic: number | null,
    signal: AbortSignal,
  ): Promise<Sent> {
    const line = botLine(card.text)
    const sent = await sendLine(topic === null ? withMark(line, card.mark) : line, topic, signal)
    if (sent.status === 'sent') {
      await keep(about, withCard(record, { message: Number(sent.ref ?? 0) }))
      return MORE
    }
    if (sent.status !== 'refused') return sent
    if (topic !== null && (isLost(sent) || isClosed(sent))) return await refusedIn(about, topic, sent, signal)
    // Not asked again with each line that follows.
    await keep(about, { ...record, card: null })
    return sent
  }

  /** One that may not be pinned stands where it is. */
  async function pin(about: ConversationId, record: TopicRecord, card: Card, signal: AbortSignal): Promise<Sent> {
    const answer = await calls.pin(card.message as number, signal)
    if (answer.status !== 'ok' && answer.status !== 'refused') return sentOf(answer)
    await keep(about, withCard(record, { isPinned: true }))
    return MORE
  }

  /** A topic that was deleted is opened anew, one that was closed is opened again; any other refusal stands. */
  async function refusedIn(about: ConversationId, topic: number, sent: Sent, signal: AbortSignal): Promise<Sent> {
    if (isClosed(sent)) {
      const answer = await calls.reopen(topic, signal)
      return isAsWanted(answer) ? MORE : sentOf(answer)
    }
    const record = await read(about)
    if (!isLost(sent) || record === null) return sent
    await keep(about, withoutTopic(record))
    return MORE
  }

  async function withoutRights(reason: string): Promise<Sent> {
    await rights.refused(reason)
    return MORE
  }

  return { read, keep, placeFor, refusedIn, withoutRights }
}

const UNREADABLE: Sent = { status: 'again', reason: 'the answer tells no topic' }
