/** Orders that wait for staff, on a real Redis: listed by `/todo` without a scan, gone from it with the move that does the work, reminded of once. */
import { expect, test } from 'vitest'
import { filedIn, recordOf } from '../../src/bot/records.ts'
import { createRoomCommands } from '../../src/bot/room-commands.ts'
import { createStaffWork, remindOfWork } from '../../src/bot/staff-work.ts'
import { fileOrder, type Order } from '../../src/domain/order.ts'
import { makeOrderNumber, showOrderNumber } from '../../src/domain/order-number.ts'
import { HOUR, type Instant } from '../../src/domain/values.ts'
import type { ConversationId, Letter } from '../../src/ports.ts'
import { shardOf } from '../../src/store/keys.ts'
import { openStore } from '../../src/store/redis-store.ts'
import { a, after, draft } from '../domain/order-samples.ts'
import { freshConversation } from '../store/support.ts'
import { changeOf, settle, turn } from '../support/registries.ts'
import { OPEN_AT, STAFF_ROOM, typed, useBench, workbench } from './bench.ts'

const bench = useBench()
const { hours, content } = workbench()
const { returnDays } = content.policy
const LI = { id: 'tg:42', name: 'Li Example' }
let drawn = 0

/** An order filed at that moment, in a conversation of its own. */
async function file(at: Instant): Promise<{ conversation: ConversationId; order: Order }> {
  const conversation = freshConversation()
  drawn += 1
  const filing = fileOrder(draft, makeOrderNumber(shardOf(conversation), drawn), at)
  if (!filing.ok) throw new Error('not filed')
  await turn(bench().store, conversation, () => changeOf(conversation, null, filing.order))
  return { conversation, order: filing.order }
}

async function todo(now: Instant = OPEN_AT): Promise<string> {
  const { store } = bench()
  const commands = createRoomCommands({
    hours,
    hoursByHand: { list: async () => [], log: async () => [], set: unused, clear: unused },
    work: createStaffWork({ store, hours, returnDays }),
    store,
    talk: bench().talk,
  })
  const inbound = typed('/todo', null, { by: LI })
  if (inbound.kind !== 'typed') throw new Error('not typed')
  return (await commands.answer({ room: STAFF_ROOM, inbound, now, staff: [] })) ?? ''
}
const unused = () => Promise.reject(new Error('not asked for'))

test('the oldest comes first with its working time, and goes with the move that does the work', async () => {
  const { store } = bench()
  expect(await todo()).toContain('No order waits for staff')
  const young = await file(OPEN_AT - HOUR)
  const old = await file(Date.parse('2026-03-06T17:00:00+08:00'))
  const shown = (await todo()).split('\n')
  expect(shown[0]).toContain('待处理的维修单: 2')
  expect(shown[1]).toMatch(
    new RegExp(`^⏰ ${showOrderNumber(old.order.number)}: return to decide .*\\(11 h 00 min\\)$`),
  )
  expect(shown[2]).toMatch(new RegExp(`^${showOrderNumber(young.order.number)}: .*\\(1 h 00 min\\)$`))
  const confirmed = after(old.order, a('return.confirmed', { at: OPEN_AT }))
  await turn(store, old.conversation, () => changeOf(old.conversation, old.order, confirmed))
  expect(await store.staffTasks(10)).toEqual([
    { number: young.order.number, what: 'return_decision', since: OPEN_AT - HOUR },
    { number: old.order.number, what: 'official_number', since: OPEN_AT },
  ])
  const declined = after(young.order, a('return.declined', { at: OPEN_AT }))
  await turn(store, young.conversation, () => changeOf(young.conversation, young.order, declined))
  expect((await store.staffTasks(10)).map(({ number }) => number)).toEqual([old.order.number])
  expect(await store.staffTaskCount()).toBe(1)
  expect(await store.summary(0)).toMatchObject({ tasks: 1, waiting: 0 })
})

test('after one working day the group is reminded once by whatever many processes, in a message about its customer', async () => {
  const { store, redis } = bench()
  const { conversation, order } = await file(Date.parse('2026-03-09T09:30:00+08:00'))
  await file(Date.parse('2026-03-09T17:00:00+08:00'))
  const other = await openStore({ connection: redis.connection, deskTime: 'keep' })
  const letters: Letter[] = []
  const accept = (letter: Letter) => {
    letters.push(letter)
    return store.ingest(letter)
  }
  const remind = (on = store, now = store.now) =>
    remindOfWork({ store: { ...on, now }, hours, returnDays, staffRoom: STAFF_ROOM, accept })
  await remind(store, async () => Date.parse('2026-03-10T20:00:00+08:00'))
  expect(letters).toEqual([])
  await Promise.all([remind(), remind(other)])
  await remind()
  await other.close()
  const claim = await store.claim(STAFF_ROOM)
  expect(claim?.mail.map(({ body }) => JSON.parse(body))).toEqual([
    {
      kind: 'posted',
      about: conversation,
      post: { kind: 'notice', text: expect.stringContaining(`⏰ ${showOrderNumber(order.number)}: return to decide`) },
    },
  ])
})

test('an order of an earlier version is missed by doctor, and listed by a reindex or by its next move', async () => {
  const { store } = bench()
  const { conversation, order } = await file(OPEN_AT)
  await turn(store, conversation, () => ({ moved: [{ ...recordOf(order, conversation), awaited: null }] }))
  expect(await store.staffTaskCount()).toBe(0)
  await settle(store)
  expect((await store.checkIndexes(filedIn, 10)).wrong).toEqual([expect.stringContaining('waits for from staff')])
  await store.reindex({ readFiled: filedIn, again: true, pauseMs: 0, isStopping: () => false, onProgress: () => {} })
  expect(await store.staffTasks(5)).toEqual([{ number: order.number, what: 'return_decision', since: OPEN_AT }])
  const confirmed = after(order, a('return.confirmed'))
  await turn(store, conversation, () => changeOf(conversation, order, confirmed))
  expect((await store.staffTasks(5)).map(({ what }) => what)).toEqual(['official_number'])
})
