/**
 * Delivery: drains a lane in order, one entry at a time, under a claim of its own that is renewed while a send is in flight. How a send ends
 * decides what becomes of the entry; nothing is dropped.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { MINUTE, SECOND } from '../domain/values.ts'
import {
  type ConversationId,
  type LaneClaim,
  type LaneId,
  type Letter,
  type Reference,
  type Store,
  StoreUnavailable,
  VISIBILITY_MS,
} from '../ports.ts'
import type { Channel, Sent } from './channel.ts'
import { sendWhileHeld } from './held.ts'
import { type Entry, isStaffRoom, readEntry, readLetter } from './letters.ts'
import { type Log, traceOf } from './log.ts'

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
  /** Nothing stood behind its entry when the lane was taken. */
  readonly isLast: boolean
}

/** What became of an entry: the lane goes on at once, or waits. */
type Outcome = 'next' | { readonly waitMs: number }

export function createDelivery(options: DeliveryOptions) {
  const { store, channels, log, jitter, onIngested, isStopping, timing } = options

  /**
   * Sends what the lane holds, until it is empty, must wait, or another worker has it. Answers how long it waits, null when it does not.
   * `taken`: the lane is held already, by the turn that filled it.
   */
  return async function drain(lane: LaneId, taken: HeldClaim | null = null): Promise<number | null> {
    for (let held = taken; !isStopping(); held = null) {
      const claim = held ?? (await claimed(lane))
      if (claim === null) return null
      const outcome = await deliver(claim)
      if (outcome !== 'next') return outcome.waitMs
      if (claim.isLast) return null
    }
    return null
  }

  async function claimed(lane: LaneId): Promise<HeldClaim | null> {
    const asked = performance.now()
    const claim = await store.claimLane(lane)
    return claim && { ...claim, heldUntil: asked + timing.claimMs, isLast: false }
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
    await store.sent(claim, null)
    onIngested(letter.conversation)
    return 'next'
  }

  async function send(claim: HeldClaim): Promise<Outcome> {
    const { conversation } = claim.lane
    const entry = readEntry(claim.body)
    const channel = channels.find((candidate) => candidate.serves(conversation))
    if (channel === undefined) return await wait(claim, UNSERVED_RETRY_MS)
    // Redis was slow to answer: another worker may have the lane before a send ends.
    if (claim.heldUntil - performance.now() < timing.leastClaimMs) return await wait(claim, 0)
    const sent = await sendWhileHeld(heldBy(claim), (signal) =>
      channel.send(conversation, entry.line, signal, claim.sequence),
    )
    return await settle(claim, entry, sent)
  }

  async function settle(claim: LaneClaim, entry: Entry, sent: Sent): Promise<Outcome> {
    const { conversation } = claim.lane
    switch (sent.status) {
      case 'sent':
        await markSent(claim, referenceOf(entry, sent.ref))
        return 'next'
      case 'later':
        return await wait(claim, sent.afterMs)
      case 'again':
        log.warn({ conversation, tries: claim.tries, reason: sent.reason }, 'a send is tried again')
        return await wait(claim, backoff(claim.tries))
      case 'unreachable':
      case 'refused':
        log.warn({ conversation, status: sent.status, reason: sent.reason }, 'a line was not delivered')
        return await setAside(claim, sent.reason)
    }
  }

  /** A repeat is harmless: once another worker has the lane it changes nothing. */
  async function markSent(claim: LaneClaim, reference: Reference | null): Promise<void> {
    const until = performance.now() + timing.claimMs
    for (;;) {
      try {
        await store.sent(claim, reference)
        return
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || performance.now() > until) throw error
        await sleep(MARK_AGAIN_MS)
      }
    }
  }

  /** The entry is kept for people, who hear of it through the conversation, and the lane goes on. */
  async function setAside(claim: LaneClaim, reason: string): Promise<Outcome> {
    const { conversation, name } = claim.lane
    if (name === 'customer' && !isStaffRoom(conversation)) await tellConversation(claim, reason)
    await store.parkEntry(claim, reason)
    return 'next'
  }

  /** The conversation hears of it and tells staff. Before the entry is parked: a repeat is deduped by its id. */
  async function tellConversation({ lane, sequence }: LaneClaim, reason: string): Promise<void> {
    const body = JSON.stringify({ kind: 'undeliverable', reason })
    const letter: Letter = { conversation: lane.conversation, id: `undelivered:${sequence}`, body, counted: false }
    await store.ingest(letter)
    onIngested(lane.conversation)
  }

  async function wait(claim: LaneClaim, waitMs: number): Promise<Outcome> {
    await store.defer(claim, waitMs)
    return { waitMs }
  }

  function heldBy(claim: HeldClaim) {
    return {
      until: claim.heldUntil,
      claimMs: timing.claimMs,
      renewEveryMs: timing.renewEveryMs,
      deadlineMs: timing.sendDeadlineMs,
      renew: () => store.renewLane(claim),
      onTrouble: (error: unknown) =>
        log.warn({ conversation: claim.lane.conversation, ...traceOf(error) }, 'a claim was not renewed'),
    }
  }

  function backoff(tries: number): number {
    return Math.min(FIRST_RETRY_MS * 2 ** Math.min(tries, 10), LAST_RETRY_MS) * (0.75 + jitter() / 2)
  }
}

const referenceOf = ({ about }: Entry, key: string | null): Reference | null =>
  about === null || key === null ? null : { key, value: JSON.stringify(about) }
