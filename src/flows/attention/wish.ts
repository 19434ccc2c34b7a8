/** "Remind me in 20 minutes", 明天提醒我: the wish to be reminded, read from words. Free of when that is on any clock. */
import { fold } from '../../domain/fold.ts'
import { DAY, HOUR, MINUTE } from '../../domain/values.ts'
import { LATEST_REMINDER_MS, SOONEST_REMINDER_MS } from './delays.ts'

const WISH =
  /\b(?:remind|ping|wake|nudge) me\b|\b(?:ask|write) me again\b|提醒(?:一下)?我|(?:再|过会儿?|到时候?)(?:来)?(?:叫|问|提醒)(?:一下)?我|提醒一下/iu
const NOT = /\b(?:do not|don'?t|never|stop) (?:remind|ping|wake|nudge)|(?:不要|不用|别)(?:再)?(?:提醒|叫|问)/iu

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:min|分)/iu, MINUTE],
  [/^(?:h|小时|个小时|钟头|个钟)/iu, HOUR],
  [/^(?:d|天)/iu, DAY],
]
const AMOUNT =
  /(\d{1,4}(?:\.\d)?|半|half an?|an?|one|two|three|一|两|二|三|五|十)\s*(minutes?|mins?|hours?|hrs?|days?|分钟|个?小时|个?钟头|天)/iu
const COUNTS: Readonly<Record<string, number>> = {
  半: 0.5,
  'half a': 0.5,
  'half an': 0.5,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  五: 5,
  十: 10,
}
/** What stands for a length of time. */
const NAMED: readonly (readonly [RegExp, number])[] = [
  [/the day after tomorrow|后天/iu, 2 * DAY],
  [/tomorrow|明天|明早/iu, DAY],
  [/tonight|this evening|今晚|晚上/iu, 6 * HOUR],
]
/** Where no time is named. */
const DEFAULT_MS = 20 * MINUTE

/** In how many milliseconds a customer wants to be reminded, between 5 minutes and 3 days; null when the words wish for no such thing. */
export function reminderWish(text: string): number | null {
  const words = fold(text, 200).replaceAll('’', "'")
  if (!WISH.test(words) || NOT.test(words)) return null
  const wished = amountIn(words) ?? NAMED.find(([name]) => name.test(words))?.[1] ?? DEFAULT_MS
  return Math.min(LATEST_REMINDER_MS, Math.max(SOONEST_REMINDER_MS, wished))
}

function amountIn(words: string): number | null {
  const [, count = '', unit = ''] = AMOUNT.exec(words) ?? []
  const length = UNITS.find(([name]) => name.test(unit.replace(/^个/u, '')))?.[1]
  const many = COUNTS[count.toLowerCase()] ?? Number(count)
  return length === undefined || count === '' ? null : Math.round(many * length)
}
