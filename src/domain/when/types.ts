/** The vocabulary of reading moments: what an expression can mean, and the rule that finds one. Nothing here decides anything. */
import type { PlainDate } from '../calendar.ts'
import type { Instant } from '../values.ts'

/** How exactly a moment was named. `at` is then the beginning of what is meant: of that hour, day, week … */
export type Precision = 'minute' | 'hour' | 'part_of_day' | 'day' | 'week' | 'month' | 'year'

/**
 * `vague`: "recently". `ambiguous_date`: 3/4 may be either day. `no_such_date`: 30 February, 25:00, or a year that is none of ours.
 */
export type WhenRefusal = 'empty' | 'no_time' | 'vague' | 'ambiguous_date' | 'no_such_date'

/** Minutes since midnight; more than 1440 is the night's end on the next day. */
export interface Clock {
  readonly minutes: number
  readonly precision: 'minute' | 'hour' | 'part_of_day'
}

export type Meaning =
  | { readonly kind: 'instant'; readonly at: Instant; readonly precision: Precision }
  | {
      readonly kind: 'day'
      readonly date: PlainDate
      readonly precision: 'day' | 'week' | 'month' | 'year'
      readonly clock?: Clock
    }
  | ({ readonly kind: 'clock' } & Clock)
  | { readonly kind: 'refused'; readonly reason: WhenRefusal }

/** A public holiday's days in one year. */
export interface Holiday {
  /** Its names in both languages, lower case. */
  readonly name: string
  readonly first: PlainDate
  readonly last: PlainDate
}

/** What an expression is relative to: the moment it was written at, in China. */
export interface Frame {
  readonly now: Instant
  readonly today: PlainDate
  readonly holidays: readonly Holiday[]
}

export interface Rule {
  /** Global; matched against folded text in lower case. */
  readonly pattern: RegExp
  /** Counts as an answer to "since when", but not among other words, where it may mean anything. */
  readonly loose?: boolean
  /** Null when the match means no moment after all. */
  readonly read: (match: readonly string[], frame: Frame) => Meaning | null
}

export const refused = (reason: WhenRefusal): Meaning => ({ kind: 'refused', reason })
export const day = (date: PlainDate, clock?: Clock): Meaning => ({
  kind: 'day',
  date,
  precision: 'day',
  ...(clock && { clock }),
})
