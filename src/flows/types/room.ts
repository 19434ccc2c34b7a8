/** What reaches the staff room: the conversation of the staff group itself. */
import type { Attachment, FileRef } from './file.ts'
import type { Unreadable } from './inbound.ts'

/** What reaches the staff room: the conversation of the staff group itself. */
export type StaffRoomInbound =
  /** Typed in the group, or typed before and changed now. */
  | ({ readonly kind: 'typed' } & Typed)
  | ({ readonly kind: 'edited' } & Typed)
  /** A button under a message of the bot. `tap`: by which the platform shows an answer to whoever pressed it. */
  | {
      readonly kind: 'pressed'
      readonly tap: string
      readonly messageId: string
      readonly by: Typed['by']
      readonly question: string
      readonly offer: string
    }
  /** Something in the group that is neither text nor a file. */
  | ({ readonly kind: 'unreadable'; readonly what: Unreadable } & Placed)
  /** A customer's conversation tells staff something. `customer`: who it is and how their talk stands; null where nobody knows. */
  | {
      readonly kind: 'posted'
      readonly about: string | null
      readonly post: StaffPost
      readonly customer: CustomerNow | null
    }
  /** How a talk stands has changed. */
  | { readonly kind: 'stands'; readonly about: string; readonly customer: CustomerNow }
  /** What the hand-over card tells has changed. */
  | { readonly kind: 'card.changed'; readonly about: string; readonly text: string }
  /** The customer had the talk erased. */
  | { readonly kind: 'erased'; readonly about: string }
  /** How a line of staff fared on its way to the customer, by the message it came from. */
  | { readonly kind: 'fared'; readonly about: string; readonly messageId: string; readonly how: Fared }
  /** What the group's menu says from now on. */
  | { readonly kind: 'menu'; readonly text: string }
  /** The group can have topics from now on, or no more. */
  | { readonly kind: 'topics'; readonly state: TopicsState }

/**
 * Where a message of the group stands. `replyTo`: the platform's id of the message answered, `replyToMark` the mark under it, if it bears one;
 * `repliesToBot`: a bot wrote that message. `topic`: null outside of topics.
 */
interface Placed {
  readonly messageId: string
  readonly replyTo: string | null
  readonly replyToMark: string | null
  readonly repliesToBot: boolean
  readonly topic: string | null
}

interface Typed extends Placed {
  readonly text: string
  /** `id` carries its channel (`tg:42`). */
  readonly by: { readonly id: string; readonly name: string }
  /** `person` only for a member who writes as themself: no bot, no anonymous administrator, no channel, no forwarded line. */
  readonly author: 'person' | 'other'
  /** Then `text` is its caption, empty without one. */
  readonly attachment?: Attachment
  /** Parts of one album are messages of their own. */
  readonly album?: string
}

/** `taken_back`: it was deleted at the customer. `reason` for staff, null where the status says it all. */
export type Fared =
  | { readonly status: 'delivered' | 'changed' | 'taken_back' }
  | { readonly status: 'failed' | 'not_changed' | 'unknown'; readonly reason: string | null }

/** How a talk stands, for whoever looks over all of them. `closed`: nobody is waited for, the bot has it. `banned`: nobody answers. */
export const STANDINGS = ['waiting', 'person', 'answered', 'closed', 'banned'] as const

export type Standing = (typeof STANDINGS)[number]

export interface CustomerNow {
  /** The display name, made harmless; empty where there is none. */
  readonly name: string
  readonly standing: Standing
}

export const TOPICS_STATES = ['usable', 'no_forum', 'no_rights'] as const

export type TopicsState = (typeof TOPICS_STATES)[number]

/** What the staff room is told about a conversation. */
export type StaffPost =
  /** A person is asked for: who, what machine, what was tried. */
  | { readonly kind: 'card'; readonly text: string }
  /** An order was filed. */
  | { readonly kind: 'order'; readonly text: string }
  /** The customer's words while a person has the talk or is asked for. */
  | { readonly kind: 'relay'; readonly text: string; readonly files?: readonly FileRef[] }
  /** Something staff should know: an order was moved, a line was not delivered. */
  | { readonly kind: 'notice'; readonly text: string; readonly files?: readonly FileRef[] }
