/** Moments as English writes them: "since yesterday", "last Tuesday", "3 days ago", "March 1st". */
import { plusDays, WEEKDAYS, type Weekday } from '../calendar.ts'
import {
  before,
  dated,
  mondayOf,
  monthsFrom,
  recentDate,
  recentDayOfMonth,
  recentWeekday,
  recentWeekend,
  type Unit,
  weekdayIn,
  wholeMonth,
  wholeWeek,
  wholeYear,
  yearOf,
} from './dates.ts'
import { ENGLISH_NUMBER, englishNumber, isSome } from './numerals.ts'
import { clockOf } from './numeric.ts'
import { type Clock, day, type Meaning, type Rule, refused } from './types.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const WEEKDAY = '(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?'
const LONG_WEEKDAY = '(mon|tues|wednes|thurs|fri|satur|sun)day'
const UNIT =
  '(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|nights?|w|wks?|weeks?|months?|mths?|y|yrs?|years?)'
const ABOUT = '(?:about|around|roughly|approximately|approx\\.?|almost|nearly|over|more than|at least|maybe|like|some)'
/** "3 days", "a couple of weeks", "half an hour", "2-3 days" (the longer), "two and a half hours". */
const SPAN = `(?:${ABOUT} )?(?:the )?(?:(?:${ENGLISH_NUMBER}) ?(?:-|to|or) ?(?=\\d|\\w+ \\w))?(?:a )?(${ENGLISH_NUMBER})(?: of)?(?: an?)?( and a half)? ?(?<=[\\d ])${UNIT}\\b( and a half)?`
const ORDINAL = '(\\d{1,2})(?:st|nd|rd|th)?'

const EVENING: Clock = { minutes: 18 * 60, precision: 'part_of_day' }
const PARTS: Readonly<Record<string, number>> = {
  morning: 6 * 60,
  noon: 12 * 60,
  midday: 12 * 60,
  lunchtime: 12 * 60,
  afternoon: 12 * 60,
  evening: 18 * 60,
  night: 18 * 60,
  midnight: 24 * 60,
}
const EXACT = new Set(['noon', 'midday', 'midnight'])

export const englishRules: readonly Rule[] = [
  rule(`\\b(?:${SPAN}) (?:ago|back|earlier|before now)\\b`, spanBefore),
  rule(`\\b(?:${SPAN}) (?:later|from now)\\b|\\bin ${SPAN}(?! ago)`, (match, frame) => spanAfter(match, frame), true),
  rule(
    `\\b(?:since|for|during|in|over|within)(?: ${ABOUT})? (?:the |these )?(?:past|last|previous) ${SPAN}`,
    spanBefore,
  ),
  rule(`\\b(?:past|last) ${SPAN}`, spanBefore),
  rule(`\\bsince ${SPAN}(?! o'?clock)`, spanBefore),
  rule(
    `(?<!\\b(?:warranty|guarantee|fine|good|well|ok|okay|great|perfectly|works|worked|working|runs|ran|running|mined|mining|used|using|wait|waited)(?: it| this| them)? )\\bfor ${SPAN}`,
    (match, frame) => (isLong(match[3]) ? spanBefore(match, frame) : null),
  ),
  rule(`\\b${SPAN} (?:already|now|straight|in a row)\\b`, spanBefore),
  rule(`\\b${SPAN}`, spanBefore, true),
  rule(`\\b(?:just now|a moment ago|right now|moments ago)\\b`, (_, { now }) => instant(now)),
  rule(`\\b(?:now|just|immediately)\\b`, (_, { now }) => instant(now), true),

  rule('\\b(?:the )?day before yesterday\\b', (_, { today }) => day(plusDays(today, -2))),
  rule('\\b(?:the )?day after tomorrow\\b', (_, { today }) => day(plusDays(today, 2))),
  rule('\\b(?:yesterday|yesteday|yesterdays)\\b', (_, { today }) => day(plusDays(today, -1))),
  rule('\\b(?:last night|overnight)\\b', (_, { today }) => day(plusDays(today, -1), EVENING)),
  rule('\\btonight\\b', (_, { today }) => day(today, EVENING)),
  rule('\\bthis (morning|afternoon|evening|noon)\\b', ([, part = ''], { today }) => day(today, partClock(part))),
  rule('\\btoday\\b', (_, { today }) => day(today)),
  rule('\\b(?:tomorrow|tmrw)\\b', (_, { today }) => day(plusDays(today, 1))),
  rule('\\bthe other day\\b', (_, frame) => before(3, 'day', frame, true)),

  rule(`\\b${LONG_WEEKDAY} (?:of )?last week\\b`, ([, name = ''], frame) => weekdayIn(-1, weekday(name), frame)),
  rule(`\\b(?:next|coming) ${LONG_WEEKDAY}\\b`, ([, name = ''], frame) => weekdayIn(1, weekday(name), frame)),
  rule(`\\bthis ${LONG_WEEKDAY}\\b`, ([, name = ''], frame) => weekdayIn(0, weekday(name), frame)),
  rule(`\\b(?:last|past|since|from|on) (?:last )?${WEEKDAY}\\b`, ([, name = ''], frame) =>
    recentWeekday(weekday(name), frame),
  ),
  rule(`\\b${LONG_WEEKDAY}\\b`, ([, name = ''], frame) => recentWeekday(weekday(name), frame)),
  rule(`\\b${WEEKDAY}\\b`, ([, name = ''], frame) => recentWeekday(weekday(name), frame), true),
  rule('\\b(?:(last)|this|over the|on the|at the|the) weekend\\b', ([, last], frame) =>
    day(last === undefined ? recentWeekend(frame) : plusDays(mondayOf(frame.today), -2)),
  ),
  rule('\\b(last|this|next) (week|month|year)\\b', ([, which = '', unit = ''], frame) => {
    const step = { last: -1, this: 0, next: 1 }[which] ?? 0
    if (unit === 'week') return wholeWeek(step, frame)
    if (unit === 'year') return wholeYear(yearOf(frame.today) + step)
    const { year, month } = monthsFrom(frame.today, step)
    return wholeMonth(year, month, frame)
  }),

  rule(`\\b${MONTH} ${ORDINAL},? (?:of )?((?:19|20)\\d\\d)\\b`, ([, month = '', date, year]) =>
    dated(Number(year), monthNumber(month), Number(date)),
  ),
  rule(`\\b${ORDINAL} (?:of )?${MONTH},? ((?:19|20)\\d\\d)\\b`, ([, date, month = '', year]) =>
    dated(Number(year), monthNumber(month), Number(date)),
  ),
  rule(`\\b${MONTH} ?(?:the )?${ORDINAL}\\b(?!:|\\.\\d)`, ([, month = '', date], frame) =>
    recentDate(monthNumber(month), Number(date), frame),
  ),
  rule(`\\b${ORDINAL} ?(?:of )?${MONTH}(?![\\w])`, ([, date, month = ''], frame) =>
    recentDate(monthNumber(month), Number(date), frame),
  ),
  rule(
    `\\b(early|mid|middle of|late|end of|beginning of|start of|in|since|from)[ -](?:last )?${MONTH}(?: ((?:19|20)\\d\\d))?(?![\\w-])`,
    (match, frame) => {
      const [, part = '', month = '', year] = match
      return wholeMonth(year === undefined ? null : Number(year), monthNumber(month), frame, partOfMonth(part))
    },
  ),
  rule(`\\b${MONTH} ((?:19|20)\\d\\d)\\b`, ([, month = '', year], frame) =>
    wholeMonth(Number(year), monthNumber(month), frame),
  ),
  rule(`^(?:last )?${MONTH}$`, ([, month = ''], frame) => wholeMonth(null, monthNumber(month), frame), true),
  rule('\\b(?:on|since|from) the (\\d{1,2})(?:st|nd|rd|th)\\b', ([, date], frame) =>
    recentDayOfMonth(Number(date), frame),
  ),
  rule('\\b(?:in|since) ((?:19|20)\\d\\d)\\b', ([, year]) => wholeYear(Number(year))),

  rule('(?<![\\w.:])(\\d{1,2})(?::(\\d\\d))? ?([ap])\\.?m\\b\\.?', ([, hour, minute, half]) => {
    if (Number(hour) < 1 || Number(hour) > 12) return refused('no_such_date')
    return clockOf((Number(hour) % 12) + (half === 'p' ? 12 : 0), minute === undefined ? null : Number(minute))
  }),
  rule("\\b(\\d{1,2}) ?o'?clock\\b", ([, hour]) => clockOf(Number(hour), null)),
  rule(
    '\\b(?:in the |at |around |about )?(morning|noon|midday|lunchtime|afternoon|evening|night|midnight)\\b',
    ([, part = '']) => ({
      kind: 'clock',
      ...partClock(part),
    }),
    true,
  ),
  rule(
    '\\b(?:recently|lately|a while(?: ago| back)?|some time(?: ago)?|long time(?: ago)?|ages(?: ago)?)\\b',
    () => refused('vague'),
    true,
  ),
]

function rule(pattern: string, read: Rule['read'], loose = false): Rule {
  return { pattern: new RegExp(pattern, 'g'), read, loose }
}

function spanBefore(
  [, amount = '', half, unit = '', halfAfter]: readonly string[],
  frame: Parameters<Rule['read']>[1],
): Meaning | null {
  const extra = half !== undefined || halfAfter !== undefined ? 0.5 : 0
  return before(englishNumber(amount) + extra, unitOf(unit), frame, isSome(amount))
}

/** Two alternatives hold their groups apart: the matched one is moved to the front. */
function spanAfter(match: readonly string[], frame: Parameters<Rule['read']>[1]): Meaning | null {
  const groups = match[3] === undefined ? match.slice(4) : match
  const [, amount = '', half, unit = '', halfAfter] = groups
  const extra = half !== undefined || halfAfter !== undefined ? 0.5 : 0
  return before(-(englishNumber(amount) + extra), unitOf(unit), frame, isSome(amount))
}

/** "for 5 minutes" tells how long a step took rather than since when. */
const isLong = (unit = ''): boolean => /^[dwmy]/.test(unit) && !/^m(?:in|$)/.test(unit)

function unitOf(word: string): Unit {
  if (/^s/.test(word)) return 'second'
  if (/^mo|^mth/.test(word)) return 'month'
  if (/^m/.test(word)) return 'minute'
  if (/^h/.test(word)) return 'hour'
  if (/^[dn]/.test(word)) return 'day'
  return /^w/.test(word) ? 'week' : 'year'
}

const monthNumber = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1
const weekday = (name: string): Weekday => WEEKDAYS.find((code) => name.startsWith(code)) ?? 'mon'
const instant = (at: number): Meaning => ({ kind: 'instant', at, precision: 'minute' })

function partClock(part: string): Clock {
  return { minutes: PARTS[part] ?? 0, precision: EXACT.has(part) ? 'hour' : 'part_of_day' }
}

function partOfMonth(part: string): number {
  if (/^mid/.test(part)) return 11
  return /^(?:late|end)/.test(part) ? 21 : 1
}
