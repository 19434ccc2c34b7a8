/** `/hours` as staff type it in their group: what is wished for, or how it is written. Pure; whether it makes sense is the hours' to say. */
import { type PlainDate, plusDays, type Shift } from '../../domain/calendar.ts'
import { plainDate, shifts as shiftsShape } from '../../domain/content/shapes.ts'
import { fold, readable } from '../../domain/fold.ts'
import type { HoursWish } from '../../domain/hours-by-hand.ts'

export type HoursCommand =
  | { readonly kind: 'shown' }
  | { readonly kind: 'wished'; readonly wish: HoursWish; readonly reason: string }
  | { readonly kind: 'cleared'; readonly date: PlainDate }
  | { readonly kind: 'misused'; readonly usage: string }

/** What a command needs to know of the moment it was typed. `minute` of that day. */
export interface Today {
  readonly date: PlainDate
  readonly minute: number
}

export const HOURS_USAGE = {
  close: '/hours close [date] 16:00|now <reason>',
  open: '/hours open [date] 10:30 <reason>  |  /hours open [date] 9:00-12:00,13:00-18:00 <reason>',
  off: '/hours off 2026-12-24|today|tomorrow <reason>',
  clear: '/hours clear 2026-12-24',
} as const

const LINE_LIMIT = 400
const REASON_LIMIT = 80
const TIME = /^(\d{1,2})(?::([0-5]\d)|点|时)$/
const LAST_MINUTE = 24 * 60
const TODAY = ['today', '今天']
const TOMORROW = ['tomorrow', '明天']

type Name = keyof typeof HOURS_USAGE
const isName = (word: string): word is Name => Object.hasOwn(HOURS_USAGE, word)

/** What follows `/hours`. A reason is asked for: the next shift wants to know why. */
export function readHoursCommand(rest: string, today: Today): HoursCommand {
  const words = fold(rest, LINE_LIMIT).split(' ').filter(Boolean)
  const name = words[0]?.toLowerCase() ?? ''
  if (name === '') return { kind: 'shown' }
  if (!isName(name)) return { kind: 'misused', usage: Object.values(HOURS_USAGE).join('\n') }
  const misused = { kind: 'misused', usage: HOURS_USAGE[name] } as const
  const named = dateOf(words[1] ?? '', today.date)
  const date = named ?? today.date
  const after = words.slice(named === null ? 1 : 2)
  if (name === 'clear') return named === null || after.length > 0 ? misused : { kind: 'cleared', date }
  if (name === 'off') return named === null ? misused : withReason({ kind: 'off', date }, after, misused)
  const wish = wishOf(name, date, after[0] ?? '', today)
  return wish === null ? misused : withReason(wish, after.slice(1), misused)
}

function wishOf(name: 'close' | 'open', date: PlainDate, word: string, today: Today): HoursWish | null {
  const isNow = name === 'close' && word.toLowerCase() === 'now' && date === today.date
  if (isNow) return { kind: 'close', date, minute: today.minute }
  const minute = minuteOf(word)
  if (minute !== null) return { kind: name, date, minute }
  const shifts = name === 'open' ? shiftsOf(word) : null
  return shifts === null ? null : { kind: 'shifts', date, shifts }
}

function withReason(wish: HoursWish, words: readonly string[], misused: HoursCommand): HoursCommand {
  const reason = readable(words.join(' '), REASON_LIMIT)
  return reason === '' ? misused : { kind: 'wished', wish, reason }
}

function dateOf(word: string, today: PlainDate): PlainDate | null {
  if (TODAY.includes(word.toLowerCase())) return today
  if (TOMORROW.includes(word.toLowerCase())) return plusDays(today, 1)
  const read = plainDate.safeParse(word)
  return read.success ? read.data : null
}

function minuteOf(word: string): number | null {
  const [, hours, minutes = '0'] = TIME.exec(word) ?? []
  const minute = Number(hours) * 60 + Number(minutes)
  return minute <= LAST_MINUTE ? minute : null
}

function shiftsOf(word: string): readonly Shift[] | null {
  const read = shiftsShape.safeParse(word.split(/[,，、]/))
  return read.success && read.data.length > 0 ? read.data : null
}
