/**
 * Delivery: drains a lane, one entry at a time, at the channel's pace and under a claim of its own that is renewed while a send is in flight. How a
 * send ends decides what becomes of the entry; nothing is dropped without a trace.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { MINUTE, SECOND } from '../domain/values.ts'
import {
  type ConversationId,
  type Finished,
  type LaneClaim,
  type LaneId,
  type Rate,
  type Reference,
  type Store,
  StoreUnavailable,
  VISIBILITY_MS,
} from '../ports.ts'
import { createAside } from './aside.ts'
import type { Channel, Pace, Sent } from './channel.ts'
import { createFared } from './fared.ts'
import { type Held, sendWhileHeld } from './held.ts'
import { type Entry, isStaffRoom, readEntry, readLetter } from './letters.ts'
import { type Log, traceOf } from './log.ts'
import { createPermits, type Permits } from './permits.ts'
import { prepare, referenceOf } from './sending.ts'

export interface DeliveryTiming {
  /** How long a claim or its renewal holds a lane. */
  readonly claimMs: number
  readonly renewEveryMs: number
  /** No send starts with less of its claim left. */
  readonly leastClaimMs: number
  /** The deadline of a send; a channel may give up earlier. */
  readonly sendDeadlineMs: number
}
export const DELIVERY_TIMING: DeliveryTiming = {
  claimMs: VISIBILITY_MS,
  renewEveryMs: SECOND,
  leastClaimMs: SECOND,
  sendDeadlineMs: 20 * SECOND,
}
const NO_FILES = 'files cannot be sent over this channel · 这个渠道不能发送文件'
const FIRST_RETRY_MS = SECOND / 2
const LAST_RETRY_MS = MINUTE
/** No channel serves the conversation now (it was switched off): looked at again later. */
const UNSERVED_RETRY_MS = MINUTE
/** While Redis is away a line that was sent is not yet marked so: tried again as long as a claim lasts, since sending it twice is worse. */
const MARK_AGAIN_MS = SECOND / 5

export interface DeliveryOptions {
  readonly store: Store
  readonly channels: readonly Channel[]
  readonly log: Log
  /** 0-1, spreads retries. */
  readonly jitter: () => number
  /** Called for a conversation that has got mail. */
  readonly onIngested: (conversation: ConversationId) => void
  /** No further entry is taken once it says so. */
  readonly isStopping: () => boolean
  readonly timing: DeliveryTiming
}

/** A claim with the moment at which it ends unless renewed, by the process's own monotonic clock. */
export type HeldClaim = LaneClaim & {
  readonly heldUntil: number
}

/** A permit for one send, with the chat's own pace; null for none. */
export interface Reservation {
  readonly rate: Rate | null
  /** Nothing was sent after all. */
  giveBack(): void
}

/** What became of an entry: the lane goes on at once, waits, or rests until something new is committed to it. */
type Outcome = 'next' | 'rests' | { readonly waitMs: number }

export function createDelivery(options: DeliveryOptions) {
  const { store, channels, log, jitter, onIngested, isStopping, timing } = options
  const permits = permitsFor(channels, store)
  const aside = createAside(store, onIngested)
  const tellFared = createFared(store, onIngested)
  const channelOf = (conversation: ConversationId) => channels.find((candidate) => candidate.serves(conversation))

  /**
   * Sends what the lane holds, until it is empty, must wait, or another worker has it. Answers how long it waits, null when it does not.
   * `taken`: the lane is held already, by the turn that filled it.
   */
  async function drain(lane: LaneId, taken: HeldClaim | null = null): Promise<number | null> {
    const pace = lane.name === 'customer' ? channelOf(lane.conversation)?.pace : undefined
    for (let held = taken; !isStopping(); held = null) {
      const outcome = await (held !== null ? deliver(held) : pace === undefined ? next(lane) : nextAtPace(lane, pace))
      if (outcome === null || outcome === 'rests') return null
      if (outcome !== 'next') return outcome.waitMs
    }
    return null
  }

  async function next(lane: LaneId): Promise<Outcome | null> {
    const asked = performance.now()
    const claim = await store.claimLane(lane)
    return claim === null ? null : await deliver(asHeld(claim, asked))
  }

  /** The account's permit comes first: a lane that waits for one is not held meanwhile. */
  async function nextAtPace(lane: LaneId, { account, chat }: Pace): Promise<Outcome | null> {
    const permit = permits.get(account.name)
    const waitMs = (await permit?.take()) ?? 0
    if (waitMs > 0) return { waitMs }
    const asked = performance.now()
    const claim = await store.claimLaneAt(lane, chat(lane.conversation))
    if (claim !== null && !('waitMs' in claim)) return await deliver(asHeld(claim, asked))
    permit?.giveBack()
    return claim
  }

  const asHeld = (claim: LaneClaim, asked: number): HeldClaim => ({ ...claim, heldUntil: asked + timing.claimMs })

  /** What a turn needs to take the customer's lane along; null where a permit must be waited for, or nobody sends. */
  function reserve(conversation: ConversationId): Reservation | null {
    const channel = channelOf(conversation)
    if (channel === undefined) return null
    if (channel.pace === undefined) return { rate: null, giveBack: () => {} }
    const permit = permits.get(channel.pace.account.name)
    if (permit?.takeNow() !== true) return null
    return { rate: channel.pace.chat(conversation), giveBack: permit.giveBack }
  }

  async function deliver(claim: HeldClaim): Promise<Outcome> {
    try {
      return claim.lane.name === 'outgoing' ? await forward(claim) : await send(claim)
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error
      log.error({ conversation: claim.lane.conversation, ...traceOf(error) }, 'a delivery failed')
      return await setAside(claim, 'a defect of ours met this entry')
    }
  }

  /** A letter to another conversation: its id makes a repeat harmless. */
  async function forward(claim: LaneClaim): Promise<Outcome> {
    const letter = readLetter(claim.body)
    await store.ingest(letter)
    const finished = await store.sent(claim, null)
    onIngested(letter.conversation)
    return after(finished)
  }

  async function send(claim: HeldClaim): Promise<Outcome> {
    const { conversation } = claim.lane
    const entry = readEntry(claim.body)
    const channel = channelOf(conversation)
    if (channel === undefined) return await wait(claim, UNSERVED_RETRY_MS)
    if (claim.notAfter !== null && claim.now > claim.notAfter) return await late(claim)
    if ('line' in entry && entry.line.file !== undefined && channel.sendsFiles !== true)
      return await setAside(claim, NO_FILES)
    const prepared = await prepare(store, channel, claim, entry)
    if (prepared === 'never_sent') return await nothingToChange(claim, entry)
    // The last thing before a send: Redis was slow to answer, or this process stood still, and another worker may have the lane before it ends.
    if (claim.heldUntil - performance.now() < timing.leastClaimMs) return await wait(claim, 0)
    const { line, send: sendNow } = prepared
    const deadlineMs = (line === null ? undefined : channel.deadlineMs?.(line)) ?? timing.sendDeadlineMs
    const sent = await sendWhileHeld(heldBy(claim, deadlineMs), sendNow)
    return await settle(claim, entry, sent, channel)
  }

  async function nothingToChange(claim: HeldClaim, entry: Entry): Promise<Outcome> {
    await tellFared(claim, entry, 'never_sent')
    return after(await markSent(claim, null))
  }

  async function settle(claim: LaneClaim, entry: Entry, sent: Sent, { pace }: Channel): Promise<Outcome> {
    const { conversation } = claim.lane
    const isTold = await tellFared(claim, entry, sent)
    switch (sent.status) {
      case 'sent':
        return after(await markSent(claim, referenceOf(entry, sent.ref)))
      case 'more':
        await store.defer(claim, 0)
        return 'next'
      case 'later':
        // A group has a limit of its own: its refusal says nothing about the account.
        if (pace !== undefined && !isStaffRoom(conversation))
          await permits.get(pace.account.name)?.refused(conversation, sent.afterMs)
        return await wait(claim, sent.afterMs)
      case 'again':
        log.warn({ conversation, tries: claim.tries, reason: sent.reason }, 'a send is tried again')
        return await wait(claim, backoff(claim.tries), 'in doubt')
      case 'unreachable':
        log.warn({ conversation, reason: sent.reason }, 'a customer cannot be reached')
        return await rest(claim, sent.reason, isTold)
      case 'refused':
        log.warn({ conversation, status: sent.status, reason: sent.reason }, 'a line was not delivered')
        return 'amendment' in entry ? await keep(claim, sent.reason) : await setAside(claim, sent.reason, isTold)
    }
  }

  /** A repeat is harmless: once another worker has the lane it changes nothing. */
  async function markSent(claim: LaneClaim, reference: Reference | null): Promise<Finished> {
    const until = performance.now() + timing.claimMs
    for (;;) {
      try {
        return await store.sent(claim, reference)
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || performance.now() > until) throw error
        await sleep(MARK_AGAIN_MS)
      }
    }
  }

  /** A reminder or a notice of long ago. */
  async function late(claim: LaneClaim): Promise<Outcome> {
    log.info({ conversation: claim.lane.conversation }, 'a line was too late to be sent')
    await store.parkEntry(claim, 'too late to be sent')
    return 'next'
  }

  /** The entry is kept for people, and the lane goes on. */
  async function setAside(claim: LaneClaim, reason: string, isTold = false): Promise<Outcome> {
    await aside.keep(claim, reason, isTold)
    return 'next'
  }

  /** The customer misses nothing by it, and who wanted it was told. */
  async function keep(claim: LaneClaim, reason: string): Promise<Outcome> {
    await store.parkEntry(claim, reason)
    return 'next'
  }

  /** Nothing reaches this customer: what waits stays. A group that refuses the bot is tried again, since its cards must not rest. */
  async function rest(claim: LaneClaim, reason: string, isTold: boolean): Promise<Outcome> {
    if (isStaffRoom(claim.lane.conversation)) return await wait(claim, LAST_RETRY_MS)
    await aside.rest(claim, reason, isTold)
    return 'rests'
  }

  async function wait(claim: LaneClaim, waitMs: number, how?: 'in doubt'): Promise<Outcome> {
    await store.defer(claim, waitMs, how)
    return { waitMs }
  }

  function heldBy(claim: HeldClaim, deadlineMs: number): Held {
    return {
      until: claim.heldUntil,
      claimMs: timing.claimMs,
      renewEveryMs: timing.renewEveryMs,
      deadlineMs,
      renew: () => store.renewLane(claim),
      onTrouble: (error: unknown) =>
        log.warn({ conversation: claim.lane.conversation, ...traceOf(error) }, 'a claim was not renewed'),
    }
  }

  function backoff(tries: number): number {
    return Math.min(FIRST_RETRY_MS * 2 ** Math.min(tries, 10), LAST_RETRY_MS) * (0.75 + jitter() / 2)
  }

  return { drain, reserve }
}

/** What is written to an empty lane later, whoever writes it wakes. */
const after = (finished: Finished): Outcome => (finished === 'empty' ? 'rests' : 'next')

/** One for each account that has a pace. */
function permitsFor(channels: readonly Channel[], store: Store): ReadonlyMap<string, Permits> {
  const paces = channels.flatMap(({ pace }) => (pace === undefined ? [] : [pace]))
  return new Map(paces.map(({ account }) => [account.name, createPermits(store, account.name, account.rate)]))
}
