/**
 * One send under a lane's claim: the claim is renewed while the send is in flight, and the send ends at its deadline, or when the claim may
 * have gone to another worker. Knows no platform and no Redis.
 */
import type { Sent } from './channel.ts'

export interface Held {
  /** The process's own monotonic clock (`performance.now()`) at which the claim ends unless it is renewed. */
  readonly until: number
  /** What a renewal adds, counted from when it is asked for. */
  readonly claimMs: number
  readonly renewEveryMs: number
  /** The deadline of the send. */
  readonly deadlineMs: number
  /** False when the claim is lost; may reject. */
  readonly renew: () => Promise<boolean>
  readonly onTrouble: (error: unknown) => void
}

/** How long a send that was aborted may take to say how it ended. */
const LAST_WORD_MS = 500
/** All sends in flight are looked at by one timer, since most end long before a timer of their own would. */
const LOOK_EVERY_MS = 20

interface Flight {
  readonly held: Held
  readonly ending: AbortController
  readonly deadline: number
  until: number
  renewAt: number
  /** When it was aborted; null while it may go on. */
  endedAt: number | null
  readonly giveUp: () => void
}

const flights = new Set<Flight>()
let isLooking = false

/** Sends while the claim is held. A send that was aborted and does not say how it ended may be tried again. */
export function sendWhileHeld(held: Held, send: (signal: AbortSignal) => Promise<Sent>): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const flight = takeOff(held, () => resolve(UNANSWERED))
    answerOf(send, flight.ending.signal)
      .finally(() => flights.delete(flight))
      .then(resolve, reject)
  })
}

function takeOff(held: Held, giveUp: () => void): Flight {
  const now = performance.now()
  const times = { deadline: now + held.deadlineMs, until: held.until, renewAt: now + held.renewEveryMs }
  const flight = { held, ending: new AbortController(), ...times, endedAt: null, giveUp }
  flights.add(flight)
  if (!isLooking) lookSoon()
  return flight
}

function look(): void {
  const now = performance.now()
  for (const flight of flights) lookAt(flight, now)
  isLooking = false
  if (flights.size > 0) lookSoon()
}

function lookSoon(): void {
  isLooking = true
  setTimeout(look, LOOK_EVERY_MS)
}

function lookAt(flight: Flight, now: number): void {
  if (flight.endedAt !== null) {
    if (now >= flight.endedAt + LAST_WORD_MS) land(flight)
  } else if (now >= flight.deadline || now + LOOK_EVERY_MS >= flight.until) end(flight, now)
  else if (now >= flight.renewAt) renew(flight, now)
}

function land(flight: Flight): void {
  flights.delete(flight)
  flight.giveUp()
}

function end(flight: Flight, now: number): void {
  flight.endedAt = now
  flight.ending.abort()
}

function renew(flight: Flight, asked: number): void {
  const { held } = flight
  flight.renewAt = asked + held.renewEveryMs
  held.renew().then((isOurs) => {
    if (isOurs) flight.until = asked + held.claimMs
    else if (flight.endedAt === null) end(flight, performance.now())
  }, held.onTrouble)
}

const UNANSWERED: Sent = { status: 'again', reason: 'no answer before the send had to end' }

async function answerOf(send: (signal: AbortSignal) => Promise<Sent>, signal: AbortSignal): Promise<Sent> {
  try {
    return await send(signal)
  } catch (error) {
    if (!signal.aborted) throw error
    return UNANSWERED
  }
}
