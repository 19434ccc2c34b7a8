/** What a customer is told: lines, questions and what they offer. */
import type { NamedFile } from './file.ts'
import type { RoomMessage } from './inbound.ts'

/** One of the answers a question offers: a button where there are buttons, a numbered line elsewhere. */
export interface Offer {
  readonly id: string
  readonly label: string
}

/** The open question of a conversation. */
export interface Question {
  /** Names the question, so that a tap on an old one is recognised. At most 24 of `[A-Za-z0-9_.-]`. */
  readonly id: string
  readonly offers: readonly Offer[]
}

/** One message to the customer. */
export interface Line {
  readonly from: 'bot' | 'staff'
  readonly text: string
  /** The question that `text` ends with, if it asks one. */
  readonly question: Question | null
  /** What `text` says before it asks, and holds without the question; nothing when it only asks. */
  readonly statement?: string
  /** The platform's id of the message this one answers (in the staff group). */
  readonly replyTo?: string
  /** What goes with the words, as `Files` keeps it. */
  readonly file?: LineFile
  /** The staff room's message that a person's line came from: how it fared is told there. */
  readonly origin?: RoomMessage
}

/** A line that a person sent is changed (`text`) or taken back (null) at the customer. */
export interface Amendment {
  readonly text: string | null
  readonly origin: RoomMessage
}

/** `of`: the conversation that has it; null for the one it is sent to. */
export interface LineFile extends NamedFile {
  readonly of: string | null
}
