/** The vocabulary between the web desk and what keeps its state, beside the one of `ports.ts`. Types and tables only. */
import type { PlainDate } from './domain/calendar.ts'
import type { FileRefusal } from './domain/file-type.ts'
import type { DayByHand, HoursRefusal, HoursWish } from './domain/hours-by-hand.ts'
import type { StaffWork } from './domain/order.ts'
import type { StaffRole } from './domain/staff-role.ts'
import type { Bilingual, Instant, Language, OrderNumber } from './domain/values.ts'
import type { ConversationId, KeptFile, Mark } from './ports.ts'

/** Someone who may sign in. `login`: 2-32 of `a-z 0-9 . _ -`, for good. */
export interface DeskPerson {
  readonly login: string
  /** As customers' conversations and colleagues name them. */
  readonly name: string
  readonly role: StaffRole
  /** The Telegram user id (digits) of the same person; null when nobody said. */
  readonly telegram: string | null
}

/** As it is kept. `password`: a scrypt hash with its parameters. `epoch`: sign-ins of an earlier one hold no more. */
export interface DeskAccount extends DeskPerson {
  readonly password: string
  readonly epoch: number
}

/** What a sign-in is known by. */
export interface SignIn {
  readonly login: string
  readonly epoch: number
}

/** A link that lets one person in for the first time. `login`: null lets them choose. */
export interface Invite {
  readonly role: StaffRole
  readonly login: string | null
}

/** Who may sign in, and who has. Secrets are known by their digests alone. Every method rejects with `StoreUnavailable`. */
export interface DeskAccounts {
  accounts(): Promise<readonly DeskAccount[]>
  account(login: string): Promise<DeskAccount | null>
  /** False when the login is taken. */
  addAccount(account: DeskAccount): Promise<boolean>
  /** False when there is none of that login. */
  changeAccount(account: DeskAccount): Promise<boolean>
  removeAccount(login: string): Promise<boolean>
  openSignIn(digest: string, signIn: SignIn, keptMs: number): Promise<void>
  /** Asking keeps it for `keptMs` more, with null no longer than before. Null when it is not known, or no more. */
  signIn(digest: string, keptMs: number | null): Promise<SignIn | null>
  endSignIn(digest: string): Promise<void>
  /** Counts a try to sign in: how many there were under this name within `windowMs` of the first. */
  countTry(name: string, windowMs: number): Promise<number>
  forgetTries(name: string): Promise<void>
  openInvite(digest: string, invite: Invite, keptMs: number): Promise<void>
  /** Asking does not use it up. */
  invite(digest: string): Promise<Invite | null>
  /** Null when it was used already, or its time is over. */
  takeInvite(digest: string): Promise<Invite | null>
}

/** A conversation as the lists of the desk need it, as the store has it. */
export interface TalkRecord {
  readonly conversation: ConversationId
  /** What the last commit stored. */
  readonly state: string
  /** JSON lines of the transcript, oldest first. */
  readonly lines: readonly string[]
}

/** One conversation, at one moment. */
export interface WholeTalk extends TalkRecord {
  /** Moves with whatever happens to it. */
  readonly fence: number
  /** How many lines the transcript has; `lines` are the newest of them. */
  readonly length: number
  /** Bodies of lines that are not sent yet, oldest first. */
  readonly unsent: readonly string[]
  readonly files: readonly KeptFile[]
  /** Of a chat page: the bodies shown after the last one that was seen; null for other channels. */
  readonly unseen: readonly string[] | null
}

export interface TalkPage {
  readonly conversations: readonly ConversationId[]
  readonly next: string | null
}

/** What the desk's lists are drawn up from: indexes of each shard, merged; no scan. Every method rejects with `StoreUnavailable`. */
export interface DeskTalks {
  /** Null for a conversation that is not there. `lines`: how many of the transcript. */
  wholeTalk(conversation: ConversationId, lines: number): Promise<WholeTalk | null>
  /** Those of them that are there, each with its newest lines. */
  talkRecords(conversations: readonly ConversationId[], lines: number): Promise<readonly TalkRecord[]>
  /** Who is with a person, those longest first. */
  withPerson(limit: number): Promise<readonly ConversationId[]>
  /** Whose customers are banned, longest first. */
  banned(limit: number): Promise<readonly ConversationId[]>
  /** By their last word, newest first; within an hour it is not exact. */
  lately(limit: number, after: string | null): Promise<TalkPage>
  /** Customers whose name begins so, in whatever case; at most `limit`. */
  named(beginning: string, limit: number): Promise<readonly ConversationId[]>
  /** Marks who looks at a conversation for `ms`, and answers who else does. */
  lookingAt(conversation: ConversationId, login: string, ms: number): Promise<readonly string[]>
}

/** Who has a talk: the bot, the bot while the request waits for the opening, the line, a person; or nobody, of a customer who is banned. */
export type TalkOwner = 'bot' | 'queued' | 'waiting' | 'person' | 'banned'

/** A stored conversation, read. */
export interface TalkRead {
  readonly owner: TalkOwner
  readonly reason: 'asked' | 'danger' | 'security' | null
  /** The person who has it. */
  readonly by: string | null
  /** Since when the customer waits for a person, or for an answer of theirs. */
  readonly since: Instant | null
  readonly name: string | null
  readonly lang: Language
  /** Nothing reaches them until they are heard of again. */
  readonly gone: boolean
  readonly closeAt: Instant | null
  /** Since when, by whom and why they are banned, and how many messages nobody read since; null while they are not. */
  readonly ban: {
    readonly at: Instant
    readonly by: string
    readonly reason: string | null
    readonly unread: number
  } | null
  readonly orders: readonly OrderNumber[]
  /** Talks of the same customer in other apps, which they have agreed to join with this one, as this one knows of it. */
  readonly joined: readonly ConversationId[]
  /** What the bot has asked, or will when the talk is handed back; null when it asks nothing. */
  next(): { readonly text: string; readonly offers: readonly string[] } | null
  /** The hand-over card, a line each, in both languages. */
  card(): readonly string[]
}

/** What staff do at the desk with a conversation; `minutes`: how long the customer may still write before it is closed. */
export type DeskAct =
  /** `text` may be empty beside a file, which the conversation keeps already. */
  | { readonly kind: 'said'; readonly text: string; readonly file: SentFile | null }
  | { readonly kind: 'noted'; readonly text: string }
  | { readonly kind: 'took' | 'released' | 'unbanned' | 'erased' }
  | { readonly kind: 'banned'; readonly reason: string | null }
  | { readonly kind: 'closed'; readonly minutes: number }
  /** Machines are counted from 0; null for a move of the whole order. `note`: a few words to the customer that go with it. */
  | {
      readonly kind: 'moved'
      readonly number: OrderNumber
      readonly machines: readonly number[] | null
      readonly move: { readonly type: string }
      readonly note: string | null
    }

/** `name`: as its sender calls it. */
export interface SentFile extends Pick<KeptFile, 'id' | 'kind'> {
  readonly name: string
}

/** Takes a person's file in, told by its bytes: whatever is of no known kind is kept as it is. `id`: 22 of `[A-Za-z0-9_-]`; the same one is kept once. */
export type TakeStaffFile = (
  conversation: ConversationId,
  id: string,
  bytes: Uint8Array,
) => Promise<
  | { readonly status: 'kept'; readonly file: KeptFile }
  | { readonly status: 'refused'; readonly why: Exclude<FileRefusal, 'unfetched'> }
>

/** What conversations mean, as only the bot knows it. */
export interface TalkReader {
  /** Null for a state that cannot be read. */
  read(state: string): TalkRead | null
  /** The body of a letter that does this in a conversation; `by` is the name of who does it. */
  bodyOf(act: DeskAct, by: string): string
  /** What a customer is told about the hours at that moment, in both languages. */
  hoursText(at: Instant): Bilingual
}

/** What administrators did with a customer's data: when, who, and in which conversation, as far as it may still be named. */
export interface DeskLogEntry {
  readonly at: Instant
  readonly by: string
  readonly act: 'exported' | 'erased'
  /** Its channel and the end of its id. */
  readonly talk: string
}

/** The newest 200. Both reject with `StoreUnavailable`. */
export interface DeskLog {
  noteDeskAct(entry: DeskLogEntry): Promise<void>
  /** Newest first. */
  deskActs(): Promise<readonly DeskLogEntry[]>
}

/** One week from its Monday on (China), as it was counted at `countedAt`. */
export interface WeekReport {
  readonly week: PlainDate
  readonly countedAt: Instant
  /** Conversations in which something was said or done. */
  readonly conversations: number
  /** Customers who confirmed to the bot that their fault is gone. */
  readonly solved: number
  /** How often a person was asked for, or had to be. */
  readonly escalated: number
  /** Who was asked for and came: how many, and how many minutes of working time (P1) the customer had waited. */
  readonly waits: { readonly count: number; readonly median: number; readonly nineInTen: number }
  /** By score: 3 good, 2 so-so, 1 not good. */
  readonly ratings: Readonly<Record<1 | 2 | 3, number>>
  /** How many orders came into a state, and how many were filed for a symptom (`other`: none was told). */
  readonly states: Readonly<Record<string, number>>
  readonly symptoms: Readonly<Record<string, number>>
}

/** What the reports are counted from, and what was counted. Every method rejects with `StoreUnavailable`. */
export interface WeekBook {
  /** From `since` on, before `until`. */
  marksIn(since: Instant, until: Instant): Promise<readonly Mark[]>
  forgetMarks(before: Instant): Promise<void>
  /** Conversations of customers whose last turn was then, within an hour; `rooms` are staff's and not counted. */
  activeIn(since: Instant, until: Instant, rooms: readonly ConversationId[]): Promise<number>
  keepWeek(report: WeekReport): Promise<void>
  /** Newest first. */
  weeks(): Promise<readonly WeekReport[]>
  /** How many orders are in each state now. */
  ordersInState(): Promise<Readonly<Record<string, number>>>
}

/** Orders that wait for staff, oldest first: what for, and how many minutes of working time. */
export interface StaffWorkList {
  list(
    limit: number,
    now: Instant,
  ): Promise<
    readonly {
      readonly number: OrderNumber
      readonly what: StaffWork
      readonly minutes: number
      readonly overdue: boolean
    }[]
  >
}

/** Hours set by hand for a single day (P1), as the staff group sets them too. All reject with `StoreUnavailable`. */
export interface DeskHours {
  list(): Promise<readonly DayByHand[]>
  set(
    wish: HoursWish,
    act: { readonly by: string; readonly source: string; readonly reason: string },
  ): Promise<{ readonly ok: true; readonly day: DayByHand } | { readonly ok: false; readonly refusal: HoursRefusal }>
  /** False when that day was not set. */
  clear(date: PlainDate, by: string): Promise<boolean>
}
