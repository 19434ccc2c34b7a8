/** Who waits for a person, as the staff group reads it: oldest first, with working time and the way to their topic. */
import type { Hours } from '../domain/hours.ts'
import type { Instant } from '../domain/values.ts'
import { type InLine, queueShown } from '../flows/room/queue-words.ts'
import type { ConversationId, Store } from '../ports.ts'
import { readRecord } from './telegram/forum/record.ts'

export interface WaitingListOptions {
  readonly store: Pick<Store, 'waiting' | 'waitingBefore' | 'topicRecord'>
  readonly hours: Pick<Hours, 'workingMinutesBetween'>
}

const MOST_SHOWN = 20

/** At most twenty of them. Rejects with `StoreUnavailable`. */
export async function waitingList(
  { store, hours }: WaitingListOptions,
  room: ConversationId,
  now: Instant,
): Promise<string> {
  const [waiting, count] = await Promise.all([store.waiting(MOST_SHOWN), store.waitingBefore(now + 1)])
  const inLine = waiting.map(async ({ conversation, since }): Promise<InLine> => {
    const record = readRecord(await store.topicRecord(room, conversation))
    const minutes = hours.workingMinutesBetween(since, now)
    return { name: record?.title.name ?? '', minutes, link: linkTo(room, record?.topic ?? null) }
  })
  return queueShown(await Promise.all(inLine), count)
}

/** Members of a supergroup reach a topic by the group's id without its `-100`. */
export function linkTo(room: ConversationId, topic: number | null): string | null {
  const [, group] = /^staff:tg:-100(\d+)$/.exec(room) ?? []
  return group === undefined || topic === null ? null : `https://t.me/c/${group}/${topic}`
}
