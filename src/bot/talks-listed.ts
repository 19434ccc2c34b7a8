/** The lists of the web desk as the staff group reads them: whose talk it is, read from the stored talk, and the way to their topic. */
import type { DeskTalks } from '../desk-ports.ts'
import type { Banned } from '../flows/room/ban-words.ts'
import type { Talk } from '../flows/step.ts'
import type { Stored } from '../flows/stored.ts'
import type { ConversationId, Store } from '../ports.ts'
import { readRecord } from './telegram/forum/record.ts'
import { linkTo } from './waiting-list.ts'

export interface TalksListedOptions {
  readonly store: Pick<DeskTalks, 'talkRecords' | 'banned'> & Pick<Store, 'topicRecord'>
  readonly talk: Pick<Talk, 'unpack'>
}

const MOST_SHOWN = 20

/** At most twenty of them. Rejects with `StoreUnavailable`. */
export async function bannedIn({ store, talk }: TalksListedOptions, room: ConversationId): Promise<readonly Banned[]> {
  const records = await store.talkRecords(await store.banned(MOST_SHOWN), 1)
  const banned = records.map(async ({ conversation, state }): Promise<readonly Banned[]> => {
    const stored = storedIn(talk, state)
    const ban = stored?.desk.context.ban ?? null
    if (stored === null || ban === null) return []
    const link = linkTo(room, readRecord(await store.topicRecord(room, conversation))?.topic ?? null)
    return [{ ...ban, name: stored.flow.context.displayName ?? '', link }]
  })
  return (await Promise.all(banned)).flat()
}

function storedIn(talk: Pick<Talk, 'unpack'>, state: string): Stored | null {
  const read = talk.unpack(state)
  return read.ok ? read.stored : null
}
