/** What happened in a week, counted from the marks that commits left: a background job that counts this week and the last again and again. */
import type { WeekBook, WeekReport } from '../desk-ports.ts'
import { dateInChina, plusDays, startOfDay, WEEKDAYS, weekdayOf } from '../domain/calendar.ts'
import type { Hours } from '../domain/hours.ts'
import { DAY, type Instant } from '../domain/values.ts'
import type { ConversationId, Mark } from '../ports.ts'

export interface WeekReportOptions {
  readonly book: WeekBook
  readonly hours: Pick<Hours, 'workingMinutesBetween'>
  readonly now: () => Promise<Instant>
  /** Staff's own, which are no conversations of customers. */
  readonly rooms: readonly ConversationId[]
}

const WEEK_DAYS = 7
/** What was counted stays; what it was counted from goes. */
const MARKS_KEPT_MS = 5 * WEEK_DAYS * DAY

/** The Monday of that moment's week in China. */
export function weekOf(at: Instant): WeekReport['week'] {
  const date = dateInChina(at)
  return plusDays(date, -WEEKDAYS.indexOf(weekdayOf(date)))
}

/** Counts the running week and the one before it. Doing it again changes nothing but what has happened since. */
export async function countWeeks({ book, hours, now, rooms }: WeekReportOptions): Promise<void> {
  const at = await now()
  const known = new Map((await book.weeks()).map((report) => [report.week, report]))
  const running = weekOf(at)
  for (const week of [plusDays(running, -WEEK_DAYS), running]) {
    const [since, until] = [startOfDay(week), startOfDay(plusDays(week, WEEK_DAYS))]
    const marks = await book.marksIn(since, until)
    const active = await book.activeIn(since, until, rooms)
    // Who wrote again since belongs to a later week by now: what was counted then stays.
    const conversations = Math.max(active, known.get(week)?.conversations ?? 0)
    const isEmpty = marks.length === 0 && conversations === 0
    if (!isEmpty || week === running) {
      await book.keepWeek({ week, countedAt: at, conversations, ...counted(marks, hours) })
    }
  }
  await book.forgetMarks(at - MARKS_KEPT_MS)
}

function counted(marks: readonly Mark[], hours: WeekReportOptions['hours']) {
  const count = (is: (mark: Mark) => boolean): number => marks.filter(is).length
  const scored = (score: number): number => count((mark) => mark.kind === 'rated' && mark.score === score)
  const waited = marks.flatMap((mark) =>
    mark.kind === 'taken' ? [Math.round(hours.workingMinutesBetween(mark.since, mark.until))] : [],
  )
  return {
    solved: count(({ kind }) => kind === 'solved'),
    escalated: count(({ kind }) => kind === 'escalated'),
    waits: { count: waited.length, median: shareOf(waited, 0.5), nineInTen: shareOf(waited, 0.9) },
    ratings: { 3: scored(3), 2: scored(2), 1: scored(1) },
    states: tallied(marks.flatMap((mark) => (mark.kind === 'state' ? [mark.state] : []))),
    symptoms: tallied(marks.flatMap((mark) => (mark.kind === 'symptom' ? [mark.symptom ?? 'other'] : []))),
  }
}

/** The value that this share of them does not exceed; 0 of none. */
function shareOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

function tallied(names: readonly string[]): Readonly<Record<string, number>> {
  const tally: Record<string, number> = {}
  for (const name of names) tally[name] = (tally[name] ?? 0) + 1
  return tally
}
