/** How long an order has waited for staff, in working time, and whether that is longer than it should be. Reads no clock. */
import { dateInChina, plusDays } from '../calendar.ts'
import type { Hours } from '../hours.ts'
import type { Instant } from '../values.ts'
import type { AwaitedWork, StaffWork } from './awaited.ts'

/** A parcel on its way is nobody's delay at first: after so many working days staff look where it is. */
const PARCEL_DAYS = 5
/** A year of closed days is no calendar. */
const FURTHEST_DAYS = 400

type Calendar = Pick<Hours, 'workingMinutesBetween' | 'workingDaysBetween' | 'day'>

/** Longer than one working day; a parcel longer than five, the way back as long as P19 names (`returnDays`, working days). */
export function isOverdue({ what, since }: AwaitedWork, now: Instant, hours: Calendar, returnDays: number): boolean {
  const days = daysFor(what, returnDays)
  if (days !== null) return hours.workingDaysBetween(since, now) >= days
  return hours.workingMinutesBetween(since, now) >= minutesOfADay(since, hours)
}

function daysFor(what: StaffWork, returnDays: number): number | null {
  if (what === 'way_back') return returnDays
  return what === 'parcel' ? PARCEL_DAYS : null
}

/** The working minutes of the first day from `since` on that is worked. */
function minutesOfADay(since: Instant, hours: Calendar): number {
  const first = dateInChina(since)
  for (let ahead = 0; ahead < FURTHEST_DAYS; ahead += 1) {
    const { shifts } = hours.day(plusDays(first, ahead))
    if (shifts.length > 0) return shifts.reduce((sum, { from, to }) => sum + to - from, 0)
  }
  return 0
}
