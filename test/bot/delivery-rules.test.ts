/** What delivery keeps to beside order: paces and permits, lines that come too late, customers who cannot be reached. On a real Redis. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Sent } from '../../src/bot/channel.ts'
import { createDelivery, DELIVERY_TIMING } from '../../src/bot/delivery.ts'
import { botLine, customerEntry, entry } from '../../src/bot/entries.ts'
import { createPermits } from '../../src/bot/permits.ts'
import { HOUR, MINUTE } from '../../src/domain/values.ts'
import type { Line } from '../../src/flows/types.ts'
import type { ConversationId, LaneEntry, Rate, Store } from '../../src/ports.ts'
import { commitOf, freshConversation } from '../store/support.ts'
import { bodyOf, hanging, held, OPEN_AT, post, STAFF_ROOM, said, TestChannel, useBench } from './bench.ts'

const bench = useBench({ visibilityMs: 300 })

function delivery(channel: TestChannel, store: Store = bench().store) {
  const { drain } = createDelivery({
    store,
    channels: [channel],
    log: bench().log,
    jitter: () => 0.5,
    onIngested: () => {},
    isStopping: () => false,
    timing: { ...DELIVERY_TIMING, claimMs: 300, renewEveryMs: 80, leastClaimMs: 100 },
  })
  return (conversation: ConversationId) => drain({ conversation, name: 'customer' })
}

async function say(conversation: ConversationId, ...customer: (string | LaneEntry)[]): Promise<void> {
  const { store } = bench()
  await post(store, conversation, said('hello'))
  await store.commit(commitOf(await held(store, conversation), { customer, state: '' }))
}

const line = (text: string): string => entry(botLine(text), null)
const asked = (text: string): Line => ({
  from: 'bot',
  text,
  question: { id: 'serial', offers: [] },
  statement: 'Hello!',
})
const ending = (sent: Sent) => () => sent
const lettersTo = async (conversation: ConversationId) =>
  ((await bench().store.claim(conversation))?.mail ?? []).map(({ body }) => JSON.parse(body))

const QUICK: Rate = { everyMs: 1, burst: 100 }
const paced = (chat = QUICK, rate = QUICK) =>
  Object.assign(new TestChannel(), { pace: { account: { name: 'test:bot', rate }, chat: () => chat } })

test('a reminder that comes too late is kept aside, not sent and not told; what lasts goes', async () => {
  const channel = new TestChannel()
  const conversation = freshConversation()
  await say(conversation, customerEntry(asked('Still there? Serial?'), OPEN_AT - 3 * HOUR), line('lasting'))
  expect(await delivery(channel)(conversation)).toBeNull()
  expect(channel.texts(conversation)).toEqual(['lasting'])
  expect(await bench().store.parked()).toMatchObject([{ reason: 'too late to be sent' }])
  expect(await lettersTo(conversation)).toEqual([])
})

test('a reminder of just now goes, and an answer of long ago does', async () => {
  const channel = new TestChannel()
  const conversation = freshConversation()
  const reminder = customerEntry(botLine('Still there?'), OPEN_AT - HOUR)
  await say(conversation, reminder, customerEntry(botLine('an answer'), null))
  await delivery(channel)(conversation)
  expect(channel.texts(conversation)).toEqual(['Still there?', 'an answer'])
})

test('what a question says besides is what remains of it', () => {
  const { remainder, body } = customerEntry(asked('Hello! Serial?'), null)
  expect(JSON.parse(remainder ?? '')).toEqual(JSON.parse(entry(botLine('Hello!'), null)))
  expect(JSON.parse(body)).toEqual({
    line: { from: 'bot', text: 'Hello! Serial?', question: { id: 'serial', offers: [] } },
    about: null,
  })
  expect(bodyOf(customerEntry({ from: 'staff', text: 'Ana here', question: null }, null))).toContain('Ana here')
})

test('a customer who cannot be reached: the lane rests, staff hear of it once for all, and it goes on when they can be', async () => {
  const channel = new TestChannel()
  const drain = delivery(channel)
  const conversation = freshConversation()
  const blocked = ending({ status: 'unreachable', reason: 'Forbidden: bot was blocked by the user' })
  await say(conversation, line('one'), line('two'))
  channel.plan.push(blocked)
  expect(await drain(conversation)).toBeNull()
  expect(channel.attempts).toBe(1)
  expect((await bench().store.due()).lanes).toEqual([])
  expect(await lettersTo(conversation)).toEqual([
    { kind: 'undeliverable', reason: 'Forbidden: bot was blocked by the user', isGone: true },
  ])
  await sleep(310)
  const claim = await held(bench().store, conversation)
  await bench().store.commit(commitOf(claim, { customer: [line('your machine is on its way')] }))
  channel.plan.push(blocked)
  await drain(conversation)
  expect(await lettersTo(conversation)).toHaveLength(1)
  await sleep(310)
  await bench().store.commit(commitOf(await held(bench().store, conversation), { customer: [line('three')] }))
  await drain(conversation)
  expect(channel.texts(conversation)).toEqual(['one', 'two', 'your machine is on its way', 'three'])
  expect(await bench().store.parked()).toEqual([])
})

test('a staff group that refuses the bot keeps its cards and is tried again in a minute', async () => {
  const channel = new TestChannel()
  channel.plan.push(ending({ status: 'unreachable', reason: 'Forbidden: bot was kicked' }))
  await say(STAFF_ROOM, line('a card'))
  expect(await delivery(channel)(STAFF_ROOM)).toBe(MINUTE)
  expect([await bench().store.parked(), await lettersTo(STAFF_ROOM)]).toEqual([[], []])
})

test('a chat’s burst goes at once, the rest at its pace, whichever process sends', async () => {
  const channel = paced({ everyMs: 250, burst: 2 })
  const conversation = freshConversation()
  await say(conversation, ...['one', 'two', 'three', 'four'].map(line))
  const other = delivery(channel, await bench().open())
  const began = performance.now()
  const waitMs = await delivery(channel)(conversation)
  expect(channel.texts(conversation)).toEqual(['one', 'two'])
  expect(await other(conversation)).toBeNull()
  await sleep((waitMs ?? 250) + 10)
  await other(conversation)
  const sent = channel.texts(conversation)
  expect(sent).toEqual(['one', 'two', 'three', 'four'].slice(0, sent.length))
  expect(sent.length).toBeGreaterThanOrEqual(3)
  expect(sent.length).toBeLessThanOrEqual(2 + Math.floor((performance.now() - began) / 250))
})

test('an account’s sends are shared by all its chats and processes', async () => {
  const channel = paced(QUICK, { everyMs: 30, burst: 5 })
  const talks = Array.from({ length: 18 }, freshConversation)
  for (const conversation of talks) await say(conversation, line('hello'))
  const workers = [delivery(channel), delivery(channel, await bench().open())]
  const began = performance.now()
  await Promise.all(
    talks.map(async (conversation, n) => {
      for (let waitMs: number | null | undefined = 0; typeof waitMs === 'number'; ) {
        await sleep(waitMs)
        waitMs = await workers[n % 2]?.(conversation)
      }
    }),
  )
  expect(channel.delivered).toHaveLength(18)
  // Five at once, thirteen more at 30 ms each.
  expect(performance.now() - began).toBeGreaterThan(13 * 30 - 10)
})

test('under load a block of sends costs one call; a lone send takes one alone', async () => {
  const asked: number[] = []
  let free = 6
  const takeSends: Store['takeSends'] = async (_account, _rate, wanted) => {
    asked.push(wanted)
    const sends = Math.min(free, wanted)
    free -= sends
    return { sends, waitMs: sends === 0 ? 40 : 0 }
  }
  const permits = createPermits({ takeSends, stopSends: async () => {} }, 'test', QUICK)
  expect(await permits.take()).toBe(0)
  const answers = await Promise.all(Array.from({ length: 9 }, () => permits.take()))
  expect(answers.filter((waitMs) => waitMs === 0)).toHaveLength(5)
  expect(answers.filter((waitMs) => waitMs > 0 && waitMs <= 110)).toHaveLength(4)
  expect(asked).toEqual([1, 5, 5])
})

test('one chat that is refused (429) waits alone; two at a time stop the account for all', async () => {
  const channel = paced()
  const [first, second, third] = [freshConversation(), freshConversation(), freshConversation()]
  for (const conversation of [first, second, third]) await say(conversation, line('hello'))
  const drain = delivery(channel)
  const other = delivery(channel, await bench().open())
  channel.plan.push(ending({ status: 'later', afterMs: 5_000 }))
  expect(await drain(first)).toBe(5_000)
  expect(await drain(third)).toBeNull()
  expect(channel.texts(third)).toEqual(['hello'])
  channel.plan.push(ending({ status: 'later', afterMs: 7_000 }))
  expect(await drain(second)).toBe(7_000)
  await say(third, line('again'))
  expect(await drain(third)).toBeGreaterThan(6_000)
  expect(await other(third)).toBeGreaterThan(6_000)
  expect(channel.attempts).toBe(3)
})

test('a group’s own limit says nothing about the account', async () => {
  const channel = paced()
  const [first, second] = [freshConversation(), freshConversation()]
  for (const conversation of [first, STAFF_ROOM, second]) await say(conversation, line('hello'))
  const drain = delivery(channel)
  for (const conversation of [first, STAFF_ROOM]) {
    channel.plan.push(ending({ status: 'later', afterMs: 5_000 }))
    expect(await drain(conversation)).toBe(5_000)
  }
  expect(await drain(second)).toBeNull()
})

test('a channel says how long a send of a line may take', async () => {
  const channel = Object.assign(new TestChannel(), { deadlineMs: ({ text }: Line) => (text === 'a photo' ? 400 : 50) })
  const [quick, slow] = [freshConversation(), freshConversation()]
  await say(quick, line('words'))
  await say(slow, line('a photo'))
  channel.plan.push(hanging, hanging)
  const began = performance.now()
  expect(await delivery(channel)(quick)).toBe(500)
  const quickMs = performance.now() - began
  expect(await delivery(channel)(slow)).toBe(500)
  expect(performance.now() - began - quickMs).toBeGreaterThan(390)
  expect(quickMs).toBeLessThan(390)
})
