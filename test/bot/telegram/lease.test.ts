/** Of any number of processes one polls; the others are ready to follow. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { patiently } from '../../support/patiently.ts'
import { bench, cleanUp, Lock, Mailbox, QUICK, start } from './desk.ts'

afterEach(cleanUp)

const ada = { id: 5_001_002, firstName: 'Ada', languageCode: 'en' }
const ready = { status: 'ready', as: '@aftercare_test_bot' }

describe('of two processes', () => {
  test('one polls, and the other follows when it stops', async () => {
    const api = await bench()
    const lock = new Lock()
    const boxes = [new Mailbox(), new Mailbox()] as const
    const first = start(api, boxes[0], { lease: lock.for('first') })
    await patiently(() => expect(first.channel.state()).toEqual(ready))
    const second = start(api, boxes[1], { lease: lock.for('second') })
    await patiently(() =>
      expect(second.channel.state()).toMatchObject({ status: 'ready', as: expect.stringContaining('standing by') }),
    )
    api.user(ada).says('one')
    await patiently(() => expect(boxes[0].texts()).toEqual(['one']))
    await first.channel.stop()
    await patiently(() => expect(second.channel.state()).toEqual(ready))
    api.user(ada).says('two')
    await patiently(() => expect(boxes[1].texts()).toEqual(['two']))
    expect(boxes[0].texts()).toEqual(['one'])
    expect(first.logged.concat(second.logged).join('')).not.toContain('another process polls')
  })

  test('the holder stops polling before a lease it cannot renew runs out', async () => {
    const api = await bench()
    const lock = new Lock()
    const timing = { ...QUICK, longPollS: 25, leaseTtlMs: 1_000, leaseRenewMs: 200 }
    const { channel } = start(api, new Mailbox(), { lease: lock.for('first'), timing })
    await patiently(() => expect(api.isPolled()).toBe(true))
    lock.isAway = true
    await vi.waitFor(() => expect(api.isPolled()).toBe(false), { timeout: 3_000, interval: 5 })
    expect(lock.isHeld()).toBe(true)
    await patiently(() => expect(channel.state()).toMatchObject({ status: 'degraded' }))
    lock.isAway = false
    await patiently(() => expect(channel.state()).toEqual(ready))
  })
})
