/** The vocabulary of the staff room's step: what was looked up for it, and what it makes happen, as data. Types only. */
import type { StaffRole } from '../../domain/staff-role.ts'
import type { Instant } from '../../domain/values.ts'
import type { Attachment, CustomerNow, FileRef, Inbound, Line, TopicsState } from '../types.ts'
import type { Colleague } from './colleague.ts'
import type { Unconfirmed } from './confirming.ts'

/** What the turn loop looked up for a message of the group. */
export interface Standing {
  /** The group, as conversations know it. */
  readonly room: string
  /** The conversation that the topic, the answered message or the order named is about; null when it is about none. */
  readonly about: string | null
  /** It stands in the topic of that customer. */
  readonly isInTopic: boolean
  /** The staff list: who may be given a talk, and who may do what. */
  readonly colleagues: readonly Listed[]
  /** What the group was last told of its topics; null before that. */
  readonly topics: TopicsState | null
  /** Commands that wait for a yes. */
  readonly unconfirmed: readonly Unconfirmed[]
  /** Nobody knows it yet: the name of a question to be asked now. */
  readonly token: string
  readonly now: Instant
  /** The room shows buttons. */
  readonly hasButtons: boolean
  /** The writer is on the staff list, or nobody is yet (then the private group itself is the sign). */
  readonly trusted: boolean
}

interface Listed extends Colleague {
  readonly role: StaffRole
}

export type StaffRoomEffect =
  /** A message in the group; a reply to it will be about `about`. */
  | {
      readonly kind: 'post'
      readonly text: string
      readonly about: string | null
      readonly replyTo: string | null
      /** Of the conversation it is about. */
      readonly file?: FileRef
    }
  /** All files of the conversation it is about, in answer to a message. */
  | { readonly kind: 'files'; readonly about: string; readonly replyTo: string }
  /** A post that opens the customer's topic where there is none; a `card` is pinned there. */
  | { readonly kind: 'card' | 'open'; readonly text: string; readonly about: string; readonly customer: CustomerNow }
  /** The customer's newest card says something else now. */
  | { readonly kind: 'card.changed'; readonly text: string; readonly about: string }
  /** The customer's topic is called by how the talk stands now. */
  | { readonly kind: 'title'; readonly about: string; readonly customer: CustomerNow }
  /** What became of a line of staff, shown at it; null takes the sign away. */
  | { readonly kind: 'mark'; readonly about: string; readonly messageId: string; readonly mark: Mark | null }
  /** Nothing of the customer is kept in the group. */
  | { readonly kind: 'erase'; readonly about: string }
  | { readonly kind: 'remember'; readonly topics: TopicsState }
  /** A command is asked about before it is done, in answer to the message that it came in. */
  | { readonly kind: 'ask'; readonly about: string; readonly line: Line; readonly waits: Unconfirmed }
  /** It waits no more. */
  | { readonly kind: 'answered'; readonly token: string }
  /** Whoever pressed a button reads this in a window of their own. */
  | { readonly kind: 'toast'; readonly tap: string; readonly by: string; readonly text: string }
  /** The group's menu says something else, or is to be there at all. */
  | { readonly kind: 'menu'; readonly text: string }
  /** A question of the bot in the group says how it was answered, without buttons. */
  | { readonly kind: 'settled'; readonly messageId: string; readonly text: string }
  /** Something for a customer's conversation. `holder`: who has the talk from then on, where that changes. */
  | { readonly kind: 'send'; readonly to: string; readonly inbound: StaffInbound; readonly holder: Colleague | null }

/** A file that goes with it is still to be fetched. */
export type StaffInbound = Inbound & { readonly attachment?: Attachment }

/** `taken`: it is on its way. */
export type Mark = 'taken' | 'delivered' | 'failed'
