/** Instants as people and machines read them, always in China time and saying so. Reads no clock and no host time zone. */
import { TZDate } from '@date-fns/tz'
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays'
import { format } from 'date-fns/format'
import { formatISO } from 'date-fns/formatISO'
import { enGB } from 'date-fns/locale/en-GB'
import { zhCN } from 'date-fns/locale/zh-CN'
import type { Instant, Language } from './values.ts'

const ZONE = 'Asia/Shanghai'

/** Further away, or in the past, the weekday alone could be misread. */
const WEEKDAY_ALONE_DAYS = 6

const STYLES = {
  en: { locale: enGB, near: "EEEE H:mm 'China time'", far: "EEEE d MMMM, H:mm 'China time'" },
  zh: { locale: zhCN, near: "EEE H:mm'（北京时间）'", far: "M月d日EEE H:mm'（北京时间）'" },
} as const

/**
 * `Monday 9:00 China time`, `周一 9:00（北京时间）`; with the date, `Thursday 8 October, 9:00 China time`, when it is past, more than 6 days after
 * `now`, or no `now` is given.
 */
export function chinaTime(at: Instant, lang: Language, now?: Instant): string {
  const style = STYLES[lang]
  const date = inChina(at)
  return format(date, isNear(date, now) ? style.near : style.far, { locale: style.locale })
}

/** ISO with seconds and offset: `2026-10-08T09:00:00+08:00`. */
export function isoInChina(at: Instant): string {
  return formatISO(inChina(at))
}

function inChina(at: Instant): TZDate {
  return new TZDate(at, ZONE)
}

function isNear(date: TZDate, now: Instant | undefined): boolean {
  if (now === undefined) return false
  const days = differenceInCalendarDays(date, inChina(now))
  return days >= 0 && days <= WEEKDAY_ALONE_DAYS
}
