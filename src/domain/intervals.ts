/** The open intervals of a calendar as instants, computed a year at a time and kept: what makes `isOpen` a binary search. */
import { type DayInfo, dayInfo, type PlainDate, plusDays, startOfDay, type WorkCalendar } from './calendar.ts'
import { type Instant, MINUTE } from './values.ts'

/** Open from `from` up to, not including, `to`. `day` is the day whose shift opened it. */
export interface OpenInterval {
  readonly from: Instant
  readonly to: Instant
  readonly day: DayInfo
}

/** Days of the neighbouring years kept with each year, so that a shift past midnight of 31 December is whole. */
const MARGIN_DAYS = 31
const DAYS_A_YEAR = 366

/** All intervals of a year and a month on either side, in order, touching ones joined. */
export function intervalsOfYear(calendar: WorkCalendar, year: number): OpenInterval[] {
  const joined: OpenInterval[] = []
  const first = plusDays(newYear(year), -MARGIN_DAYS)
  for (let index = 0; index < DAYS_A_YEAR + 2 * MARGIN_DAYS; index += 1) {
    for (const interval of intervalsOfDay(dayInfo(calendar, plusDays(first, index)))) join(joined, interval)
  }
  return joined
}

/** The index of the last interval that begins at or before `at`, -1 when none does. */
export function lastBegun(intervals: readonly OpenInterval[], at: Instant): number {
  let low = 0
  let high = intervals.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((intervals[middle]?.from ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

function newYear(year: number): PlainDate {
  return `${String(year).padStart(4, '0') as `${number}`}-01-01`
}

function intervalsOfDay(day: DayInfo): OpenInterval[] {
  const midnight = startOfDay(day.date)
  return day.shifts.map(({ from, to }) => ({ from: midnight + from * MINUTE, to: midnight + to * MINUTE, day }))
}

function join(intervals: OpenInterval[], next: OpenInterval): void {
  const last = intervals.at(-1)
  if (last === undefined || next.from > last.to) intervals.push(next)
  else intervals[intervals.length - 1] = { ...last, to: Math.max(last.to, next.to) }
}
