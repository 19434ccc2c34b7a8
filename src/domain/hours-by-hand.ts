/**
 * Hours that staff change by hand for a single day (P1): closed early, opened late, a day off, other shifts. A pure overlay over the calendar;
 * what is wished for is worked out here or refused with a reason. Reads no clock.
 */
import { dateInChina, type PlainDate, plusDays, type Shift, startOfDay, type WorkCalendar } from './calendar.ts'
import { createHours, type Hours } from './hours.ts'
import { type Instant, MINUTE } from './values.ts'

/** One day as staff set it. It goes before everything that the calendar says of that day. */
export interface DayByHand {
  readonly date: PlainDate
  /** Empty on a day off. */
  readonly shifts: readonly Shift[]
  /** For staff; customers read the hours that follow from it. */
  readonly reason: string
  /** Who set it, and when. */
  readonly by: string
  readonly at: Instant
  /** Names the act that set it, so that the same act is not done twice. */
  readonly source: string
}

/** What staff want of a day. `minute` counts from its midnight in China. */
export type HoursWish =
  | { readonly kind: 'close' | 'open'; readonly date: PlainDate; readonly minute: number }
  | { readonly kind: 'shifts'; readonly date: PlainDate; readonly shifts: readonly Shift[] }
  | { readonly kind: 'off'; readonly date: PlainDate }

/**
 * `not_earlier`: the day closes no later than that anyway; `not_later`: it opens no earlier anyway; `closed_day`: there are no hours to
 * shorten; `nothing_left`: no open minute would be left, which is a day off.
 */
export type HoursRefusal =
  | 'day_is_over'
  | 'too_far'
  | 'time_has_passed'
  | 'closed_day'
  | 'not_earlier'
  | 'not_later'
  | 'nothing_left'

export type WishedShifts =
  | { readonly ok: true; readonly shifts: readonly Shift[] }
  | { readonly ok: false; readonly refusal: HoursRefusal }

/** A slip in the year is likelier than a plan so far ahead. */
const FURTHEST_DAYS = 400

/** The shifts of the day as wished, over the hours as they are now; or why that is no sense. A minute that is under way has not passed. */
export function shiftsWished(hours: Pick<Hours, 'day'>, wish: HoursWish, now: Instant): WishedShifts {
  const today = dateInChina(now)
  const { shifts } = hours.day(wish.date)
  const end = Math.max(startOfDay(plusDays(wish.date, 1)), startOfDay(wish.date) + (shifts.at(-1)?.to ?? 0) * MINUTE)
  if (now >= end) return refused('day_is_over')
  if (wish.date > plusDays(today, FURTHEST_DAYS)) return refused('too_far')
  switch (wish.kind) {
    case 'off':
      return { ok: true, shifts: [] }
    case 'shifts':
      return { ok: true, shifts: wish.shifts }
    case 'close':
      return closedAt(shifts, wish.minute, Math.floor((now - startOfDay(wish.date)) / MINUTE))
    case 'open':
      return openedAt(shifts, wish.minute)
  }
}

function closedAt(shifts: readonly Shift[], minute: number, minuteNow: number): WishedShifts {
  const last = shifts.at(-1)
  if (last === undefined) return refused('closed_day')
  if (minute < minuteNow) return refused('time_has_passed')
  if (minute >= last.to) return refused('not_earlier')
  return left(shifts.map(({ from, to }) => ({ from, to: Math.min(to, minute) })))
}

function openedAt(shifts: readonly Shift[], minute: number): WishedShifts {
  const [first] = shifts
  if (first === undefined) return refused('closed_day')
  if (minute <= first.from) return refused('not_later')
  return left(shifts.map(({ from, to }) => ({ from: Math.max(from, minute), to })))
}

function left(cut: readonly Shift[]): WishedShifts {
  const shifts = cut.filter(({ from, to }) => to > from)
  return shifts.length === 0 ? refused('nothing_left') : { ok: true, shifts }
}

const refused = (refusal: HoursRefusal): WishedShifts => ({ ok: false, refusal })

/** The calendar with the days set by hand over it. */
function withDaysByHand(calendar: WorkCalendar, days: readonly DayByHand[]): WorkCalendar {
  const byHand = days.map(({ date, shifts, reason }) => [date, { shifts, reason: { en: reason, zh: reason } }] as const)
  return { ...calendar, overrides: new Map([...calendar.overrides, ...byHand]) }
}

/** Hours that follow what is set by hand: whoever holds them asks the newest. */
export interface LivingHours extends Hours {
  /** Days set by hand, by date. */
  byHand(): readonly DayByHand[]
  /** From now on these days, and no others, are as set by hand. */
  follow(days: readonly DayByHand[]): void
}

/** The calendar's hours until told otherwise. Throws as `createHours` does. */
export function createLivingHours(calendar: WorkCalendar): LivingHours {
  let days: readonly DayByHand[] = []
  let hours = createHours(calendar)
  return {
    isOpen: (at) => hours.isOpen(at),
    nextOpening: (at) => hours.nextOpening(at),
    nextClosing: (at) => hours.nextClosing(at),
    describe: (at) => hours.describe(at),
    addWorkingMinutes: (at, minutes) => hours.addWorkingMinutes(at, minutes),
    workingMinutesBetween: (from, to) => hours.workingMinutesBetween(from, to),
    workingDaysBetween: (from, to) => hours.workingDaysBetween(from, to),
    day: (date) => hours.day(date),
    byHand: () => days,
    follow: (set) => {
      days = set.toSorted((a, b) => (a.date < b.date ? -1 : 1))
      hours = createHours(withDaysByHand(calendar, days))
    },
  }
}
