/** Receiving: nothing is confirmed to Telegram before it is safe, and every trouble is said and outlived. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { patiently } from '../../support/patiently.ts'
import { bench, cleanUp, Mailbox, QUICK, start } from './desk.ts'

afterEach(cleanUp)

const ada = { id: 5_001_002, firstName: 'Ada', languageCode: 'en' }
const lin = { id: 5_001_001, firstName: '林', languageCode: 'zh-hans' }
const ready = { status: 'ready', as: '@aftercare_test_bot' }

/** Holds every letter up until `letIn`. */
function slowly(mailbox: Mailbox) {
  let letIn = () => {}
  const door = new Promise<void>((resolve) => {
    letIn = resolve
  })
  const reached = vi.fn()
  const accept: Mailbox['accept'] = async (letter) => {
    reached()
    await door
    return await mailbox.accept(letter)
  }
  return { accept, reached, letIn: () => letIn() }
}

describe('the offset', () => {
  test('moves only after the letter is accepted', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    const slow = slowly(mailbox)
    start(api, mailbox, { accept: slow.accept })
    api.user(ada).says('hello')
    await patiently(() => expect(slow.reached).toHaveBeenCalled())
    const pollsBefore = api.calls('getUpdates').length
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(api.calls('getUpdates')).toHaveLength(pollsBefore)
    expect(api.unconfirmed()).toHaveLength(1)
    slow.letIn()
    await patiently(() => expect(api.unconfirmed()).toHaveLength(0))
    expect(mailbox.texts()).toEqual(['hello'])
    expect(api.violations).toEqual([])
  })

  test('waits while Redis is away; then each letter is taken once, in order', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    mailbox.isAway = true
    const customers = [api.user(ada), api.user(lin)]
    for (let n = 0; n < 5; n++) for (const customer of customers) customer.says(`${n}`)
    const { channel } = start(api, mailbox)
    await patiently(() => expect(mailbox.refusals).toBeGreaterThan(4))
    expect(channel.state()).toMatchObject({ status: 'degraded', reason: expect.stringContaining('Redis') })
    expect(api.unconfirmed()).toHaveLength(10)
    mailbox.isAway = false
    await patiently(() => expect(api.unconfirmed()).toHaveLength(0))
    expect(mailbox.letters).toHaveLength(10)
    for (const { id } of customers) {
      const own = mailbox.letters.filter((letter) => letter.conversation === `tg:${id}`)
      expect(own.map(({ body }) => JSON.parse(body).text)).toEqual(['0', '1', '2', '3', '4'])
    }
    expect(channel.state()).toEqual(ready)
  })

  test('is not moved by a process that stops before its letters are safe: the next one gets them', async () => {
    const api = await bench()
    const away = new Mailbox()
    away.isAway = true
    const first = start(api, away)
    const { update } = api.user(ada).says('hello')
    await patiently(() => expect(away.refusals).toBeGreaterThan(0))
    await first.channel.stop()
    expect(api.unconfirmed()).toHaveLength(1)
    const mailbox = new Mailbox()
    start(api, mailbox)
    await patiently(() => expect(mailbox.letters.map(({ id }) => id)).toEqual([`tg:${update.update_id}`]))
  })

  test('is confirmed by a stop that comes while letters are taken in', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    const slow = slowly(mailbox)
    const { channel } = start(api, mailbox, { accept: slow.accept })
    for (const text of ['one', 'two']) api.user(ada).says(text)
    await patiently(() => expect(slow.reached).toHaveBeenCalled())
    const stopped = channel.stop()
    slow.letIn()
    await stopped
    expect(mailbox.texts()).toEqual(['one', 'two'])
    expect(api.unconfirmed()).toEqual([])
    expect(api.violations).toEqual([])
  })

  test('does not keep a stop waiting for the long poll', async () => {
    const api = await bench()
    const { channel } = start(api, new Mailbox(), { timing: { ...QUICK, longPollS: 25 } })
    await patiently(() => expect(api.isPolled()).toBe(true))
    const startedAt = performance.now()
    await channel.stop()
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    await patiently(() => expect(api.isPolled()).toBe(false))
  })
})

describe('updates', () => {
  test('given twice are handed in twice under the same id', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    start(api, mailbox)
    const { update } = api.user(ada).says('hello')
    await patiently(() => expect(api.unconfirmed()).toHaveLength(0))
    api.redeliver(update.update_id)
    const id = `tg:${update.update_id}`
    await patiently(() => expect(mailbox.letters.map((letter) => letter.id)).toEqual([id, id]))
    api.user(lin).says('你好')
    await patiently(() => expect(mailbox.texts()).toEqual(['hello', 'hello', '你好']))
  })

  test('numbered anew from a lower id are received', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    start(api, mailbox)
    const { update } = api.user(ada).says('before')
    await patiently(() => expect(api.unconfirmed()).toHaveLength(0))
    await vi.waitFor(() => expect(api.calls('getUpdates').at(-1)?.given).not.toHaveProperty('offset'), 3_000)
    api.pushRaw({ ...update, update_id: 5 })
    await patiently(() => expect(mailbox.letters.at(-1)?.id).toBe('tg:5'))
  })

  test('that nobody can read are parked and confirmed', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    start(api, mailbox)
    const broken = { update_id: 700_000_900, message: { text: 'no chat' } }
    api.pushRaw(broken)
    await patiently(() => expect(mailbox.parked).toEqual([{ origin: 'tg:700000900', body: JSON.stringify(broken) }]))
    await patiently(() => expect(api.unconfirmed()).toEqual([]))
  })

  test('that the store answers but will never take are parked, and hold nobody else up', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    const accept: Mailbox['accept'] = async (letter) => {
      if (letter.body.includes('poison')) throw new TypeError('not this one')
      return await mailbox.accept(letter)
    }
    const customer = api.user(ada)
    for (const text of ['one', 'poison', 'two']) customer.says(text)
    start(api, mailbox, { accept })
    await vi.waitFor(() => expect(mailbox.texts()).toEqual(['one', 'two']), 3_000)
    expect(mailbox.parked).toHaveLength(1)
  })
})

describe('taps', () => {
  test('are answered once they are safe', async () => {
    const api = await bench()
    const mailbox = new Mailbox()
    const { channel } = start(api, mailbox)
    const customer = api.user(ada)
    const question = { id: 'q1', offers: [{ id: 'yes', label: 'Yes' }] }
    const line = { from: 'bot', text: 'Is it on?', question } as const
    await channel.send('tg:5001002' as never, line, new AbortController().signal, 1)
    mailbox.isAway = true
    const { update } = customer.taps(await api.nextMessage(customer.id), 'Yes')
    const { id } = update['callback_query'] as { id: string }
    await patiently(() => expect(mailbox.refusals).toBeGreaterThan(0))
    expect(api.isTapAnswered(id)).toBe(false)
    mailbox.isAway = false
    await patiently(() => expect(api.isTapAnswered(id)).toBe(true))
    expect(JSON.parse(mailbox.letters[0]?.body ?? '')).toMatchObject({ kind: 'chose', question: 'q1', offer: 'yes' })
    expect(api.violations).toEqual([])
  })
})

test('the command menu is set in both languages, for private chats', async () => {
  const api = await bench()
  api.fault('setMyCommands', { kind: 'error', code: 500 })
  start(api, new Mailbox())
  await patiently(() => expect(api.commands('all_private_chats/zh')?.[0]?.description).toBe('主菜单'))
  expect(api.commands('all_private_chats/')?.[0]?.description).toBe('What I can do')
})

test('a group that the bot was added to is named in the log, so that it can be made the staff group', async () => {
  const api = await bench()
  const mailbox = new Mailbox()
  const { logged } = start(api, mailbox)
  const chat = { id: -1_009, type: 'supergroup', title: 'canarytitle' }
  api.pushRaw({ update_id: 900_000_001, my_chat_member: { chat, new_chat_member: { status: 'member' } } })
  await patiently(() => expect(logged.join('')).toMatch(/"group":-1009.*TELEGRAM_STAFF_CHAT_ID/))
  expect(logged.join('')).not.toContain('canarytitle')
  expect(mailbox.letters).toEqual([])
})
