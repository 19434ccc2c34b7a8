/** What the staff group reads about the hours, in both languages: how they stand, what was set by hand, why a wish was refused. */
import { dateInChina, type Shift } from '../../domain/calendar.ts'
import { chinaTime } from '../../domain/china-time.ts'
import type { Hours, HoursAt } from '../../domain/hours.ts'
import type { DayByHand, HoursRefusal } from '../../domain/hours-by-hand.ts'
import type { Instant } from '../../domain/values.ts'
import { HOURS_USAGE } from './hours-command.ts'

const MOST_DAYS_SHOWN = 20

const REFUSALS: Readonly<Record<HoursRefusal, string>> = {
  day_is_over: 'That day is over · 那一天已经过去',
  too_far: 'That day is more than a year away · 那一天在一年以后',
  time_has_passed: 'That time has passed; to close at once: /hours close now <reason> · 时间已过，立即关闭请用 now',
  closed_day:
    'That day is closed anyway; to open it · 当天本来就休息，要开放请写:\n/hours open [date] 9:00-18:00 <reason>',
  not_earlier:
    'The day ends no later than that anyway; to stay longer · 当天本来就更早结束，要延长请写:\n/hours open [date] 9:00-20:00 <reason>',
  not_later:
    'The day begins no earlier than that anyway; to begin sooner · 当天本来就更晚开始，要提前请写:\n/hours open [date] 8:00-18:00 <reason>',
  nothing_left: `Nothing of the day would be left; a day off is written · 当天就没有工作时间了，休息请写:\n${HOURS_USAGE.off}`,
}

export const hoursRefused = (refusal: HoursRefusal): string => `⛔ Not done · 未执行: ${REFUSALS[refusal]}`

/** How the hours stand, and each day to come that was set by hand, with who set it. */
export function hoursShown(hours: Hours, byHand: readonly DayByHand[], now: Instant): string {
  const today = dateInChina(now)
  const coming = byHand.filter(({ date }) => date >= today)
  const set = coming.slice(0, MOST_DAYS_SHOWN).map((day) => `${dayLine(day)}\n  ${day.by}, ${chinaTime(day.at, 'en')}`)
  return [
    hoursStand(hours.describe(now), now),
    ...(set.length === 0 ? [] : ['Set by hand · 手动设置:', ...set]),
    '',
    ...Object.values(HOURS_USAGE),
  ].join('\n')
}

/** A day was set: what holds now, and what customers read from now on. */
export const hoursSet = (hours: Hours, day: DayByHand, now: Instant): string =>
  ['✅', dayLine(day), 'Customers read now · 客户现在看到:', hoursStand(hours.describe(now), now)].join('\n')

/** The calendar holds again. */
export const hoursCleared = (hours: Hours, date: DayByHand['date'], now: Instant): string =>
  [`✅ ${date}: ${shiftsShown(hours.day(date).shifts)}`, hoursStand(hours.describe(now), now)].join('\n')

const dayLine = ({ date, shifts, reason }: DayByHand): string => `${date}: ${shiftsShown(shifts)} – ${reason}`

/** `9:00-12:00, 13:00-18:00`; a shift past midnight ends at `6:00 (+1)`. */
const shiftsShown = (shifts: readonly Shift[]): string =>
  shifts.length === 0 ? 'day off · 休息' : shifts.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(', ')

function clock(minute: number): string {
  const [day, left] = minute > DAY_MINUTES ? [1, minute - DAY_MINUTES] : [0, minute]
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}${day === 0 ? '' : ' (+1)'}`
}
const DAY_MINUTES = 24 * 60

/** Whether the desk is open, and until when. */
export const hoursStand = (at: HoursAt, now: Instant): string =>
  at.open
    ? `🟢 Open until ${chinaTime(at.closesAt, 'en', now)} · 上班中，到${chinaTime(at.closesAt, 'zh', now)}`
    : `🌙 Closed, opens ${chinaTime(at.opensAt, 'en', now)} · 已下班，${chinaTime(at.opensAt, 'zh', now)}上班`
