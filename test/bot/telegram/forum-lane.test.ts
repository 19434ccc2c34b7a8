/** The group's lane: under Telegram's limit for groups, in turns over the topics, and whole after a process died. */
import { afterEach, expect, test } from 'vitest'
import { StoreUnavailable } from '../../../src/ports.ts'
import { useBench } from '../bench.ts'
import { type ForumDesk, type ForumOptions, openForum, until } from './forum-desk.ts'

/** A lane is free again so soon after its process died. */
const bench = useBench({ visibilityMs: 700 })
let desk: ForumDesk

afterEach(async () => {
  await desk.stop()
  expect(desk.api.violations).toEqual([])
})

const open = async (options: ForumOptions = {}): Promise<ForumDesk> => {
  desk = await openForum(bench(), options)
  return desk
}

/** Twenty in a "minute" of 600 ms, and the lane's pace in the same measure: five at once, then fifteen in that time. */
const MINUTE_MS = 600
const PACE = { burst: 5, everyMs: MINUTE_MS / 15 }
const CUSTOMERS = 5

test('many customers at once stay under the group’s limit, each with topic, card and pin', async () => {
  const { api, group, forum, person, inTopic } = await open({ groupRate: PACE })
  api.limit(group.id, 20, MINUTE_MS)
  const people = Array.from({ length: CUSTOMERS }, (_, n) => person(6_100_000 + n, `Customer ${n}`))
  for (const one of people) one.says('I want to talk to a person')
  await until('all cards pinned', () => forum.pinned.length === CUSTOMERS)
  expect(forum.made).toHaveLength(CUSTOMERS)
  for (const [n, one] of people.entries()) for (const part of ['a', 'b', 'c']) one.says(`line ${part} of ${n}`)
  const linesIn = (thread: number) => inTopic(thread).flatMap(({ text }) => /line (\w) of/.exec(text)?.[1] ?? [])
  await until('all lines', () => forum.made.every(({ thread }) => linesIn(thread).length === 3))
  expect(forum.made.map(({ thread }) => linesIn(thread).join(''))).toEqual(people.map(() => 'abc'))
  expect(api.refusals(429)).toBe(0)
})

test('a topic with much to say does not keep the others waiting', async () => {
  const { api, group, forum, handOver, customer, person, inTopic } = await open({ groupRate: PACE })
  api.limit(group.id, 20, MINUTE_MS)
  const busy = await handOver()
  for (let n = 0; n < 25; n++) customer.says(`flood ${n}`)
  await until('the flood has begun', () => inTopic(busy.thread).some(({ text }) => text.includes('flood 0')))
  person(6_200_000, 'Zhang 示例').says('人工')
  await until('the other’s card', () => forum.pinned.length === 2)
  const flood = inTopic(busy.thread).filter(({ text }) => text.includes('flood')).length
  expect(flood).toBeLessThan(25)
})

test('what the group refuses for a while is sent later, and nothing meanwhile', async () => {
  const { api, group, forum, handOver } = await open()
  api.limit(group.id, 2, 300)
  await handOver()
  expect(forum.made).toHaveLength(1)
  expect(api.refusals(429)).toBeGreaterThan(0)
})

test('a process that dies between making a topic and noting it leaves one empty topic, and loses nothing', async () => {
  let isNoted = false
  const { forum, customer, inTopic } = await open({
    store: (store) => ({
      ...store,
      async keepTopic(room, about, record, topic) {
        if (topic !== null && !isNoted) {
          isNoted = true
          throw new StoreUnavailable('died')
        }
        await store.keepTopic(room, about, record, topic)
      },
    }),
  })
  customer.says('I want to talk to a person')
  await until('a pinned card', () => forum.pinned.length > 0)
  expect(forum.made).toHaveLength(2)
  const cards = forum.made.map(({ thread }) => inTopic(thread).length)
  expect(cards).toEqual([0, 1])
})

test('a line of staff outlives the process that took it', async () => {
  const { handOver, bo, group, customer, api, restart } = await open()
  const topic = await handOver()
  const line = bo.saysIn(group, 'Hello', { topic: topic.thread })
  await restart()
  await until('delivered', () => api.reactionOn(group.id, line.message_id) === '👌')
  expect(api.sentTo(customer.id).filter(({ text }) => text === 'Hello')).toHaveLength(1)
})
