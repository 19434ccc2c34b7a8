/** Tells a quiet puppet from a dead one: after a while without any sign it is asked, and only who does not answer then is dead. */
import { SECOND } from '../../../domain/values.ts'

export interface WatchTiming {
  readonly askAfterMs: number
  readonly deadAfterMs: number
}
export const WATCH_TIMING: WatchTiming = { askAfterMs: 20 * SECOND, deadAfterMs: 60 * SECOND }

export interface Watch {
  /** A sign of life, of whatever kind. */
  alive(): void
  stop(): void
}

/** `ask` makes a live puppet give a sign; `onDead` is called once. */
export function startWatch(timing: WatchTiming, ask: () => void, onDead: () => void): Watch {
  let last = performance.now()
  const timer = setInterval(() => {
    const quietMs = performance.now() - last
    if (quietMs >= timing.deadAfterMs) {
      clearInterval(timer)
      onDead()
    } else if (quietMs >= timing.askAfterMs) ask()
  }, timing.askAfterMs / 4)
  return {
    alive: () => {
      last = performance.now()
    },
    stop: () => clearInterval(timer),
  }
}
