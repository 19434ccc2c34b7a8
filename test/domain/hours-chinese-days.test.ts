// P1: every day of 2025 and 2026 against the chinese-days package, which was made from the same State Council notices by others.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadCalendar } from '../../src/domain/content.ts'
import { createHours, type PlainDate } from '../../src/domain/hours.ts'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

/** In a process of its own, in UTC: elsewhere the package reads its dates in the host's zone. */
const ASK = `
  import days from 'chinese-days'
  const answers = {}
  for (let day = Date.UTC(2025, 0, 1); day < Date.UTC(2027, 0, 1); day += 86400000) {
    const date = new Date(day).toISOString().slice(0, 10)
    answers[date] = days.isWorkday(date)
  }
  console.log(JSON.stringify(answers))
`

function theirs(): Readonly<Record<string, boolean>> {
  const told = execFileSync(process.execPath, ['--input-type=module', '--eval', ASK], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: { ...process.env, TZ: 'UTC' },
    encoding: 'utf8',
  })
  return JSON.parse(told)
}

test('P1: the desk works on exactly the days that chinese-days calls working days', () => {
  const calendar = loadCalendar(CONTENT)
  if (!calendar.ok) throw new Error('the calendar does not load')
  const hours = createHours(calendar.calendar)
  const days = Object.entries(theirs())
  expect(days).toHaveLength(730)
  const different = days.filter(([date, works]) => hours.day(date as PlainDate).shifts.length > 0 !== works)
  expect(different).toEqual([])
})
