/** Warm turns end to end on a real Redis: bursts, two processes, lost answers, timers and orders, beside what the plain path says. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createWorker, type Worker, type WorkerOptions } from '../../src/bot/worker.ts'
import type { Inbound } from '../../src/flows/types.ts'
import { type ConversationId, type Letter, StoreUnavailable } from '../../src/ports.ts'
import type { RedisStore } from '../../src/store/redis-store.ts'
import { freshConversation } from '../store/support.ts'
import { echoing, STAFF_ROOM, said, TestChannel, useBench } from './bench.ts'

const bench = useBench()
const PATIENT = { timeout: 15_000, interval: 5 }

let workers: Worker[] = []
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
})

function started(channel: TestChannel, more: Partial<WorkerOptions> = {}): Worker {
  const { store, talk, log } = bench()
  const worker = createWorker({ store, talk, staffRoom: STAFF_ROOM, channels: [channel], log, ...more })
  workers.push(worker)
  worker.start()
  return worker
}

let ids = 0
function letterOf(conversation: ConversationId, inbound: Inbound): Letter {
  ids += 1
  return { conversation, id: `tg:${ids}`, body: JSON.stringify(inbound), counted: true }
}

/** Counts the calls that a store gets, by name; `meddle` may answer one itself. */
function watched(store: RedisStore, meddle: Partial<RedisStore> = {}) {
  const calls: string[] = []
  const proxy = new Proxy(store, {
    get(target, name: keyof RedisStore) {
      const method = (meddle[name] ?? target[name]) as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        if (name !== 'due') calls.push(name)
        return method.apply(target, args)
      }
    },
  })
  return { store: proxy, calls }
}

/** Says one thing and waits for its answer to be sent and marked so. */
async function talked(worker: Worker, channel: TestChannel, conversation: ConversationId, inbound: Inbound) {
  const before = channel.texts(conversation).length
  await worker.accept(letterOf(conversation, inbound))
  await expect.poll(() => channel.texts(conversation).length, PATIENT).toBeGreaterThan(before)
  await expect.poll(() => laneLength(conversation), PATIENT).toBe(0)
}
const laneLength = async (conversation: ConversationId): Promise<number> =>
  (await bench().store.shownAfter(conversation, 0)).busy ? 1 : 0

test('a warm turn is two scripts: the turn, and the mark of what was sent', async () => {
  const channel = new TestChannel()
  const { store, calls } = watched(bench().store)
  const worker = started(channel, { store })
  const conversation = freshConversation()
  await talked(worker, channel, conversation, said('/menu'))
  calls.length = 0
  for (const text of ['/hours', '/help', '/menu']) await talked(worker, channel, conversation, said(text))
  expect(calls).toEqual(['turn', 'sent', 'turn', 'sent', 'turn', 'sent'])
})

test('the same words get the same answers, transcript and state, warm or plain', async () => {
  const words = ['my X16-Q shows zero hashrate', 'no', '/hours', 'back', '/status', 'JX1600004711', '/cancel', 'hello']
  const outcomes = []
  for (const warm of [false, 100] as const) {
    const channel = new TestChannel()
    const worker = started(channel, { warm })
    const conversation = freshConversation()
    for (const text of words) await talked(worker, channel, conversation, said(text))
    const transcript = (await bench().store.transcript(conversation)).map((line) => JSON.parse(line))
    const texts = transcript.map(({ who, text }) => `${who} ${text}`)
    outcomes.push({ lines: channel.delivered.map(({ line }) => line), texts })
  }
  expect(outcomes[1]).toEqual(outcomes[0])
})

test('bursts of ten at once are answered in order, none lost, none twice', async () => {
  const channel = new TestChannel()
  const worker = started(channel, { talk: echoing(bench().talk) })
  const talks = Array.from({ length: 20 }, freshConversation)
  for (const conversation of talks) await talked(worker, channel, conversation, said('0'))
  const burst = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']
  await Promise.all(
    talks.flatMap((conversation) => burst.map((text) => worker.accept(letterOf(conversation, said(text))))),
  )
  await expect.poll(() => channel.delivered.length, PATIENT).toBe(220)
  for (const conversation of talks) expect(channel.texts(conversation)).toEqual(['0', ...burst].map((n) => `echo ${n}`))
})

test('two processes that alternate, each remembering what is stale, keep the order in 20 of 20', async () => {
  const channel = new TestChannel()
  const stores = [bench().store, await bench().open()]
  const both = stores.map((store) => started(channel, { store, talk: echoing(bench().talk) }))
  const talks = Array.from({ length: 20 }, freshConversation)
  const turns = Array.from({ length: 8 }, (_, turn) => String(turn))
  await Promise.all(
    talks.map(async (conversation) => {
      for (const [turn, text] of turns.entries()) await both[turn % 2]?.accept(letterOf(conversation, said(text)))
    }),
  )
  await expect.poll(() => channel.delivered.length, PATIENT).toBe(160)
  for (const conversation of talks) expect(channel.texts(conversation)).toEqual(turns.map((n) => `echo ${n}`))
})

test('a platform that delivers again, warm and through another process, is answered once', async () => {
  const channel = new TestChannel()
  const worker = started(channel, { talk: echoing(bench().talk) })
  const other = started(channel, { store: await bench().open(), talk: echoing(bench().talk) })
  const conversation = freshConversation()
  await talked(worker, channel, conversation, said('first'))
  const letter = letterOf(conversation, said('again'))
  const told = [await worker.accept(letter), await worker.accept(letter), await other.accept(letter)]
  expect(told).toEqual(['taken', 'duplicate', 'duplicate'])
  await talked(other, channel, conversation, said('last'))
  expect(channel.texts(conversation)).toEqual(['echo first', 'echo again', 'echo last'])
})

test('an answer of Redis that is lost: the platform is told no, delivers again, and the customer is answered once', async () => {
  const channel = new TestChannel()
  const real = await bench().open({ visibilityMs: 200 })
  let lose = 0
  const { store } = watched(real, {
    async turn(turn) {
      const turned = await real.turn(turn)
      lose -= 1
      if (lose === 0) throw new StoreUnavailable('the answer was lost')
      return turned
    },
  })
  const worker = started(channel, { store, talk: echoing(bench().talk) })
  const conversation = freshConversation()
  for (const [turn, text] of ['cold', 'warm'].entries()) {
    lose = 1
    const letter = letterOf(conversation, said(text))
    await expect(worker.accept(letter)).rejects.toThrow(StoreUnavailable)
    expect(await worker.accept(letter)).toBe('duplicate')
    await expect.poll(() => channel.texts(conversation).length, PATIENT).toBe(2 * turn + 1)
    await talked(worker, channel, conversation, said('between'))
  }
  expect(channel.texts(conversation)).toEqual(['echo cold', 'echo between', 'echo warm', 'echo between'])
})

test('a person takes the talk over in another process: what this one remembers is not acted upon', async () => {
  const channel = new TestChannel()
  const worker = started(channel)
  const other = started(channel, { store: await bench().open() })
  const conversation = freshConversation()
  await talked(worker, channel, conversation, said('/menu'))
  await talked(other, channel, conversation, { kind: 'staff.said', text: 'Ana here, hello', by: 'Ana Example' })
  const before = channel.texts(conversation).length
  await worker.accept(letterOf(conversation, said('/hours')))
  await expect.poll(() => channel.texts(STAFF_ROOM).some((text) => text.includes('/hours')), PATIENT).toBe(true)
  expect(channel.texts(conversation)).toHaveLength(before)
})

test('a talk that is erased leaves nothing warm behind', async () => {
  const channel = new TestChannel()
  const { store, calls } = watched(bench().store)
  const worker = started(channel, { store })
  const conversation = freshConversation()
  for (const text of ['my X16-Q shows zero hashrate', '/forget'])
    await talked(worker, channel, conversation, said(text))
  const { question } = channel.delivered.at(-1)?.line ?? {}
  const yes = question?.offers[0]?.id
  if (!question || yes === undefined) throw new Error('nothing was asked')
  calls.length = 0
  await talked(worker, channel, conversation, { kind: 'chose', question: question.id, offer: yes })
  expect(calls).toContain('commit')
  expect(await store.transcript(conversation)).toEqual([])
})

test('a stop while a letter is taken in leaves it safe, and the next process answers it', async () => {
  const channel = new TestChannel()
  const store = await bench().open({ visibilityMs: 200 })
  const worker = started(channel, { store, talk: echoing(bench().talk) })
  const conversation = freshConversation()
  await talked(worker, channel, conversation, said('before'))
  const accepted = worker.accept(letterOf(conversation, said('during')))
  await worker.stop()
  expect(await accepted).toBe('taken')
  expect(await worker.accept(letterOf(conversation, said('after')))).toBe('taken')
  started(channel, { talk: echoing(bench().talk) })
  await expect.poll(() => channel.texts(conversation).length, PATIENT).toBe(3)
  expect(channel.texts(conversation)).toEqual(['echo before', 'echo during', 'echo after'])
})

test('a failing step is dealt with by the plain path, and the talk goes on warm', async () => {
  const channel = new TestChannel()
  const { talk } = bench()
  let fails = true
  const step: typeof talk.step = (stored, event, orders) => {
    if (fails && event.kind === 'inbound' && event.inbound.kind === 'said' && event.inbound.text === 'boom') {
      throw new Error('a defect')
    }
    return echoing(talk).step(stored, event, orders)
  }
  const worker = started(channel, { talk: { ...talk, step } })
  const conversation = freshConversation()
  await talked(worker, channel, conversation, said('one'))
  await worker.accept(letterOf(conversation, said('boom')))
  await sleep(100)
  expect(channel.texts(conversation)).toEqual(['echo one'])
  fails = false
  await expect.poll(() => channel.texts(conversation), PATIENT).toEqual(['echo one', 'echo boom'])
  await talked(worker, channel, conversation, said('two'))
  expect(channel.texts(conversation).at(-1)).toBe('echo two')
})

test('the least recently served talk is forgotten first, and answered all the same', async () => {
  const channel = new TestChannel()
  const { store, calls } = watched(bench().store)
  const worker = started(channel, { store, warm: 2, talk: echoing(bench().talk) })
  const [a, b, c] = [freshConversation(), freshConversation(), freshConversation()]
  for (const conversation of [a, b, c]) await talked(worker, channel, conversation, said('hello'))
  calls.length = 0
  await talked(worker, channel, a, said('cold'))
  expect(calls.slice(0, 2)).toEqual(['turn', 'commit'])
  calls.length = 0
  await talked(worker, channel, c, said('warm'))
  expect(calls).toEqual(['turn', 'sent'])
})
