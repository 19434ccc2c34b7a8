/** The tests' Bot API server keeps to what Telegram does, or the other tests would show nothing. */
import { request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import type { BotApi, Update } from '../../support/bot-api.ts'
import { TEST_TOKEN } from '../../support/bot-api.ts'
import { patiently } from '../../support/patiently.ts'
import { bench, cleanUp } from './desk.ts'

afterEach(cleanUp)

interface Told {
  readonly ok: boolean
  readonly result?: unknown
  readonly error_code?: number
  readonly description?: string
}

async function call(api: BotApi, method: string, given: object = {}, token = TEST_TOKEN): Promise<Told> {
  const answer = await fetch(`${api.root}/bot${token}/${method}`, { method: 'POST', body: JSON.stringify(given) })
  return (await answer.json()) as Told
}

async function poll(api: BotApi, given: object = {}): Promise<string[]> {
  const { result } = await call(api, 'getUpdates', given)
  return (result as (Update & { message: { text: string } })[]).map(({ message }) => message.text)
}

const ada = { id: 5_001_002, firstName: 'Ada' }

test('updates come again until an offset confirms them', async () => {
  const api = await bench()
  const customer = api.user(ada)
  const ids = ['one', 'two', 'three'].map((text) => customer.says(text).update.update_id)
  expect(await poll(api)).toEqual(['one', 'two', 'three'])
  expect(await poll(api, { limit: 2 })).toEqual(['one', 'two'])
  expect(await poll(api, { offset: ids[1] })).toEqual(['two', 'three'])
  expect(await poll(api)).toEqual(['two', 'three'])
  api.redeliver(ids[0] ?? 0)
  expect(await poll(api, { offset: (ids[2] ?? 0) + 1 })).toEqual(['one'])
  expect(await poll(api)).toEqual([])
})

test('a long poll lasts until something comes, and no longer than asked', async () => {
  const api = await bench()
  const customer = api.user(ada)
  const startedAt = performance.now()
  expect(await poll(api, { timeout: 1 })).toEqual([])
  expect(performance.now() - startedAt).toBeGreaterThan(950)
  const polled = poll(api, { timeout: 50 })
  await patiently(() => expect(api.isPolled()).toBe(true))
  customer.says('hello')
  expect(await polled).toEqual(['hello'])
})

test('of two polls the earlier ends in a conflict', async () => {
  const api = await bench()
  const earlier = call(api, 'getUpdates', { timeout: 50 })
  await patiently(() => expect(api.isPolled()).toBe(true))
  const later = call(api, 'getUpdates', { timeout: 50 })
  expect(await earlier).toMatchObject({ ok: false, error_code: 409 })
  api.user(ada).says('hello')
  expect(await later).toMatchObject({ ok: true, result: [{ message: { text: 'hello' } }] })
})

test('a poller that dies leaves nothing behind', async () => {
  const api = await bench()
  const dying = request(`${api.root}/bot${TEST_TOKEN}/getUpdates`, { method: 'POST' })
  const died = new Promise((resolve) => dying.on('error', resolve))
  dying.end('{"timeout":50}')
  await patiently(() => expect(api.isPolled()).toBe(true))
  dying.destroy(new Error('killed'))
  await died
  await patiently(() => expect(api.isPolled()).toBe(false))
  api.user(ada).says('hello')
  expect(await poll(api, { timeout: 50 })).toEqual(['hello'])
})

test.each([
  ['an unknown parameter', 'sendMessage', { chat_id: ada.id, text: 'hi', parsemode: 'HTML' }],
  ['no text', 'sendMessage', { chat_id: ada.id, text: ' ' }],
  ['too long a text', 'sendMessage', { chat_id: ada.id, text: 'x'.repeat(4_097) }],
  [
    'callback data of 65 bytes',
    'sendMessage',
    {
      chat_id: ada.id,
      text: 'hi',
      reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: `${'算'.repeat(21)}xx` }]] },
    },
  ],
  [
    'a reaction that is not on the list',
    'setMessageReaction',
    { chat_id: ada.id, message_id: 1, reaction: [{ type: 'emoji', emoji: '✅' }] },
  ],
  ['an unknown method', 'sendMesage', { chat_id: ada.id, text: 'hi' }],
])('%s is refused and noted', async (_what, method, given) => {
  const api = await bench()
  api.user(ada)
  expect(await call(api, method, given)).toMatchObject({ ok: false })
  expect(api.violations).toHaveLength(1)
  expect(api.sentTo(ada.id)).toEqual([])
})

test('a call before retry_after is refused and noted; another chat may be written to', async () => {
  const api = await bench()
  api.user(ada)
  api.user({ id: 7, firstName: 'Lin' })
  api.fault('sendMessage', { kind: 'throttle', retryAfterS: 1 })
  const hello = { chat_id: ada.id, text: 'hello' }
  expect(await call(api, 'sendMessage', hello)).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } })
  expect(await call(api, 'sendMessage', { ...hello, chat_id: 7 })).toMatchObject({ ok: true })
  expect(api.violations).toEqual([])
  expect(await call(api, 'sendMessage', hello)).toMatchObject({ error_code: 429 })
  expect(api.violations).toHaveLength(1)
})

test('wrong tokens, unknown chats and unknown taps are refused as Telegram does', async () => {
  const api = await bench()
  expect(await call(api, 'getMe', {}, '1:x')).toMatchObject({ error_code: 404 })
  expect(await call(api, 'getMe', {}, `1:${'x'.repeat(35)}`)).toMatchObject({ error_code: 401 })
  expect(await call(api, 'sendMessage', { chat_id: 1, text: 'x' })).toMatchObject({ error_code: 400 })
  expect(await call(api, 'answerCallbackQuery', { callback_query_id: '1' })).toMatchObject({ error_code: 400 })
  expect(api.violations).toEqual([])
})

test('buttons are taken away, reactions kept, a lost answer still acts', async () => {
  const api = await bench()
  const customer = api.user(ada)
  const chat_id = customer.id
  api.fault('sendMessage', { kind: 'cut after' })
  const reply_markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'q:y' }]] }
  await expect(call(api, 'sendMessage', { chat_id, text: 'On?', reply_markup })).rejects.toThrow('fetch failed')
  const message = await api.nextMessage(chat_id)
  const { message_id } = message
  expect(() => customer.taps(message, 'No')).toThrow('no button No, only Yes')
  expect(await call(api, 'editMessageReplyMarkup', { chat_id, message_id })).toMatchObject({ ok: true })
  expect(await call(api, 'editMessageReplyMarkup', { chat_id, message_id })).toMatchObject({ error_code: 400 })
  expect(api.sentTo(chat_id)[0]).not.toHaveProperty('reply_markup')
  await call(api, 'setMessageReaction', { chat_id, message_id, reaction: [{ type: 'emoji', emoji: '👀' }] })
  expect(api.reactionOn(chat_id, message_id)).toBe('👀')
  await expect(api.nextMessage(chat_id, { timeoutMs: 20 })).rejects.toThrow('no message to chat 5001002')
})
