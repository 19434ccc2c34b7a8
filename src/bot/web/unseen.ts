/** Tells staff once when a line of theirs has not been seen for two minutes, and once more when it was. The letters' ids make a repeat harmless. */
import { chinaTime } from '../../domain/china-time.ts'
import { type Instant, SECOND } from '../../domain/values.ts'
import type { StaffPost, StaffRoomInbound } from '../../flows/types.ts'
import type { ConversationId, Feed, FeedEntry, Ingested, Letter, Unseen } from '../../ports.ts'
import { type Log, traceOf } from '../log.ts'
import type { Shown } from './shown.ts'

const LOOK_EVERY_MS = 5 * SECOND
const SHOWN_CHARS = 40

export interface UnseenOptions {
  readonly unseen: Unseen
  readonly feed: Pick<Feed, 'shownAfter'>
  readonly staffRoom: ConversationId
  readonly accept: (letter: Letter) => Promise<Ingested>
  readonly log: Log
  readonly lookEveryMs?: number
}

export function createUnseenWatch({
  unseen,
  feed,
  staffRoom,
  accept,
  log,
  lookEveryMs = LOOK_EVERY_MS,
}: UnseenOptions) {
  let timer: NodeJS.Timeout | undefined
  let last: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    for (const conversation of await unseen.unseenDue()) await tell(conversation)
  }

  async function tell(conversation: ConversationId): Promise<void> {
    const { entry, told, seenAt } = await unseen.unseenIn(conversation)
    if (told !== null && told !== entry) {
      await post(conversation, `seen:${told}`, seenWords(seenAt))
      await unseen.unseenTold(conversation, null)
      return
    }
    if (entry !== null) await post(conversation, `unseen:${entry}`, await unseenWords(conversation, entry))
    await unseen.unseenTold(conversation, entry)
  }

  async function unseenWords(conversation: ConversationId, id: number): Promise<string> {
    const [line] = (await feed.shownAfter(conversation, id - 1)).entries
    return line === undefined ? UNSEEN : `${unseenSince(line.at)}\n${beginningOf(line)}`
  }

  async function post(about: ConversationId, what: string, text: string): Promise<void> {
    const post: StaffPost = { kind: 'notice', text }
    const body: StaffRoomInbound = { kind: 'posted', about, post, customer: null }
    await accept({ conversation: staffRoom, id: `${about}:${what}`, body: JSON.stringify(body), counted: false })
  }

  function again(): void {
    timer = setTimeout(() => {
      last = look()
        .catch((error: unknown) => log.warn(traceOf(error), 'web: what is not seen could not be looked up'))
        .finally(again)
    }, lookEveryMs)
  }

  return {
    start: again,
    async stop(): Promise<void> {
      clearTimeout(timer)
      await last
      clearTimeout(timer)
    },
  }
}

/** The line itself has fallen out of what the page shows. */
const UNSEEN = '👁 Not seen by the customer yet · 客户还没看到'
const unseenSince = (at: Instant): string =>
  `👁 Not seen by the customer since ${chinaTime(at, 'en', at)} · 客户从${chinaTime(at, 'zh', at)}起还没看到`
const seenWords = (at: Instant | null): string =>
  at === null ? '👁 Seen now · 客户已看到' : `👁 Seen ${chinaTime(at, 'en', at)} · 客户已于${chinaTime(at, 'zh', at)}看到`

/** Enough to know which line it is. */
function beginningOf({ body }: FeedEntry): string {
  const { text } = JSON.parse(body) as Shown
  const words = Array.from(text)
  return `“${words.slice(0, SHOWN_CHARS).join('')}${words.length > SHOWN_CHARS ? '…' : ''}”`
}
