/**
 * Dates and durations as people write them, in English and Chinese, relative to a given instant and in China time: "since yesterday",
 * "3 days ago", 上周三, 国庆前. Reads no clock; what cannot be told is a reason, never a guess.
 */
import { dateInChina, plusDays, startOfDay, type WorkCalendar } from './calendar.ts'
import { fold } from './fold.ts'
import { type Instant, MINUTE } from './values.ts'
import { chineseRules } from './when/chinese.ts'
import { englishRules } from './when/english.ts'
import { holidayRules, holidaysOf } from './when/holidays.ts'
import { numericRules } from './when/numeric.ts'
import type { Clock, Frame, Meaning, Precision, Rule, WhenRefusal } from './when/types.ts'

export type { Precision, WhenRefusal } from './when/types.ts'

export interface When {
  /** The beginning of what is meant: of the minute, hour, part of the day, day, week, month or year. */
  readonly at: Instant
  readonly precision: Precision
  /** It lies after the instant at which it was written: said by mistake, or about something planned. */
  readonly future: boolean
}
export type ReadWhen = ({ readonly ok: true } & When) | { readonly ok: false; readonly reason: WhenRefusal }

interface Hint {
  readonly meaning: Meaning
  readonly from: number
  readonly to: number
  readonly loose: boolean
  /** "since", 从 … 开始: said to be the beginning. */
  readonly marked: boolean
}

const ANSWER_CAP = 256
const FREE_TEXT_CAP = 1_500
/** A time of day belongs to a day that stands so close. */
const CLOSE = 12
const MINUTES_A_DAY = 24 * 60
const RULES: readonly Rule[] = [...numericRules, ...holidayRules, ...englishRules, ...chineseRules]
const MARK_BEFORE =
  /(?:\b(?:since|from|starting|started|began|beginning)\s*(?:on|at|about|around)?|\b(?:stopped|died|failed|crashed|quit|happened|went (?:down|off|out|dark|dead))\b[^.;!?\n]{0,24}\b(?:at|around|about)|自从|[从自打]|大概|大约)\s*$/
const MARK_AFTER = /^\s*(?:开始|以来|起|(?:左右|多钟?|来钟)?(?:就|突然|忽然)?(?:停|坏|挂|死机|断)|onwards?\b)/
const MARK_REACH = 48

/**
 * Reads a whole answer to "since when": a duration alone counts from `now` backwards. A date without its year is the latest that has begun;
 * holidays are those of `calendar`. Weeks begin on Monday.
 */
export function readWhen(text: string, now: Instant, calendar?: Pick<WorkCalendar, 'years'>): ReadWhen {
  const typed = plain(text, ANSWER_CAP)
  if (typed === '') return { ok: false, reason: 'empty' }
  const frame = frameOf(now, calendar)
  const hints = hintsIn(typed, frame)
  return hints.length === 0 ? { ok: false, reason: 'no_time' } : resolve(chosen(hints), hints, frame)
}

/**
 * The moment since when, in free text: what is said to be the beginning, else the first moment named. Null without one, or when it lies
 * ahead; numbers that may mean anything else (`3/4`, `for 5 minutes`) never count.
 */
export function findWhen(text: string, now: Instant, calendar?: Pick<WorkCalendar, 'years'>): When | null {
  const frame = frameOf(now, calendar)
  const hints = hintsIn(plain(text, FREE_TEXT_CAP), frame)
  const firm = hints.filter((hint) => (!hint.loose || hint.marked) && hint.meaning.kind !== 'refused')
  const found = firm
    .filter((hint) => hint.meaning.kind !== 'clock' || (hint.marked && !belongsToDay(hint, hints)))
    .map((hint) => ({ hint, read: resolve(hint, hints, frame) }))
    .flatMap(({ hint, read }) => (read.ok && !read.future ? [{ hint, read }] : []))
  const first = found.find(({ hint }) => hint.marked) ?? found[0]
  if (first === undefined) return null
  const { at, precision, future } = first.read
  return { at, precision, future }
}

const plain = (text: string, cap: number): string =>
  fold(text, cap)
    .toLowerCase()
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[‘’`´]/g, "'")

function frameOf(now: Instant, calendar: Pick<WorkCalendar, 'years'> | undefined): Frame {
  return { now, today: dateInChina(now), holidays: calendar === undefined ? [] : holidaysOf(calendar) }
}

/** All moments in the text by place; where two rules want the same words, the earlier rule has them. */
function hintsIn(text: string, frame: Frame): Hint[] {
  const hints: Hint[] = []
  for (const { pattern, loose = false, read } of RULES) {
    for (const match of text.matchAll(pattern)) {
      const from = match.index
      const to = from + match[0].length
      if (hints.some((hint) => hint.from < to && from < hint.to)) continue
      const meaning = read(match, frame)
      if (meaning !== null) hints.push({ meaning, from, to, loose, marked: isMarked(text, from, to) })
    }
  }
  return hints.sort((a, b) => a.from - b.from)
}

function isMarked(text: string, from: number, to: number): boolean {
  const own = /^(?:since|from)\b/.test(text.slice(from, to))
  return (
    own ||
    MARK_BEFORE.test(text.slice(Math.max(0, from - MARK_REACH), from)) ||
    MARK_AFTER.test(text.slice(to, to + 10))
  )
}

/** The hint an answer means: one that is marked, else a day before a time of day, else the first. */
function chosen(hints: readonly Hint[]): Hint {
  const told = hints.filter(({ meaning }) => meaning.kind !== 'refused' || meaning.reason !== 'vague')
  const among = told.length > 0 ? told : hints
  const dayLike = among.filter(({ meaning }) => meaning.kind !== 'clock')
  return dayLike.find(({ marked }) => marked) ?? dayLike[0] ?? (among[0] as Hint)
}

function resolve({ meaning, from, to }: Hint, hints: readonly Hint[], frame: Frame): ReadWhen {
  switch (meaning.kind) {
    case 'refused':
      return { ok: false, reason: meaning.reason }
    case 'instant':
      return when(meaning.at, meaning.precision, frame)
    case 'clock':
      return when(latest(meaning, frame), meaning.precision, frame)
    case 'day': {
      if (meaning.precision !== 'day') return when(startOfDay(meaning.date), meaning.precision, frame)
      const near = hints.find((hint) => hint.meaning.kind === 'clock' && gap(hint, from, to) <= CLOSE)?.meaning
      const clock = near?.kind === 'clock' ? together(meaning.clock, near) : meaning.clock
      const at = startOfDay(meaning.date) + (clock?.minutes ?? 0) * MINUTE
      return when(at, clock?.precision ?? 'day', frame)
    }
  }
}

/** A time of day beside a day is that day's, and is read with it: `yesterday afternoon`. */
const belongsToDay = ({ from, to }: Hint, hints: readonly Hint[]): boolean =>
  hints.some((hint) => hint.meaning.kind === 'day' && gap(hint, from, to) <= CLOSE)

const gap = (hint: Hint, from: number, to: number): number => (hint.from >= to ? hint.from - to : from - hint.to)

/** `last night` and `11:30`, 昨晚 and 两点: the hour of that night, which may lie after midnight. */
function together(part: Clock | undefined, { minutes, precision }: Clock): Clock {
  if (part === undefined || precision === 'part_of_day') return part ?? { minutes, precision }
  const isNight = part.minutes >= MINUTES_A_DAY * 0.75
  if (isNight && minutes < 6 * 60) return { minutes: minutes + MINUTES_A_DAY, precision }
  return { minutes: isNight && minutes < MINUTES_A_DAY / 2 ? minutes + MINUTES_A_DAY / 2 : minutes, precision }
}

/** A time of day alone is today's, or yesterday's while today's has not come. */
function latest({ minutes }: Clock, { now, today }: Frame): Instant {
  const at = startOfDay(today) + minutes * MINUTE
  return at <= now ? at : startOfDay(plusDays(today, -1)) + minutes * MINUTE
}

const when = (at: Instant, precision: Precision, { now }: Frame): ReadWhen => ({
  ok: true,
  at: Math.round(at),
  precision,
  future: at > now,
})
