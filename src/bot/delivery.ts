/**
 * Delivery: drains a lane in order, one entry at a time, under a claim of its own that is renewed while a send is in flight. How a send ends
 * decides what becomes of the entry; nothing is dropped.
 */
import { MINUTE, SECOND } from '../domain/values.ts'
import type { ConversationId, LaneClaim, LaneId, Letter, Reference, Store } from '../ports.ts'
import type { Channel, Sent } from './channel.ts'
import { type Entry, isStaffRoom, readEntry, readLetter } from './letters.ts'
import { type Log, traceOf } from './log.ts'

const RENEW_EVERY_MS = SECOND
/** The deadline of a send; a channel may give up earlier. */
const SEND_DEADLINE_MS = 20 * SECOND
const FIRST_RETRY_MS = SECOND / 2
const LAST_RETRY_MS = MINUTE
/** No channel serves the conversation now (it was switched off): looked at again later. */
const UNSERVED_RETRY_MS = MINUTE

export interface DeliveryOptions {
  readonly store: Store
  readonly channels: readonly Channel[]
  readonly log: Log
  /** 0-1, spreads retries. */
  readonly jitter: () => number
  /** Called for a conversation that has got mail. */
  readonly onIngested: (conversation: ConversationId) => void
}

/** What became of an entry: the lane goes on at once, or waits. */
type Outcome = 'next' | { readonly waitMs: number }

export function createDelivery({ store, channels, log, jitter, onIngested }: DeliveryOptions) {
  /** Sends what the lane holds, until it is empty, must wait, or another worker has it. Answers how long it waits, null when it does not. */
  return async function drain(lane: LaneId): Promise<number | null> {
    for (;;) {
      const claim = await store.claimLane(lane)
      if (claim === null) return null
      const outcome = await deliver(claim)
      if (outcome !== 'next') return outcome.waitMs
    }
  }

  async function deliver(claim: LaneClaim): Promise<Outcome> {
    try {
      return claim.lane.name === 'outgoing' ? await forward(claim) : await send(claim)
    } catch (error) {
      if (error instanceof Error && error.name === 'StoreUnavailable') throw error
      log.error({ conversation: claim.lane.conversation, ...traceOf(error) }, 'a delivery failed')
      await store.parkEntry(claim, 'a defect of ours met this entry')
      return 'next'
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

  async function send(claim: LaneClaim): Promise<Outcome> {
    const { conversation } = claim.lane
    const entry = readEntry(claim.body)
    const channel = channels.find((candidate) => candidate.serves(conversation))
    if (channel === undefined) return await wait(claim, UNSERVED_RETRY_MS)
    const sent = await whileRenewing(claim, (signal) => channel.send(conversation, entry.line, signal))
    return await settle(claim, entry, sent)
  }

  async function settle(claim: LaneClaim, entry: Entry, sent: Sent): Promise<Outcome> {
    const { conversation } = claim.lane
    switch (sent.status) {
      case 'sent':
        await store.sent(claim, referenceOf(entry, sent.ref))
        return 'next'
      case 'later':
        return await wait(claim, sent.afterMs)
      case 'again':
        log.warn({ conversation, tries: claim.tries, reason: sent.reason }, 'a send is tried again')
        return await wait(claim, backoff(claim.tries))
      case 'unreachable':
      case 'refused':
        log.warn({ conversation, status: sent.status, reason: sent.reason }, 'a line was not delivered')
        if (!isStaffRoom(conversation)) await tellConversation(claim, sent.reason)
        await store.parkEntry(claim, sent.reason)
        return 'next'
    }
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

  /** The send ends when its deadline passes or the claim is lost: another worker has the lane then. */
  async function whileRenewing(claim: LaneClaim, sending: (signal: AbortSignal) => Promise<Sent>): Promise<Sent> {
    const ending = new AbortController()
    const deadline = setTimeout(() => ending.abort(), SEND_DEADLINE_MS)
    const renewal = setInterval(() => {
      store.renewLane(claim).then(
        (held) => held || ending.abort(),
        (error: unknown) =>
          log.warn({ conversation: claim.lane.conversation, ...traceOf(error) }, 'a claim was not renewed'),
      )
    }, RENEW_EVERY_MS)
    try {
      return await sending(ending.signal)
    } finally {
      clearTimeout(deadline)
      clearInterval(renewal)
    }
  }

  function backoff(tries: number): number {
    return Math.min(FIRST_RETRY_MS * 2 ** Math.min(tries, 10), LAST_RETRY_MS) * (0.75 + jitter() / 2)
  }
}

const referenceOf = ({ about }: Entry, key: string | null): Reference | null =>
  about === null || key === null ? null : { key, value: JSON.stringify(about) }
