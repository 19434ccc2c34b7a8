/** How fast one person may act: a burst, then so many a second. In memory of each process, bounded by how many people there are. */

const BURST = 40
const EVERY_MS = 500
const MOST_KNOWN = 1_000

/** Answers whether one more may be done now. */
export function createActLimit(now: () => number = () => performance.now()): (login: string) => boolean {
  /** The moment at which somebody has the whole burst again. */
  const fullAt = new Map<string, number>()
  return (login) => {
    const at = now()
    const used = Math.max(fullAt.get(login) ?? at, at) + EVERY_MS
    if (used - at > BURST * EVERY_MS) return false
    if (fullAt.size >= MOST_KNOWN) fullAt.clear()
    fullAt.set(login, used)
    return true
  }
}
