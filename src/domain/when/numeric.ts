/** Dates and times in figures, the same in every language: 2026-03-01 15:30, 2026年3月1日, 3/15, 15:40. */
import { dated, recentDate } from './dates.ts'
import { type Meaning, type Rule, refused } from './types.ts'

const MONTHS_A_YEAR = 12
const HOURS_A_DAY = 24
const MINUTES_AN_HOUR = 60

export const numericRules: readonly Rule[] = [
  {
    // An instant with its offset, as systems write it.
    pattern: /(?<![\w.-])20\d\d-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:z|[+-]\d\d:\d\d)/g,
    read: ([written = '']) => {
      const at = Date.parse(written.toUpperCase())
      return Number.isNaN(at) ? refused('no_such_date') : { kind: 'instant', at, precision: 'minute' }
    },
  },
  {
    pattern: /(?<![\w.-])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d]|[-/.]\d)t?/g,
    read: ([, year, , month, date]) => dated(Number(year), Number(month), Number(date)),
  },
  {
    pattern: /(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})[日号]?/g,
    read: ([, year, month, date]) => dated(Number(year), Number(month), Number(date)),
  },
  {
    pattern: /(?<![\w.-])(20\d\d)(\d\d)(\d\d)(?![\w.-])/g,
    loose: true,
    read: ([, year, month, date]) => dated(Number(year), Number(month), Number(date)),
  },
  {
    // 01.03.2026: written with points, the day stands first.
    pattern: /(?<![\w.-])(\d{1,2})\.(\d{1,2})\.(20\d\d)(?![\w]|[-/.]\d)/g,
    read: ([, date, month, year]) => dated(Number(year), Number(month), Number(date)),
  },
  {
    pattern: /(?<![\w.-])(\d{1,2})([/-])(\d{1,2})\2(20\d\d)(?![\w]|[-/.]\d)/g,
    read: ([, first, , second, year]) =>
      eitherWay(Number(first), Number(second), (month, date) => dated(Number(year), month, date)),
  },
  {
    pattern:
      /(?<![\w./:-])(\d{1,2})[/-](\d{1,2})(?![\w%]|[-/.:]\d| ?(?:sec|min|hour|hrs?\b|day|week|month|year|[秒分小天个周年月台]))/g,
    loose: true,
    read: ([, first, second], frame) =>
      eitherWay(Number(first), Number(second), (month, date) => recentDate(month, date, frame)),
  },
  {
    pattern: /(?<![.:/\-\d_a-su-z])(\d{1,2}):(\d\d)(?::\d\d)?(?![\w:]| ?[ap]\.?m)/g,
    loose: true,
    read: ([, hour, minute]) => clockOf(Number(hour), Number(minute)),
  },
]

/** The time of day, or a refusal when there is none such. 24:00 is the day's end. */
export function clockOf(hour: number, minute: number | null): Meaning {
  const minutes = hour * MINUTES_AN_HOUR + (minute ?? 0)
  const exists = hour <= HOURS_A_DAY && (minute ?? 0) < MINUTES_AN_HOUR && minutes <= HOURS_A_DAY * MINUTES_AN_HOUR
  if (!exists) return refused('no_such_date')
  return { kind: 'clock', minutes, precision: minute === null ? 'hour' : 'minute' }
}

/** Day first or month first: known only when one of the two can be no month, or both are the same. */
function eitherWay(first: number, second: number, read: (month: number, date: number) => Meaning): Meaning {
  if (first === second || second > MONTHS_A_YEAR) return read(first, second)
  return first > MONTHS_A_YEAR ? read(second, first) : refused('ambiguous_date')
}
