/**
 * Working hours (P1): whether the desk is open at an instant, when it opens or closes next, and how much working time lies between instants.
 * Reads no clock and no host time zone.
 */
import {
  type DayInfo,
  type DayKind,
  dateInChina,
  dayInfo,
  type PlainDate,
  plusDays,
  startOfDay,
  type WorkCalendar,
  yearInChina,
} from './calendar.ts'
import { intervalsOfYear, lastBegun, type OpenInterval } from './intervals.ts'
import { type Bilingual, type Instant, MINUTE } from './values.ts'

export type { PlainDate, WorkCalendar } from './calendar.ts'
export { chinaTime, isoInChina } from './china-time.ts'

/** Why the desk is open or closed. Open: the kind of day. Closed: the kind of day without shifts, or where between them. */
export type HoursReason = DayKind | 'before_opening' | 'between_shifts' | 'after_closing'

interface Described {
  readonly reason: HoursReason
  /** The holiday's name, or why the day is overridden. */
  readonly name: Bilingual | null
  /** The answer rests on a calendar that is not published yet. */
  readonly provisional: boolean
}
export type HoursAt =
  | (Described & { readonly open: true; readonly opensAt: null; readonly closesAt: Instant })
  | (Described & { readonly open: false; readonly opensAt: Instant; readonly closesAt: null })

export interface Hours {
  isOpen(at: Instant): boolean
  /** The next start of an open interval strictly after `at`, open now or not. */
  nextOpening(at: Instant): Instant
  /** The end of the interval that is open at `at`, or of the next one. */
  nextClosing(at: Instant): Instant
  describe(at: Instant): HoursAt
  /** The instant by which so many working minutes have passed; `at` itself for none. Negative or endless minutes are a defect: RangeError. */
  addWorkingMinutes(at: Instant, minutes: number): Instant
  /** Working minutes from `from` to `to`, fractions included; 0 when `to` is not later. */
  workingMinutesBetween(from: Instant, to: Instant): number
  /** Working days after the day of `from`, the day of `to` included (P19: the day of receipt does not count). 0 when `to` is not later. */
  workingDaysBetween(from: Instant, to: Instant): number
  day(date: PlainDate): DayInfo
}

/**
 * The hours of a calendar. Its week must have an opening and a gap, as every loaded one has; otherwise RangeError. An instant that no date
 * can hold is a RangeError too.
 */
export function createHours(calendar: WorkCalendar): Hours {
  requireOpeningAndGap(calendar)
  const spans = createSpans(calendar)
  const day = (date: PlainDate) => dayInfo(calendar, date)

  return {
    isOpen: (at) => spans.around(at) !== null,
    nextOpening: (at) => spans.after(at).from,
    nextClosing: (at) => (spans.around(at) ?? spans.after(at)).to,
    describe: (at) => {
      const open = spans.around(at)
      return open ? describeOpen(open) : describeClosed(at, day(dateInChina(at)), spans.after(at))
    },
    addWorkingMinutes: (at, minutes) => addWorkingMinutes(spans, at, minutes),
    workingMinutesBetween: (from, to) => workingMinutesBetween(spans, from, to),
    workingDaysBetween: (from, to) => {
      let days = 0
      const last = dateInChina(to)
      for (let date = plusDays(dateInChina(from), 1); date <= last; date = plusDays(date, 1)) {
        if (day(date).shifts.length > 0) days += 1
      }
      return days
    },
    day,
  }
}

/** The open interval around an instant, and the next one. */
interface Spans {
  around(at: Instant): OpenInterval | null
  after(at: Instant): OpenInterval
}

function createSpans(calendar: WorkCalendar): Spans {
  const years = new Map<number, readonly OpenInterval[]>()
  const ofYear = (year: number) => {
    const known = years.get(year)
    if (known) return known
    const made = intervalsOfYear(calendar, year)
    years.set(year, made)
    return made
  }
  return {
    around: (at) => {
      const intervals = ofYear(yearOf(at))
      const last = intervals[lastBegun(intervals, at)]
      return last && at < last.to ? last : null
    },
    after: (at) => {
      for (let year = yearOf(at); ; year += 1) {
        const intervals = ofYear(year)
        const next = intervals[lastBegun(intervals, at) + 1]
        if (next) return next
      }
    },
  }
}

function describeOpen(interval: OpenInterval): HoursAt {
  const { kind, name, provisional } = interval.day
  return { open: true, opensAt: null, closesAt: interval.to, reason: kind, name, provisional }
}

function describeClosed(at: Instant, today: DayInfo, next: OpenInterval): HoursAt {
  const provisional = today.provisional || next.day.provisional
  return {
    open: false,
    opensAt: next.from,
    closesAt: null,
    reason: whyClosed(at, today),
    name: today.name,
    provisional,
  }
}

function whyClosed(at: Instant, today: DayInfo): HoursReason {
  const first = today.shifts[0]
  const last = today.shifts.at(-1)
  if (first === undefined || last === undefined) return today.kind
  const minute = minuteOfDay(at, today.date)
  if (minute < first.from) return 'before_opening'
  return minute < last.from ? 'between_shifts' : 'after_closing'
}

function addWorkingMinutes(spans: Spans, at: Instant, minutes: number): Instant {
  if (!Number.isFinite(minutes) || minutes < 0)
    throw new RangeError(`working minutes must be 0 or more, not ${minutes}`)
  let left = minutes * MINUTE
  if (left === 0) return at
  let span = spans.around(at) ?? spans.after(at)
  let from = Math.max(at, span.from)
  while (span.to - from < left) {
    left -= span.to - from
    span = spans.after(span.from)
    from = span.from
  }
  return from + left
}

function workingMinutesBetween(spans: Spans, from: Instant, to: Instant): number {
  let total = 0
  for (let span = spans.around(from) ?? spans.after(from); span.from < to; span = spans.after(span.from)) {
    total += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from))
  }
  return total / MINUTE
}

function minuteOfDay(at: Instant, date: PlainDate): number {
  return (at - startOfDay(date)) / MINUTE
}

function yearOf(at: Instant): number {
  const year = yearInChina(at)
  if (Number.isNaN(year)) throw new RangeError(`no date can hold the instant ${at}`)
  return year
}

const WEEK_MINUTES = 7 * 24 * 60

function requireOpeningAndGap(calendar: WorkCalendar): void {
  const shifts = Object.values(calendar.week).flat()
  const minutes = shifts.reduce((sum, shift) => sum + shift.to - shift.from, 0)
  if (minutes === 0 || minutes >= WEEK_MINUTES)
    throw new RangeError('the week needs at least one open and one closed minute')
}
