/**
 * Redis' clock stepping under a running desk (libfaketime, where it is installed: Debian's package `faketime`): mail keeps its order, nothing is
 * lost or taken twice, a timer fires once.
 */
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type RedisStore } from '../../src/store/redis-store.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { claimed, commitOf, freshConversation, idsOf, letter } from './support.ts'

const LIBRARIES = [
  { faketime: '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', libc: '/lib/x86_64-linux-gnu/libc.so.6' },
  { faketime: '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1', libc: '/lib/aarch64-linux-gnu/libc.so.6' },
]
const libraries = LIBRARIES.find(({ faketime }) => existsSync(faketime))
const HOUR_MS = 3_600_000

describe.skipIf(libraries === undefined)('a clock that steps', () => {
  let directory: string
  let redis: TestRedis
  let store: RedisStore

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'aftercare-clock-'))
    step(0)
    const env = {
      // jemalloc asks for the time while libfaketime still asks it for memory: libc's own comes before it.
      LD_PRELOAD: `${libraries?.faketime} ${libraries?.libc}`,
      FAKETIME_TIMESTAMP_FILE: join(directory, 'clock'),
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    }
    redis = await startRedis({ env })
    store = await openStore({ connection: redis.connection, deskTime: null, visibilityMs: 200 })
  })
  afterEach(async () => {
    await store.close()
    await redis.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  /** From now on Redis' clock is so many seconds from the true one. */
  function step(seconds: number): void {
    writeFileSync(join(directory, 'new'), `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}s\n`)
    renameSync(join(directory, 'new'), join(directory, 'clock'))
  }

  test.each([3_600, -3_600])(
    'by %i s between letters: they come in the order in which they were taken in',
    async (seconds) => {
      const conversation = freshConversation()
      await store.ingest(letter(conversation, 'tg:1'))
      const before = await store.now()
      step(seconds)
      expect(Math.round(((await store.now()) - before) / 10_000)).toBe(seconds / 10)
      await store.ingest(letter(conversation, 'tg:2'))
      expect(await store.ingest(letter(conversation, 'tg:1'))).toBe('duplicate')
      await expect.poll(() => store.ingest(letter(conversation, 'tg:2'))).toBe('duplicate')
      if (seconds < 0) step(0)
      const claim = await claimed(store, conversation)
      expect(idsOf(claim)).toEqual(['tg:1', 'tg:2'])
      const [first, second] = claim.mail
      expect(second?.at).toBeGreaterThanOrEqual(first?.at ?? Number.NaN)
    },
  )

  test('an hour ahead under a claim: another may take it, and of the two commits one counts', async () => {
    const conversation = freshConversation()
    await store.ingest(letter(conversation, 'tg:1'))
    const early = await claimed(store, conversation)
    step(3_600)
    const late = await claimed(store, conversation)
    expect(await store.commit(commitOf(early, { state: 'early', taken: 1 }))).toBe('refused')
    expect(await store.commit(commitOf(late, { state: 'late', taken: 1 }))).toBe('done')
    expect(await store.claim(conversation)).toBeNull()
  })

  test('an hour back under a claim: its commit counts, and new mail is taken at once', async () => {
    const conversation = freshConversation()
    await store.ingest(letter(conversation, 'tg:1'))
    const claim = await claimed(store, conversation)
    step(-3_600)
    expect(await store.claim(conversation)).toBeNull()
    expect(await store.commit(commitOf(claim, { state: 'x', taken: 1 }))).toBe('done')
    await store.ingest(letter(conversation, 'tg:2'))
    expect(idsOf(await store.claim(conversation))).toEqual(['tg:2'])
  })

  test('a timer fires once, whichever way the clock goes', async () => {
    const conversation = freshConversation()
    await store.ingest(letter(conversation, 'tg:1'))
    const claim = await claimed(store, conversation)
    await store.commit(commitOf(claim, { state: 'armed', taken: 1, timerAt: claim.now + HOUR_MS }))
    expect((await store.due()).conversations).toEqual([])
    step(3_700)
    expect((await store.due()).conversations).toEqual([conversation])
    const fired = await claimed(store, conversation)
    step(0)
    expect(await store.claim(conversation)).toBeNull()
    expect(await store.commit(commitOf(fired, { state: 'fired' }))).toBe('done')
    step(3_700)
    expect((await store.due()).conversations).toEqual([])
    expect(await store.claim(conversation)).toBeNull()
  })
})
