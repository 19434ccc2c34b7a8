/** The lists of the web desk as the staff group reads them: whose talk it is, read from the stored talk, and the way to their topic. */
import type { DeskTalks } from '../desk-ports.ts'
import type { Hours } from '../domain/hours.ts'
import type { Instant } from '../domain/values.ts'
import type { Banned } from '../flows/room/ban-words.ts'
import type { WithUs } from '../flows/room/menu-words.ts'
import type { Talk } from '../flows/step.ts'
import type { Stored } from '../flows/stored.ts'
import type { ConversationId, Store } from '../ports.ts'
import { readRecord } from './telegram/forum/record.ts'
import { linkTo } from './waiting-list.ts'

export interface TalksListedOptions {
  readonly store: Pick<DeskTalks, 'talkRecords' | 'banned' | 'withPerson'> & Pick<Store, 'topicRecord'>
  readonly talk: Pick<Talk, 'unpack'>
}

const MOST_BANNED = 20
/** What of a conversation's transcript is read along. */
const LINES = 1

/** At most twenty of them. Rejects with `StoreUnavailable`. */
export async function bannedIn(options: TalksListedOptions, room: ConversationId): Promise<readonly Banned[]> {
  const conversations = await options.store.banned(MOST_BANNED)
  return await listed(options, room, conversations, ({ desk, flow }, link): Banned | null =>
    desk.context.ban === null ? null : { ...desk.context.ban, name: flow.context.displayName ?? '', link },
  )
}

/** The first `limit` of the talks that somebody of staff has. Rejects with `StoreUnavailable`. */
export async function withUsIn(
  options: TalksListedOptions & { readonly hours: Pick<Hours, 'workingMinutesBetween'> },
  room: ConversationId,
  conversations: readonly ConversationId[],
  now: Instant,
): Promise<readonly WithUs[]> {
  return await listed(options, room, conversations, ({ desk: { context: talk }, flow }, link): WithUs | null => {
    if (talk.by === null) return null
    const owes = talk.since === null ? null : options.hours.workingMinutesBetween(talk.since, now)
    return { name: flow.context.displayName ?? '', by: talk.by, owes, link }
  })
}

/** One that cannot be read, or has moved on since the list was drawn up, is left out. */
async function listed<Row>(
  { store, talk }: TalksListedOptions,
  room: ConversationId,
  conversations: readonly ConversationId[],
  rowOf: (stored: Stored, link: string | null) => Row | null,
): Promise<readonly Row[]> {
  const records = await store.talkRecords(conversations, LINES)
  const rows = records.map(async ({ conversation, state }) => {
    const read = talk.unpack(state)
    if (!read.ok) return null
    return rowOf(read.stored, linkTo(room, readRecord(await store.topicRecord(room, conversation))?.topic ?? null))
  })
  return (await Promise.all(rows)).filter((row) => row !== null)
}
