/** What goes out: the entries of a lane, the right to send the oldest, and how fast. */
import type { Instant } from '../domain/values.ts'
import type { ConversationId } from './turn.ts'

/** What a lane must know of an entry without reading its body. Names have no spaces. */
export interface LaneEntry {
  /** JSON. */
  readonly body: string
  /** Where entries wait, the lowest goes first; those of one urgency and topic keep their order, and topics take turns. */
  readonly urgency: Urgency
  readonly topic: string | null
  /** The name by which a later entry replaces this one while it is unsent; null is never replaced. */
  readonly name: string | null
  /** Unsent entries of this name are taken back by the commit. */
  readonly replaces: string | null
  /** The body that remains of it when it is taken back; null leaves nothing. */
  readonly remainder: string | null
  /** Desk time after which it would mislead: it is kept aside instead of sent. Null never does. */
  readonly notAfter: Instant | null
}

/** `talk`: people's words, cards and order numbers; then the bot's answers, notices, digests. */
export const URGENCY = { talk: 0, answer: 1, notice: 2, digest: 3 } as const

export type Urgency = (typeof URGENCY)[keyof typeof URGENCY]

/** `customer` ends at the conversation's own chat, `outgoing` at other conversations' mailboxes. */
export type LaneName = 'customer' | 'outgoing'

export interface LaneId {
  readonly conversation: ConversationId
  readonly name: LaneName
}

/** The right to send a lane's oldest entry for `VISIBILITY_MS`, renewable. */
export interface LaneClaim {
  readonly lane: LaneId
  readonly fence: number
  /** Increases within the lane; the same entry keeps it over every retry. */
  readonly sequence: number
  /** For `customer`: the body committed. For `outgoing`: a `Letter` as JSON. */
  readonly body: string
  /** Sends tried before this one. */
  readonly tries: number
  /** The sequence given out last: another one means that more was committed. */
  readonly newest: number
  readonly notAfter: Instant | null
  /** Desk time of the claim. */
  readonly now: Instant
}

/** What became of a lane when its entry was taken off; `lost`: the claim was lost before, and nothing was. */
export type Finished = 'lost' | 'empty' | 'more'

/** How fast may be sent: `burst` at once, then one each `everyMs`; so in no time t more than `burst` + t / `everyMs`. */
export interface Rate {
  readonly everyMs: number
  readonly burst: number
}

/** What a message can be found by later (a reply in the staff group names the message it answers, and quotes it). */
export interface Reference {
  /** The platform's id of the message just sent, or the mark that it bears. */
  readonly key: string
  /** JSON of the sender's choosing. */
  readonly value: string
}

/** Where a platform lets an account answer for so long after a customer's message, and so often. By Redis' clock. */
export interface Windows {
  /** The customer has written: so many messages may go to them within `ms`, and what could not go before is tried again. */
  openWindow(conversation: ConversationId, sends: number, ms: number): Promise<void>
  /** Takes one of them; false when none is left. */
  takeFromWindow(conversation: ConversationId): Promise<boolean>
}

/** Messages on their way out where a platform hands the account's own messages back. `which`: of the conversation, by its place in the lane. */
export interface Said {
  /** Call it right before saying. `sent`: it was said; `wait`: its echo may still come; `unsure`: it was said twice, and nothing tells that it arrived. */
  beginSaying(conversation: ConversationId, which: string, digest: string): Promise<Saying>
  endSaying(
    conversation: ConversationId,
    which: string,
    outcome: { readonly kind: 'sent'; readonly ref: string | null } | { readonly kind: 'unsaid' },
  ): Promise<void>
  /** Whether the account's own message is one that was said here. An echo counts once; the same message stays what it was. */
  isEcho(conversation: ConversationId, messageId: string, digest: string): Promise<boolean>
}

export type Saying =
  | { readonly kind: 'go' | 'sent' | 'unsure' }
  /** By Redis' clock. */
  | { readonly kind: 'wait'; readonly waitMs: number }
