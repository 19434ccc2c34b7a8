/** When a line reaches its reader where sends are paced: so many at once, then one each so many ms (as `Channel.pace` of Telegram). */
import type { Instant } from '../../src/domain/values.ts'
import type { Rate } from '../../src/ports.ts'

/** A chat, and a group, as the product paces them. */
export const CHAT: Rate = { burst: 5, everyMs: 1_000 }
export const GROUP: Rate = { burst: 5, everyMs: 4_000 }

/** Answers when what is committed at a moment is delivered; moments never go back. */
export function createPace({ burst, everyMs }: Rate): (at: Instant) => Instant {
  let full = Number.NEGATIVE_INFINITY
  return (at) => {
    full = Math.max(full, at) + everyMs
    return Math.max(at, full - burst * everyMs)
  }
}
