/** What is done about a customer in the staff group: lines and cards into their topic, its title, signs at staff's lines, its end. */
import type { Mark } from '../../../flows/staff-room.ts'
import type { CustomerNow, Line } from '../../../flows/types.ts'
import type { ConversationId } from '../../../ports.ts'
import type { PlacedAct, Sent } from '../../channel.ts'
import { botLine } from '../../entries.ts'
import { withMark } from '../../post-mark.ts'
import type { Answer } from '../client.ts'
import { sentOf } from '../messages.ts'
import { isAsWanted, isLost } from './calls.ts'
import { createPlaces, MORE, type PlacesOptions } from './places.ts'
import { newRecord, type TopicRecord, withCard, withoutTopic } from './record.ts'

/** From Telegram's fixed list of reactions: a check mark is not on it. */
const EMOJI: Readonly<Record<Mark, string>> = { taken: '👀', delivered: '👌', failed: '💔' }

const DONE: Sent = { status: 'sent', ref: null }

/** Resolves as a send does; rejects only on a defect, or when Redis is away. */
export function createForum(options: PlacesOptions) {
  const { calls, rights, topics, room, sendLine } = options
  const places = createPlaces(options)
  const { read, keep } = places

  async function post(
    about: ConversationId,
    line: Line,
    mark: string,
    opens: CustomerNow | null,
    signal: AbortSignal,
  ): Promise<Sent> {
    const place = await places.placeFor(about, opens, signal)
    if (!('topic' in place)) return place
    const { topic } = place
    const sent = await sendLine(topic === null ? withMark(line, mark) : line, topic, signal)
    if (topic === null || sent.status !== 'refused') return sent
    return await places.refusedIn(about, topic, sent, signal)
  }

  async function card(placed: PlacedAct, text: string, customer: CustomerNow, signal: AbortSignal): Promise<Sent> {
    const { about, sequence, mark } = placed
    const record = (await read(about)) ?? newRecord(customer)
    if (record.card?.sequence !== sequence)
      await keep(about, { ...record, card: { text, mark, sequence, message: null, isPinned: false } })
    const place = await places.placeFor(about, customer, signal)
    const shown = shownCard(await read(about), sequence)
    if (shown !== null && ('topic' in place || (place.status === 'more' && shown.isDone)))
      return { status: 'sent', ref: String(shown.message) }
    return 'topic' in place ? MORE : place
  }

  async function cardChanged(about: ConversationId, text: string, signal: AbortSignal): Promise<Sent> {
    const record = await read(about)
    const shown = record?.card ?? null
    if (record === null || shown === null || shown.text === text) return DONE
    if (shown.message === null) return await noted(about, withCard(record, { text }))
    const words = record.topic === null ? withMark(botLine(text), shown.mark).text : text
    const answer = await calls.edit(shown.message, words, signal)
    if (isAsWanted(answer)) return await noted(about, withCard(record, { text }))
    if (answer.status !== 'refused') return sentOf(answer)
    // Somebody has deleted it: the next line brings it back.
    return await noted(about, withCard(record, { text, message: null, isPinned: false }))
  }

  async function title(about: ConversationId, customer: CustomerNow, signal: AbortSignal): Promise<Sent> {
    const asked = await rights.asked(signal)
    if (asked.status !== 'known') return sentOf(asked)
    const record = await read(about)
    if (record === null || same(record.title, customer)) return DONE
    if (record.topic === null || asked.rights.topics !== 'usable')
      return await noted(about, { ...record, title: customer })
    const answer = await calls.rename(record.topic, customer, signal)
    if (answer.status !== 'ok' && answer.status !== 'refused') return sentOf(answer)
    await keep(about, { ...(isLost(answer) ? withoutTopic(record) : record), title: customer })
    return isAsWanted(answer) || isLost(answer) ? DONE : await places.withoutRights(reasonOf(answer))
  }

  async function mark(messageId: string, which: Mark | null, signal: AbortSignal): Promise<Sent> {
    const answer = await calls.react(Number(messageId), which === null ? null : EMOJI[which], signal)
    // The line is gone, or the group allows no reactions.
    return answer.status === 'refused' ? DONE : { ...sentOf(answer), ...(answer.status === 'ok' && { ref: null }) }
  }

  /** Once nothing is kept of it, a topic that may not be deleted is left to people. */
  async function erase(about: ConversationId, signal: AbortSignal): Promise<Sent> {
    const record = await read(about)
    if (record === null) return DONE
    const answer: Answer =
      record.topic === null ? { status: 'ok', result: true } : await calls.remove(record.topic, signal)
    if (answer.status !== 'ok' && answer.status !== 'refused') return sentOf(answer)
    await topics.dropTopics(room, about, record.topics.map(String))
    return answer.status === 'ok' || isLost(answer) ? DONE : sentOf(answer)
  }

  async function noted(about: ConversationId, record: TopicRecord): Promise<Sent> {
    await keep(about, record)
    return DONE
  }

  return async (placed: PlacedAct, signal: AbortSignal): Promise<Sent> => {
    const { act, about } = placed
    switch (act.kind) {
      case 'line':
        return await post(about, act.line, placed.mark, null, signal)
      case 'open':
        return await post(about, botLine(act.text), placed.mark, act.customer, signal)
      case 'card':
        return await card(placed, act.text, act.customer, signal)
      case 'card.changed':
        return await cardChanged(about, act.text, signal)
      case 'title':
        return await title(about, act.customer, signal)
      case 'mark':
        return await mark(act.messageId, act.mark, signal)
      case 'erase':
        return await erase(about, signal)
    }
  }
}

/** The card of that entry once it is shown; `isDone`: nothing of it is left to do. */
function shownCard(record: TopicRecord | null, sequence: number): { message: number; isDone: boolean } | null {
  const card = record?.card
  if (!record || !card || card.sequence !== sequence || card.message === null) return null
  return { message: card.message, isDone: record.topic === null || card.isPinned }
}

const same = (one: CustomerNow, other: CustomerNow): boolean =>
  one.name === other.name && one.standing === other.standing

const reasonOf = (answer: Answer): string => ('reason' in answer ? answer.reason : '')

export type Forum = ReturnType<typeof createForum>
