/** Holidays as landmarks: "before the Spring Festival", "国庆后", read from the public calendars (P1) that content brings. */
import { type PlainDate, plusDays, type WorkCalendar } from '../calendar.ts'
import { yearOf } from './dates.ts'
import type { Frame, Holiday, Meaning, Rule } from './types.ts'

/** What people call a holiday, and a word of its name in the calendars. The first that fits counts: New Year is in several. */
const CALLED: readonly (readonly [RegExp, string])[] = [
  [/春节|过年|年前|年后|spring|chinese|lunar|cny/, '春节'],
  [/国庆|十一|national|golden/, '国庆'],
  [/五一|劳动|labou?r|may day/, '劳动'],
  [/中秋|autumn/, '中秋'],
  [/端午|dragon/, '端午'],
  [/清明|qingming|tomb/, '清明'],
  [/元旦|new year/, '元旦'],
]
const HAN_YEARS: Readonly<Record<string, number>> = { 今年: 0, 去年: -1, 前年: -2, 明年: 1 }
const AFTER = /^(?:之?后|以后)$/
const BEFORE = /^(?:之?前|以前|前夕)$/

const KNOWN = new WeakMap<WorkCalendar['years'], readonly Holiday[]>()

/** Every holiday of the calendars with its first and last day; worked out once for each calendar. */
export function holidaysOf({ years }: Pick<WorkCalendar, 'years'>): readonly Holiday[] {
  const known = KNOWN.get(years) ?? holidaysIn(years)
  KNOWN.set(years, known)
  return known
}

function holidaysIn(years: WorkCalendar['years']): readonly Holiday[] {
  const found = new Map<string, Holiday>()
  for (const { year, closed } of years.values()) {
    for (const [date, { en, zh }] of closed) {
      const key = `${year} ${zh}`
      const known = found.get(key)
      const first = known !== undefined && known.first < date ? known.first : date
      const last = known !== undefined && known.last > date ? known.last : date
      found.set(key, { name: `${zh} ${en}`.toLowerCase(), first, last })
    }
  }
  return [...found.values()]
}

export const holidayRules: readonly Rule[] = [
  {
    pattern:
      /(今年|去年|前年|明年)?(?<![零一二两三四五六七八九十百几半\d]|个)(春节|过年|国庆节?|五一|劳动节|中秋节?|端午节?|清明节?|元旦|年(?=[前后])|十一(?=长假|假期|放假|期间|之?前|之?后|以前|以后|节))(?:长假|假期|放假|小长假|节)?(之?前|以前|前夕|期间|之?后|以后)?/g,
    read: ([, year = '', name = '', side = ''], frame) =>
      landmark(name === '年' ? `年${side}` : name, HAN_YEARS[year], sideOf(side), frame),
  },
  {
    pattern:
      /(?:\b(before|after|during|since|over|around|on|from)\s+)?(?:the\s+)?\b(national day|golden week|spring festival|chinese new year|lunar new year|cny|labou?r day|may day|mid-?autumn(?: festival)?|dragon boat(?: festival)?|qingming(?: festival)?|tomb[- ]sweeping(?: day)?|new year(?:'?s)?(?: day)?)\b(?:\s+holidays?)?/g,
    read: ([, side = '', name = ''], frame) =>
      landmark(name, undefined, side === 'before' ? 'before' : side === 'after' ? 'after' : 'at', frame),
  },
]

type Side = 'before' | 'at' | 'after'
const sideOf = (word: string): Side => (BEFORE.test(word) ? 'before' : AFTER.test(word) ? 'after' : 'at')

/** The latest such holiday whose meant day has begun, or that of the named year; known to a week, as "before" says no more. */
function landmark(called: string, yearsFrom: number | undefined, side: Side, frame: Frame): Meaning | null {
  const word = CALLED.find(([pattern]) => pattern.test(called))?.[1]
  const all = frame.holidays.filter(({ name }) => word !== undefined && name.includes(word))
  const days = all.map((holiday) => ({ holiday, date: dayMeant(holiday, side) }))
  const year = yearOf(frame.today) + (yearsFrom ?? 0)
  const meant = days.filter(({ holiday, date }) =>
    yearsFrom === undefined ? date <= frame.today : yearOf(holiday.last) === year,
  )
  const latest = meant
    .map(({ date }) => date)
    .sort()
    .at(-1)
  return latest === undefined ? null : { kind: 'day', date: latest, precision: 'week' }
}

function dayMeant({ first, last }: Holiday, side: Side): PlainDate {
  if (side === 'at') return first
  return side === 'before' ? plusDays(first, -1) : plusDays(last, 1)
}
