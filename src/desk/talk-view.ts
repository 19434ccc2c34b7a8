/** One conversation as its page shows it. */
import type { DeskTalks, TalkRead, TalkReader } from '../desk-ports.ts'
import { showOrderNumber } from '../domain/order-number.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { ConversationId, Store } from '../ports.ts'
import type { FiledOrders } from './filed-orders.ts'
import type { InboxLists, Row } from './inbox.ts'
import { type JoinedRow, type JoinedTalks, type ShownFile, shownFile } from './joined-talks.ts'
import { linesOf, type TranscriptLine } from './transcript-lines.ts'

export interface TalkView {
  readonly row: Row
  readonly lines: readonly TranscriptLine[]
  /** Lines before those that are shown. */
  readonly earlier: number
  readonly files: readonly ShownFile[]
  readonly card: readonly string[]
  /** What the bot asks when the talk is its own; null when it asks nothing. */
  readonly next: { readonly text: string; readonly offers: readonly string[] } | null
  readonly closeAt: number | null
  readonly ban: TalkRead['ban']
  readonly orders: readonly { readonly number: OrderNumber; readonly shown: string; readonly state: string }[]
  /** Where the same customer writes besides. */
  readonly joined: readonly JoinedRow[]
}

export interface TalkViewOptions {
  readonly store: Pick<Store, 'now'>
  readonly talks: DeskTalks
  readonly reader: TalkReader
  readonly inbox: InboxLists
  readonly orders: FiledOrders
  readonly joined: Pick<JoinedTalks, 'rows'>
}

const LINES_SHOWN = 80
/** The transcript keeps no more. */
const ALL_LINES = 500
const ORDERS_SHOWN = 10

/** Null for a conversation that is not there, or cannot be read. */
export type ViewTalk = (conversation: ConversationId, all?: 'all') => Promise<TalkView | null>

export function createTalkView({ store, talks, reader, inbox, orders, joined }: TalkViewOptions): ViewTalk {
  return async (conversation, all) => {
    const [now, whole] = await Promise.all([
      store.now(),
      talks.wholeTalk(conversation, all === undefined ? LINES_SHOWN : ALL_LINES),
    ])
    const row = whole === null ? null : inbox.rowOf(whole, now)
    const read = whole === null ? null : reader.read(whole.state)
    if (whole === null || row === null || read === null) return null
    const [filed, others] = await Promise.all([
      orders.all(read.orders.slice(-ORDERS_SHOWN)),
      joined.rows(conversation, read.joined, now),
    ])
    return {
      row,
      lines: linesOf(whole),
      earlier: Math.max(0, whole.length - whole.lines.length),
      files: whole.files.map(shownFile),
      card: read.card(),
      next: read.next(),
      closeAt: read.closeAt,
      ban: read.ban,
      orders: filed.map(({ order: { number, state } }) => ({ number, shown: showOrderNumber(number), state })),
      joined: others,
    }
  }
}
