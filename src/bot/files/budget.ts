/** So many bytes at once: who comes when there is no room waits, in order. */

export interface Budget {
  /** Resolves when there is room; call the answer when it is needed no more. Rejects when `signal` aborts first. */
  take(bytes: number, signal: AbortSignal): Promise<() => void>
}

interface Waiting {
  readonly bytes: number
  readonly go: () => void
}

/** More than `most` counts as `most`: it goes alone. */
export function createBudget(most: number): Budget {
  let used = 0
  const queue: Waiting[] = []

  function admit(): void {
    for (let next = queue[0]; next !== undefined && used + next.bytes <= most; next = queue[0]) {
      queue.shift()
      used += next.bytes
      next.go()
    }
  }

  return {
    take: (wanted, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        const bytes = Math.min(wanted, most)
        const giveUp = () => {
          queue.splice(queue.indexOf(waiting), 1)
          reject(signal.reason)
          admit()
        }
        const waiting = {
          bytes,
          go: () => {
            signal.removeEventListener('abort', giveUp)
            resolve(once(() => giveBack(bytes)))
          },
        }
        signal.addEventListener('abort', giveUp, { once: true })
        queue.push(waiting)
        admit()
      }),
  }

  function giveBack(bytes: number): void {
    used -= bytes
    admit()
  }
}

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    act()
  }
}
