import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createWechat } from '../../../src/bot/wechat/channel.ts'
import { conversationOf } from '../../../src/bot/wechat/ids.ts'
import type { WechatOptions } from '../../../src/bot/wechat/options.ts'
import type { ConversationId } from '../../../src/ports.ts'
import { acceptAll, botLine, inTime, quiet } from './support.ts'

const loadedModules = () => Object.keys(createRequire(import.meta.url).cache)
const isWechaty = (path: string) => /node_modules\/(wechaty|memory-card|@grpc)/.test(path)
/** Loading wechaty takes a second, from a cold disk far more. */
const COLD_LOAD_MS = 60_000
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** A channel on a logged-in mock account. */
async function onMock(given: Partial<WechatOptions> = {}) {
  const { createMockAccount } = await import('../../support/wechat-mock.ts')
  const account = createMockAccount()
  const customer = account.contact('wxid_李', '李小明')
  const inbox = acceptAll()
  const log = quiet()
  const channel = createWechat({
    puppet: account.puppet,
    dataDir: null,
    accept: inbox.accept,
    log,
    pace: { minMs: 0, jitterMs: 0 },
    ...given,
  })
  stops.push(() => channel.stop())
  channel.start()
  await expect.poll(() => account.puppet.state.active(), { interval: 5, timeout: 10_000 }).toBe(true)
  account.login()
  await expect.poll(() => channel.state(), { interval: 5 }).toEqual({ status: 'ready', as: 'ShopBot' })
  return { account, customer, inbox, log, channel, conversation: conversationOf('wxid_李') }
}

// First in the file: nothing has loaded wechaty yet.
test(
  'nothing of wechaty is loaded before a start, nor by the start of a channel that is off',
  async () => {
    const channel = createWechat({ puppet: null, dataDir: null, accept: acceptAll().accept, log: quiet() })
    channel.start()
    expect(channel.state().status).toBe('off')
    expect((await channel.send(conversationOf('x'), botLine('hi'), inTime(), 1)).status).toBe('again')
    await channel.stop()
    expect(loadedModules().filter(isWechaty)).toEqual([])
    await onMock()
    expect(loadedModules().filter(isWechaty)).not.toEqual([])
  },
  COLD_LOAD_MS,
)

describe('in', () => {
  test('a text becomes a letter of its sender, in order', async () => {
    const { account, customer, inbox, conversation } = await onMock()
    for (const text of ['你好', '算力为零', '１']) customer.say(text).to(account.shop)
    await expect.poll(() => inbox.letters.length, { interval: 5 }).toBe(3)
    expect(inbox.bodies()).toEqual(['你好', '算力为零', '１'].map((text) => ({ kind: 'said', text, name: '李小明' })))
    for (const letter of inbox.letters) {
      expect(letter).toMatchObject({ conversation, counted: true })
      expect(letter.id).toMatch(/^wx:c2hvcA:.+/)
    }
    expect(new Set(inbox.letters.map((letter) => letter.id)).size).toBe(3)
  })

  test('a message that the puppet hands out twice has the same id twice', async () => {
    const { account, customer, inbox } = await onMock()
    customer.say('hello').to(account.shop)
    await expect.poll(() => inbox.letters.length, { interval: 5 }).toBe(1)
    const messageId = inbox.letters[0]?.id.split(':')[2] ?? ''
    account.puppet.emit('message', { messageId })
    await expect.poll(() => inbox.letters.length, { interval: 5 }).toBe(2)
    expect(inbox.letters[1]?.id).toBe(inbox.letters[0]?.id)
  })

  test('a quote is taken off, a photo is told as one', async () => {
    const { account, customer, inbox } = await onMock()
    customer.say('「ShopBot：选一个」\n- - - - - - - - - -\n2').to(account.shop)
    customer.say(account.photo()).to(account.shop)
    await expect.poll(() => inbox.letters.length, { interval: 5 }).toBe(2)
    expect(inbox.bodies()).toEqual([
      { kind: 'said', text: '2', name: '李小明' },
      { kind: 'unreadable', what: 'photo', name: '李小明' },
    ])
  })

  test('rooms, official accounts, WeChat itself and the own phone are not customers', async () => {
    const { account, customer, inbox } = await onMock()
    const { types } = await import('wechaty-puppet')
    const room = account.mocker.createRoom({ id: 'r1@chatroom', topic: 'Miners', memberIdList: ['shop', 'wxid_李'] })
    customer.say('in the room').to(room)
    account.contact('gh_1', 'News', types.Contact.Official).say('an article').to(account.shop)
    account.contact('weixin', '微信团队').say('a notice').to(account.shop)
    account.shop.say('typed on the phone').to(customer)
    customer.say('the only one').to(account.shop)
    await expect.poll(() => inbox.bodies(), { interval: 5 }).toMatchObject([{ text: 'the only one' }])
  })

  test('a stranger the puppet knows nothing of is heard without a name', async () => {
    const { account, customer, inbox } = await onMock()
    const known = account.puppet.contactRawPayload.bind(account.puppet)
    account.puppet.contactRawPayload = async (id) => {
      if (id === 'wxid_李') throw new Error('not a friend')
      return known(id)
    }
    customer.say('anyone there?').to(account.shop)
    await expect.poll(() => inbox.bodies(), { interval: 5 }).toEqual([{ kind: 'said', text: 'anyone there?' }])
  })
})

describe('out', () => {
  test('a question goes out as numbered lines', async () => {
    const { account, channel, conversation } = await onMock()
    const question = {
      id: 'model',
      offers: [
        { id: 'a', label: 'X4' },
        { id: 'b', label: '其他型号' },
      ],
    }
    const sent = await channel.send(conversation, botLine('请选择型号：', question), inTime(), 1)
    expect(sent.status).toBe('sent')
    await expect
      .poll(() => account.received, { interval: 5 })
      .toEqual([{ to: 'wxid_李', text: '请选择型号：\n1  X4\n2  其他型号' }])
  })

  test('a long text goes out in parts, in order, without loss', async () => {
    const { account, channel, conversation } = await onMock()
    const text = `${'维修'.repeat(1_100)}👨‍👩‍👧${'流程'.repeat(1_500)}`
    expect((await channel.send(conversation, botLine(text), inTime(), 1)).status).toBe('sent')
    await expect.poll(() => account.received.length, { interval: 5 }).toBe(3)
    const parts = account.received.map((item) => item.text)
    expect(parts.join('')).toBe(text)
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(2_000)
  })

  test('the bot’s own echo comes back as no letter', async () => {
    const { account, channel, customer, inbox, conversation } = await onMock()
    await channel.send(conversation, botLine('你好'), inTime(), 1)
    customer.say('谢谢').to(account.shop)
    await expect.poll(() => inbox.bodies(), { interval: 5 }).toMatchObject([{ text: '谢谢' }])
  })

  test('a contact that is gone is unreachable, other conversations are refused', async () => {
    const { channel } = await onMock()
    expect((await channel.send(conversationOf('nobody'), botLine('hi'), inTime(), 1)).status).toBe('unreachable')
    const other = 'tg:42' as ConversationId
    expect(channel.serves(other)).toBe(false)
    expect((await channel.send(other, botLine('hi'), inTime(), 1)).status).toBe('refused')
  })

  test('a puppet that does not answer is tried again after the deadline', async () => {
    const { account, channel, conversation } = await onMock()
    account.puppet.messageSendText = () => new Promise(() => undefined)
    const sent = await channel.send(conversation, botLine('hi'), AbortSignal.timeout(30), 1)
    expect(sent).toEqual({ status: 'again', reason: 'no answer in time' })
  })
})

describe('life', () => {
  test('an error of the puppet is logged and the channel goes on', async () => {
    const { account, customer, inbox, log, channel } = await onMock()
    account.puppet.emit('error', { data: 'something odd' })
    await expect.poll(() => log.lines.some((line) => line.level === 'warn'), { interval: 5 }).toBe(true)
    expect(channel.state().status).toBe('ready')
    customer.say('still there?').to(account.shop)
    await expect.poll(() => inbox.letters.length, { interval: 5 }).toBe(1)
  })

  test('a code to scan is a state and in no log; a logout is one too', async () => {
    const { account, log, channel } = await onMock()
    await account.puppet.logout()
    expect(channel.state().status).toBe('degraded')
    account.scan('https://login.weixin.qq.com/l/secret')
    const state = channel.state()
    expect(state.status === 'degraded' && state.reason).toContain('https://login.weixin.qq.com/l/secret')
    expect(JSON.stringify(log.lines)).not.toContain('secret')
    const { log: wechatyLog } = await import('wechaty')
    expect(wechatyLog.level()).toBe('silent')
    account.login()
    await expect.poll(() => channel.state().status, { interval: 5 }).toBe('ready')
  })

  test('an unknown puppet is named in the state', async () => {
    const channel = createWechat({
      puppet: 'wechaty-puppet-nowhere',
      dataDir: null,
      accept: acceptAll().accept,
      log: quiet(),
    })
    stops.push(() => channel.stop())
    channel.start()
    await expect.poll(() => channel.state().status, { interval: 5 }).toBe('degraded')
    const state = channel.state()
    expect(state.status === 'degraded' && state.reason).toContain('wechaty-puppet-nowhere')
  })

  test('the session is kept where only this user looks', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'aftercare-wechat-'))
    try {
      const { account, channel } = await onMock({ dataDir })
      await account.puppet.memory.set('key', 'value')
      await account.puppet.memory.save()
      await channel.stop()
      expect((await stat(join(dataDir, 'wechat'))).mode & 0o077).toBe(0)
      expect(existsSync(join(dataDir, 'wechat', 'session.memory-card.json'))).toBe(true)
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  })

  test('a stop in the middle of a start leaves the puppet off', async () => {
    const { createMockAccount } = await import('../../support/wechat-mock.ts')
    const { puppet } = createMockAccount()
    const log = quiet()
    const channel = createWechat({ puppet, dataDir: null, accept: acceptAll().accept, log })
    channel.start()
    await channel.stop()
    expect(channel.state().status).toBe('off')
    expect(puppet.state.inactive()).toBe(true)
    expect(log.lines.filter((line) => line.level !== 'info')).toEqual([])
  })

  test('a stop ends what is held and leaves no timer behind', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const { account, customer, channel, inbox } = await onMock({ pace: { minMs: 60_000, jitterMs: 0 } })
    await channel.send(conversationOf('wxid_李'), botLine('hi'), inTime(), 1)
    await channel.stop()
    expect(channel.state().status).toBe('off')
    expect(account.puppet.state.inactive()).toBe(true)
    customer.say('too late').to(account.shop)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(inbox.letters).toEqual([])
    const after = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    expect(after).toBeLessThanOrEqual(before)
  })
})
