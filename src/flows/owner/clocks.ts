/**
 * The desk's clocks (design: who is speaking). Waiting is counted in working minutes, so it stands still while the desk is closed; all of it
 * follows from stored moments, so that a clock that fires early, since the hours were changed meanwhile, is set again.
 */
import type { Hours } from '../../domain/hours.ts'
import { HOUR, type Instant, MINUTE } from '../../domain/values.ts'

/** The ladder in working minutes: who has the talk is reminded, then the whole group, then the customer is told honestly. */
export const RUNGS = { 1: 5, 2: 10, 3: 15 } as const
export type Rung = keyof typeof RUNGS

/** Without a word of the person who has it a talk goes back to the bot after so many working minutes. */
const AWAY_AFTER_MINUTES = 30
/** A talk that runs at the end of the shift is not cut; a person who writes outside hours does so by their own choice. */
const AWAY_OUTSIDE_HOURS_MS = 30 * MINUTE
/** A shorter gap between two shifts is a break, not the end of the day. */
const LONGEST_BREAK_MS = 2 * HOUR
/** An automatic reply never comes on the heels of a person's words. */
const QUIET_AFTER_PERSON_MS = 5 * MINUTE

export type Clocks = ReturnType<typeof createClocks>

export const createClocks = (hours: Hours) => {
  /** The closing after which the desk stays closed for longer than a break. */
  function endOfShift(at: Instant): Instant {
    const closing = hours.nextClosing(at)
    const opening = hours.nextOpening(closing)
    return opening - closing > LONGEST_BREAK_MS ? closing : endOfShift(opening)
  }

  return {
    isOpen: (at: Instant): boolean => hours.isOpen(at),
    nextOpening: (at: Instant): Instant => hours.nextOpening(at),
    nextClosing: (at: Instant): Instant => hours.nextClosing(at),
    /** When a customer who waits since then has waited for a rung of the ladder. */
    rungAt: (since: Instant, rung: Rung): Instant => hours.addWorkingMinutes(since, RUNGS[rung]),
    /** When a person whose last word was at `spoke` counts as gone. */
    awayAt: (spoke: Instant): Instant =>
      hours.isOpen(spoke)
        ? Math.min(hours.addWorkingMinutes(spoke, AWAY_AFTER_MINUTES), endOfShift(spoke) + AWAY_OUTSIDE_HOURS_MS)
        : spoke + AWAY_OUTSIDE_HOURS_MS,
    /** Whether the desk is closed, the closed period has had no automatic reply yet, and no person has just written. */
    repliesAutomatically: (at: Instant, spoke: Instant | null, repliedUntil: Instant | null): boolean =>
      !hours.isOpen(at) &&
      (repliedUntil === null || hours.nextOpening(at) > repliedUntil) &&
      (spoke === null || at - spoke >= QUIET_AFTER_PERSON_MS),
  }
}
