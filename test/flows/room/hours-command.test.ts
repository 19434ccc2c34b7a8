/** `/hours` as staff type it: what it is read as, and how it is written when it was not. */
import { expect, test } from 'vitest'
import { readHoursCommand } from '../../../src/flows/room/hours-command.ts'

const TODAY = { date: '2026-03-10', minute: 10 * 60 + 5 } as const
const read = (rest: string) => readHoursCommand(rest, TODAY)
const wished = (wish: object, reason = 'stock-taking') => ({ kind: 'wished', wish, reason })

test.each([
  ['close 16:00 stock-taking', wished({ kind: 'close', date: '2026-03-10', minute: 960 })],
  ['close ２０２６-03-12 16：00  stock-taking', wished({ kind: 'close', date: '2026-03-12', minute: 960 })],
  ['CLOSE now stock-taking', wished({ kind: 'close', date: '2026-03-10', minute: 605 })],
  ['close 16点 盘点', wished({ kind: 'close', date: '2026-03-10', minute: 960 }, '盘点')],
  ['open 10:30 stock-taking', wished({ kind: 'open', date: '2026-03-10', minute: 630 })],
  [
    'open 2026-03-14 9:00-12:00,13:00-18:00 stock-taking',
    wished({
      kind: 'shifts',
      date: '2026-03-14',
      shifts: [
        { from: 540, to: 720 },
        { from: 780, to: 1080 },
      ],
    }),
  ],
  ['off 2026-12-24 Christmas at home', wished({ kind: 'off', date: '2026-12-24' }, 'Christmas at home')],
  ['off tomorrow stock-taking', wished({ kind: 'off', date: '2026-03-11' })],
  ['off 今天 盘点', wished({ kind: 'off', date: '2026-03-10' }, '盘点')],
  ['clear 2026-12-24', { kind: 'cleared', date: '2026-12-24' }],
  ['', { kind: 'shown' }],
  ['   ', { kind: 'shown' }],
])('%s', (rest, command) => {
  expect(read(rest)).toEqual(command)
})

test.each([
  'close',
  'close 16:00',
  'close soon stock-taking',
  'close 25:00 stock-taking',
  'close 16:61 stock-taking',
  'close 2026-03-12 now stock-taking',
  'open later stock-taking',
  'open 9:00-9:00 stock-taking',
  'open 12:00-14:00,13:00-15:00 stock-taking',
  'off stock-taking',
  'off 2026-12-24',
  'off 2026-02-30 stock-taking',
  'clear',
  'clear 2026-12-24 now',
  'shut 16:00 stock-taking',
  '__proto__',
  'constructor 16:00 x',
])('“%s” is answered with how it is written', (rest) => {
  expect(read(rest)).toEqual({ kind: 'misused', usage: expect.stringContaining('/hours ') })
})
