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

/** Sends while the claim is held. A send that was aborted and does not say how it ended may be tried again. */
export async function sendWhileHeld(held: Held, send: (signal: AbortSignal) => Promise<Sent>): Promise<Sent> {
  const ending = new AbortController()
  const end = (): void => ending.abort()
  const deadline = setTimeout(end, held.deadlineMs)
  let loss = setTimeout(end, held.until - performance.now())
  let isOver = false
  const renewal = setInterval(() => {
    const asked = performance.now()
    held.renew().then((isOurs) => {
      if (!isOurs) return end()
      clearTimeout(loss)
      if (!isOver) loss = setTimeout(end, asked + held.claimMs - performance.now())
    }, held.onTrouble)
  }, held.renewEveryMs)
  try {
    return await Promise.race([answerOf(send, ending.signal), silenceAfter(ending.signal)])
  } finally {
    isOver = true
    clearTimeout(deadline)
    clearTimeout(loss)
    clearInterval(renewal)
  }
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

/** Resolves when an aborted send has had its time for a last word. */
function silenceAfter(signal: AbortSignal): Promise<Sent> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => void setTimeout(() => resolve(UNANSWERED), LAST_WORD_MS), { once: true })
  })
}
