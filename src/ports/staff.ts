/** Staff, whom they talk with, their group's topics and the hours they set. */
import type { PlainDate } from '../domain/calendar.ts'
import type { DayByHand } from '../domain/hours-by-hand.ts'
import type { StaffRole } from '../domain/staff-role.ts'
import type { Instant } from '../domain/values.ts'
import type { ConversationId } from './turn.ts'

/** A customer who waits for a person, since a moment in desk time. */
export interface Waiting {
  readonly conversation: ConversationId
  readonly since: Instant
}

/** `name`: as the conversation knows them, in `by`. */
export type Holder = Pick<StaffMember, 'id' | 'name'>

export interface Held {
  readonly conversation: ConversationId
  readonly name: string
}

/** Topics of a staff room that is a forum, one a customer. Every method rejects as the store's do. */
export interface Topics {
  /** Whose topic that is; null where it is no customer's. Once noted it stays theirs until they have the talk erased. */
  topicOwner(room: ConversationId, topic: string): Promise<ConversationId | null>
  /** What was kept about a customer last, JSON; null before the first. */
  topicRecord(room: ConversationId, about: ConversationId): Promise<string | null>
  /** Keeps it, and with it that `topic` is that customer's. */
  keepTopic(room: ConversationId, about: ConversationId, record: string, topic: string | null): Promise<void>
  /** Forgets what was kept about a customer, and that these topics were theirs. */
  dropTopics(room: ConversationId, about: ConversationId, topics: readonly string[]): Promise<void>
}

/** Someone whose lines in the staff group reach customers. */
export interface StaffMember {
  /** The platform's user id with its channel: `tg:123`. */
  readonly id: string
  readonly name: string
  readonly role: StaffRole
}

/** Days whose hours staff have set by hand, for all processes of the desk. */
export interface HoursBook {
  daysByHand(): Promise<DaysByHand>
  /** A day that is set already is set anew. */
  setDay(day: DayByHand): Promise<void>
  /** The calendar holds again for that day. False when it was not set. */
  clearDay(cleared: ClearedDay): Promise<boolean>
  /** Who set and cleared what, newest first; the last 500. */
  hoursLog(): Promise<readonly HoursEntry[]>
}

export interface DaysByHand {
  /** Moves on with each change. */
  readonly version: number
  readonly days: readonly DayByHand[]
}

export interface ClearedDay {
  readonly date: PlainDate
  readonly by: string
  /** Desk time. */
  readonly at: Instant
}

export type HoursEntry = ({ readonly kind: 'set' } & DayByHand) | ({ readonly kind: 'cleared' } & ClearedDay)
