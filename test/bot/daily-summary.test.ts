/** The daily summary on a real Redis: at the opening, once a day for all processes, with the numbers of the day, and to nobody's reply. */
import { expect, test } from 'vitest'
import { tellDailySummary } from '../../src/bot/daily-summary.ts'
import { waitingList } from '../../src/bot/waiting-list.ts'
import { createWorker } from '../../src/bot/worker.ts'
import { HOUR, MINUTE } from '../../src/domain/values.ts'
import { freshConversation } from '../store/support.ts'
import {
  held,
  POISON,
  post,
  STAFF_ROOM,
  said,
  stateAfter,
  storeState,
  TestChannel,
  useBench,
  workbench,
} from './bench.ts'

/** Tuesday 10 March 2026, 9:00 in China, when the desk opens. */
const OPENING = Date.parse('2026-03-10T09:00:00+08:00')
const { hours } = workbench()
const bench = useBench({ at: OPENING + 5 * MINUTE })

const told = (at: number | null = null, staffRoom: typeof STAFF_ROOM | null = STAFF_ROOM) => {
  const { store } = bench()
  const now = at === null ? store.now : async () => at
  return tellDailySummary({
    staffRoom,
    hours,
    now,
    numbersSince: store.summary,
    waitingIn: (room, now) => waitingList({ store, hours, talk: bench().talk }, room, now),
    accept: (letter) => store.ingest(letter),
  })
}
const waiting = async () => (await bench().store.backlog()).mailboxes.letters

test('at the opening the staff room hears of the day, once', async () => {
  const { store, talk, log } = bench()
  const [one, two] = [freshConversation(), freshConversation()]
  for (const conversation of [one, two]) {
    await post(store, conversation, said('hello'))
    const { mail } = await held(store, conversation)
    expect(mail).toHaveLength(1)
  }
  await store.park('tg:5', POISON)
  await Promise.all([told(), told()])
  await told()
  const channel = new TestChannel()
  const worker = createWorker({ store, talk, staffRoom: STAFF_ROOM, channels: [channel], log })
  worker.start()
  await expect.poll(() => channel.texts(STAFF_ROOM), { timeout: 10_000 }).toHaveLength(1)
  await worker.stop()
  const [text] = channel.texts(STAFF_ROOM)
  expect(text).toMatch(
    /^📊 .*\nConversations · 会话: 0\nOrders filed · 新维修单: 0\nOrders to decide on · .*: 0\nOrders that wait for staff · .*: 0\nCustomers who wait for a person · .*: 0\nPut aside.*: 1$/,
  )
})

test('its conversations are those with a turn in the last day', async () => {
  const { store, talk } = bench()
  const conversation = freshConversation()
  await post(store, conversation, said('hello'))
  await storeState(store, conversation, stateAfter(talk, [said('hello')]), null)
  const now = await store.now()
  expect((await store.summary(now - HOUR)).conversations).toBe(1)
  expect((await store.summary(now + HOUR)).conversations).toBe(0)
})

test.each([
  ['before the opening', OPENING - MINUTE],
  ['on a Sunday', Date.parse('2026-03-08T09:05:00+08:00')],
  ['on a public holiday', Date.parse('2026-10-01T09:05:00+08:00')],
  ['an hour after the opening', OPENING + HOUR + MINUTE],
])('%s nobody is told', async (_when, at) => {
  await told(at)
  expect(await waiting()).toBe(0)
})

test('without a staff room nobody is told; the next day is a new one', async () => {
  await told(null, null)
  expect(await waiting()).toBe(0)
  await told()
  await told(OPENING + 24 * HOUR + MINUTE)
  expect(await waiting()).toBe(2)
})
