/**
 * Which days are worked and in which shifts (P1), from the weekly rule, the year's public calendar and one-day overrides. Works on China dates
 * alone; `hours.ts` turns them into instants.
 */
import { type Bilingual, DAY, HOUR, type Instant } from './values.ts'

/** A date in China, `2026-10-01`. */
export type PlainDate = `${number}-${number}-${number}`

/** Minutes since the day's midnight; `to` is more than `from` and beyond 1440 when the shift ends on the next day. */
export interface Shift {
  readonly from: number
  readonly to: number
}

/** Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** One year's public calendar. `provisional`: not published yet, and said so wherever it shows. */
export interface CalendarYear {
  readonly year: number
  readonly provisional: boolean
  /** Public holidays by date, with their name. */
  readonly closed: ReadonlyMap<PlainDate, Bilingual>
  /** Make-up working days (调休). */
  readonly worked: ReadonlySet<PlainDate>
}

/** A day unlike any rule: other shifts, or none at all, and why. */
export interface DayOverride {
  readonly shifts: readonly Shift[]
  readonly reason: Bilingual
}

export interface WorkCalendar {
  readonly week: Readonly<Record<Weekday, readonly Shift[]>>
  /** The shifts of a make-up day. */
  readonly makeUp: readonly Shift[]
  readonly years: ReadonlyMap<number, CalendarYear>
  readonly overrides: ReadonlyMap<PlainDate, DayOverride>
}

export type DayKind = 'working_day' | 'weekend' | 'public_holiday' | 'make_up_day' | 'override'

export interface DayInfo {
  readonly date: PlainDate
  readonly kind: DayKind
  /** In order; empty on a closed day. */
  readonly shifts: readonly Shift[]
  /** The holiday's name or the reason of the override. */
  readonly name: Bilingual | null
  /** The year's calendar is not published, or not here. */
  readonly provisional: boolean
}

/** China keeps UTC+8 all year, without daylight saving since 1991. */
const CHINA_OFFSET_MS = 8 * HOUR

/** The China date on which `at` falls. */
export function dateInChina(at: Instant): PlainDate {
  return new Date(at + CHINA_OFFSET_MS).toISOString().slice(0, 10) as PlainDate
}

export function yearInChina(at: Instant): number {
  return new Date(at + CHINA_OFFSET_MS).getUTCFullYear()
}

/** The instant at which the date begins in China. */
export function startOfDay(date: PlainDate): Instant {
  return Date.parse(`${date}T00:00:00Z`) - CHINA_OFFSET_MS
}

/** The date `days` later, or earlier when negative. */
export function plusDays(date: PlainDate, days: number): PlainDate {
  return dateInChina(startOfDay(date) + days * DAY)
}

export function weekdayOf(date: PlainDate): Weekday {
  const sundayFirst = new Date(`${date}T00:00:00Z`).getUTCDay()
  return WEEKDAYS[(sundayFirst + 6) % 7] ?? 'mon'
}

/** What kind of day it is and when it is worked: an override first, then the public calendar, then the weekly rule. */
export function dayInfo(calendar: WorkCalendar, date: PlainDate): DayInfo {
  const year = calendar.years.get(Number(date.slice(0, 4)))
  const provisional = year === undefined || year.provisional
  const override = calendar.overrides.get(date)
  if (override) return { date, kind: 'override', shifts: override.shifts, name: override.reason, provisional: false }
  const holiday = year?.closed.get(date)
  if (holiday) return { date, kind: 'public_holiday', shifts: [], name: holiday, provisional }
  if (year?.worked.has(date)) return { date, kind: 'make_up_day', shifts: calendar.makeUp, name: null, provisional }
  const shifts = calendar.week[weekdayOf(date)]
  return { date, kind: shifts.length > 0 ? 'working_day' : 'weekend', shifts, name: null, provisional }
}
