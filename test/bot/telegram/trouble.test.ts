/** Receiving through trouble: each is said in one line that helps, and outlived without losing an update. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { TEST_TOKEN } from '../../support/bot-api.ts'
import { patiently } from '../../support/patiently.ts'
import { bench, cleanUp, Mailbox, start } from './desk.ts'

afterEach(cleanUp)

const ada = { id: 5_001_002, firstName: 'Ada', languageCode: 'en' }
const ready = { status: 'ready', as: '@aftercare_test_bot' }

describe('trouble', () => {
  test('another poller: said, outlived', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    const { channel } = start(api, mailbox)
    await patiently(() => expect(api.isPolled()).toBe(true))
    const rival = await fetch(`${api.root}/bot${TEST_TOKEN}/getUpdates`, { method: 'POST', body: '{"timeout":0}' })
    expect(rival.status).toBe(200)
    await patiently(() =>
      expect(channel.state()).toEqual({
        status: 'degraded',
        reason: 'another process polls this bot: stop it, or give this desk a bot of its own',
      }),
    )
    api.user(ada).says('hello')
    await patiently(() => expect(mailbox.texts()).toEqual(['hello']))
    expect(channel.state()).toEqual(ready)
  })

  test('a webhook left behind is removed', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    api.setWebhook('https://desk.example/hook')
    api.user(ada).says('hello')
    start(api, mailbox)
    await patiently(() => expect(mailbox.texts()).toEqual(['hello']))
    expect(api.calls('deleteWebhook')).toEqual([{ method: 'deleteWebhook', given: { drop_pending_updates: false } }])
  })

  test('a refused token: said without the token, outlived', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    const { channel, logged } = start(api, mailbox)
    await patiently(() => expect(channel.state()).toEqual(ready))
    api.changeToken('1000000001:another-token-0123456789abcdefghij')
    await vi.waitFor(
      () =>
        expect(channel.state()).toEqual({
          status: 'degraded',
          reason: 'TELEGRAM_BOT_TOKEN was refused by Telegram: check it with @BotFather',
        }),
      3_000,
    )
    api.changeToken(TEST_TOKEN)
    api.user(ada).says('hello')
    await patiently(() => expect(mailbox.texts()).toEqual(['hello']))
    expect(logged.join('')).not.toContain(TEST_TOKEN)
    expect(logged.join('')).not.toContain('hello')
  })

  test('a token refused from the start', async () => {
    const api = await bench()
    const { channel } = start(api, new Mailbox(), { token: '1000000001:wrong-token-0123456789abcdefghijkl' })
    await patiently(() => expect(channel.state()).toMatchObject({ status: 'degraded' }))
    expect(channel.state()).toMatchObject({ reason: expect.stringContaining('@BotFather') })
  })

  test('429 is waited out', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    api.fault('getUpdates', { kind: 'throttle', retryAfterS: 1 })
    api.user(ada).says('hello')
    const { channel } = start(api, mailbox)
    await patiently(() => expect(channel.state()).toMatchObject({ reason: 'Telegram asks to wait 1 s' }))
    await vi.waitFor(() => expect(mailbox.texts()).toEqual(['hello']), 3_000)
    expect(api.violations).toEqual([])
  })

  test.each([
    ['500', { kind: 'error', code: 500 }],
    ['a cut connection', { kind: 'cut before' }],
    ['a lost answer', { kind: 'cut after' }],
  ] as const)('%s is tried again, and nothing is lost', async (_what, fault) => {
    const api = await bench()
    const mailbox = new Mailbox()
    api.fault('getMe', fault)
    api.fault('getUpdates', fault, 3)
    api.user(ada).says('hello')
    const { channel } = start(api, mailbox)
    await patiently(() => expect(mailbox.texts()).toEqual(['hello']))
    await patiently(() => expect(api.unconfirmed()).toEqual([]))
    expect(channel.state()).toEqual(ready)
  })

  test('a server that is not there: said without the token', async () => {
    const api = await bench()
    await api.close()
    const { channel, logged } = start(api, new Mailbox())
    await patiently(() => expect(channel.state()).toMatchObject({ status: 'degraded' }))
    expect(channel.state()).toMatchObject({ reason: expect.stringContaining('ECONNREFUSED') })
    expect(JSON.stringify(channel.state()) + logged.join('')).not.toContain(TEST_TOKEN)
  })

  test('a server that answers with a web page: said without the token', async () => {
    const page = createServer((_request, response) => response.end('<html>sign in</html>')).listen(0, '127.0.0.1')
    await once(page, 'listening')
    const { port } = page.address() as AddressInfo
    const { channel, logged } = start(await bench(), new Mailbox(), { apiRoot: `http://127.0.0.1:${port}/some/path` })
    await patiently(() => expect(JSON.stringify(channel.state())).toContain('/some/path/bot[token]/getMe'))
    expect(logged.join('')).toContain('invalid json response body')
    expect(JSON.stringify(channel.state()) + logged.join('')).not.toContain(TEST_TOKEN)
    await channel.stop()
    page.close()
  })
})
