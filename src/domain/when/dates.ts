/** Calendar arithmetic that expressions share: what a weekday, a month's day or a span before now comes to, on China dates alone. */
import { type PlainDate, plusDays, WEEKDAYS, type Weekday, weekdayOf } from '../calendar.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../values.ts'
import { type Frame, type Meaning, refused } from './types.ts'

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'

const DAYS_A_WEEK = 7
const FIRST_YEAR = 1990
const LAST_YEAR = 2099
/** 29 February comes again within so many years. */
const LEAP_SEARCH_YEARS = 8
const MS: Readonly<Record<'second' | 'minute' | 'hour', number>> = { second: SECOND, minute: MINUTE, hour: HOUR }

/** The date, or null when there is none such. */
function plainDate(year: number, month: number, date: number): PlainDate | null {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return null
  const at = new Date(Date.UTC(year, month - 1, date))
  const exists = at.getUTCMonth() === month - 1 && at.getUTCDate() === date
  return exists ? (at.toISOString().slice(0, 10) as PlainDate) : null
}

export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4))
const monthOf = (date: PlainDate): number => Number(date.slice(5, 7))

/** A full date as written. */
export function dated(year: number, month: number, date: number): Meaning {
  const found = plainDate(year, month, date)
  return found === null ? refused('no_such_date') : { kind: 'day', date: found, precision: 'day' }
}

/** A date without its year: the latest one that has begun, since what people tell of has happened. */
export function recentDate(month: number, date: number, { today }: Frame): Meaning {
  for (let year = yearOf(today); year > yearOf(today) - LEAP_SEARCH_YEARS; year -= 1) {
    const found = plainDate(year, month, date)
    if (found !== null && found <= today) return { kind: 'day', date: found, precision: 'day' }
  }
  return refused('no_such_date')
}

/** The day of a month without the month: this month's, or the last month's that has it. */
export function recentDayOfMonth(date: number, frame: Frame): Meaning {
  for (let back = 0; back <= 2; back += 1) {
    const { year, month } = monthsFrom(frame.today, -back)
    const found = plainDate(year, month, date)
    if (found !== null && found <= frame.today) return { kind: 'day', date: found, precision: 'day' }
  }
  return refused('no_such_date')
}

/** A whole month; without a year the latest that has begun. `startsOn` is the first day meant. */
export function wholeMonth(year: number | null, month: number, frame: Frame, startsOn = 1): Meaning {
  const thisYear = yearOf(frame.today)
  const meant = year ?? (month <= monthOf(frame.today) ? thisYear : thisYear - 1)
  const found = plainDate(meant, month, startsOn)
  return found === null ? refused('no_such_date') : { kind: 'day', date: found, precision: 'month' }
}

export function wholeYear(year: number): Meaning {
  const found = plainDate(year, 1, 1)
  return found === null ? refused('no_such_date') : { kind: 'day', date: found, precision: 'year' }
}

/** The month that lies so many months from the date's own. */
export function monthsFrom(date: PlainDate, months: number): { year: number; month: number } {
  const count = yearOf(date) * 12 + monthOf(date) - 1 + months
  return { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 }
}

export function mondayOf(date: PlainDate): PlainDate {
  return plusDays(date, -WEEKDAYS.indexOf(weekdayOf(date)))
}

/** The weekday of the week that lies `weeks` from this one; weeks begin on Monday. */
export function weekdayIn(weeks: number, weekday: Weekday, { today }: Frame): Meaning {
  const date = plusDays(mondayOf(today), weeks * DAYS_A_WEEK + WEEKDAYS.indexOf(weekday))
  return { kind: 'day', date, precision: 'day' }
}

/** The latest such weekday before today. */
export function recentWeekday(weekday: Weekday, { today }: Frame): Meaning {
  const back = (WEEKDAYS.indexOf(weekdayOf(today)) - WEEKDAYS.indexOf(weekday) + DAYS_A_WEEK) % DAYS_A_WEEK
  return { kind: 'day', date: plusDays(today, -(back || DAYS_A_WEEK)), precision: 'day' }
}

export function wholeWeek(weeks: number, { today }: Frame): Meaning {
  return { kind: 'day', date: plusDays(mondayOf(today), weeks * DAYS_A_WEEK), precision: 'week' }
}

/** The Saturday of the weekend in which today lies or that went before it. */
export function recentWeekend({ today }: Frame): PlainDate {
  const saturday = plusDays(mondayOf(today), 5)
  return saturday <= today ? saturday : plusDays(saturday, -DAYS_A_WEEK)
}

/** So much before now; after now when negative. `some`: "a few", known no better than to the next larger unit. */
export function before(amount: number, unit: Unit, frame: Frame, some = false): Meaning | null {
  if (!Number.isFinite(amount)) return null
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour': {
      const precision = some || unit === 'hour' ? 'hour' : 'minute'
      return { kind: 'instant', at: frame.now - amount * MS[unit], precision }
    }
    case 'day':
      if (Number.isInteger(amount)) return daysBefore(amount, some ? 'week' : 'day', frame)
      return { kind: 'instant', at: frame.now - amount * DAY, precision: 'part_of_day' }
    case 'week':
      return daysBefore(Math.round(amount * DAYS_A_WEEK), 'week', frame)
    case 'month':
      return Number.isInteger(amount) ? monthsBefore(amount, frame) : daysBefore(Math.round(amount * 30), 'week', frame)
    case 'year':
      return monthsBefore(Math.round(amount * 12), frame, Number.isInteger(amount) ? 'year' : 'month')
  }
}

function daysBefore(days: number, precision: 'day' | 'week', { today }: Frame): Meaning {
  const date = plusDays(today, -days)
  const inRange = yearOf(date) >= FIRST_YEAR && yearOf(date) <= LAST_YEAR
  return inRange ? { kind: 'day', date, precision } : refused('no_such_date')
}

function monthsBefore(months: number, { today }: Frame, precision: 'month' | 'year' = 'month'): Meaning {
  const { year, month } = monthsFrom(today, -months)
  for (let date = Number(today.slice(8)); date > 27; date -= 1) {
    const found = plainDate(year, month, date)
    if (found !== null) return { kind: 'day', date: found, precision }
  }
  const found = plainDate(year, month, Number(today.slice(8)))
  return found === null ? refused('no_such_date') : { kind: 'day', date: found, precision }
}
