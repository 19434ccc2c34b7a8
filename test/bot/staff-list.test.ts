/** Somebody leaves the staff list while they have a talk, on a real Redis: it goes back to the queue, and nothing of theirs goes out any more. */
import { afterEach, expect, test } from 'vitest'
import { removeFromStaff } from '../../src/bot/staff-list.ts'
import { createWorker, type Worker } from '../../src/bot/worker.ts'
import type { Inbound, StaffRoomInbound } from '../../src/flows/types.ts'
import type { ConversationId } from '../../src/ports.ts'
import { STAFF_ROOM, said, TestChannel, typed, useBench } from './bench.ts'

const bench = useBench()
const LI = { id: 'tg:42', name: 'Li Example' }
const WANG = { id: 'tg:43', name: 'Wang Example' }
let worker: Worker
let channel: TestChannel
let messages = 0
afterEach(() => worker.stop())

async function open() {
  const { store, talk, log } = bench()
  for (const one of [LI, WANG]) await store.addStaff({ ...one, role: 'staff' })
  channel = new TestChannel()
  worker = createWorker({ store, talk, staffRoom: STAFF_ROOM, channels: [channel], log })
  worker.start()
}

function hear(conversation: ConversationId, what: Inbound | StaffRoomInbound) {
  messages += 1
  return worker.accept({ conversation, id: `test:${messages}`, body: JSON.stringify(what), counted: true })
}

/** A line in answer to the newest message about that customer. */
const answer = (about: ConversationId, text: string, by = LI) =>
  hear(STAFF_ROOM, typed(text, cards.get(about) ?? null, { by, messageId: `m${messages}` }))
const cards = new Map<ConversationId, string>()

const lastTo = (conversation: ConversationId) => () => channel.texts(conversation).at(-1) ?? ''
const WAIT = { timeout: 10_000 }

/** The customer waits, and a line of somebody's is the takeover. */
async function takenBy(customer: ConversationId, by: typeof LI): Promise<void> {
  const before = channel.texts(STAFF_ROOM).length
  await hear(customer, said('a person please'))
  await expect.poll(() => channel.texts(STAFF_ROOM).length, WAIT).toBeGreaterThan(before)
  await expect.poll(() => referenceTo(customer), WAIT).not.toBeNull()
  await answer(customer, `${by.name} here`, by)
  await expect.poll(lastTo(customer), WAIT).toBe(`${by.name} here`)
}

/** The message of the group that is about a customer, as the desk remembers it. */
async function referenceTo(customer: ConversationId): Promise<string | null> {
  for (let ref = 1; ref < 40; ref += 1) {
    const about = await bench().store.reference(STAFF_ROOM, String(ref))
    if (about !== null && JSON.parse(about) === customer) cards.set(customer, String(ref))
  }
  return cards.get(customer) ?? null
}

test('their talks return to the queue with the card, others keep theirs', async () => {
  await open()
  const [ana, ben] = ['tg:7', 'tg:8'] as ConversationId[]
  if (ana === undefined || ben === undefined) throw new Error('two customers')
  await takenBy(ana, LI)
  await takenBy(ben, WANG)
  const { store } = bench()
  expect(await store.heldBy(LI.id)).toEqual([{ conversation: ana, name: LI.name }])
  expect(await removeFromStaff(store, LI.id)).toBe(true)
  await expect.poll(lastTo(ana), WAIT).toContain('My colleague had to leave')
  expect(channel.texts(STAFF_ROOM).at(-1)).toContain('Asks for a person')
  expect((await store.waiting(5)).map(({ conversation }) => conversation)).toEqual([ana])
  await answer(ana, 'one more from me')
  await expect.poll(lastTo(STAFF_ROOM), WAIT).toContain('not on the staff list')
  await answer(ana, 'Wang here', WANG)
  await expect.poll(lastTo(ana), WAIT).toBe('Wang here')
  expect(channel.texts(ben).at(-1)).toBe('Wang Example here')
  expect(channel.texts(ana)).not.toContain('one more from me')
})

test('a removal that was cut short can be made again', async () => {
  await open()
  const ana = 'tg:7' as ConversationId
  cards.clear()
  await takenBy(ana, LI)
  const { store } = bench()
  await store.removeStaff(LI.id)
  expect(await removeFromStaff(store, LI.id)).toBe(false)
  await expect.poll(lastTo(ana), WAIT).toContain('My colleague had to leave')
})
