/** Moments as Chinese writes them: 昨天下午, 上周三, 三天前, 刚刚, 3月1号, 国庆前 (holidays stand apart). */
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
import { HAN_NUMBER, hanNumber, isSome } from './numerals.ts'
import { clockOf } from './numeric.ts'
import { type Clock, day, type Frame, type Meaning, type Rule, refused } from './types.ts'

const NUMBER = `(${HAN_NUMBER})`
const SMALL = '(\\d{1,2}|[一二三四五六七八九十]{1,3})'
const UNIT = '(秒钟?|分钟?|刻钟|小时|钟头|个钟|天|日|星期|礼拜|周|月|年)'
/** 三天, 半个月, 两个半小时, 一个多星期, 10来天, 2-3天 (the longer). */
const SPAN = `(?<![\\d.月第])(?:\\d{1,3}[-~到至])?${NUMBER}(?:多|来)?个?(半)?(?:多)?${UNIT}(半)?(?:多|左右|来)?`
const PART = '(凌晨|清晨|清早|大早|早上|早晨|上午|中午|正午|下午|午后|傍晚|晚上|夜里|夜间|半夜|深夜|午夜|早|晚|夜)'
const PARTS: Readonly<Record<string, number>> = {
  凌晨: 0,
  半夜: 0,
  清晨: 5 * 60,
  清早: 6 * 60,
  大早: 6 * 60,
  早上: 6 * 60,
  早晨: 6 * 60,
  早: 6 * 60,
  上午: 8 * 60,
  中午: 12 * 60,
  正午: 12 * 60,
  下午: 12 * 60,
  午后: 12 * 60,
  傍晚: 17 * 60,
  晚上: 18 * 60,
  晚: 18 * 60,
  夜: 18 * 60,
  夜里: 22 * 60,
  夜间: 22 * 60,
  深夜: 22 * 60,
  午夜: 24 * 60,
}
const AFTERNOON = /^(?:下午|午后|傍晚|晚上|晚)$/
const NIGHT = /^(?:晚上|晚|夜里|夜间|夜|半夜|深夜|午夜)$/
const DAYS: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  前日: -2,
  前: -2,
  昨天: -1,
  昨日: -1,
  昨儿: -1,
  昨: -1,
  今天: 0,
  今日: 0,
  今儿: 0,
  当天: 0,
  今: 0,
  明天: 1,
  明日: 1,
  明: 1,
  后天: 2,
  大后天: 3,
}
const YEARS: Readonly<Record<string, number>> = { 前: -2, 去: -1, 今: 0, 明: 1 }
const STEPS: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 }
/** More years than any machine has. */
const MOST_YEARS = 100
/** What went well so long, or how long a step took, is no beginning of a fault. */
const NOT_BROKEN = '(?<!(?:用|买|跑|运行|保修|质保|等|等待|关机|拔|正常)(?:了|过)?)'
const STEP = '(上上|下下|上|这|本|下)'
const WEEK = '(?:周|星期|礼拜)'

export const chineseRules: readonly Rule[] = [
  rule(`${STEP}个?月${SMALL}[号日]`, ([, step = '', date = ''], frame) => {
    const { year, month } = monthsFrom(frame.today, STEPS[step] ?? 0)
    return dated(year, month, hanNumber(date))
  }),
  rule(`${STEP}个?月(?:份)?(初|上旬|中旬|中|下旬|底|末)?`, ([, step = '', part = ''], frame) => {
    const { year, month } = monthsFrom(frame.today, STEPS[step] ?? 0)
    return wholeMonth(year, month, frame, partOfMonth(part))
  }),
  rule(
    `(?:(前|去|今|明)年|((?:19|20)\\d\\d)年)${SMALL}月${SMALL}[号日]?`,
    ([, word, year, month = '', date = ''], frame) =>
      dated(yearMeant(word, year, frame), hanNumber(month), hanNumber(date)),
  ),
  rule(
    `(?:(前|去|今|明)年|((?:19|20)\\d\\d)年)${SMALL}月(?:份)?(初|上旬|中旬|中|下旬|底|末)?`,
    ([, word, year, month = '', part = ''], frame) =>
      wholeMonth(yearMeant(word, year, frame), hanNumber(month), frame, partOfMonth(part)),
  ),
  rule(`(?<![\\d.])${SMALL}月${SMALL}(?:[号日]|(?![\\d个台天]))`, ([, month = '', date = ''], frame) =>
    recentDate(hanNumber(month), hanNumber(date), frame),
  ),
  rule(`(?<![\\d.个])${SMALL}月(?:份)?(初|上旬|中旬|中|下旬|底|末)?`, ([, month = '', part = ''], frame) =>
    wholeMonth(null, hanNumber(month), frame, partOfMonth(part)),
  ),
  rule('(前|去|今|明)年(年?[初底中])?|((?:19|20)\\d\\d)年', ([, word, part = '', year], frame) => {
    const meant = yearMeant(word, year, frame)
    if (part === '') return wholeYear(meant)
    return wholeMonth(meant, part.endsWith('初') ? 1 : part.endsWith('中') ? 6 : 12, frame)
  }),
  rule(
    `(?<![\\d.月第#])${SMALL}[号日](?=$|[,，。;； ]|早|上午|中午|下午|晚|凌晨|开始|起|那天|左右|就)`,
    ([, date = ''], frame) => recentDayOfMonth(hanNumber(date), frame),
  ),

  rule(`(?:大概|大约|差不多|快|近)?${SPAN}(?:之?前|以前)`, spanBefore),
  rule(`${SPAN}(?:之?后|以后)`, (match, frame) => spanBefore(match, frame, -1), true),
  rule('前(两|几|三|2|3)(天|周|个?月)', ([, amount = '', unit = ''], frame) =>
    before(hanNumber(amount), unitOf(unit.replace('个', '')), frame, true),
  ),
  rule('(?:这|最近|近)(?:这)?(两|几|三|2|3)天', ([, amount = ''], frame) =>
    before(hanNumber(amount), 'day', frame, true),
  ),
  rule(`(?:已经|持续|连续|坏了|停了|最近|近)(?:有|了)?(?:快|大概|大约|差不多)?${SPAN}`, longBefore),
  rule(`${NOT_BROKEN}(?:有|好|快)?${SPAN}(?:了|以来)`, longBefore),
  rule(SPAN, spanBefore, true),
  rule('刚刚|刚才|方才', (_, { now }) => ({ kind: 'instant', at: now, precision: 'minute' })),
  rule('刚|现在|目前|马上|立刻', (_, { now }) => ({ kind: 'instant', at: now, precision: 'minute' }), true),

  rule(`(大前天|大后天|前天|前日|昨天|昨日|昨儿|今天|今日|今儿|明天|明日|后天|当天)(?:的)?`, ([, name = ''], frame) =>
    day(plusDays(frame.today, DAYS[name] ?? 0)),
  ),
  rule('(昨|今|明|前)(晚上?|夜里?|早上?|晨)', ([, name = '', part = ''], frame) =>
    day(plusDays(frame.today, DAYS[name] ?? 0), partClock(part === '晨' ? '清晨' : part)),
  ),

  rule(`${STEP}个?${WEEK}([一二三四五六日天1-7])(?!次)`, ([, step = '', name = ''], frame) =>
    weekdayIn(STEPS[step] ?? 0, weekday(name), frame),
  ),
  rule(`${STEP}个?${WEEK}末`, ([, step = ''], { today }) => day(plusDays(mondayOf(today), (STEPS[step] ?? 0) * 7 + 5))),
  rule('(?<!每个?)周末', (_, frame) => day(recentWeekend(frame))),
  rule(`(?<!每个?|\\d|[一二两三四五六七八九十几半])${WEEK}([一二三四五六日天])(?!次)`, ([, name = ''], frame) =>
    recentWeekday(weekday(name), frame),
  ),
  rule(`${STEP}个?${WEEK}`, ([, step = ''], frame) => wholeWeek(STEPS[step] ?? 0, frame)),

  rule(
    `${PART}(?:的)?(\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:点钟?|时|:)(?:(半)|(一刻|三刻)|(\\d{1,2}|[一二三四五]?十[一二三四五六七八九]?)分?)?`,
    clock,
  ),
  rule('()(?<![\\d.:])(\\d{1,2})(?:点钟?|时)(?!点)(?:(半)|(一刻|三刻)|(\\d{1,2})分?)?', clock),
  rule(`()(?<=[晚早晨夜里午上天日号末])([一二两三四五六七八九十]{1,3})点(?:(半)|(一刻|三刻)|(\\d{1,2})分|钟)?`, clock),
  rule('()([一二两三四五六七八九十]{1,3})点(?:(半)|(一刻|三刻)|(\\d{1,2})分|钟)', clock),
  rule(PART, ([, part = '']) => ({ kind: 'clock', ...partClock(part) }), true),
  rule('最近|近期|近来|一段时间|前段时间|前阵子|好久|很久|不久前?|一阵子', () => refused('vague'), true),
]

function rule(pattern: string, read: Rule['read'], loose = false): Rule {
  return { pattern: new RegExp(pattern, 'g'), read, loose }
}

function spanBefore(match: readonly string[], frame: Frame, direction = 1): Meaning | null {
  const [, amount = '', half, unit = '', halfAfter] = match
  if (!isSpan(match)) return null
  const count = hanNumber(amount) + (half !== undefined || halfAfter !== undefined ? 0.5 : 0)
  if (unit.startsWith('天') && amount === '半') return before(direction * 12, 'hour', frame)
  if (unit === '刻钟') return before(direction * count * 15, 'minute', frame)
  return before(direction * count, unitOf(unit), frame, isSome(amount))
}

/** 三月 and 2024年 are no spans; 三个月 and 三年 are. */
function isSpan([all = '', amount = '', , unit]: readonly string[]): boolean {
  return unit === '月' ? all.includes('个') : unit !== '年' || hanNumber(amount) < MOST_YEARS
}

/** 等了5分钟 tells how long a step took rather than since when. */
function longBefore(match: readonly string[], frame: Frame): Meaning | null {
  return /^[秒分刻]/.test(match[3] ?? '') ? null : spanBefore(match, frame)
}

function clock([, part = '', hourWritten = '', half, quarter, minuteWritten]: readonly string[]): Meaning {
  const written = hanNumber(hourWritten)
  const minute = half ? 30 : quarter ? (quarter === '一刻' ? 15 : 45) : minuteWritten ? hanNumber(minuteWritten) : null
  const found = clockOf(hourMeant(written, part), minute)
  return found.kind === 'clock' && isNextDay(written, part) ? { ...found, minutes: found.minutes + 24 * 60 } : found
}

function hourMeant(hour: number, part: string): number {
  if (NIGHT.test(part) && hour >= 6 && hour < 12) return hour + 12
  if (NIGHT.test(part) && hour === 12) return 0
  if (AFTERNOON.test(part) && !NIGHT.test(part) && hour < 12) return hour + 12
  if ((part === '中午' || part === '正午') && hour < 5) return hour + 12
  return part === '凌晨' && hour === 12 ? 0 : hour
}

/** 昨晚两点 and 昨晚十二点 are after midnight. */
const isNextDay = (hour: number, part: string): boolean => NIGHT.test(part) && (hour < 6 || hour === 12)

function unitOf(word: string): Unit {
  if (word.startsWith('秒')) return 'second'
  if (/^[分刻]/.test(word)) return 'minute'
  if (/^(?:小时|钟头|个钟)/.test(word)) return 'hour'
  if (/^[天日]/.test(word)) return 'day'
  if (/^(?:星期|礼拜|周)/.test(word)) return 'week'
  return word.startsWith('月') ? 'month' : 'year'
}

function weekday(name: string): Weekday {
  const place = name === '天' ? 6 : '一二三四五六日'.indexOf(name)
  return WEEKDAYS[place >= 0 ? place : Number(name) - 1] ?? 'mon'
}

function yearMeant(word: string | undefined, year: string | undefined, { today }: Frame): number {
  return word === undefined ? Number(year) : yearOf(today) + (YEARS[word] ?? 0)
}

function partOfMonth(part: string): number {
  if (part.startsWith('中')) return 11
  return /^[下底末]/.test(part) ? 21 : 1
}

function partClock(part: string): Clock {
  return { minutes: PARTS[part] ?? 18 * 60, precision: 'part_of_day' }
}
