/** Whole workers on a real Redis: bursts shared by two processes, Redis going away, a stop, and the way from a customer to staff and back. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { markIn } from '../../src/bot/post-mark.ts'
import { createWorker, type Worker, type WorkerOptions } from '../../src/bot/worker.ts'
import type { StaffRoomInbound } from '../../src/flows/types.ts'
import type { ConversationId, Store } from '../../src/ports.ts'
import { connect } from '../../src/store/connect.ts'
import { conversationKeys } from '../../src/store/keys.ts'
import { freshConversation } from '../store/support.ts'
import { echoing, post, STAFF_ROOM, said, TestChannel, typed, useBench } from './bench.ts'

const bench = useBench()
const PATIENT = { timeout: 15_000, interval: 20 }

let workers: Worker[] = []
let rejections: unknown[] = []
const noteRejection = (reason: unknown): void => void rejections.push(reason)

beforeEach(() => {
  rejections = []
  process.on('unhandledRejection', noteRejection)
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
  process.off('unhandledRejection', noteRejection)
  expect(rejections).toEqual([])
})

function worker(channel: TestChannel, more: Partial<WorkerOptions> = {}): Worker {
  const { store, talk, log } = bench()
  const made = createWorker({ store, talk, staffRoom: STAFF_ROOM, channels: [channel], log, ...more })
  workers.push(made)
  return made
}

const started = (channel: TestChannel, more: Partial<WorkerOptions> = {}): Worker => {
  const made = worker(channel, more)
  made.start()
  return made
}

test('two workers answer bursts of 30 conversations line by line, in order, none twice', async () => {
  const channel = new TestChannel()
  const stores = [bench().store, await bench().open()]
  const both = stores.map((store) => started(channel, { store, talk: echoing(bench().talk) }))
  const talks = Array.from({ length: 30 }, freshConversation)
  await Promise.all(
    talks.map(async (conversation, which) => {
      for (let message = 0; message < 10; message += 1) {
        const at = (which + Math.floor(message / 4)) % 2
        await post(stores[at] as Store, conversation, said(`message ${message}`))
        both[at]?.wake(conversation)
        if (message % 4 === 3) await sleep(10)
      }
    }),
  )
  const echoes = Array.from({ length: 10 }, (_, message) => `echo message ${message}`)
  await expect.poll(() => channel.delivered.length, PATIENT).toBe(300)
  await Promise.all(both.map((one) => one.stop()))
  for (const conversation of talks) expect(channel.texts(conversation)).toEqual(echoes)
  expect(await bench().store.due()).toEqual({ conversations: [], lanes: [] })
})

test('mail that nobody woke a worker for is found by its sweep', async () => {
  const channel = new TestChannel()
  const conversation = freshConversation()
  await post(bench().store, conversation, said('hello'))
  started(channel)
  await expect.poll(() => channel.texts(conversation).length, PATIENT).toBe(1)
})

test('mail that comes in while its conversation is being stepped needs no sweep', async () => {
  const channel = new TestChannel()
  const conversation = freshConversation()
  const { store, talk } = bench()
  let one: Worker
  let isFirst = true
  const commit: Store['commit'] = async (changes) => {
    if (isFirst) {
      isFirst = false
      await post(store, conversation, said('second'))
      one.wake(conversation)
    }
    return await store.commit(changes)
  }
  // Never started: it does not sweep.
  one = worker(channel, { store: { ...store, commit }, talk: echoing(talk) })
  await post(store, conversation, said('first'))
  one.wake(conversation)
  await expect.poll(() => channel.texts(conversation), PATIENT).toEqual(['echo first', 'echo second'])
})

test('a lane that waits a moment goes on by itself', async () => {
  const channel = new TestChannel()
  channel.plan.push(() => ({ status: 'later', afterMs: 100 }))
  const conversation = freshConversation()
  await post(bench().store, conversation, said('hello'))
  worker(channel).wake(conversation)
  await expect.poll(() => channel.texts(conversation).length, PATIENT).toBe(1)
})

test('Redis killed between two messages: both are answered once it is back, each once', async () => {
  const channel = new TestChannel()
  const conversation = freshConversation()
  const { store, redis, talk } = bench()
  const one = started(channel, { talk: echoing(talk) })
  await post(store, conversation, said('before'))
  one.wake(conversation)
  await expect.poll(() => channel.texts(conversation), PATIENT).toEqual(['echo before'])
  // The mark of what was just sent is in Redis too: an idle worker.
  await expect.poll(() => store.due(), PATIENT).toEqual({ conversations: [], lanes: [] })
  await redis.kill()
  one.wake(conversation)
  await sleep(300)
  await redis.restart()
  await expect.poll(() => post(store, conversation, said('after')).catch(() => 'away'), PATIENT).toBe('taken')
  await expect.poll(() => channel.texts(conversation), PATIENT).toEqual(['echo before', 'echo after'])
})

test('Redis killed while a line is on its way: the line is not sent twice', async () => {
  const channel = new TestChannel()
  const conversation = freshConversation()
  const { store, redis, talk } = bench()
  let restarting: Promise<void> = Promise.resolve()
  channel.plan.push(async () => {
    await redis.kill()
    restarting = sleep(200).then(() => redis.restart())
    return { status: 'sent', ref: null }
  })
  const one = started(channel, { talk: echoing(talk) })
  await post(store, conversation, said('hello'))
  one.wake(conversation)
  await expect.poll(() => channel.texts(conversation).length, PATIENT).toBeGreaterThan(0)
  await restarting
  const raw = await connect(redis.connection)
  const lane = conversationKeys.lane({ conversation, name: 'customer' })
  await expect.poll(() => raw.command('LLEN', lane), PATIENT).toBe(0)
  await raw.close()
  expect(channel.texts(conversation)).toEqual(['echo hello'])
})

test('a stop lets what is under way end, takes nothing new and asks Redis nothing afterwards', async () => {
  const channel = new TestChannel()
  const conversation = freshConversation()
  const { talk } = bench()
  let calls = 0
  const store = counting(bench().store, () => {
    calls += 1
  })
  let release: () => void = () => undefined
  const sending = new Promise<void>((resolve) => {
    release = resolve
  })
  channel.plan.push(async () => {
    await sending
    return { status: 'sent', ref: null }
  })
  const one = started(channel, { store, talk: echoing(talk) })
  for (const text of ['first', 'second']) await post(store, conversation, said(text))
  await expect.poll(() => channel.attempts, PATIENT).toBe(1)
  let stopped = false
  const stopping = one.stop().then(() => {
    stopped = true
  })
  await sleep(50)
  expect(stopped).toBe(false)
  release()
  await stopping
  expect(channel.texts(conversation)).toEqual(['echo first'])
  calls = 0
  one.wake(conversation)
  await sleep(600)
  expect([calls, channel.attempts]).toEqual([0, 1])
  started(channel, { talk: echoing(talk) })
  await expect.poll(() => channel.texts(conversation), PATIENT).toEqual(['echo first', 'echo second'])
})

test('a stop waits for the sweep under way', async () => {
  const { store } = bench()
  let asking = 0
  const due: Store['due'] = async () => {
    asking += 1
    await sleep(100)
    asking -= 1
    return await store.due()
  }
  const one = started(new TestChannel(), { store: { ...store, due } })
  await expect.poll(() => asking, { ...PATIENT, interval: 5 }).toBe(1)
  await one.stop()
  expect(asking).toBe(0)
})

test('a reply to a customer’s card reaches that customer and silences the bot until it is released', async () => {
  const channel = new TestChannel()
  const { store, talk } = bench()
  const one = started(channel)
  const [first, second] = [freshConversation(), freshConversation()]
  const tell = async (conversation: ConversationId, body: StaffRoomInbound | string) => {
    await post(store, conversation, typeof body === 'string' ? said(body) : body)
    one.wake(conversation)
  }
  const inRoom = () => channel.texts(STAFF_ROOM)
  await tell(first, 'a person')
  await expect.poll(() => inRoom().length, PATIENT).toBe(1)
  await tell(second, 'a person')
  await expect.poll(() => inRoom().length, PATIENT).toBe(2)
  const refOf = async (about: ConversationId): Promise<string> => {
    for (const key of Array.from({ length: 20 }, (_, number) => String(number + 1)))
      if ((await store.reference(STAFF_ROOM, key)) === JSON.stringify(about)) return key
    throw new Error('no card')
  }
  const card = await refOf(first)

  await tell(STAFF_ROOM, typed('// only for us', card))
  await tell(STAFF_ROOM, typed('Please send a photo.', card, { author: 'other' } as never))
  await tell(STAFF_ROOM, typed('Good morning, Ana here.', card))
  await expect.poll(() => channel.texts(first).at(-1), PATIENT).toBe('Good morning, Ana here.')
  expect(channel.texts(first).join()).not.toMatch(/only for us|a photo/)
  expect(channel.texts(second).join()).not.toContain('Ana here')

  const before = channel.texts(first).length
  await tell(first, 'the fan is stuck')
  await expect.poll(() => inRoom().at(-1), PATIENT).toContain('the fan is stuck')
  expect(channel.texts(first)).toHaveLength(before)
  await tell(STAFF_ROOM, typed('/release', card))
  await expect.poll(() => channel.texts(first).at(-1), PATIENT).toContain(talk.catalogue.render(['backWithBot'], 'en'))
})

test('a reply to a copy whose id nobody noted reaches the customer by the mark that it quotes', async () => {
  const channel = new TestChannel()
  const { store } = bench()
  const one = started(channel)
  const conversation = freshConversation()
  await post(store, conversation, said('a person'))
  one.wake(conversation)
  await expect.poll(() => channel.texts(STAFF_ROOM).length, PATIENT).toBe(1)
  const quoted = markIn(channel.texts(STAFF_ROOM)[0] ?? '')
  await post(store, STAFF_ROOM, typed('A colleague is here.', '777', { replyToMark: quoted }))
  one.wake(STAFF_ROOM)
  await expect.poll(() => channel.texts(conversation).at(-1), PATIENT).toBe('A colleague is here.')
  await post(store, STAFF_ROOM, typed('Nobody’s', '778', { replyToMark: '1-000000' }))
  one.wake(STAFF_ROOM)
  await expect.poll(() => channel.texts(STAFF_ROOM).at(-1), PATIENT).toContain('which customer')
})

test('a reply by somebody who is not on the staff list reaches nobody', async () => {
  const channel = new TestChannel()
  const { store } = bench()
  await store.addStaff({ id: 'tg:7', name: 'Li Wei', role: 'lead' })
  const one = started(channel)
  const conversation = freshConversation()
  await post(store, conversation, said('a person'))
  one.wake(conversation)
  await expect.poll(() => channel.texts(STAFF_ROOM).length, PATIENT).toBe(1)
  const heard = channel.texts(conversation).length
  const card = (await store.reference(STAFF_ROOM, '1')) === null ? '2' : '1'
  await post(store, STAFF_ROOM, typed('I am a stranger', card))
  await expect.poll(() => channel.texts(STAFF_ROOM).at(-1), PATIENT).toContain('aftercare staff add tg:42')
  await post(store, STAFF_ROOM, typed('I am staff', card, { by: { id: 'tg:7', name: 'Li Wei' } } as never))
  await expect.poll(() => channel.texts(conversation).at(-1), PATIENT).toBe('I am staff')
  expect(channel.texts(conversation)).toHaveLength(heard + 1)
})

test('a line that never arrives is told to staff, and the talk goes on', async () => {
  const channel = new TestChannel()
  const { store } = bench()
  channel.plan.push(() => ({ status: 'refused', reason: 'too long' }))
  started(channel)
  const conversation = freshConversation()
  await post(store, conversation, said('hello'))
  await expect.poll(() => channel.texts(STAFF_ROOM).length, PATIENT).toBe(1)
  await post(store, conversation, said('/menu'))
  await expect.poll(() => channel.texts(conversation).length, PATIENT).toBe(1)
})

/** The store, and a word for each call of it. */
const counting = <S extends Store>(store: S, onCall: () => void): S =>
  new Proxy(store, {
    get: (target, name: keyof Store) => {
      const method = target[name] as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        onCall()
        return method.apply(target, args)
      }
    },
  })
