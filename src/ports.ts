/**
 * The vocabulary between the bot and what keeps its state: what is ingested, claimed, committed and delivered (design: one turn).
 * Types only. Bodies are JSON strings: the store keeps them without knowing conversations.
 */
import type { Readable } from 'node:stream'
import type { PlainDate } from './domain/calendar.ts'
import type { FileType } from './domain/file-type.ts'
import type { DayByHand } from './domain/hours-by-hand.ts'
import type { AwaitedWork, FoundBy } from './domain/order.ts'
import type { StaffRole } from './domain/staff-role.ts'
import type { Instant, OrderNumber } from './domain/values.ts'

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
  /** Lists of the web desk in which the conversation stands otherwise than before. */
  readonly listings: readonly Listing[]
}

/** A change of where a conversation is listed: with a person since then (null: with none), under its customer's name (null: under none). */
export type Listing =
  | { readonly list: 'with_person'; readonly since: Instant | null }
  | { readonly list: 'named'; readonly name: string | null; readonly before: string | null }

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
  listings: [],
} as const satisfies Partial<Commit>

export type OrderIndex = FoundBy['index']

/** What a conversation has for the registries. `asked`: which open orders name this serial number? */
export type RegistryNews = ({ readonly kind: 'noted' } & FoundBy) | { readonly kind: 'asked'; readonly serial: string }

/** A line of a registry. `digest`: of the value, keyed; the value itself is not kept there. */
export interface RegistryEntry {
  readonly index: OrderIndex
  readonly digest: string
  readonly number: OrderNumber
  readonly filedAt: Instant
  readonly standing: FoundBy['standing']
}

/** The body of a letter to a registry. `asker` hears of other open orders with the same serial number; null wants no answer. */
export type RegistryLetter =
  | { readonly kind: 'noted'; readonly entry: RegistryEntry; readonly asker: RegistryAsker | null }
  | { readonly kind: 'asked'; readonly digest: string; readonly asker: RegistryAsker }
export interface RegistryAsker {
  readonly conversation: ConversationId
  readonly serial: string
}

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

/** A customer who waits for a person, since a moment in desk time. */
export interface Waiting {
  readonly conversation: ConversationId
  readonly since: Instant
}

/** An order as JSON, with what it is found by. `state` is a word of `[a-z_]`. */
export interface OrderRecord {
  readonly number: OrderNumber
  readonly record: string
  readonly state: string
  /** What staff are to do with it; null while that is nothing. */
  readonly awaited: AwaitedWork | null
}

/** An order that waits for staff, and for what. */
export interface StaffTask extends AwaitedWork {
  readonly number: OrderNumber
}

/** By what a list of orders is drawn up. */
export type OrderKey =
  | { readonly by: 'all' }
  | { readonly by: 'state'; readonly state: string }
  | { readonly by: 'customer'; readonly conversation: ConversationId }
  | { readonly by: OrderIndex; readonly value: string }

/** Which of a list's orders, by the desk time of their filing: from `since` on, before `until`; null leaves that side open. */
export interface OrderSpan {
  readonly since: Instant | null
  readonly until: Instant | null
  readonly limit: number
  /** A page's `next`; null for the first page. */
  readonly after: string | null
}

/** A page of orders, newest first. */
export interface OrderPage {
  readonly numbers: readonly OrderNumber[]
  /** Where the next page begins, null after the last one. */
  readonly next: string | null
}

/** A page of conversations. */
export interface DraftPage {
  readonly conversations: readonly ConversationId[]
  readonly next: string | null
}

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

/** What is due now, in all shards. */
export interface Due {
  readonly conversations: readonly ConversationId[]
  readonly lanes: readonly LaneId[]
}

/** How much waits, in all shards. Times in ms. */
export interface Backlog {
  /** Conversations with mail, or claimed at the moment; their letters, and the age of the oldest one. */
  readonly mailboxes: { readonly conversations: number; readonly letters: number; readonly oldestMs: number }
  /** Timers whose moment has passed. */
  readonly timers: { readonly late: number; readonly oldestMs: number }
  /** Lanes with entries, and for how long the one due longest has not been taken. */
  readonly lanes: { readonly waiting: number; readonly oldestMs: number }
  readonly parked: number
}

/** What Redis says of itself. `memoryLimitBytes` is 0 without a limit. */
export interface RedisHealth {
  readonly memoryBytes: number
  readonly memoryLimitBytes: number
  /** The last write and the last rewrite of the append-only file were well. */
  readonly appendOnlyFileOk: boolean
}

/**
 * Redis as the turn loop sees it. Every method rejects with `StoreUnavailable` when Redis cannot be reached or refuses to write: nothing is
 * half done then, and the caller tries again or answers 503.
 */
export interface Store extends Topics {
  /** Desk time: Redis' clock plus the offset set at start. */
  now(): Promise<Instant>
  ingest(letter: Letter): Promise<Ingested>
  /** Null when the conversation is not due or another worker holds it. */
  claim(conversation: ConversationId): Promise<Claim | null>
  commit(commit: Commit): Promise<Committed>
  /**
   * Takes a letter in and commits the turn stepped ahead on it, if the id is new, the version is current, nobody holds the conversation, no
   * mail waits, no timer is due, nothing waits to be sent to the customer, and `at` is within 1 s of desk time. Otherwise the letter is
   * taken in all the same, and the conversation claimed where it is free.
   */
  turn(turn: WarmTurn): Promise<Turned>
  /** Hides the conversation for `VISIBILITY_MS` from now on. False when the claim was lost: what is being done for it is in vain. */
  renew(claim: Pick<Claim, 'conversation' | 'fence'>): Promise<boolean>
  /** Gives a claim back after a failed step: due again after `delayMs`. The attempt counts. */
  release(claim: Pick<Claim, 'conversation' | 'fence'>, delayMs: number): Promise<void>
  /** Keeps a letter aside that no conversation could be found for. */
  park(origin: string, body: string): Promise<void>

  claimLane(lane: LaneId): Promise<LaneClaim | null>
  /** As `claimLane`, at this rate over all processes: the ms until it allows a send when that is not now. The claim counts as a send. */
  claimLaneAt(lane: LaneId, rate: Rate): Promise<LaneClaim | { readonly waitMs: number } | null>
  /** False when the claim was lost: stop sending. */
  renewLane(claim: LaneClaim): Promise<boolean>
  /** Marks the entry as sent and frees the lane. False when the claim was lost before. */
  sent(claim: LaneClaim, reference: Reference | null): Promise<boolean>
  /** The entry stays first in its lane, whose next moment is `delayMs` away. `in doubt`: it may have been sent, so that nothing replaces it any more. */
  defer(claim: LaneClaim, delayMs: number, how?: 'in doubt'): Promise<boolean>
  /** The entry stays first in its lane, which rests until something that cannot be late is committed to it. */
  stopLane(claim: LaneClaim): Promise<boolean>
  /** The entry is kept aside for people and the lane goes on. */
  parkEntry(claim: LaneClaim, reason: string): Promise<boolean>
  /** Notes what a message can be found by before it is sent; the same again changes nothing. */
  remember(conversation: ConversationId, reference: Reference): Promise<void>
  reference(conversation: ConversationId, key: string): Promise<string | null>

  /** Takes up to `wanted` of an account's sends, which all processes share: at least one, or none and the ms until there is one. */
  takeSends(account: string, rate: Rate, wanted: number): Promise<{ readonly sends: number; readonly waitMs: number }>
  /** None of an account's sends are given out for `ms`. */
  stopSends(account: string, rate: Rate, ms: number): Promise<void>

  due(): Promise<Due>

  order(number: OrderNumber): Promise<string | null>
  /** Orders by filing, newest first; in one state, or in all with null. `after` is a page's `next`; throws a `RangeError` for another. */
  orderPage(state: string | null, limit: number, after: string | null): Promise<OrderPage>
  /** The same by any key and span. The cost follows the page, not how many orders there are. */
  ordersBy(key: OrderKey, span: OrderSpan): Promise<OrderPage>
  /** Conversations with an order form that is begun and not filed, those of the last word first. */
  drafts(limit: number, after: string | null): Promise<DraftPage>
  /** Who waits for a person, who has waited longest first. */
  waiting(limit: number): Promise<readonly Waiting[]>
  /** How many have waited since before that moment. */
  waitingBefore(since: Instant): Promise<number>
  /** Orders that wait for staff, who has waited longest first. The cost follows how many wait, not how many orders there are. */
  staffTasks(limit: number): Promise<readonly StaffTask[]>
  /** How many of them there are. */
  staffTaskCount(): Promise<number>
  /** The numbers filed in a conversation, oldest first. */
  ordersOf(conversation: ConversationId): Promise<readonly OrderNumber[]>
  /** The newest open orders under a digest of the serial numbers' registry, at most `limit`. */
  openBySerial(digest: string, limit: number): Promise<readonly OrderNumber[]>
  /** Counts a try to look up an order of another conversation. Answers 0 when it is allowed, else the ms until one is. */
  tryLookUp(number: OrderNumber, digits: string, isRight: boolean): Promise<number>
  transcript(conversation: ConversationId): Promise<readonly string[]>
  /** What of files is kept with a conversation, oldest first. */
  filesOf(conversation: ConversationId): Promise<readonly KeptFile[]>

  /** Takes or renews a named right for `ttlMs`. False when another owner has it. */
  lease(name: string, owner: string, ttlMs: number): Promise<boolean>
  releaseLease(name: string, owner: string): Promise<void>

  staff(): Promise<readonly StaffMember[]>
  addStaff(member: StaffMember): Promise<void>
  removeStaff(id: string): Promise<boolean>
  /** Who of staff has spoken last in a conversation, or taken it. A later one replaces them; that the talk was handed back is not noted. */
  noteHolder(conversation: ConversationId, holder: Holder): Promise<void>
  /** The conversations in which they were the last of staff. */
  heldBy(id: string): Promise<readonly Held[]>
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

/** A photo, video or file as it is to be kept: checked, and without what photos tell of the place. */
export interface FileContent extends FileType {
  readonly bytes: Uint8Array
  /** A small WebP of a photo; null for anything else. */
  readonly preview: (Size & { readonly bytes: Uint8Array }) | null
}

/** In pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

export interface KeptFile extends FileType {
  /** 22 of `[A-Za-z0-9_-]`. */
  readonly id: string
  /** In bytes. */
  readonly size: number
  readonly preview: Size | null
}

/** `full`: the conversation has as much as it may have. `no_room`: the disk is nearly full. */
export type FileKept = { readonly status: 'kept'; readonly file: KeptFile } | { readonly status: 'full' | 'no_room' }

/** What customers send beside words, kept with their conversation under names of its own: it goes with `/forget` and with the transcript. */
export interface Files {
  /** `id`: 22 of `[A-Za-z0-9_-]` that nobody can guess; the same one is kept once. */
  keepFile(conversation: ConversationId, id: string, content: FileContent): Promise<FileKept>
  /** Null for what this conversation does not have. */
  keptFile(conversation: ConversationId, id: string): Promise<KeptFile | null>
  /** The caller reads the stream to its end or destroys it. Null for what this conversation does not have. */
  openFile(conversation: ConversationId, id: string, part: 'whole' | 'preview'): Promise<OpenFile | null>
  /** Deletes from the disk what conversations have no more. Answers how many of them. */
  sweepFiles(): Promise<number>
}

export interface OpenFile {
  readonly file: KeptFile
  /** Of the part that was asked for, in bytes. */
  readonly size: number
  readonly stream: Readable
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

/** Redis could not be reached, refused the write or answered too late. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

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
