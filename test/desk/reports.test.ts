/** The reports: what commits mark, counted by week in the background, shown as figures and as a sheet that no cell of runs as a formula. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { countWeeks, weekOf } from '../../src/bot/week-report.ts'
import type { WeekReport } from '../../src/desk-ports.ts'
import { DAY, MINUTE } from '../../src/domain/values.ts'
import type { ConversationId, Mark } from '../../src/ports.ts'
import { OPEN_AT, post, STAFF_ROOM, useBench } from '../bot/bench.ts'
import { until } from '../e2e/support/until.ts'
import { type Stage, startStage } from './stage.ts'

const bench = useBench()
let stage: Stage
const TALK = 'tg:980' as ConversationId
beforeEach(async () => {
  stage = await startStage(bench())
})
afterEach(() => stage.stop())

const count = (now = OPEN_AT + MINUTE) =>
  countWeeks({ book: stage.store, hours: stage.hours, now: async () => now, rooms: [STAFF_ROOM] })
const kinds = async (): Promise<readonly string[]> =>
  (await stage.store.marksIn(0, Number.MAX_SAFE_INTEGER)).map(({ kind }: Mark) => kind)

test('a week begins on Monday in China', () => {
  expect(weekOf(Date.parse('2026-03-09T00:00:00+08:00'))).toBe('2026-03-09')
  expect(weekOf(Date.parse('2026-03-15T23:59:59+08:00'))).toBe('2026-03-09')
  expect(weekOf(Date.parse('2026-03-15T16:00:00Z'))).toBe('2026-03-16')
})

test('who asked for a person, waited, was helped and rated is counted once, by whoever counts how often', async () => {
  const ana = await stage.signIn('ana')
  await stage.customerSays(TALK, 'my X16-Q shows zero hashrate', 'no', 'I want to talk to a person')
  await stage.customerSays('tg:981' as ConversationId, 'hello')
  await ana.act(TALK, 'say', { text: 'Hello, Ana here.' })
  await ana.act(TALK, 'close', { minutes: 0 })
  await until('the rating', async () => stage.channel.texts(TALK).some((text) => /how was/i.test(text)))
  await post(stage.store, TALK, { kind: 'chose', question: 'rating', offer: 'good' })
  stage.worker.wake(TALK)
  await until('its mark', async () => (await kinds()).includes('rated'))
  for (let time = 0; time < 2; time += 1) await count()
  const [week, ...rest] = await stage.store.weeks()
  expect(rest).toEqual([])
  expect(week).toMatchObject({
    week: '2026-03-09',
    conversations: 2,
    escalated: 1,
    waits: { count: 1, median: 0 },
    ratings: { 1: 0, 2: 0, 3: 1 },
  })
})

test('a fault that is gone is counted when the customer has confirmed it', async () => {
  await stage.customerSays(TALK, 'my X16-Q shows zero hashrate', 'no', 'it works again now')
  expect(await kinds()).not.toContain('solved')
  await stage.customerSays(TALK, 'yes')
  expect(await kinds()).toEqual(['solved'])
})

test('a week that is over keeps what was counted of it, and its marks go after five', async () => {
  await stage.customerSays(TALK, 'my X16-Q shows zero hashrate', 'no', 'I want to talk to a person')
  await count()
  await count(OPEN_AT + 7 * DAY)
  await count(OPEN_AT + 50 * DAY)
  const weeks = await stage.store.weeks()
  expect(weeks.find(({ week }: WeekReport) => week === '2026-03-09')).toMatchObject({ conversations: 1, escalated: 1 })
  expect(await kinds()).toEqual([])
})

test('leads read the figures and take them away as a sheet, staff do not', async () => {
  await count()
  const hostile = { ...(await stage.store.weeks())[0], week: '=HYPERLINK("https://elsewhere.example")' }
  await stage.store.keepWeek(hostile as unknown as WeekReport)
  const lead = await stage.signIn('lead', 'lead')
  const { weeks } = await lead.json<{ weeks: readonly WeekReport[] }>('reports')
  expect(weeks).toHaveLength(2)
  const sheet = await lead.get('reports/csv')
  expect(sheet.headers.get('content-disposition')).toContain('attachment')
  const text = await sheet.text()
  expect(text.split('\r\n')[0]).toContain('week,conversations,solved_with_the_bot')
  expect(text).toContain("'=HYPERLINK")
  const ana = await stage.signIn('ana')
  expect((await ana.get('reports')).status).toBe(404)
  const { counts } = await ana.json<{ counts: Record<string, number> }>('orders/counts')
  expect(counts).toMatchObject({ submitted: 0, completed: 0 })
})
