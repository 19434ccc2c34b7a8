/** Staff look at one talk of a customer who has joined it with another one: both cards come, until the talks are parted. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHoursByHand } from '../../src/bot/hours-by-hand.ts'
import { createRoomCommands } from '../../src/bot/room-commands.ts'
import { createStaffWork } from '../../src/bot/staff-work.ts'
import { createWorker, type Worker } from '../../src/bot/worker.ts'
import type { ConversationId } from '../../src/ports.ts'
import { join } from '../desk/joining.ts'
import { until } from '../e2e/support/until.ts'
import { OPEN_AT, post, STAFF_ROOM, said, TestChannel, useBench, workbench } from './bench.ts'

const bench = useBench({ at: OPEN_AT })
const HERE = 'tg:980' as ConversationId
const THERE = 'web:li-example' as ConversationId
let channel: TestChannel
let worker: Worker
beforeEach(() => {
  const { store, talk, log } = bench()
  const { hours, content } = workbench()
  const hoursByHand = createHoursByHand({ store, hours, accept: async () => {}, log })
  const work = createStaffWork({ store, hours, returnDays: content.policy.returnDays })
  const roomCommands = createRoomCommands({ hours, hoursByHand, work, store, talk })
  channel = new TestChannel()
  worker = createWorker({ store, talk, staffRoom: STAFF_ROOM, channels: [channel], roomCommands, log })
  worker.start()
})
afterEach(() => worker.stop())

async function customerSays(conversation: ConversationId, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const before = channel.texts(conversation).length
    await post(bench().store, conversation, said(line))
    worker.wake(conversation)
    await until('an answer', () => channel.texts(conversation).length > before)
  }
}

const cards = () => channel.texts(STAFF_ROOM).filter((text) => text.includes('Fault · 故障'))

let typed = 0
/** `/open` in reply to a post about the first talk; answers how many cards have come of it. */
async function open(): Promise<number> {
  const { store } = bench()
  const before = cards().length
  await store.remember(STAFF_ROOM, { key: '7', value: JSON.stringify(HERE) })
  typed += 1
  const by = { id: 'tg:5', name: 'Bo Example' }
  const where = { messageId: `open-${typed}`, replyTo: '7', replyToMark: null, repliesToBot: true, topic: null }
  await post(store, STAFF_ROOM, { kind: 'typed', text: '/open', by, author: 'person', ...where })
  worker.wake(STAFF_ROOM)
  await until('a card', () => cards().length > before)
  // Whatever else it led to is before this in the room.
  await post(store, STAFF_ROOM, {
    kind: 'typed',
    text: '/help',
    by,
    author: 'person',
    ...where,
    messageId: `help-${typed}`,
  })
  const helps = channel.texts(STAFF_ROOM).filter((text) => text.startsWith('/take')).length
  await until('the help', () => channel.texts(STAFF_ROOM).filter((text) => text.startsWith('/take')).length > helps)
  await until('rest', async () => (await store.backlog()).mailboxes.conversations === 0)
  return cards().length - before
}

test('both cards come, each naming the other app', async () => {
  await join({ channel, customerSays }, HERE, THERE)
  expect(await open()).toBe(2)
  expect(cards().some((text) => text.includes('the web chat · 网页聊天'))).toBe(true)
  expect(cards().some((text) => text.includes('同一客户也在: Telegram'))).toBe(true)
})

test('a parted talk is not shown, nor one that is joined with none', async () => {
  await customerSays(HERE, 'my X16-Q shows zero hashrate')
  expect(await open()).toBe(1)
  await join({ channel, customerSays }, HERE, THERE)
  await customerSays(THERE, '/unlink')
  expect(await open()).toBe(1)
})
