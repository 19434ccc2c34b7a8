import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoInChina } from '../../src/domain/china-time.ts'
import { loadCalendar } from '../../src/domain/content.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../src/domain/values.ts'
import { findWhen, readWhen } from '../../src/domain/when.ts'
import { cases } from './cases/read.ts'
import { hostile, quickly } from './hostile.ts'

const loaded = loadCalendar(fileURLToPath(new URL('../../content', import.meta.url)))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
const { calendar } = loaded

/** A Tuesday. */
const NOW = Date.parse('2026-03-10T10:00:00+08:00')

test.each(cases('when'))('%j is %s', (text = '', moment = '', precision = '', future = '') => {
  const read = readWhen(text, NOW, calendar)
  if (!read.ok) expect(read.reason).toBe(moment)
  else
    expect([written(read.at), read.precision, read.future ? 'future' : '']).toEqual([
      moment.length === 10 ? `${moment} 00:00` : moment,
      precision,
      future,
    ])
})

test.each(cases('when-free'))('in %j it began %s', (text = '', moment = '', precision = '') => {
  const found = findWhen(text, NOW, calendar)
  const expected = moment.length === 10 ? `${moment} 00:00` : moment
  expect(found === null ? '-' : `${written(found.at)} ${found.precision}`).toBe(
    moment === '-' ? '-' : `${expected} ${precision}`,
  )
})

test('counts in China time, whatever the hour elsewhere', () => {
  const lateEvening = Date.parse('2026-03-10T17:30:00Z')
  const read = readWhen('yesterday', lateEvening)
  expect(read.ok && written(read.at)).toBe('2026-03-10 00:00')
})

test('knows no holiday without a calendar, and none that it does not hold', () => {
  expect(readWhen('国庆前', NOW)).toEqual({ ok: false, reason: 'no_time' })
  expect(readWhen('国庆前', Date.parse('2024-03-10T10:00:00+08:00'), calendar)).toEqual({
    ok: false,
    reason: 'no_time',
  })
})

test('so many days, hours and minutes before any instant are that many, in both languages', () => {
  const instants = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2030-01-01') })
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 99 }), (now, count) => {
      const at = (text: string): Instant | null => {
        const read = readWhen(text, now)
        return read.ok ? read.at : null
      }
      const midnight = Math.floor((now + 8 * HOUR) / DAY) * DAY - 8 * HOUR
      expect([at(`${count} days ago`), at(`${count}天前`)]).toEqual(Array(2).fill(midnight - count * DAY))
      expect([at(`${count} hours ago`), at(`${count}小时前`)]).toEqual(Array(2).fill(now - count * HOUR))
      expect([at(`${count} minutes ago`), at(`${count}分钟前`)]).toEqual(Array(2).fill(now - count * MINUTE))
    }),
  )
})

test('any date written in figures or words comes back as itself', () => {
  const days = fc.integer({ min: Date.parse('2000-01-01') / DAY, max: Date.parse('2098-12-31') / DAY })
  fc.assert(
    fc.property(days, (count) => {
      const date = new Date(count * DAY)
      const iso = date.toISOString().slice(0, 10)
      const [year, month, day] = iso.split('-').map(Number)
      const english = date.toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      })
      for (const text of [iso, `${year}年${month}月${day}日`, `${year}/${month}/${day}`, english]) {
        const read = readWhen(text, NOW)
        expect(read.ok && written(read.at).slice(0, 10), text).toBe(iso)
      }
    }),
  )
})

test('whatever is typed is a moment that has a date, or a reason; nothing found in free text lies ahead', () => {
  const words = fc.constantFrom(
    ...'last next since for in 3 9999 a half days weeks month year ago march 2026 31 st 12 : 30 pm 上 周 三 天 前 个 月 半 点 号 年 国庆 后 - / .'.split(
      ' ',
    ),
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.tuple(words, fc.constantFrom('', ' ')), { maxLength: 12 }).map((all) => all.flat().join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const read = readWhen(text, NOW, calendar)
      if (read.ok) {
        expect(written(read.at)).toMatch(/^(18|19|20|21)\d\d-/)
        expect(read.future).toBe(read.at > NOW)
      }
      const found = findWhen(text, NOW, calendar)
      if (found !== null) expect(found.at).toBeLessThanOrEqual(NOW)
    }),
    { numRuns: 500 },
  )
})

test.each(hostile)('%s is answered at once', (_, text) => {
  quickly(() => readWhen(text, NOW, calendar))
  quickly(() => findWhen(text, NOW, calendar))
})

const written = (at: Instant): string => isoInChina(at).slice(0, 16).replace('T', ' ')

test('a time of day beside a day is that day’s, also when today’s is past', () => {
  const late = Date.parse('2026-03-11T15:10:00+08:00')
  const yesterday = Date.parse('2026-03-10T12:00:00+08:00')
  for (const text of ['昨天下午开始都掉线了', 'offline since yesterday afternoon'])
    expect(findWhen(text, late, calendar)?.at, text).toBe(yesterday)
})
