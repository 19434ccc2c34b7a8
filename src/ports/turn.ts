/** What one turn is given, and what it changes: letters, the claim on a conversation, the commit, and both in one. */
import type { Instant } from '../domain/values.ts'
import type { LaneClaim, LaneEntry, Rate } from './lanes.ts'
import type { OrderRecord } from './orders.ts'
import type { RegistryEntry, RegistryNews } from './registry.ts'

/** `tg:<chat id>`, `wx:<base64url of the contact id>`, `web:<random>`, `staff:tg:<chat id>` … Matches `^[a-z]+(:[A-Za-z0-9_-]+)+$`. */
export type ConversationId = string & { readonly __brand: 'ConversationId' }

/** One message for a conversation, as a channel hands it in. */
export interface Letter {
  readonly conversation: ConversationId
  /** The platform's id with its channel's prefix (`tg:<update id>`): the same id is taken once within 24 hours. */
  readonly id: string
  /** JSON, at most `MAX_LETTER_BYTES`. */
  readonly body: string
  /** How long more of the same message may follow: the conversation becomes due no earlier. 0 for a message that is whole. */
  readonly settleMs?: number
  /** A customer's message counts against the 200 that may wait; staff's acts and messages between conversations do not. */
  readonly counted: boolean
}

/** `full`: 200 of this customer's messages wait already; this one is counted, not kept. */
export type Ingested = 'taken' | 'duplicate' | 'full'

/** A letter that waits in a mailbox. `at` is desk time at ingest, never decreasing within a mailbox. */
export interface Mail {
  readonly id: string
  readonly at: Instant
  readonly body: string
}

/** The right to step a conversation for `VISIBILITY_MS`, with all that the step needs. */
export interface Claim {
  readonly conversation: ConversationId
  /** 0-63. */
  readonly shard: number
  readonly fence: number
  /** Drawn when the conversation was created. */
  readonly birth: string
  /** What the last commit stored; null in a new conversation. */
  readonly state: string | null
  /** At most 10, oldest first; one only after a failed attempt. */
  readonly mail: readonly Mail[]
  /** `at` of the oldest message left waiting, null when all are here. */
  readonly nextAt: Instant | null
  /** Desk time of the claim. */
  readonly now: Instant
  /** Customer messages refused as `full` since the last commit. */
  readonly dropped: number
  /** Claims since the last commit, this one included: 1 when all is well. */
  readonly attempts: number
  /** Those of them that a failed step gave back; the others ran out, since their process died or stood still. */
  readonly failures: number
}

/** All that one turn changes, written by one script or not at all. */
export interface Commit {
  readonly claim: Pick<Claim, 'conversation' | 'fence'>
  readonly state: string
  /** How many of the claimed letters are done. */
  readonly taken: number
  /** Desk time of the earliest timer in the state, null without one. */
  readonly timerAt: Instant | null
  /** For the lane to the customer (or, for the staff room, to its group), in order. A bare JSON body goes in its turn and is never replaced. */
  readonly customer: readonly (string | LaneEntry)[]
  /** Letters to other conversations; ids are made by the store from (conversation, birth, sequence). */
  readonly outgoing: readonly { readonly to: ConversationId; readonly body: string }[]
  /** JSON lines. */
  readonly transcript: readonly string[]
  /** New orders. A number that exists refuses the whole commit. */
  readonly orders: readonly OrderRecord[]
  /** Orders of this conversation that exist already, as they are now. */
  readonly moved: readonly OrderRecord[]
  /** Letters that could not be stepped; kept aside for people. */
  readonly parked: readonly Mail[]
  /** The customer had the talk erased: its transcript, and what of it was kept aside, go before anything is written. */
  readonly forget: boolean
  /** Since when the customer waits for a person; null when they do not. */
  readonly waiting: Instant | null | 'as_before'
  /** Whether an order form is begun and not filed; null leaves that as it was. */
  readonly drafting: boolean | null
  /** What the registries are told and asked: the store makes letters of it, to the registry of the value's digest. */
  readonly registry: readonly RegistryNews[]
  /** Of a registry's own turn alone: what it takes down. */
  readonly registered: readonly RegistryEntry[]
  /** The customer has written, or can be reached again: their lane goes on if it rests. */
  readonly heard: boolean
  /** Lists of the web desk in which the conversation stands otherwise than before. */
  readonly listings: readonly Listing[]
}

/**
 * A change of where a conversation is listed: with a person since then, or banned since then (null: not so), under its customer's name (null:
 * under none); and what happened in it at a moment, for the reports of its week.
 */
export type Listing =
  | { readonly list: 'with_person' | 'banned'; readonly since: Instant | null }
  | { readonly list: 'named'; readonly name: string | null; readonly before: string | null }
  | { readonly list: 'marks'; readonly at: Instant; readonly mark: Mark }

/** `taken`: a person has come at `until` for whom the customer had waited since. `state`: an order has come into it. It names nobody. */
export type Mark =
  | { readonly kind: 'escalated' | 'solved' }
  | { readonly kind: 'taken'; readonly since: Instant; readonly until: Instant }
  | { readonly kind: 'rated'; readonly score: 1 | 2 | 3 }
  | { readonly kind: 'state'; readonly state: string }
  | { readonly kind: 'symptom'; readonly symptom: string | null }

/** A commit that changes nothing but what is said beside it. */
export const NO_CHANGES = {
  customer: [],
  outgoing: [],
  transcript: [],
  orders: [],
  moved: [],
  parked: [],
  forget: false,
  waiting: 'as_before',
  drafting: null,
  registry: [],
  registered: [],
  heard: false,
  listings: [],
} as const satisfies Partial<Commit>

/** `refused`: the fence has moved on, nothing was written. `number_taken`: draw another order number and step again. */
export type Committed = 'done' | 'refused' | 'number_taken'

/**
 * A letter, and the turn that was stepped on it before it was taken in: from a state that this process believes to be the current one.
 */
export interface WarmTurn {
  readonly letter: Letter
  /** What the chat page shows of the letter, JSON; null where there is no page. */
  readonly shown: string | null
  /** Null when nothing could be stepped: the letter is taken in then, and the conversation claimed. */
  readonly ahead: SteppedAhead | null
}

export interface SteppedAhead {
  readonly from: Version
  /** Desk time of the letter as this process reckons it. */
  readonly at: Instant
  /**
   * As in a commit that takes no mail. A turn with orders, with news for a registry, with parked letters or with an erased talk takes the plain
   * path.
   */
  readonly changes: Omit<Commit, 'claim'>
  /** With it the customer's lane is taken for sending, at the chat's pace or (null) at once; null leaves the lane alone. */
  readonly lane: { readonly rate: Rate | null } | null
}

/** A conversation as a commit left it. Whatever happens to it, by whomever, its fence moves on. */
export interface Version {
  /** One more than that of the claim committed. */
  readonly fence: number
  readonly birth: string
  /** Desk time at which Redis wakes the conversation for its timers: not later than the earliest of them, null without one. */
  readonly wakeAt: Instant | null
  /** Desk time of its activity as Redis has noted it; not each turn is. */
  readonly activeAt: Instant
  /** Where Redis lists it, as the last commit that said so. */
  readonly listed: Pick<Commit, 'drafting' | 'waiting'>
}

/**
 * `committed`: the letter is taken in and the turn written, by one script; `lane` where it was taken along, with the line to be sent at once. `claimed`: it is taken in and the conversation is this process's to step. `queued`: it is taken in and waits for whoever has the
 * conversation.
 */
export type Turned =
  | { readonly kind: 'committed'; readonly version: Version; readonly now: Instant; readonly lane: LaneClaim | null }
  | { readonly kind: 'claimed'; readonly claim: Claim }
  | { readonly kind: 'queued' | 'duplicate' | 'full' }

/** How long a claim hides a conversation or a lane from other workers. */
export const VISIBILITY_MS = 3_000

export const MAX_LETTER_BYTES = 256 * 1024

/** Apps cut a longer text in parts of about this many characters. */
export const CUT_TEXT_LENGTH = 4_000

/** How long the next part of a cut text may take. */
export const SETTLE_MS = 1_000

export const MAX_WAITING_LETTERS = 200

/** As many as an album has parts. */
export const MAX_LETTERS_A_CLAIM = 10
