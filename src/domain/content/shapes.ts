/** The small shapes that content files are made of: texts, dates, shifts, and records that name their keys when one is unknown. */
import { z } from 'zod'
import { type PlainDate, type Shift, weekdayOf } from '../calendar.ts'
import { LANGUAGES } from '../values.ts'

const LONGEST_TEXT = 600
const MINUTES_A_DAY = 24 * 60
const CHINESE_LINE_BREAK = /(?<=[\p{Script=Han}，。？！：；、）])\s+(?=[\p{Script=Han}（])/gu
const SHIFT = /^(\d{1,2}):([0-5]\d)\s*[-–]\s*(\d{1,2}):([0-5]\d)$/

/** An object with exactly these keys. */
export function record<Shape extends z.ZodRawShape>(shape: Shape) {
  const allowed = Object.keys(shape).join(', ')
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `unknown key ${issue.keys.join(', ')}; allowed here: ${allowed}` : undefined,
  })
}

export function text(longest: number = LONGEST_TEXT) {
  const wrong = `must be a text of 1 to ${longest} characters`
  return z.string(wrong).trim().min(1, wrong).max(longest, wrong)
}

/** The same text in each language. A line break in the file is a space in English and nothing in Chinese. */
export function bilingual(longest?: number) {
  const [en, zh] = LANGUAGES
  return record({
    [en]: text(longest),
    [zh]: text(longest).transform((chinese) => chinese.replace(CHINESE_LINE_BREAK, '')),
  })
}

/** A short name that code and buttons carry. */
export function id(longest: number) {
  const shape = new RegExp(`^[a-z][a-z0-9_]{0,${longest - 1}}$`)
  return z.string().regex(shape, `must be 1 to ${longest} of a-z, 0-9 and _, beginning with a letter`)
}

/** `2026-10-01`, a date that exists. */
export const plainDate = z
  .string('must be a date like 2026-10-01')
  .refine(isRealDate, 'must be a date that exists, written like 2026-10-01')
  .transform((date) => date as PlainDate)

/** `9:00-18:00`; `22:00-6:00` ends on the next day; `24:00` is the end of the day. */
const shift = z.string('must be a shift like 9:00-18:00').transform((written, context): Shift => {
  const [, fromHour, fromMinute, toHour, toMinute] = SHIFT.exec(written.trim()) ?? []
  const from = Number(fromHour) * 60 + Number(fromMinute)
  const to = Number(toHour) * 60 + Number(toMinute)
  if (from < MINUTES_A_DAY && to <= MINUTES_A_DAY && from !== to)
    return { from, to: to > from ? to : to + MINUTES_A_DAY }
  context.addIssue({ code: 'custom', message: `${written} is no shift; write from-to with 24 hours, like 9:00-18:00` })
  return z.NEVER
})

/** The shifts of a day in order, none twice at the same time; `[]` is a closed day. */
export const shifts = z
  .array(shift, 'must be a list of shifts like ["9:00-12:00", "13:30-18:00"], or [] for a closed day')
  .transform((all) => all.toSorted((a, b) => a.from - b.from))
  .refine((all) => all.every((one, index) => index === 0 || one.from >= (all[index - 1]?.to ?? 0)), 'shifts overlap')

export function isWeekend(date: PlainDate): boolean {
  return ['sat', 'sun'].includes(weekdayOf(date))
}

function isRealDate(written: string): boolean {
  const parsed = new Date(`${written}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(written)
  )
}
