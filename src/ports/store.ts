/** Redis as the turn loop sees it. */
import type { Instant, OrderNumber } from '../domain/values.ts'
import type { KeptFile } from './files.ts'
import type { Due } from './health.ts'
import type { Finished, LaneClaim, LaneId, Rate, Reference } from './lanes.ts'
import type { DraftPage, OrderKey, OrderPage, OrderSpan, StaffTask } from './orders.ts'
import type { Held, Holder, StaffMember, Topics, Waiting } from './staff.ts'
import type { Claim, Commit, Committed, ConversationId, Ingested, Letter, Turned, WarmTurn } from './turn.ts'

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
  /** Marks the entry as sent and frees the lane. */
  sent(claim: LaneClaim, reference: Reference | null): Promise<Finished>
  /** The entry stays first in its lane, whose next moment is `delayMs` away. `in doubt`: it may have been sent, so that nothing replaces it any more. */
  defer(claim: LaneClaim, delayMs: number, how?: 'in doubt'): Promise<boolean>
  /** The entry stays first in its lane, which rests until something that cannot be late is committed to it. */
  stopLane(claim: LaneClaim): Promise<boolean>
  /** The entry is kept aside for people and the lane goes on. */
  parkEntry(claim: LaneClaim, reason: string): Promise<Finished>
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

/** Redis could not be reached, refused the write or answered too late. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}
