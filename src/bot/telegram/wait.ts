/** Waiting that can be cut short: pauses and deadlines. Knows nothing of Telegram. */

/** Resolves after `ms`, or at once when `signal` aborts; leaves neither a timer nor a listener. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}

/** What `work` resolves to, or `otherwise` when that takes longer than `ms` or `signal` aborts; `work` itself goes on. */
export function atMost<T>(ms: number, signal: AbortSignal, work: Promise<T>, otherwise: T): Promise<T> {
  return withDeadline(ms, signal, (limited) => {
    const given = new Promise<T>((resolve) => {
      if (limited.aborted) resolve(otherwise)
      limited.addEventListener('abort', () => resolve(otherwise))
    })
    return Promise.race([work, given])
  })
}

/** Runs `act` with a signal that aborts with `signal` or after `ms`, whichever comes first. */
export async function withDeadline<T>(
  ms: number,
  signal: AbortSignal,
  act: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const limited = new AbortController()
  const abort = () => limited.abort()
  const timer = setTimeout(abort, ms)
  signal.addEventListener('abort', abort)
  if (signal.aborted) abort()
  try {
    return await act(limited.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}
