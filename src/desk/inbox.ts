/** Who waits, who is with whom, who wrote lately: rows for the lists of the desk, each from its conversation as it stands. */
import type { DeskTalks, TalkOwner, TalkReader, TalkRecord } from '../desk-ports.ts'
import type { Hours } from '../domain/hours.ts'
import { gravestFirst, type WaitReason } from '../domain/urgent.ts'
import type { Instant, Language } from '../domain/values.ts'
import type { ConversationId, Store } from '../ports.ts'
import { readLines, type TranscriptLine } from './transcript-lines.ts'

export interface Row {
  readonly id: ConversationId
  readonly name: string | null
  readonly lang: Language
  readonly channel: string
  readonly owner: TalkOwner
  readonly by: string | null
  readonly reason: WaitReason | null
  readonly since: Instant | null
  /** Since then, in working time (P1). */
  readonly waitedMinutes: number | null
  readonly orders: number
  readonly gone: boolean
  readonly last: { readonly at: Instant; readonly who: TranscriptLine['who']; readonly text: string } | null
}

export interface Inbox {
  /** Danger first, then longest first. */
  readonly waiting: readonly Row[]
  readonly withPerson: readonly Row[]
  readonly lately: readonly Row[]
  /** Where `lately` goes on; null after the last one. */
  readonly next: string | null
  readonly now: Instant
}

export interface InboxOptions {
  readonly store: Pick<Store, 'now' | 'waiting'>
  readonly talks: DeskTalks
  readonly reader: TalkReader
  readonly hours: Hours
}

/** More who wait at once are not looked through one by one. */
const MOST_WAITING = 100
const MOST_LATELY = 40
const MOST_FOUND = 40
/** The last word stands among the last few lines: notices to staff come after it. */
const LINES_LOOKED_AT = 6
const SNIPPET = 120

export function createInbox({ store, talks, reader, hours }: InboxOptions) {
  function rowOf({ conversation, state, lines }: TalkRecord, now: Instant): Row | null {
    const read = reader.read(state)
    if (read === null) return null
    const { name, lang, owner, by, reason, since, gone, orders } = read
    const waitedMinutes = since === null ? null : Math.floor(hours.workingMinutesBetween(since, now))
    const about = { name, lang, owner, by, reason, since, gone, waitedMinutes, orders: orders.length }
    return { id: conversation, channel: channelOf(conversation), ...about, last: lastOf(lines) }
  }

  async function rowsOf(conversations: readonly ConversationId[], now: Instant): Promise<readonly Row[]> {
    const records = await talks.talkRecords(conversations, LINES_LOOKED_AT)
    return records.map((record) => rowOf(record, now)).filter((row) => row !== null)
  }

  async function look(after: string | null = null): Promise<Inbox> {
    const [now, waiting, withPerson, lately] = await Promise.all([
      store.now(),
      store.waiting(MOST_WAITING),
      talks.withPerson(MOST_WAITING),
      talks.lately(MOST_LATELY, after),
    ])
    const lists = [waiting.map(({ conversation }) => conversation), withPerson, lately.conversations]
    const [waits = [], withPeople = [], recent = []] = await Promise.all(lists.map((list) => rowsOf(list, now)))
    return { waiting: gravestFirst(waits), withPerson: withPeople, lately: recent, next: lately.next, now }
  }

  return {
    look,
    rowsOf,
    rowOf,
    /** Customers whose name, from one of its words on, begins so. */
    async named(beginning: string): Promise<readonly Row[]> {
      const [now, found] = await Promise.all([store.now(), talks.named(beginning, MOST_FOUND)])
      return await rowsOf(found, now)
    },
  }
}

export type InboxLists = ReturnType<typeof createInbox>

const CHANNELS: Readonly<Record<string, string>> = { tg: 'telegram', wx: 'wechat', web: 'web', cli: 'terminal' }
export const channelOf = (conversation: ConversationId): string => {
  const [prefix = ''] = conversation.split(':', 1)
  return CHANNELS[prefix] ?? prefix
}

function lastOf(lines: readonly string[]): Row['last'] {
  const last = readLines(lines).findLast(({ who }) => who !== 'desk' && who !== 'note')
  return last === undefined ? null : { at: last.at, who: last.who, text: beginningOf(last.text) }
}

function beginningOf(text: string): string {
  const characters = Array.from(text.replace(/\s+/g, ' '))
  return characters.length > SNIPPET ? `${characters.slice(0, SNIPPET).join('')}…` : characters.join('')
}
