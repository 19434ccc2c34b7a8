/** Echoes of what was said are told from a person's words, and nothing is said a third time: by real scripts on a real Redis. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { freshConversation } from './support.ts'

const ECHO_WITHIN_MS = 60
let redis: TestRedis
let store: RedisStore
beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' })
  store = await openStore({ connection: redis.connection, deskTime: null, echoWithinMs: ECHO_WITHIN_MS })
})
afterAll(async () => {
  await store.close()
  await redis.stop()
})

const SENT = { kind: 'sent', ref: null } as const
const talk = () => {
  const conversation = freshConversation()
  return {
    begin: async (which: string, digest = 'd') => (await store.beginSaying(conversation, which, digest)).kind,
    end: (which: string, outcome: Parameters<RedisStore['endSaying']>[2]) =>
      store.endSaying(conversation, which, outcome),
    isEcho: (id: string, digest = 'd') => store.isEcho(conversation, id, digest),
  }
}

test('what was never said is no echo', async () => {
  const { begin, isEcho } = talk()
  expect(await isEcho('m1')).toBe(false)
  await begin('1.0', 'other words')
  expect(await isEcho('m1')).toBe(false)
})

test('an echo counts once: the same words again are a person’s', async () => {
  const { begin, end, isEcho } = talk()
  expect(await begin('1.0')).toBe('go')
  expect(await isEcho('m1')).toBe(true)
  await end('1.0', SENT)
  expect(await isEcho('m2')).toBe(false)
})

test('the same message handed out again stays an echo', async () => {
  const { begin, isEcho } = talk()
  await begin('1.0')
  expect(await isEcho('m1')).toBe(true)
  expect(await isEcho('m1')).toBe(true)
})

test('an echo with other words is known by its id, and what it echoes is not waited for any more', async () => {
  const { begin, end, isEcho } = talk()
  await begin('1.0')
  expect(await isEcho('m1', 'changed by the platform')).toBe(false)
  await end('1.0', { kind: 'sent', ref: 'm1' })
  expect(await isEcho('m1', 'changed by the platform')).toBe(true)
  expect(await isEcho('m2', 'd')).toBe(false)
})

test('what has come back was sent, whatever its answer', async () => {
  const { begin, isEcho } = talk()
  await begin('1.0')
  await isEcho('m1')
  expect(await begin('1.0')).toBe('sent')
})

test('without an answer it waits for the echo, is said once more, waits again, and then nothing is sure', async () => {
  const { begin } = talk()
  for (const _ of [1, 2]) {
    expect(await begin('1.0')).toBe('go')
    expect(await begin('1.0')).toBe('wait')
    await sleep(ECHO_WITHIN_MS + 20)
  }
  expect(await begin('1.0')).toBe('unsure')
})

test('said twice, it may come back twice', async () => {
  const { begin, isEcho } = talk()
  await begin('1.0')
  await sleep(ECHO_WITHIN_MS + 20)
  expect(await begin('1.0')).toBe('go')
  for (const id of ['m1', 'm2']) expect(await isEcho(id)).toBe(true)
  expect(await isEcho('m3')).toBe(false)
})

test('what surely was not sent is said anew, and is no echo', async () => {
  const { begin, end, isEcho } = talk()
  await begin('1.0')
  await end('1.0', { kind: 'unsaid' })
  expect(await isEcho('m1')).toBe(false)
  expect(await begin('1.0')).toBe('go')
})

test('of two tries one that was surely not sent leaves the other, whose echo may still come', async () => {
  const { begin, end, isEcho } = talk()
  await begin('1.0')
  await sleep(ECHO_WITHIN_MS + 20)
  expect(await begin('1.0')).toBe('go')
  await end('1.0', { kind: 'unsaid' })
  expect(await isEcho('m1')).toBe(true)
  expect(await isEcho('m2')).toBe(false)
})

test('another line in the same place is a line of its own', async () => {
  const { begin, end } = talk()
  await begin('1.0', 'one')
  await end('1.0', SENT)
  expect(await begin('1.0', 'two')).toBe('go')
})

test('of 250 echoes in a talk none is taken for a person, and a person among them is found', async () => {
  const { begin, end, isEcho } = talk()
  const taken: string[] = []
  for (let n = 0; n < 250; n += 1) {
    await begin(`${n}.0`, `d${n % 7}`)
    await end(`${n}.0`, { kind: 'sent', ref: n % 2 === 0 ? `m${n}` : null })
    if (!(await isEcho(`m${n}`, `d${n % 7}`))) taken.push(`m${n}`)
    if (n % 25 === 24 && !(await isEcho(`p${n}`, `d${n % 7}`))) taken.push('person')
  }
  expect(taken).toEqual(Array.from({ length: 10 }, () => 'person'))
})

test('a window gives out what it has, is filled anew by another message, and closes by itself', async () => {
  const conversation = freshConversation()
  expect(await store.takeFromWindow(conversation)).toBe(false)
  await store.openWindow(conversation, 2, 60_000)
  const taken = await Promise.all(Array.from({ length: 5 }, () => store.takeFromWindow(conversation)))
  expect(taken.filter(Boolean).length).toBe(2)
  await store.openWindow(conversation, 5, 40)
  expect(await store.takeFromWindow(conversation)).toBe(true)
  await sleep(60)
  expect(await store.takeFromWindow(conversation)).toBe(false)
})
