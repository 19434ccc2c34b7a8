/** Reads a claim: the stored talk, its timers, and what happened, in order, as events for the step. Pure but for the order numbers drawn. */
import { makeOrderNumber } from '../domain/order-number.ts'
import type { Talk } from '../flows/step.ts'
import type { Stored } from '../flows/stored.ts'
import { dueTimers, timersOf } from '../flows/turn.ts'
import type { StepEvent, Timer } from '../flows/types.ts'
import type { Claim } from '../ports.ts'
import { joinParts } from './cut-texts.ts'
import type { Arrived } from './files/arrivals.ts'

type TimerEvent = Extract<StepEvent, { kind: 'timer' }>

/** What is committed where there is no state: the staff room keeps none, nor does a talk whose first message was put aside. */
export const NOTHING_STORED = ''

/** The stored talk, unread; null in a new conversation. */
export const stateOf = ({ state }: Claim): string | null => (state === NOTHING_STORED ? null : state)

/** The stored talk; null in a new conversation, and when it cannot be read. */
export function storedIn(claim: Claim, talk: Talk): Stored | null {
  const state = stateOf(claim)
  const read = state === null ? null : talk.unpack(state)
  return read?.ok ? read.stored : null
}

export function timersIn(claim: Claim, talk: Talk): readonly Timer[] {
  const stored = storedIn(claim, talk)
  return stored === null ? [] : timersOf(stored)
}

/** For each call another order number of the claim's shard. `bits` draws its random part. */
export const drawing = (claim: Pick<Claim, 'shard'>, bits: () => number) => () => makeOrderNumber(claim.shard, bits())
type Draw = ReturnType<typeof drawing>

/** Messages and due timers by time, and last what had to be refused. */
export function eventsOf(claim: Claim, arrived: readonly Arrived[], talk: Talk, draw: Draw): readonly StepEvent[] {
  const heard = joinParts(arrived.map(({ mail, inbound }) => ({ at: mail.at, inbound }))).map(({ at, inbound }) => ({
    order: at,
    event: { kind: 'inbound' as const, at, inbound, draw: draw() },
  }))
  const woken = timerEventsOf(claim, talk, draw).map((event) => ({ order: event.timer.dueAt, event }))
  const dropped: StepEvent[] =
    claim.dropped === 0 ? [] : [{ kind: 'dropped', at: claim.now, count: claim.dropped, draw: draw() }]
  return [...[...heard, ...woken].toSorted((a, b) => a.order - b.order).map(({ event }) => event), ...dropped]
}

/**
 * A timer later than the oldest message left waiting waits for the next claim. Stepped at the claim's own moment: what the calendar says now
 * is what counts.
 */
export function timerEventsOf(claim: Claim, talk: Talk, draw: Draw): readonly TimerEvent[] {
  const horizon = Math.min(claim.now, claim.nextAt ?? claim.now)
  return dueTimers(timersIn(claim, talk), horizon).map((timer) => ({
    kind: 'timer',
    at: claim.now,
    timer,
    draw: draw(),
  }))
}
