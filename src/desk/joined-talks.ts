/**
 * Talks that a customer has joined with one another, in other apps: where they stand, and what was said there. Only where both know of it: a talk that
 * was parted or erased meanwhile shows nothing, and nothing is shown in it. Reads only.
 */
import type { DeskTalks, TalkReader } from '../desk-ports.ts'
import { showOrderNumber } from '../domain/order-number.ts'
import type { Instant } from '../domain/values.ts'
import type { ConversationId, KeptFile } from '../ports.ts'
import type { InboxLists, Row } from './inbox.ts'
import { linesOf, type TranscriptLine } from './transcript-lines.ts'

/** As the page of the other one names it; `filed`: the numbers of its orders as people read them. */
export type JoinedRow = Pick<Row, 'id' | 'channel' | 'owner' | 'by' | 'reason' | 'last'> & {
  readonly filed: readonly string[]
}

export interface JoinedHistory {
  readonly id: ConversationId
  readonly channel: string
  readonly lines: readonly TranscriptLine[]
  readonly files: readonly ShownFile[]
}
export type ShownFile = Pick<KeptFile, 'id' | 'kind' | 'size' | 'preview'>

export interface JoinedOptions {
  readonly talks: Pick<DeskTalks, 'talkRecords' | 'wholeTalk'>
  readonly reader: Pick<TalkReader, 'read'>
  readonly inbox: Pick<InboxLists, 'rowOf'>
}

const LINES_SHOWN = 80
/** The last word stands among the last few lines. */
const LINES_LOOKED_AT = 6
const ORDERS_SHOWN = 10

export function createJoinedTalks({ talks, reader, inbox }: JoinedOptions) {
  const joinedIn = (state: string): readonly ConversationId[] => reader.read(state)?.joined ?? []

  async function rows(
    conversation: ConversationId,
    joined: readonly ConversationId[],
    now: Instant,
  ): Promise<readonly JoinedRow[]> {
    if (joined.length === 0) return []
    const records = await talks.talkRecords(joined, LINES_LOOKED_AT)
    return records.flatMap((record) => {
      const [read, row] = [reader.read(record.state), inbox.rowOf(record, now)]
      if (row === null || read?.joined.includes(conversation) !== true) return []
      const { id, channel, owner, by, reason, last } = row
      return [{ id, channel, owner, by, reason, last, filed: read.orders.slice(-ORDERS_SHOWN).map(showOrderNumber) }]
    })
  }

  /** What was said in the others; null for a conversation that is not there. */
  async function histories(conversation: ConversationId, now: Instant): Promise<readonly JoinedHistory[] | null> {
    const [record] = await talks.talkRecords([conversation], LINES_LOOKED_AT)
    if (record === undefined) return null
    const others = await rows(conversation, joinedIn(record.state), now)
    const read = await Promise.all(others.map(({ id, channel }) => historyOf(id, channel)))
    return read.filter((one) => one !== null)
  }

  async function historyOf(id: ConversationId, channel: string): Promise<JoinedHistory | null> {
    const whole = await talks.wholeTalk(id, LINES_SHOWN)
    return whole === null ? null : { id, channel, lines: linesOf(whole), files: whole.files.map(shownFile) }
  }

  return { rows, histories }
}

export type JoinedTalks = ReturnType<typeof createJoinedTalks>

export const shownFile = ({ id, kind, size, preview }: KeptFile): ShownFile => ({ id, kind, size, preview })
