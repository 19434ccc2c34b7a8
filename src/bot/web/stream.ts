/** One open page's stream of server-sent events: what it has not shown yet, then what comes, until it goes. */
import type { Writable } from 'node:stream'
import { SECOND } from '../../domain/values.ts'
import type { ConversationId, Feed, FeedPage } from '../../ports.ts'
import type { Tab } from './tabs.ts'

export interface StreamTiming {
  /** What another process delivered is found within this time; what this one did, at once. */
  readonly lookEveryMs: number
  /** So often at least the page hears that the connection lives. */
  readonly beatEveryMs: number
}
export const STREAM_TIMING: StreamTiming = { lookEveryMs: SECOND, beatEveryMs: 15 * SECOND }
/** A page that takes nothing of so much is gone. */
const MOST_UNREAD_BYTES = 4 * 1024 * 1024

export interface StreamOptions {
  readonly feed: Pick<Feed, 'shownAfter'>
  readonly conversation: ConversationId
  /** The entry shown last. */
  readonly after: number
  readonly tab: Tab
  readonly out: Writable
  readonly timing: StreamTiming
}

/** An event without a name is an entry of the feed; `state` says whether an answer is under way, and beats. */
export async function follow({ feed, conversation, after, tab, out, timing }: StreamOptions): Promise<void> {
  let position = after
  let told: boolean | null = null
  let beatAt = 0
  while (!tab.signal.aborted && out.writableLength < MOST_UNREAD_BYTES) {
    const page = await feed.shownAfter(conversation, position)
    if (tab.signal.aborted) return
    // The talk was forgotten, or restored from a backup, and counts anew: the page is to begin anew too.
    if (page.last < position) return void out.write(event('reset'))
    out.write(eventsOf(page))
    position = page.entries.at(-1)?.id ?? position
    if (page.entries.length > 0 && position < page.last) continue
    if (page.busy !== told || page.entries.length > 0 || performance.now() >= beatAt) {
      out.write(event('state', { busy: page.busy }))
      told = page.busy
      beatAt = performance.now() + timing.beatEveryMs
    }
    await tab.news(timing.lookEveryMs)
  }
}

const eventsOf = ({ entries }: FeedPage): string =>
  entries.map(({ id, at, body }) => `id: ${id}\ndata: {"id":${id},"at":${at},"shown":${body}}\n\n`).join('')

export const event = (name: string, data: object = {}): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
