import { describe, expect, test } from 'vitest'
import type { Sent } from '../../../src/bot/channel.ts'
import { createOutbox } from '../../../src/bot/wechat/outbox.ts'
import { quiet } from './support.ts'

const SENT: Sent = { status: 'sent', ref: null }
const never = () => new AbortController().signal

/** An outbox whose gaps end when the test says so. */
function outboxOf(attempt: (contactId: string, text: string) => Promise<Sent>) {
  const gaps: { ms: number; end: () => void }[] = []
  const outbox = createOutbox({
    attempt,
    pace: { minMs: 2_000, jitterMs: 1_000 },
    random: () => 0.5,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        gaps.push({ ms, end: resolve })
        if (signal.aborted) resolve()
        signal.addEventListener('abort', () => resolve(), { once: true })
      }),
    log: quiet(),
  })
  return { outbox, gaps }
}

/** Attempts that end when the test says so. */
function manual() {
  const begun: { text: string; end: (sent: Sent) => void }[] = []
  const attempt = (_: string, text: string) => new Promise<Sent>((resolve) => begun.push({ text, end: resolve }))
  return { begun, attempt }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('pace', () => {
  test('the first goes at once, each next after a gap with jitter, whoever it is for', async () => {
    const texts: string[] = []
    const { outbox, gaps } = outboxOf(async (contactId, text) => {
      texts.push(`${contactId} ${text}`)
      return SENT
    })
    const all = Promise.all([outbox.send('a', ['1', '2'], never()), outbox.send('b', ['3'], never())])
    await settled()
    expect(texts).toEqual(['a 1'])
    gaps[0]?.end()
    await settled()
    expect(texts).toEqual(['a 1', 'a 2'])
    gaps[1]?.end()
    expect(await all).toEqual([SENT, SENT])
    expect(texts).toEqual(['a 1', 'a 2', 'b 3'])
    expect(gaps.map((gap) => gap.ms)).toEqual([2_500, 2_500, 2_500])
  })

  test('a send that fails keeps the rest of its texts back and the pace as it is', async () => {
    const texts: string[] = []
    const { outbox, gaps } = outboxOf(async (_, text) => {
      texts.push(text)
      throw new Error('14 UNAVAILABLE')
    })
    expect(await outbox.send('a', ['1', '2'], never())).toEqual({ status: 'again', reason: '14 UNAVAILABLE' })
    expect(texts).toEqual(['1'])
    expect(gaps).toHaveLength(1)
  })
})

describe('deadlines', () => {
  test('a send that gets no answer is tried again, and the next one is not held up', async () => {
    const { begun, attempt } = manual()
    const { outbox, gaps } = outboxOf(attempt)
    const deadline = new AbortController()
    const first = outbox.send('a', ['stuck'], deadline.signal)
    const second = outbox.send('b', ['next'], never())
    await settled()
    deadline.abort()
    expect((await first).status).toBe('again')
    gaps[0]?.end()
    await settled()
    expect(begun.map((item) => item.text)).toEqual(['stuck', 'next'])
    begun[1]?.end(SENT)
    expect(await second).toEqual(SENT)
  })

  test('a send whose turn never came says later, and never goes out', async () => {
    const { begun, attempt } = manual()
    const { outbox, gaps } = outboxOf(attempt)
    const first = outbox.send('a', ['slow'], never())
    const deadline = new AbortController()
    const second = outbox.send('b', ['too late'], deadline.signal)
    await settled()
    deadline.abort()
    const answer = await second
    expect(answer.status === 'later' && answer.afterMs).toBeGreaterThanOrEqual(2_000)
    begun[0]?.end(SENT)
    expect(await first).toEqual(SENT)
    gaps[0]?.end()
    await settled()
    expect(begun.map((item) => item.text)).toEqual(['slow'])
  })

  test('a stop lets the send under way end and answers the waiting ones', async () => {
    const { begun, attempt } = manual()
    const { outbox } = outboxOf(attempt)
    const first = outbox.send('a', ['under way', 'its rest'], never())
    const second = outbox.send('b', ['waits'], never())
    await settled()
    let stopped = false
    const stop = outbox.stop().then(() => {
      stopped = true
    })
    await settled()
    expect(stopped).toBe(false)
    begun[0]?.end(SENT)
    await stop
    expect((await first).status).toBe('again')
    expect((await second).status).toBe('later')
    expect(begun.map((item) => item.text)).toEqual(['under way'])
  })
})
