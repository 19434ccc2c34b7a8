/** Beside the lines: buttons that go when they were answered, order numbers to copy, a sign of typing. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { tellingWhenSlow } from '../../../src/bot/slow.ts'
import { makeOrderNumber, showOrderNumber } from '../../../src/domain/order-number.ts'
import type { Line } from '../../../src/flows/types.ts'
import type { ConversationId } from '../../../src/ports.ts'
import { patiently } from '../../support/patiently.ts'
import { bench, cleanUp, Mailbox, open, STAFF_CHAT_ID, start } from './desk.ts'

afterEach(cleanUp)

const ADA = { id: 5_001_002, firstName: 'Ada', languageCode: 'en' }
const TO_ADA = 'tg:5001002' as ConversationId
const never = new AbortController().signal
const asking = (text: string): Line => ({
  from: 'bot',
  text,
  question: {
    id: 'danger',
    offers: [
      { id: 'no', label: 'No' },
      { id: 'yes', label: 'Yes' },
    ],
  },
})
const saying = (text: string): Line => ({ from: 'bot', text, question: null })

describe('buttons', () => {
  test('stay under the newest question alone', async () => {
    const api = await bench()
    api.user(ADA)
    const { channel } = open(api, new Mailbox())
    const shown = () => api.sentTo(ADA.id).map(({ reply_markup }) => reply_markup !== undefined)
    for (const line of [asking('one?'), asking('two?')]) await channel.send(TO_ADA, line, never, 1)
    await patiently(() => expect(shown()).toEqual([false, true]))
    await channel.send(TO_ADA, saying('three'), never, 1)
    await patiently(() => expect(shown()).toEqual([false, false, false]))
    expect(api.violations).toEqual([])
  })

  test('go at once with a tap, whoever sent the question', async () => {
    const api = await bench()
    const customer = api.user(ADA)
    await open(api, new Mailbox()).channel.send(TO_ADA, asking('one?'), never, 1)
    const mailbox = new Mailbox()
    start(api, mailbox)
    customer.taps(await api.nextMessage(ADA.id), 'Yes')
    await patiently(() => expect(mailbox.letters).toHaveLength(1))
    await patiently(() => expect(api.sentTo(ADA.id)[0]).not.toHaveProperty('reply_markup'))
    expect(api.violations).toEqual([])
  })

  test('that cannot be taken away do not hold anything up, and a wait is heeded', async () => {
    const api = await bench()
    api.user(ADA)
    const { channel } = open(api, new Mailbox())
    api.fault('editMessageReplyMarkup', { kind: 'throttle', retryAfterS: 60 })
    for (const text of ['one?', 'two?', 'three?']) {
      expect(await channel.send(TO_ADA, asking(text), never, 1)).toMatchObject({ status: 'sent' })
      await patiently(() =>
        expect(api.calls('editMessageReplyMarkup').length).toBeGreaterThanOrEqual(text === 'one?' ? 0 : 1),
      )
    }
    await channel.stop()
    expect(api.calls('editMessageReplyMarkup')).toHaveLength(1)
    expect(api.violations).toEqual([])
  })
})

test('an order number is code, wherever it stands; what only looks like one is not', async () => {
  const api = await bench()
  api.user(ADA)
  const { channel } = open(api, new Mailbox())
  const numbers = [1, 2].map((bits) => showOrderNumber(makeOrderNumber(5, bits)))
  const text = `🛠️ ${numbers[0]}, 单号${numbers[1]}。 JX0-000-000 ABC-DEF-GHJ-K`
  await channel.send(TO_ADA, saying(text), never, 1)
  const { entities = [] } = await api.nextMessage(ADA.id)
  expect(entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual(
    numbers.map((number) => ['code', number]),
  )
})

describe('a sign of typing', () => {
  test('is shown to a customer, never in the staff group', async () => {
    const api = await bench()
    api.user(ADA)
    const { channel } = open(api, new Mailbox())
    channel.showBusy?.(`staff:tg:${STAFF_CHAT_ID}` as ConversationId)
    channel.showBusy?.(TO_ADA)
    await patiently(() =>
      expect(api.calls('sendChatAction').map(({ given }) => given)).toEqual([{ chat_id: ADA.id, action: 'typing' }]),
    )
    expect(api.violations).toEqual([])
  })

  test('is not made, nor any other call that nobody misses, while Telegram asks to wait', async () => {
    const api = await bench()
    api.user(ADA)
    const { channel } = open(api, new Mailbox())
    api.fault('sendChatAction', { kind: 'throttle', retryAfterS: 60 })
    channel.showBusy?.(TO_ADA)
    await patiently(() => expect(api.calls('sendChatAction')).toHaveLength(1))
    await patiently(async () => {
      channel.showBusy?.(TO_ADA)
      for (const text of ['one?', 'two?']) await channel.send(TO_ADA, asking(text), never, 1)
      expect(api.sentTo(ADA.id)).toHaveLength(2)
    })
    await channel.stop()
    expect(api.calls('sendChatAction')).toHaveLength(1)
    expect(api.calls('editMessageReplyMarkup')).toEqual([])
    expect(api.violations).toEqual([])
  })

  test('to twenty at once is nothing that Node warns of', async () => {
    const warned: string[] = []
    const hear = ({ message }: Error) => void warned.push(message)
    process.on('warning', hear)
    const api = await bench()
    const { channel } = open(api, new Mailbox())
    for (let n = 1; n <= 20; n += 1) {
      api.user({ id: n, firstName: 'Ada' })
      channel.showBusy?.(`tg:${n}` as ConversationId)
    }
    await patiently(() => expect(api.calls('sendChatAction')).toHaveLength(20))
    process.off('warning', hear)
    expect(warned).toEqual([])
  })

  test('comes when work is slow, and only then', async () => {
    const tell = vi.fn()
    expect(await tellingWhenSlow(20, tell, async () => 1)).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 40))
    expect(tell).not.toHaveBeenCalled()
    await tellingWhenSlow(20, tell, () => new Promise((resolve) => setTimeout(resolve, 60)))
    expect(tell).toHaveBeenCalledTimes(1)
    await expect(tellingWhenSlow(20, tell, () => Promise.reject(new Error('odd')))).rejects.toThrow('odd')
  })
})
