/** Sending: what Telegram is asked for, and what becomes of its answers. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Line, Question } from '../../../src/flows/types.ts'
import type { ConversationId, Rate } from '../../../src/ports.ts'
import type { BotApi } from '../../support/bot-api.ts'
import { bench, cleanUp, Mailbox, open, QUICK, STAFF_CHAT_ID } from './desk.ts'

afterEach(cleanUp)

const ADA = { id: 5_001_002, firstName: 'Ada' }
const TO_ADA = 'tg:5001002' as ConversationId
const TO_STAFF = `staff:tg:${STAFF_CHAT_ID}` as ConversationId
const never = new AbortController().signal

function line(text: string, question: Question | null = null): Line {
  return { from: 'bot', text, question }
}

const firstLetters = (api: BotApi) => api.sentTo(ADA.id).map(({ text }) => text[0])

async function talk(): Promise<{ api: BotApi; send: (text: string, signal?: AbortSignal) => Promise<unknown> }> {
  const api = await bench()
  api.user(ADA)
  const { channel } = open(api, new Mailbox())
  return { api, send: (text, signal = never) => channel.send(TO_ADA, line(text), signal, 1) }
}

describe('a line', () => {
  test('goes out with its offers as buttons, short ones in pairs', async () => {
    const api = await bench()
    const customer = api.user(ADA)
    const { channel } = open(api, new Mailbox())
    const offers = ['Fan', 'Network', 'The web page does not open', '没有算力', '机器温度太高，自动停机'].map(
      (label, n) => ({
        id: `o${n}`,
        label,
      }),
    )
    const sent = await channel.send(
      TO_ADA,
      line('What is wrong? https://jasminer.com', { id: 'fault.1', offers }),
      never,
      1,
    )
    const message = await api.nextMessage(customer.id)
    expect(sent).toEqual({ status: 'sent', ref: String(message.message_id) })
    expect(message.reply_markup?.inline_keyboard).toEqual([
      [
        { text: 'Fan', callback_data: 'fault.1:o0' },
        { text: 'Network', callback_data: 'fault.1:o1' },
      ],
      [{ text: 'The web page does not open', callback_data: 'fault.1:o2' }],
      [{ text: '没有算力', callback_data: 'fault.1:o3' }],
      [{ text: '机器温度太高，自动停机', callback_data: 'fault.1:o4' }],
    ])
    expect(api.calls('sendMessage')[0]?.given).toMatchObject({ link_preview_options: { is_disabled: true } })
    expect(api.violations).toEqual([])
  })

  test('answers a message of the staff group, or goes without when that is gone', async () => {
    const api = await bench()
    const staff = api.user({ id: 5_002_001, firstName: 'Yara' })
    const group = api.group({ id: STAFF_CHAT_ID, members: [staff] })
    const { channel } = open(api, new Mailbox())
    const asked = staff.saysIn(group, 'who is it?')
    for (const replyTo of [String(asked.message_id), '999', 'not a number']) {
      expect(await channel.send(TO_STAFF, { ...line('Ada'), replyTo }, never, 1)).toMatchObject({ status: 'sent' })
    }
    expect(api.sentTo(group.id).map((message) => message.reply_to_message?.message_id)).toEqual([
      asked.message_id,
      undefined,
      undefined,
    ])
    expect(api.violations).toEqual([])
  })

  test('too long for one message comes in several, the buttons under the last', async () => {
    const api = await bench()
    const customer = api.user(ADA)
    const { channel } = open(api, new Mailbox())
    const text = `${'算力 '.repeat(3_000)}${'\n'.repeat(5_000)}end`
    await channel.send(TO_ADA, line(text, { id: 'q', offers: [{ id: 'a', label: 'A' }] }), never, 1)
    const parts = api.sentTo(customer.id)
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.map((part) => part.reply_markup !== undefined)).toEqual([...parts.slice(1).map(() => false), true])
    expect(
      parts
        .map((part) => part.text)
        .join('')
        .replaceAll('\n', ''),
    ).toBe(text.replaceAll('\n', ''))
    expect(api.violations).toEqual([])
  })

  test('put off in its middle goes on where it stopped', async () => {
    const { api, send } = await talk()
    const long = ['a', 'b', 'c'].map((letter) => letter.repeat(4_096)).join('')
    api.fault('sendMessage', { kind: 'error', code: 502 }, 1, 1)
    expect(await send(long)).toMatchObject({ status: 'again' })
    expect(firstLetters(api)).toEqual(['a'])
    api.fault('sendMessage', { kind: 'cut before' }, 1, 1)
    expect(await send(long)).toMatchObject({ status: 'again' })
    expect(await send(long)).toMatchObject({ status: 'sent' })
    expect(firstLetters(api)).toEqual(['a', 'b', 'c'])
    expect(await send(long)).toMatchObject({ status: 'sent' })
    expect(firstLetters(api)).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
  })

  test('given up for good in its middle leaves no mark: the same words start anew', async () => {
    const { api, send } = await talk()
    const long = ['a', 'b'].map((letter) => letter.repeat(4_096)).join('')
    api.fault('sendMessage', { kind: 'error', code: 502 }, 1, 1)
    await send(long)
    api.fault('sendMessage', { kind: 'error', code: 400, description: 'Bad Request: odd' })
    expect(await send(long)).toMatchObject({ status: 'refused' })
    expect(await send(long)).toMatchObject({ status: 'sent' })
    expect(firstLetters(api)).toEqual(['a', 'a', 'b'])
  })

  test('refused with its buttons is tried once more in plain words, its offers numbered', async () => {
    const api = await bench()
    const customer = api.user(ADA)
    const { channel } = open(api, new Mailbox())
    const offers = [
      { id: 'a', label: 'Fan' },
      { id: 'b', label: '没有算力' },
    ]
    const asked = line('What is wrong?', { id: 'fault.1', offers })
    const odd = { kind: 'error', code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' } as const
    api.fault('sendMessage', odd)
    expect(await channel.send(TO_ADA, asked, never, 1)).toMatchObject({ status: 'sent' })
    const message = await api.nextMessage(customer.id)
    expect([message.text, message.reply_markup]).toEqual(['What is wrong?\n1  Fan\n2  没有算力', undefined])
    api.fault('sendMessage', odd, 2)
    expect(await channel.send(TO_ADA, asked, never, 2)).toMatchObject({ status: 'refused' })
    expect(api.calls('sendMessage')).toHaveLength(4)
  })

  test('without words is refused here', async () => {
    const { api, send } = await talk()
    expect(await send(' \n ')).toEqual({ status: 'refused', reason: 'the line has no text' })
    expect(api.calls('sendMessage')).toEqual([])
  })
})

describe('an answer', () => {
  test.each([
    ['429', { kind: 'throttle', retryAfterS: 7 }, { status: 'later', afterMs: 7_000 }],
    ['500', { kind: 'error', code: 500 }, { status: 'again' }],
    ['a cut connection', { kind: 'cut before' }, { status: 'again' }],
    ['silence', { kind: 'hang' }, { status: 'again', reason: 'no answer within 0.8 s' }],
    ['401', { kind: 'error', code: 401, description: 'Unauthorized' }, { status: 'again' }],
    ['blocked', { kind: 'error', code: 403, description: 'Forbidden: bot was blocked' }, { status: 'unreachable' }],
    [
      'deactivated',
      { kind: 'error', code: 400, description: 'Bad Request: user is deactivated' },
      { status: 'unreachable' },
    ],
    ['no chat', { kind: 'error', code: 400, description: 'Bad Request: chat not found' }, { status: 'unreachable' }],
    [
      'another 400',
      { kind: 'error', code: 400, description: 'Bad Request: odd' },
      { status: 'refused', reason: '400 Bad Request: odd' },
    ],
  ] as const)('%s', async (_what, fault, outcome) => {
    const { api, send } = await talk()
    api.fault('sendMessage', fault)
    expect(await send('hello')).toMatchObject(outcome)
    expect(api.sentTo(ADA.id)).toEqual([])
  })

  test('that comes after the send was given up', async () => {
    const { api, send } = await talk()
    api.fault('sendMessage', { kind: 'hang' })
    expect(await send('hello', AbortSignal.timeout(50))).toMatchObject({ status: 'again' })
  })

  test('of a person who has blocked the bot, and of a stranger', async () => {
    const api = await bench()
    const customer = api.user(ADA)
    customer.blocksBot()
    const { channel } = open(api, new Mailbox())
    expect(await channel.send(TO_ADA, line('hello'), never, 1)).toMatchObject({ status: 'unreachable' })
    expect(await channel.send('tg:404' as ConversationId, line('hello'), never, 1)).toMatchObject({
      status: 'unreachable',
    })
    customer.unblocksBot()
    expect(await channel.send(TO_ADA, line('hello'), never, 1)).toMatchObject({ status: 'sent' })
  })

  test('is never told with the token in it', async () => {
    const { api, send } = await talk()
    await api.close()
    const outcome = await send('hello')
    expect(outcome).toMatchObject({ status: 'again', reason: expect.stringContaining('ECONNREFUSED') })
    expect(JSON.stringify(outcome)).not.toContain('TEST-TOKEN')
  })
})

test('a bot’s pace is what Telegram asks for, in chats and in groups', async () => {
  const { channel } = open(await bench(), new Mailbox())
  const most = ({ burst, everyMs }: Rate, ms: number) => burst + ms / everyMs
  expect(channel.pace?.account.name).toMatch(/^telegram:\d+$/)
  expect(most(channel.pace?.account.rate as Rate, 1_000)).toBe(30)
  expect(most(channel.pace?.chat(TO_STAFF) as Rate, 60_000)).toBe(20)
  expect(channel.pace?.chat(TO_ADA)).toEqual({ burst: 5, everyMs: 1_000 })
})

test.each([
  ['tg:5001002', true],
  [`staff:tg:${STAFF_CHAT_ID}`, true],
  ['staff:tg:-1009999999999', false],
  ['tg:-1001234567890', false],
  ['wx:abc', false],
  ['tg:x', false],
])('whether it serves %s', async (conversation, isServed) => {
  const { channel } = open(await bench(), new Mailbox(), { timing: QUICK })
  expect(channel.serves(conversation as ConversationId)).toBe(isServed)
})
