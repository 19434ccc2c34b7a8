/** By webhook: nothing is answered 200 before it is safe, and nothing is read without the secret. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createHttp } from '../../../src/bot/http.ts'
import type { TelegramOptions } from '../../../src/bot/telegram/options.ts'
import type { BotApi } from '../../support/bot-api.ts'
import { patiently } from '../../support/patiently.ts'
import { STATUS } from '../web-desk.ts'
import { bench, cleanUp, Mailbox, onCleanUp, open, QUICK } from './desk.ts'

afterEach(cleanUp)

const ada = { id: 5_001_002, firstName: 'Ada', languageCode: 'en' }
const lin = { id: 5_001_001, firstName: '林', languageCode: 'zh-hans' }
const SECRET = 'a-secret_of-the-tests'
const PATH = '/telegram/hook'
const ready = { status: 'ready', as: '@aftercare_test_bot, by webhook' }

/** A process of the desk, as far as a webhook needs one; `at` is where it already listens. */
async function startProcess(api: BotApi, mailbox: Mailbox, more: Partial<TelegramOptions> = {}, at?: string) {
  const webhook = { url: at ?? '', path: PATH, secret: SECRET }
  const opened = open(api, mailbox, { webhook, ...more })
  const http = createHttp({ status: () => STATUS, log: opened.log, parts: [opened.addTo] })
  const listening = await http.listen('127.0.0.1', 0)
  if (!listening.ok) throw new Error(listening.problem)
  onCleanUp(() => http.close())
  Object.assign(webhook, { url: at ?? `${listening.url}${PATH}` })
  opened.channel.start()
  return { ...opened, url: `${listening.url}${PATH}` }
}

const post = (url: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
const withSecret = { 'x-telegram-bot-api-secret-token': SECRET }
const update = (id: number, text: string) =>
  JSON.stringify({ update_id: id, message: { message_id: 1, date: 0, chat: { id: 7, type: 'private' }, text } })

describe('the webhook', () => {
  test('is set with its secret, and letters come in order', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    const { channel } = await startProcess(api, mailbox)
    await patiently(() => expect(channel.state()).toEqual(ready))
    expect(api.calls('setWebhook')[0]?.given).toMatchObject({ secret_token: SECRET, drop_pending_updates: false })
    const customers = [api.user(ada), api.user(lin)]
    for (let n = 0; n < 5; n++) for (const customer of customers) customer.says(`${n}`)
    await patiently(() => expect(api.unconfirmed()).toHaveLength(0))
    for (const { id } of customers) {
      const own = mailbox.letters.filter((letter) => letter.conversation === `tg:${id}`)
      expect(own.map(({ body }) => JSON.parse(body).text)).toEqual(['0', '1', '2', '3', '4'])
    }
    expect(api.calls('getUpdates')).toEqual([])
    expect(api.violations).toEqual([])
  })

  test('answers 503 while Redis is away: the update comes again and is taken once', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    const { channel } = await startProcess(api, mailbox)
    await patiently(() => expect(channel.state()).toEqual(ready))
    mailbox.isAway = true
    api.user(ada).says('hello')
    await patiently(() => expect(mailbox.refusals).toBeGreaterThan(2))
    expect(api.posts.map(({ status }) => status)).toEqual(expect.arrayContaining([503]))
    await patiently(() =>
      expect(channel.state()).toMatchObject({ status: 'degraded', reason: expect.stringMatching(/Redis|503/) }),
    )
    mailbox.isAway = false
    await patiently(() => expect(api.unconfirmed()).toHaveLength(0))
    expect(mailbox.texts()).toEqual(['hello'])
    await patiently(() => expect(channel.state()).toEqual(ready))
  })

  test('parks what the store will not take, and goes on', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    const accept: Mailbox['accept'] = async (letter) => {
      if (letter.body.includes('poison')) throw new RangeError('odd')
      return await mailbox.accept(letter)
    }
    await startProcess(api, mailbox, { accept })
    const customer = api.user(ada)
    customer.says('poison')
    customer.says('hello')
    await vi.waitFor(() => expect(mailbox.texts()).toEqual(['hello']), 3_000)
    expect(mailbox.parked).toHaveLength(1)
  })

  test('of two processes either takes an update, and both know a duplicate', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    const first = await startProcess(api, mailbox)
    const second = await startProcess(api, mailbox, {}, first.url)
    expect((await post(first.url, update(900, 'hello'), withSecret)).status).toBe(200)
    expect((await post(second.url, update(900, 'hello'), withSecret)).status).toBe(200)
    expect(mailbox.letters.map(({ id }) => id)).toEqual(['tg:900', 'tg:900'])
  })
})

describe('a post', () => {
  test.each([
    ['without the secret', {}],
    ['with a wrong one', { 'x-telegram-bot-api-secret-token': `${SECRET}x` }],
    ['with an empty one', { 'x-telegram-bot-api-secret-token': '' }],
  ])('%s is refused unread, and only counted', async (_what, headers) => {
    const api = await bench()
    const mailbox = new Mailbox()
    const { url, logged } = await startProcess(api, mailbox)
    for (const body of [update(1, 'geheim'), '{"geheim"']) {
      const answer = await post(url, body, headers)
      expect(answer.status).toBe(403)
      expect(await answer.text()).toBe('')
    }
    expect(mailbox.letters).toEqual([])
    expect(mailbox.parked).toEqual([])
    const told = logged.filter((line) => line.includes('without its secret'))
    expect(told.map((line) => JSON.parse(line).refused)).toEqual([1])
    expect(logged.join('')).not.toContain('geheim')
  })

  test('with an endless body and no secret is ended before it is read', async () => {
    const { url } = await startProcess(await bench(), new Mailbox())
    const body = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) })
    const answer = fetch(url, { method: 'POST', body, duplex: 'half' } as RequestInit)
    const ended = await answer.then(
      ({ status }) => status,
      () => 'cut',
    )
    expect([403, 'cut']).toContain(ended)
  })

  test.each([
    ['null', 'null', 200],
    ['a list', '[1]', 200],
    ['an update of no kind that is known', '{"update_id":5,"hologram":{}}', 200],
    ['no JSON', '{"update_id":', 400],
    ['a prototype', '{"update_id":5,"__proto__":{"x":1}}', 400],
    ['two megabytes', `{"update_id":5,"x":"${'x'.repeat(2 * 1024 * 1024)}"}`, 413],
  ])('with the secret and %s', async (_what, body, status) => {
    const mailbox = new Mailbox()
    const { url } = await startProcess(await bench(), mailbox)
    expect((await post(url, body, withSecret)).status).toBe(status)
    expect(mailbox.letters).toEqual([])
    expect(mailbox.parked).toHaveLength(status === 200 ? 1 : 0)
  })
})

describe('somebody else', () => {
  test('removes the webhook: it is set again', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    const { channel } = await startProcess(api, mailbox)
    await patiently(() => expect(channel.state()).toEqual(ready))
    api.removeWebhook()
    api.user(ada).says('hello')
    await vi.waitFor(() => expect(mailbox.texts()).toEqual(['hello']), 3_000)
    expect(api.calls('setWebhook')).toHaveLength(2)
  })

  test('sets a webhook of their own: said, not fought over', async () => {
    const api = await bench()
    const { channel } = await startProcess(api, new Mailbox())
    await patiently(() => expect(channel.state()).toEqual(ready))
    api.setWebhook('https://other.example/hook')
    const reason = expect.stringContaining('another desk has set a webhook')
    await patiently(() => expect(channel.state()).toEqual({ status: 'degraded', reason }))
    expect(api.calls('setWebhook')).toHaveLength(1)
  })

  test('gave an address that Telegram cannot reach: said', async () => {
    const api = await bench()
    const nowhere = 'http://127.0.0.1:1/telegram'
    const { channel } = await startProcess(api, new Mailbox(), {}, nowhere)
    api.user(ada).says('hello')
    const reason = expect.stringContaining('Telegram cannot deliver to TELEGRAM_WEBHOOK_URL (Connection refused)')
    await patiently(() => expect(channel.state()).toEqual({ status: 'degraded', reason }))
  })
})

test('a change to polling removes the webhook, and nothing is lost on the way', async () => {
  const api = await bench()
  const mailbox = new Mailbox()
  const hooked = await startProcess(api, mailbox)
  await patiently(() => expect(hooked.channel.state()).toEqual(ready))
  await hooked.channel.stop()
  api.user(ada).says('in between')
  const { channel } = open(api, mailbox, { timing: QUICK })
  channel.start()
  await patiently(() => expect(mailbox.texts()).toEqual(['in between']))
  expect(api.calls('deleteWebhook')).toHaveLength(1)
})
