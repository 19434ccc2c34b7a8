/** Who waits for a person, as the staff group reads it: danger first, then oldest first, with working time and the way to their topic. */
import type { DeskTalks } from '../desk-ports.ts'
import type { Hours } from '../domain/hours.ts'
import { gravestFirst, type WaitReason } from '../domain/urgent.ts'
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
/** Among these a danger is found and put first. */
const MOST_LOOKED_AT = 100

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
  const [waiting, count] = await Promise.all([
    store.waiting(Math.max(limit, MOST_LOOKED_AT)),
    store.waitingBefore(now + 1),
  ])
  const known = await talksOf(
    store,
    talk,
    waiting.map(({ conversation }) => conversation),
  )
  const rows = waiting.map((one) => ({ ...one, name: '', reason: null, ...known.get(one.conversation) }))
  const inLine = gravestFirst(rows)
    .slice(0, limit)
    .map(async ({ conversation, since, name, reason }): Promise<InLine> => {
      const record = readRecord(await store.topicRecord(room, conversation))
      const minutes = hours.workingMinutesBetween(since, now)
      return { name: record?.title.name ?? name, minutes, reason, link: linkTo(room, record?.topic ?? null) }
    })
  return { inLine: await Promise.all(inLine), count }
}

/** Who is down for the opening has no topic yet, but a name and a reason. */
async function talksOf(
  store: WaitingListOptions['store'],
  talk: WaitingListOptions['talk'],
  conversations: readonly ConversationId[],
): Promise<ReadonlyMap<ConversationId, { readonly name: string; readonly reason: WaitReason | null }>> {
  const records = await store.talkRecords(conversations, 1)
  return new Map(
    records.flatMap(({ conversation, state }) => {
      const read = talk.unpack(state)
      if (!read.ok) return []
      const { desk, flow } = read.stored
      return [[conversation, { name: flow.context.displayName ?? '', reason: desk.context.reason }]]
    }),
  )
}

/** Members of a supergroup reach a topic by the group's id without its `-100`. */
export function linkTo(room: ConversationId, topic: number | null): string | null {
  const [, group] = /^staff:tg:-100(\d+)$/.exec(room) ?? []
  return group === undefined || topic === null ? null : `https://t.me/c/${group}/${topic}`
}
