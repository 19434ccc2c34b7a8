/** Polling by one process at a time: works while the lease is held, and stops the work before another process can have it. */

import type { Log } from '../log.ts'
import { nameOf } from '../log.ts'
import type { Lease, Timing } from './options.ts'
import { atMost, wait } from './wait.ts'

export interface Holding {
  readonly lease: Lease
  readonly timing: Timing
  readonly log: Log
  readonly stopping: AbortSignal
  /** Told whenever the lease could not be taken: another process has it, or Redis does not answer. */
  readonly onWaiting: (why: 'held by another' | 'unknown') => void
}

type Taken = 'held' | 'held by another' | 'unknown'

/** Runs `work` for every term the lease is held until `stopping` aborts; the term's signal aborts when the lease is lost. */
export async function whileHolding(holding: Holding, work: (term: AbortSignal) => Promise<void>): Promise<void> {
  const { stopping, timing, onWaiting } = holding
  while (!stopping.aborted) {
    const askedAt = performance.now()
    const taken = await take(holding, stopping)
    if (taken === 'held') await oneTerm(holding, askedAt + timing.leaseTtlMs, work)
    else if (!stopping.aborted) onWaiting(taken)
    await wait(timing.leaseRenewMs, stopping)
  }
  await release(holding)
}

async function oneTerm(holding: Holding, heldUntil: number, work: (term: AbortSignal) => Promise<void>): Promise<void> {
  const term = new AbortController()
  const end = () => term.abort()
  holding.stopping.addEventListener('abort', end)
  if (holding.stopping.aborted) end()
  const renewing = renew(holding, heldUntil, term)
  try {
    await work(term.signal)
  } finally {
    end()
    holding.stopping.removeEventListener('abort', end)
    await renewing
  }
}

/** By this process's own monotonic clock; gives up two renewals before the lease runs out. */
async function renew(holding: Holding, heldUntil: number, term: AbortController): Promise<void> {
  const { leaseTtlMs, leaseRenewMs } = holding.timing
  let until = heldUntil
  while (!term.signal.aborted) {
    await wait(leaseRenewMs, term.signal)
    if (term.signal.aborted) return
    const askedAt = performance.now()
    const taken = await take(holding, term.signal)
    if (taken === 'held') until = askedAt + leaseTtlMs
    else if (taken === 'held by another' || performance.now() + 2 * leaseRenewMs > until) term.abort()
  }
}

/** Never waits longer than one renewal: an unanswered request counts as `unknown`. */
async function take({ lease, timing, log }: Holding, signal: AbortSignal): Promise<Taken> {
  const asked = lease.take(timing.leaseTtlMs).then(
    (held): Taken => (held ? 'held' : 'held by another'),
    (error: unknown): Taken => {
      log.warn({ error: nameOf(error) }, 'telegram: the polling lease could not be asked for')
      return 'unknown'
    },
  )
  return await atMost(timing.leaseRenewMs, signal, asked, 'unknown')
}

/** Unreleased, the lease ends by itself after its time to live. */
async function release({ lease, timing, log }: Holding): Promise<void> {
  const released = lease.release().catch((error: unknown) => {
    log.warn({ error: nameOf(error) }, 'telegram: the polling lease could not be released')
  })
  await atMost(timing.leaseRenewMs, new AbortController().signal, released, undefined)
}
