/** Who waits for a person, as the staff group reads it: oldest first, with working time and the way to their topic. */
import type { DeskTalks } from '../desk-ports.ts'
import type { Hours } from '../domain/hours.ts'
import type { Instant } from '../domain/values.ts'
import { type InLine, queueShown } from '../flows/room/queue-words.ts'
import type { Talk } from '../flows/step.ts'
import type { ConversationId, Store } from '../ports.ts'
import { readRecord } from './telegram/forum/record.ts'

export interface WaitingListOptions {
  readonly store: Pick<Store, 'waiting' | 'waitingBefore' | 'topicRecord'> & Pick<DeskTalks, 'talkRecords'>
  readonly talk: Pick<Talk, 'unpack'>
  readonly hours: Pick<Hours, 'workingMinutesBetween'>
}

const MOST_SHOWN = 20

/** At most twenty of them. Rejects with `StoreUnavailable`. */
export async function waitingList(options: WaitingListOptions, room: ConversationId, now: Instant): Promise<string> {
  const { inLine, count } = await inLineNow(options, room, now, MOST_SHOWN)
  return queueShown(inLine, count)
}

/** The first `limit` of them, and how many there are. Rejects with `StoreUnavailable`. */
export async function inLineNow(
  { store, hours, talk }: WaitingListOptions,
  room: ConversationId,
  now: Instant,
  limit: number,
): Promise<{ readonly inLine: readonly InLine[]; readonly count: number }> {
  const [waiting, count] = await Promise.all([store.waiting(limit), store.waitingBefore(now + 1)])
  const inLine = waiting.map(async ({ conversation, since }): Promise<InLine> => {
    const record = readRecord(await store.topicRecord(room, conversation))
    const minutes = hours.workingMinutesBetween(since, now)
    return {
      name: record?.title.name ?? (await nameIn(store, talk, conversation)),
      minutes,
      link: linkTo(room, record?.topic ?? null),
    }
  })
  return { inLine: await Promise.all(inLine), count }
}

/** Who is down for the opening has no topic yet. */
async function nameIn(
  store: WaitingListOptions['store'],
  talk: WaitingListOptions['talk'],
  conversation: ConversationId,
): Promise<string> {
  const [record] = await store.talkRecords([conversation], 1)
  const read = record === undefined ? null : talk.unpack(record.state)
  return (read?.ok ? read.stored.flow.context.displayName : null) ?? ''
}

/** Members of a supergroup reach a topic by the group's id without its `-100`. */
export function linkTo(room: ConversationId, topic: number | null): string | null {
  const [, group] = /^staff:tg:-100(\d+)$/.exec(room) ?? []
  return group === undefined || topic === null ? null : `https://t.me/c/${group}/${topic}`
}
