/** Since when, in words, in both languages: as exactly as it was told, in China time where an hour is named. */
import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'
import { enGB } from 'date-fns/locale/en-GB'
import { chinaTime } from '../../domain/china-time.ts'
import type { Since } from '../../domain/since.ts'
import type { Instant, Language } from '../../domain/values.ts'

const ZONE = 'Asia/Shanghai'
const written = (at: Instant, pattern: string): string => format(new TZDate(at, ZONE), pattern, { locale: enGB })

const PARTS = [
  { until: 5, en: 'the night of', zh: '凌晨' },
  { until: 12, en: 'the morning of', zh: '上午' },
  { until: 18, en: 'the afternoon of', zh: '下午' },
  { until: 24, en: 'the evening of', zh: '晚上' },
] as const

const partOf = (at: Instant, lang: Language): string => {
  const hour = new TZDate(at, ZONE).getHours()
  return PARTS.find(({ until }) => hour < until)?.[lang] ?? ''
}

const english = (since: Since): string => {
  switch (since.kind) {
    case 'some_days':
      return 'some days ago'
    case 'longer':
      return 'a longer time ago'
    case 'unknown':
      return 'not known'
    case 'moment':
      return momentInEnglish(since)
  }
}

function momentInEnglish({ at, precision }: Extract<Since, { kind: 'moment' }>): string {
  switch (precision) {
    case 'minute':
    case 'hour':
      return chinaTime(at, 'en')
    case 'part_of_day':
      return `${partOf(at, 'en')} ${written(at, 'd MMMM')}`
    case 'day':
      return written(at, 'd MMMM')
    case 'week':
      return `the week of ${written(at, 'd MMMM')}`
    case 'month':
      return written(at, 'MMMM yyyy')
    case 'year':
      return written(at, 'yyyy')
  }
}

const chinese = (since: Since): string => {
  switch (since.kind) {
    case 'some_days':
      return '几天前'
    case 'longer':
      return '更早以前'
    case 'unknown':
      return '不清楚'
    case 'moment':
      return momentInChinese(since)
  }
}

function momentInChinese({ at, precision }: Extract<Since, { kind: 'moment' }>): string {
  switch (precision) {
    case 'minute':
    case 'hour':
      return chinaTime(at, 'zh')
    case 'part_of_day':
      return `${written(at, 'M月d日')}${partOf(at, 'zh')}`
    case 'day':
      return written(at, 'M月d日')
    case 'week':
      return `${written(at, 'M月d日')}那一周`
    case 'month':
      return written(at, 'yyyy年M月')
    case 'year':
      return written(at, 'yyyy年')
  }
}

export const sinceWords: Readonly<Record<Language, (since: Since) => string>> = { en: english, zh: chinese }
