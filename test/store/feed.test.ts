/** What a chat page shows, on a real Redis: once, in order, trimmed, and gone with the transcript. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY } from '../../src/domain/values.ts'
import type { ConversationId, FeedPage, Letter } from '../../src/ports.ts'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, letter } from './support.ts'

const START = Date.parse('2026-03-10T10:00:00+08:00')
const KEPT = 300
let redis: TestRedis
let store: RedisStore

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' })
  store = await openStore({ connection: redis.connection, deskTime: START })
})
afterAll(async () => {
  await store.close()
  await redis.stop()
})

const bodies = ({ entries }: FeedPage) => entries.map(({ body }) => body)
const ids = ({ entries }: FeedPage) => entries.map(({ id }) => id)

describe('a letter', () => {
  test('is shown when it is taken, once, before any answer to it', async () => {
    const talk = freshConversation()
    expect(await store.ingestShown(letter(talk, 'web:1'), '"hello"')).toBe('taken')
    expect(await store.ingestShown(letter(talk, 'web:1'), '"hello"')).toBe('duplicate')
    await store.show(talk, '"answer"', 1)
    const page = await store.shownAfter(talk, 0)
    expect(bodies(page)).toEqual(['"hello"', '"answer"'])
    expect(ids(page)).toEqual([1, 2])
    expect(Math.abs((page.entries[0]?.at ?? 0) - START)).toBeLessThan(60_000)
    expect((await claimed(store, talk)).mail.map(({ body }) => body)).toEqual(['body of web:1'])
  })

  test('that finds the mailbox full is not shown', async () => {
    const talk = freshConversation()
    const many = Array.from({ length: 200 }, (_, i): Letter => letter(talk, `web:${i}`))
    await Promise.all(many.map((one) => store.ingestShown(one, '"x"')))
    expect(await store.ingestShown(letter(talk, 'web:over'), '"over"')).toBe('full')
    expect(await lastId(talk)).toBe(200)
  })
})

test('a line of the lane is shown once, however often and however late it is sent again', async () => {
  const talk = freshConversation()
  expect(await store.show(talk, '"one"', 1)).toBe(true)
  expect(await store.show(talk, '"two"', 2)).toBe(true)
  expect(await store.show(talk, '"two"', 2)).toBe(false)
  expect(await store.show(talk, '"one"', 1)).toBe(false)
  expect(bodies(await store.shownAfter(talk, 0))).toEqual(['"one"', '"two"'])
})

test('a page asks for what it has not shown, whatever was trimmed since', async () => {
  const talk = freshConversation()
  for (let i = 1; i <= KEPT + 20; i += 1) await store.show(talk, `${i}`, i)
  expect(ids(await store.shownAfter(talk, KEPT + 18))).toEqual([KEPT + 19, KEPT + 20])
  expect(await store.shownAfter(talk, KEPT + 20)).toMatchObject({ entries: [], last: KEPT + 20 })
  expect(await store.shownAfter(talk, 9_999)).toMatchObject({ entries: [], last: KEPT + 20 })
  const all = await wholeFeed(talk)
  expect(all[0]).toBe(21)
  expect(all).toHaveLength(KEPT)
})

test('an answer is under way while a letter waits or a committed line is not shown yet', async () => {
  const talk = freshConversation()
  const isBusy = async () => (await store.shownAfter(talk, 0)).busy
  expect(await isBusy()).toBe(false)
  await store.ingestShown(letter(talk, 'web:1'), '"hello"')
  expect(await isBusy()).toBe(true)
  await store.commit(commitOf(await claimed(store, talk), { customer: ['one', 'two'] }))
  expect(await isBusy()).toBe(true)
  await store.show(talk, '"one"', 1)
  expect(await isBusy()).toBe(true)
  await store.show(talk, '"two"', 2)
  expect(await isBusy()).toBe(false)
})

test('what was seen only moves forward, and not beyond what there is', async () => {
  const talk = freshConversation()
  await store.show(talk, '1', 1)
  await store.show(talk, '2', 2)
  const seen = async (id: number) => {
    await store.markSeen(talk, id)
    return (await store.shownAfter(talk, 0)).seen
  }
  expect([await seen(2), await seen(1), await seen(900)]).toEqual([2, 2, 2])
})

test('goes with the transcript after the idle days; ids go on counting', async () => {
  const talk = freshConversation()
  await store.ingestShown(letter(talk, 'web:1'), '"hello"')
  await store.commit(commitOf(await claimed(store, talk), { transcript: ['hello'] }))
  await store.close()
  store = await openStore({ connection: redis.connection, deskTime: START + 100 * DAY })
  await store.retain(90)
  expect(await store.shownAfter(talk, 0)).toMatchObject({ entries: [], last: 1 })
  await store.show(talk, '"back"', 1)
  expect(ids(await store.shownAfter(talk, 0))).toEqual([2])
})

test('a session is found by its digest alone', async () => {
  const talk = 'web:AAAAAAAAAAAAAAAAAAAAAAAA' as ConversationId
  await store.openSession('digest-1', talk)
  expect(await store.session('digest-1')).toBe(talk)
  expect(await store.session('digest-2')).toBe(null)
})

async function wholeFeed(talk: ConversationId): Promise<number[]> {
  const found: number[] = []
  for (;;) {
    const page = await store.shownAfter(talk, found.at(-1) ?? 0)
    if (page.entries.length === 0) return found
    found.push(...ids(page))
  }
}

const lastId = async (talk: ConversationId) => (await wholeFeed(talk)).at(-1)
