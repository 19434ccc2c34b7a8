/** Desk time as this process reckons it: what Redis said last, and the process's own monotonic clock since. */
import type { Instant } from '../domain/values.ts'

export interface DeskTime {
  /** Desk time was `now` a moment ago. */
  heard(now: Instant): void
  /** Whole milliseconds; null before Redis has said anything. */
  reckoned(): Instant | null
}

export function createDeskTime(monotonic: () => number = () => performance.now()): DeskTime {
  let ahead: number | null = null
  return {
    heard(now) {
      ahead = now - monotonic()
    },
    reckoned: () => (ahead === null ? null : Math.round(ahead + monotonic())),
  }
}
