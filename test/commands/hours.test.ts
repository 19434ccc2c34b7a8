/** `aftercare hours`: the calendar as operators and scripts read it (P1). */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CONTENT_DIR } from '../bot/bench.ts'
import { aftercare, inProcess, jsonLines, oneLine, refused, temporary, useDirectory } from './run.ts'

useDirectory()

const at = (...instants: string[]) => inProcess(['hours', '--json', ...instants.flatMap((one) => ['--at', one])])

test('answers several instants in order, each with exactly the keys that scripts rely on', async () => {
  const instants = ['2026-03-10T10:00', '2026-10-01T10:00', '2026-10-10T10:00', '2026-03-10T22:00', '2027-10-01T12:00']
  const ran = await aftercare(['hours', '--json', ...instants.flatMap((one) => ['--at', one])])
  expect(jsonLines(ran)).toEqual([
    {
      at: '2026-03-10T10:00:00+08:00',
      open: true,
      opensAt: null,
      closesAt: '2026-03-10T18:00:00+08:00',
      reason: 'working_day',
      provisional: false,
    },
    {
      at: '2026-10-01T10:00:00+08:00',
      open: false,
      opensAt: '2026-10-08T09:00:00+08:00',
      closesAt: null,
      reason: 'public_holiday',
      provisional: false,
    },
    {
      at: '2026-10-10T10:00:00+08:00',
      open: true,
      opensAt: null,
      closesAt: '2026-10-10T18:00:00+08:00',
      reason: 'make_up_day',
      provisional: false,
    },
    {
      at: '2026-03-10T22:00:00+08:00',
      open: false,
      opensAt: '2026-03-11T09:00:00+08:00',
      closesAt: null,
      reason: 'after_closing',
      provisional: false,
    },
    {
      at: '2027-10-01T12:00:00+08:00',
      open: false,
      opensAt: '2027-10-04T09:00:00+08:00',
      closesAt: null,
      reason: 'public_holiday',
      provisional: true,
    },
  ])
  expect([ran.status, ran.stderr]).toEqual([0, ''])
  expect(Object.keys(jsonLines(ran)[0] ?? {})).toEqual(['at', 'open', 'opensAt', 'closesAt', 'reason', 'provisional'])
})

test('an instant without an offset is China time; with one it is the same moment', async () => {
  const ran = await at('2026-03-10T10:00', '2026-03-10T02:00:00Z', '2026-03-09T21:00-05:00')
  expect(jsonLines(ran).map((line) => line['at'])).toEqual(Array(3).fill('2026-03-10T10:00:00+08:00'))
})

test('opening and closing are to the second', async () => {
  const ran = await at('2026-03-10T08:59:59', '2026-03-10T09:00', '2026-03-10T17:59:59', '2026-03-10T18:00')
  expect(jsonLines(ran).map((line) => line['open'])).toEqual([false, true, true, false])
})

test('counts days from an instant', async () => {
  const ran = await inProcess(['hours', '--days', '10', '--at', '2026-10-01T10:00', '--json'])
  expect(jsonLines(ran).map((line) => [String(line['at']).slice(5, 10), line['open']])).toEqual([
    ...['10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'].map((day) => [day, false]),
    ...['10-08', '10-09', '10-10'].map((day) => [day, true]),
  ])
})

test('says in words for people what it is and why', async () => {
  const { stdout } = await inProcess(['hours', '--at', '2026-10-01T10:00'])
  expect(stdout).toMatch(
    /^Thursday 1 October, 10:00 China time: closed \(public_holiday: .+\), opens Thursday 8 October, 9:00 China time\n$/,
  )
})

test('without an instant it is now, as AFTERCARE_NOW says', async () => {
  const ran = await inProcess(['hours', '--json'], { AFTERCARE_NOW: '2026-03-10T10:00' })
  expect(jsonLines(ran)).toMatchObject([{ at: '2026-03-10T10:00:00+08:00', open: true }])
})

test.each([
  [['--at', 'tomorrow'], /^--at must be an ISO instant such as .+, not tomorrow$/],
  [['--at', '2026-02-30T10:00'], /^--at must be .+, not 2026-02-30T10:00$/],
  [['--at', '2026-03-10T10:00', '--at', ''], /^--at must be/],
  [['--days', '0'], /^--days must be a whole number from 1 to 400, not 0$/],
  [['--days', '-3'], /^--days must be a whole number from 1 to 400, not -3$/],
  [['--at', '1900-01-01T10:00'], /^--at must lie between 2000 and 2099, not 1900-01-01T10:00$/],
  [['--at', '9999-01-01T10:00'], /^--at must lie between 2000 and 2099/],
  [['--days', '1.5'], /^--days must be/],
  [['--days'], /^Option '--days.* argument .+; aftercare hours --help tells more$/],
  [['--when', 'now'], /^Unknown option '--when'; aftercare hours --help tells more$/],
  [['now'], /^unexpected: now; aftercare hours --help tells more$/],
])('wrong usage is one line: hours %j', async (args, line) => {
  expect(await refused(['hours', ...args])).toEqual(oneLine(2, expect.stringMatching(line)))
})

test('a mistake in the calendar is named with its file and line; one elsewhere does not matter here', async () => {
  const content = temporary('content')
  cpSync(CONTENT_DIR, content, { recursive: true })
  const env = { CONTENT_DIR: content }
  writeFileSync(join(content, 'models.yaml'), 'nonsense: [')
  expect((await inProcess(['hours'], env)).status).toBe(0)
  expect(await refused(['chat', '--script', '-'], env)).toEqual(
    oneLine(2, expect.stringMatching(/^models\.yaml:\d+: /)),
  )

  const file = join(content, 'calendars', '2026.yaml')
  const year = readFileSync(file, 'utf8')
  writeFileSync(file, `${year}\nsurprise: true\n`)
  const lineNumber = year.split('\n').length + 1
  const told = await refused(['hours'], env)
  expect(told).toEqual(oneLine(2, expect.stringMatching(/^calendars\/2026\.yaml:\d+: .*surprise/)))
  expect(Math.abs(Number(told.line.split(':')[1]) - lineNumber)).toBeLessThanOrEqual(1)
  const { status, stderr } = await aftercare(['hours'], { env })
  expect([status, stderr]).toEqual([2, `${told.line}\n`])
  rmSync(content, { recursive: true })
})
