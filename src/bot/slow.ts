/** Work that may take long, and somebody who is told once if it does. */

/** Runs `work`; `tell` is called when it has not ended after `afterMs`. */
export async function tellingWhenSlow<T>(afterMs: number, tell: () => void, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(tell, afterMs)
  try {
    return await work()
  } finally {
    clearTimeout(timer)
  }
}
