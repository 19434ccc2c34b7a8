import { execFile } from 'node:child_process'
import { TZDate } from '@date-fns/tz'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type DayOverride,
  dateInChina,
  type PlainDate,
  plusDays,
  type Shift,
  type WorkCalendar,
} from '../../src/domain/calendar.ts'
import { chinaTime, createHours, isoInChina } from '../../src/domain/hours.ts'
import { DAY, HOUR, MINUTE } from '../../src/domain/values.ts'
import { costOf } from '../support/cost.ts'
import { digestOfHours, shippedCalendar } from './hours-answers.ts'

const calendar = shippedCalendar()
const hours = createHours(calendar)
const HALF_HOUR = 30 * MINUTE
const instants = fc.integer({ min: china('2025-01-01'), max: china('2027-12-31') })

test('P1: every half hour of 2025 and 2026: open means that it closes before it opens again', () => {
  let open = 0
  for (let at = china('2025-01-01'); at < china('2027-01-01'); at += HALF_HOUR) {
    if (hours.isOpen(at) !== hours.nextClosing(at) < hours.nextOpening(at))
      throw new Error(`not so at ${isoInChina(at)}`)
    open += hours.isOpen(at) ? 1 : 0
  }
  expect(open).toBe(18 * (workingDays('2025-01-01', '2025-12-31') + workingDays('2026-01-01', '2026-12-31')))
})

test('2025 and 2026 have as many working days as their notices leave', () => {
  expect(workingDays('2025-01-01', '2025-12-31')).toBe(248)
  expect(workingDays('2026-01-01', '2026-12-31')).toBe(248)
})

test.each([
  '2025-01-01 2025-01-28..2025-02-04 2025-04-04..2025-04-06 2025-05-01..2025-05-05 2025-05-31..2025-06-02 2025-10-01..2025-10-08',
  '2026-01-01..2026-01-03 2026-02-15..2026-02-23 2026-04-04..2026-04-06 2026-05-01..2026-05-05 2026-06-19..2026-06-21',
  '2026-09-25..2026-09-27 2026-10-01..2026-10-07',
  '2027-01-01 2027-02-05..2027-02-08 2027-04-05 2027-05-01..2027-05-02 2027-06-09 2027-09-15 2027-10-01..2027-10-03',
])('closed as public holidays: %s', (ranges) => {
  for (const date of datesIn(ranges)) {
    expect(hours.isOpen(china(date, '10:00'))).toBe(false)
    expect(hours.describe(china(date, '10:00'))).toMatchObject({ open: false, reason: 'public_holiday' })
  }
})

test('no other weekday of the three years is a holiday, and no other weekend is worked', () => {
  const kinds = countKinds('2025-01-01', '2027-12-31')
  expect(kinds).toEqual({
    public_holiday: 28 + 33 + 13,
    make_up_day: 5 + 6,
    working_day: expect.any(Number),
    weekend: expect.any(Number),
  })
})

test.each([
  '2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11',
  '2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10',
])('worked in exchange, with the normal shifts: %s', (ranges) => {
  for (const date of datesIn(ranges)) {
    const at = china(date, '10:00')
    expect(hours.describe(at)).toMatchObject({ open: true, reason: 'make_up_day', closesAt: china(date, '18:00') })
    expect(hours.isOpen(china(date, '8:59'))).toBe(false)
    expect(hours.isOpen(china(date, '18:00'))).toBe(false)
  }
})

test.each([
  ['2026-03-10 10:00', { open: true, reason: 'working_day', closesAt: '2026-03-10 18:00' }],
  ['2026-03-10 9:00', { open: true, reason: 'working_day', closesAt: '2026-03-10 18:00' }],
  ['2026-03-10 8:59', { open: false, reason: 'before_opening', opensAt: '2026-03-10 9:00' }],
  ['2026-03-10 18:00', { open: false, reason: 'after_closing', opensAt: '2026-03-11 9:00' }],
  ['2026-03-10 22:00', { open: false, reason: 'after_closing', opensAt: '2026-03-11 9:00' }],
  ['2026-03-14 12:00', { open: false, reason: 'weekend', opensAt: '2026-03-16 9:00' }],
  ['2026-09-30 18:00', { open: false, reason: 'after_closing', opensAt: '2026-10-08 9:00' }],
  ['2026-10-01 10:00', { open: false, reason: 'public_holiday', opensAt: '2026-10-08 9:00' }],
  ['2026-10-10 10:00', { open: true, reason: 'make_up_day', closesAt: '2026-10-10 18:00' }],
  ['2026-10-10 18:00', { open: false, reason: 'after_closing', opensAt: '2026-10-12 9:00' }],
])('at %s', (at, expected) => {
  const { open, reason, opensAt, closesAt } = hours.describe(china(...split(at)))
  const when = open ? { closesAt: shortChina(closesAt) } : { opensAt: shortChina(opensAt) }
  expect({ open, reason, ...when }).toEqual(expected)
})

test('what rests on a calendar that is not published is marked as provisional', () => {
  expect(hours.describe(china('2026-07-01', '20:00')).provisional).toBe(false)
  expect(hours.describe(china('2026-12-31', '17:00')).provisional).toBe(false)
  expect(hours.describe(china('2026-12-31', '20:00'))).toMatchObject({
    opensAt: china('2027-01-04', '9:00'),
    provisional: true,
  })
  expect(hours.describe(china('2027-06-08', '10:00'))).toMatchObject({ open: true, provisional: true })
  expect(hours.describe(china('2031-10-01', '10:00'))).toMatchObject({
    open: true,
    reason: 'working_day',
    provisional: true,
  })
  expect(hours.day('2027-06-09')).toMatchObject({
    kind: 'public_holiday',
    provisional: true,
    name: { en: 'Dragon Boat Festival', zh: '端午节' },
  })
})

test('shifts with a break, shifts past midnight, and the holiday in between', () => {
  const shifts = [span(9, 12), span(13.5, 18), span(22, 26)]
  const night = createHours(withWeek(shifts))
  expect(night.describe(china('2026-09-29', '12:30'))).toMatchObject({
    reason: 'between_shifts',
    opensAt: china('2026-09-29', '13:30'),
  })
  expect(night.describe(china('2026-09-30', '1:00'))).toMatchObject({
    open: true,
    closesAt: china('2026-09-30', '2:00'),
  })
  expect(night.describe(china('2026-10-01', '1:59'))).toMatchObject({
    open: true,
    reason: 'working_day',
    closesAt: china('2026-10-01', '2:00'),
  })
  expect(night.describe(china('2026-10-01', '2:00'))).toMatchObject({
    reason: 'public_holiday',
    opensAt: china('2026-10-08', '9:00'),
  })
  expect(night.describe(china('2027-01-01', '1:00'))).toMatchObject({
    open: true,
    closesAt: china('2027-01-01', '2:00'),
  })
})

test('shifts that touch are one opening', () => {
  const touching = createHours(withWeek([span(9, 12), span(12, 18), span(18, 24)]))
  expect(touching.nextClosing(china('2026-03-10', '9:30'))).toBe(china('2026-03-11', '0:00'))
  expect(touching.nextOpening(china('2026-03-10', '9:30'))).toBe(china('2026-03-11', '9:00'))
})

test('a one-day override goes before holiday, weekend and weekday alike', () => {
  const reason = { en: 'stock-taking', zh: '盘点' }
  const overridden = createHours(
    withOverrides({
      '2026-03-10': { shifts: [], reason },
      '2026-03-14': { shifts: [span(10, 12)], reason },
      '2026-10-01': { shifts: [span(10, 12)], reason },
    }),
  )
  expect(overridden.describe(china('2026-03-10', '10:00'))).toMatchObject({
    open: false,
    reason: 'override',
    name: reason,
  })
  expect(overridden.describe(china('2026-03-14', '10:00'))).toMatchObject({
    open: true,
    reason: 'override',
    closesAt: china('2026-03-14', '12:00'),
  })
  expect(overridden.describe(china('2026-10-01', '9:00'))).toMatchObject({ open: false, reason: 'before_opening' })
  expect(overridden.isOpen(china('2026-10-01', '11:59'))).toBe(true)
})

test('working minutes stand still outside hours', () => {
  expect(hours.addWorkingMinutes(china('2026-09-30', '17:50'), 15)).toBe(china('2026-10-08', '9:05'))
  expect(hours.addWorkingMinutes(china('2026-09-30', '17:50'), 10)).toBe(china('2026-09-30', '18:00'))
  expect(hours.addWorkingMinutes(china('2026-10-03', '3:00'), 5)).toBe(china('2026-10-08', '9:05'))
  expect(hours.addWorkingMinutes(china('2026-10-03', '3:00'), 0)).toBe(china('2026-10-03', '3:00'))
  expect(hours.workingMinutesBetween(china('2026-09-30', '17:50'), china('2026-10-08', '9:05'))).toBe(15)
  expect(hours.workingMinutesBetween(china('2026-03-11', '9:00'), china('2026-03-10', '9:00'))).toBe(0)
})

test('adding working minutes and counting them agree', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 20_000 }), (at, minutes) => {
      const later = hours.addWorkingMinutes(at, minutes)
      expect(hours.workingMinutesBetween(at, later)).toBeCloseTo(minutes, 6)
      expect(hours.isOpen(later - 1)).toBe(true)
    }),
  )
})

test('the next opening and closing are later, open and closed there, with nothing in between', () => {
  fc.assert(
    fc.property(instants, (at) => {
      const opening = hours.nextOpening(at)
      const closing = hours.nextClosing(at)
      expect(opening).toBeGreaterThan(at)
      expect(closing).toBeGreaterThan(at)
      expect([hours.isOpen(opening - 1), hours.isOpen(opening)]).toEqual([false, true])
      expect([hours.isOpen(closing - 1), hours.isOpen(closing)]).toEqual([true, false])
      const [first, second] = hours.isOpen(at) ? [closing, opening] : [opening, closing]
      expect(hours.workingMinutesBetween(at, second)).toBe((hours.isOpen(at) ? first - at : second - first) / MINUTE)
    }),
  )
})

test('working days after a receipt do not count its own day (P19)', () => {
  const between = (from: string, to: string) => hours.workingDaysBetween(china(...split(from)), china(...split(to)))
  expect(between('2026-03-10 17:00', '2026-03-10 23:00')).toBe(0)
  expect(between('2026-03-10 17:00', '2026-03-17 9:00')).toBe(5)
  expect(between('2026-09-30 10:00', '2026-10-08 10:00')).toBe(1)
  expect(between('2026-09-30 10:00', '2026-10-14 10:00')).toBe(6)
  expect(between('2026-03-17 10:00', '2026-03-10 10:00')).toBe(0)
})

test('impossible instants, minutes and weeks are defects, never an endless search', () => {
  expect(() => hours.isOpen(Number.NaN)).toThrow(RangeError)
  expect(() => hours.nextOpening(Number.POSITIVE_INFINITY)).toThrow(RangeError)
  expect(() => hours.addWorkingMinutes(0, Number.POSITIVE_INFINITY)).toThrow(RangeError)
  expect(() => hours.addWorkingMinutes(0, -1)).toThrow(RangeError)
  expect(() => createHours(withWeek([]))).toThrow(RangeError)
  expect(() => createHours({ ...calendar, week: everyDay([span(0, 24)]) })).toThrow(RangeError)
})

test('what people read names the zone, and the date when the weekday could mislead', () => {
  const at = china('2026-10-08', '9:00')
  expect(chinaTime(at, 'en', china('2026-10-05', '12:00'))).toBe('Thursday 9:00 China time')
  expect(chinaTime(at, 'zh', china('2026-10-05', '12:00'))).toBe('周四 9:00（北京时间）')
  expect(chinaTime(at, 'en', china('2026-10-01', '12:00'))).toBe('Thursday 8 October, 9:00 China time')
  expect(chinaTime(at, 'zh', china('2026-10-01', '12:00'))).toBe('10月8日周四 9:00（北京时间）')
  expect(chinaTime(at, 'en', china('2026-10-09', '12:00'))).toBe('Thursday 8 October, 9:00 China time')
  expect(chinaTime(at, 'en')).toBe('Thursday 8 October, 9:00 China time')
  expect(isoInChina(at)).toBe('2026-10-08T09:00:00+08:00')
})

test('dates in China agree with the time zone data base', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1992, 0), max: Date.UTC(2100, 0) }), (at) => {
      expect(isoInChina(at).slice(0, 10)).toBe(dateInChina(at))
      expect(new TZDate(at, 'Asia/Shanghai').getHours()).toBe(Math.floor(((at + 8 * HOUR) % DAY) / HOUR))
    }),
  )
})

test('isOpen costs less than 20 µs', () => {
  const rounds = 50_000
  const ask = () => {
    for (let round = 0; round < rounds; round += 1) hours.isOpen(china('2025-01-01') + round * 20 * MINUTE)
  }
  expect((costOf(ask, 1) * 1_000) / rounds).toBeLessThan(20)
})

test('the host time zone changes nothing', { timeout: 30_000 }, async () => {
  const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Auckland']
  const answers = await Promise.all(zones.map(answersUnder))
  expect(answers).toEqual(zones.map((zone) => ({ zone, answers: digestOfHours() })))
})

/** What a process under another host zone answers, with the zone that it really had. */
function answersUnder(zone: string): Promise<unknown> {
  const module = new URL('./hours-answers.ts', import.meta.url)
  const script = `import { digestOfHours } from '${module}'
    console.log(JSON.stringify({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, answers: digestOfHours() }))`
  const options = ['--import', 'tsx', '--input-type=module', '-e', script]
  return new Promise((resolve, reject) => {
    execFile(process.execPath, options, { env: { ...process.env, TZ: zone } }, (error, stdout) =>
      error ? reject(error) : resolve(JSON.parse(stdout)),
    )
  })
}

function china(date: string, time = '0:00'): number {
  return Date.parse(`${date}T${time.padStart(5, '0')}:00+08:00`)
}

function shortChina(at: number): string {
  return isoInChina(at).slice(0, 16).replace(/T0?/, ' ')
}

function split(written: string): [string, string] {
  const [date = '', time = ''] = written.split(' ')
  return [date, time]
}

function datesIn(ranges: string): PlainDate[] {
  return ranges.split(' ').flatMap((range) => {
    const [from = '', to = from] = range.split('..')
    return datesBetween(from as PlainDate, to as PlainDate)
  })
}

function datesBetween(from: PlainDate, to: PlainDate): PlainDate[] {
  const dates: PlainDate[] = []
  for (let date = from; date <= to; date = plusDays(date, 1)) dates.push(date)
  return dates
}

function workingDays(from: PlainDate, to: PlainDate): number {
  return datesBetween(from, to).filter((date) => hours.day(date).shifts.length > 0).length
}

function countKinds(from: PlainDate, to: PlainDate): Record<string, number> {
  const kinds = datesBetween(from, to).map((date) => hours.day(date).kind)
  return Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((other) => other === kind).length]))
}

function span(fromHour: number, toHour: number): Shift {
  return { from: fromHour * 60, to: toHour * 60 }
}

function everyDay(shifts: readonly Shift[]) {
  return { mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts, sat: shifts, sun: shifts }
}

function withWeek(shifts: readonly Shift[]): WorkCalendar {
  return { ...calendar, week: { ...everyDay(shifts), sat: [], sun: [] }, makeUp: shifts }
}

function withOverrides(overrides: Record<PlainDate, DayOverride>): WorkCalendar {
  return { ...calendar, overrides: new Map(Object.entries(overrides) as [PlainDate, DayOverride][]) }
}
