/** Waiting that can be called off, and the growing waits between tries. */
import { setTimeout as timeout } from 'node:timers/promises'

/** Resolves after `ms`, or at once when `signal` aborts: who waits looks at the signal afterwards. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>

export const sleep: Sleep = async (ms, signal) => {
  try {
    await timeout(ms, undefined, { signal })
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Doubles with each try (counted from 0), from `firstMs` to at most `mostMs`. */
export function backoff(tries: number, firstMs: number, mostMs: number): number {
  return Math.min(firstMs * 2 ** Math.min(tries, 30), mostMs)
}

/** The outcome of `work`, or of `instead` when `signal` aborts first. What `work` does afterwards is its own matter, a rejection too. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, instead: () => T): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => {
      Promise.resolve().then(instead).then(resolve, reject)
    }
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
