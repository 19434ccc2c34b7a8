/** What the web chat keeps: what its pages show, and which browser continues which conversation. */
import type { Instant } from '../domain/values.ts'
import type { ConversationId, Ingested, Letter } from './turn.ts'

/** What a chat page shows of its conversation, both sides, kept like a transcript. Every method rejects as the store's do. */
export interface Feed {
  /** Takes a letter in and shows it, by one script: a duplicate is shown once, a refused letter not at all. `shown` is JSON. */
  ingestShown(letter: Letter, shown: string): Promise<Ingested>
  /**
   * Shows a line of a lane. False when this or a later entry of the lane is shown already. `shown` is JSON; `watched`: staff want to know when
   * no page shows it.
   */
  show(conversation: ConversationId, shown: string, sequence: number, watched?: boolean): Promise<boolean>
  /** What was shown after an entry (0 for all that is kept), oldest first. */
  shownAfter(conversation: ConversationId, id: number): Promise<FeedPage>
  /** A page has shown all up to this entry; an earlier one changes nothing. */
  markSeen(conversation: ConversationId, id: number): Promise<void>
}

/** Lines of staff that no page has shown for two minutes. */
export interface Unseen {
  /** Where staff are to hear something now. */
  unseenDue(): Promise<readonly ConversationId[]>
  unseenIn(conversation: ConversationId): Promise<UnseenState>
  /** Staff know that this entry is not seen; with null, that all is. */
  unseenTold(conversation: ConversationId, entry: number | null): Promise<void>
}

export interface UnseenState {
  /** The oldest entry that is watched and not seen. */
  readonly entry: number | null
  /** Of which staff were told so. */
  readonly told: number | null
  /** Desk time at which what they were told of was seen. */
  readonly seenAt: Instant | null
}

export interface FeedPage {
  /** As many as fit in one answer. */
  readonly entries: readonly FeedEntry[]
  /** The newest entry there is, 0 before the first. */
  readonly last: number
  /** A message waits or an answer is on its way. */
  readonly busy: boolean
  /** The last entry that a page has shown, 0 before the first. */
  readonly seen: number
}

/** `id` counts up from 1 in its conversation, without gaps; `at` is desk time; `body` is the JSON that was shown. */
export interface FeedEntry {
  readonly id: number
  readonly at: Instant
  readonly body: string
}

/** Which conversation a browser continues, by the digest of the secret it holds. */
export interface Sessions {
  /** Remembers it; it is forgotten when nobody has asked for it for 180 days. */
  openSession(digest: string, conversation: ConversationId): Promise<void>
  /** Null when it is not known, or no more. */
  session(digest: string): Promise<ConversationId | null>
  /** Remembers a link by the digest of its secret for `keptMs`. Only the newest five of a conversation hold, and none after `/forget`. */
  openLink(digest: string, conversation: ConversationId, keptMs: number): Promise<void>
  /** Null when it is not known, or no more. Asking changes nothing. */
  linked(digest: string): Promise<ConversationId | null>
}
