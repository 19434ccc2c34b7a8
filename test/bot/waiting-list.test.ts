/** Who waits for a person, as the staff group reads it: on a real Redis: danger first, then oldest first. */
import { expect, test } from 'vitest'
import { waitingList } from '../../src/bot/waiting-list.ts'
import { createWorker } from '../../src/bot/worker.ts'
import { MINUTE } from '../../src/domain/values.ts'
import type { ConversationId } from '../../src/ports.ts'
import { OPEN_AT, post, STAFF_ROOM, TestChannel, useBench, workbench } from './bench.ts'

const bench = useBench({ at: OPEN_AT })
const { hours } = workbench()
const [ANA, LI] = ['tg:1', 'tg:2'] as ConversationId[] as [ConversationId, ConversationId]

async function ask(conversation: ConversationId, name: string): Promise<void> {
  const { store } = bench()
  await post(store, conversation, { kind: 'said', text: 'I want to talk to a person', name })
  await expect.poll(async () => (await store.waiting(9)).map((one) => one.conversation)).toContain(conversation)
}

test('the queue names who waits, how long in working time, and where their topic is', async () => {
  const { store, talk, log } = bench()
  const now = () => store.now()
  expect(await waitingList({ store, hours, talk }, STAFF_ROOM, await now())).toContain('Nobody waits')
  const worker = createWorker({ store, talk, staffRoom: STAFF_ROOM, channels: [new TestChannel()], log })
  worker.start()
  await ask(ANA, 'Ana Example')
  await ask(LI, 'Li Example')
  await worker.stop()
  const record = (name: string, topic: number | null) =>
    JSON.stringify({ topic, topics: [], title: { name, standing: 'waiting' }, card: null })
  await store.keepTopic(STAFF_ROOM, ANA, record('Ana Example', 70), '70')
  const later = (await now()) + 65 * MINUTE
  const room = 'staff:tg:-1001' as typeof STAFF_ROOM
  expect((await waitingList({ store, hours, talk }, room, later)).split('\n')).toEqual([
    expect.stringContaining(': 2'),
    '1. Ana Example (1 h 05 min) https://t.me/c/1/70',
    '2. Li Example (1 h 05 min)',
  ])
})

test('who reports a danger goes before who has waited longer', async () => {
  const { store, talk, log } = bench()
  const worker = createWorker({ store, talk, staffRoom: STAFF_ROOM, channels: [new TestChannel()], log })
  worker.start()
  await ask(ANA, 'Ana Example')
  await ask(LI, 'Li Example')
  await post(store, LI, { kind: 'said', text: 'there is smoke coming out of it', name: 'Li Example' })
  const shown = async () =>
    (await waitingList({ store, hours, talk }, STAFF_ROOM, await store.now())).split('\n').slice(1)
  await expect.poll(shown).toEqual(['1. ⚠️ Li Example (0 min)', '2. Ana Example (0 min)'])
  await worker.stop()
})
