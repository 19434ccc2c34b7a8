/** The shape of `content/calendars/<year>.yaml`: a year's public holidays and make-up days (P1), as one list of closed and one of worked days. */
import { z } from 'zod'
import { type CalendarYear, type PlainDate, plusDays } from '../calendar.ts'
import type { Bilingual } from '../values.ts'
import { bilingual, isWeekend, plainDate, record, text } from './shapes.ts'

const LONGEST_HOLIDAY_DAYS = 31

const yearFile = record({
  year: z.int().min(2000).max(2100),
  provisional: z.boolean('must be true or false'),
  source: text(),
  closed: z.array(record({ name: bilingual(40), from: plainDate, to: plainDate })),
  worked: z.array(plainDate),
})
type YearFile = z.output<typeof yearFile>
type Refine = z.core.$RefinementCtx<YearFile>

export const yearSchema = yearFile.superRefine(checkClosed).superRefine(checkWorked).transform(asYear)

function checkClosed(file: YearFile, context: Refine): void {
  const taken = new Set<PlainDate>()
  for (const [index, { from, to }] of file.closed.entries()) {
    const days = daysOf(from, to)
    const refuse = (key: 'from' | 'to', message: string) =>
      context.addIssue({ code: 'custom', path: ['closed', index, key], message })
    if (days === null) refuse('to', `must be the same day as ${from} or up to ${LONGEST_HOLIDAY_DAYS} days later`)
    else if (!isWithin(file.year, from) || !isWithin(file.year, to))
      refuse('from', `must lie in ${file.year}, the year of this file`)
    else if (days.some((day) => taken.has(day))) refuse('from', 'overlaps a holiday that stands above')
    for (const day of days ?? []) taken.add(day)
  }
}

function checkWorked(file: YearFile, context: Refine): void {
  const closed = closedDays(file)
  for (const [index, date] of file.worked.entries()) {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['worked', index], message })
    if (!isWithin(file.year, date)) refuse(`must lie in ${file.year}, the year of this file`)
    else if (closed.has(date)) refuse('is a holiday above; a day is closed or worked, not both')
    else if (!isWeekend(date)) refuse('is no Saturday or Sunday; only those are worked in exchange')
    else if (file.worked.indexOf(date) < index) refuse('stands twice')
  }
}

function asYear(file: YearFile): CalendarYear {
  const { year, provisional } = file
  return { year, provisional, closed: closedDays(file), worked: new Set(file.worked) }
}

function closedDays(file: YearFile): ReadonlyMap<PlainDate, Bilingual> {
  return new Map(
    file.closed.flatMap(({ name, from, to }) => (daysOf(from, to) ?? []).map((day) => [day, name] as const)),
  )
}

/** Null when `to` is before `from` or too far away. */
function daysOf(from: PlainDate, to: PlainDate): PlainDate[] | null {
  const days: PlainDate[] = []
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    days.push(day)
    if (days.length > LONGEST_HOLIDAY_DAYS) return null
  }
  return days.length > 0 ? days : null
}

function isWithin(year: number, date: PlainDate): boolean {
  return date.startsWith(`${year}-`)
}
