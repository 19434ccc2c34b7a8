/** Through a proxy, and through nothing else: updates, words, files in and out. Real proxies on loopback, by HTTP's CONNECT and by SOCKS 5. */
import { afterEach, describe, expect, test, vi } from 'vitest'
import { proxyAgent } from '../../../src/bot/telegram/proxy.ts'
import type { ConversationId } from '../../../src/ports.ts'
import type { FileHandle } from '../../support/bot-api/files.ts'
import { TEST_TOKEN } from '../../support/bot-api.ts'
import { patiently } from '../../support/patiently.ts'
import { type OpenProxy, openHttpProxy, openSocksProxy } from '../../support/proxies.ts'
import { bench, cleanUp, Mailbox, onCleanUp, open, start } from './desk.ts'

afterEach(cleanUp)

const ADA = { id: 5_001_002, firstName: 'Ada' }
const TO_ADA = 'tg:5001002' as ConversationId
const never = new AbortController().signal
const BYTES = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * n) % 251))

/** A Bot API server, and the way to it through a proxy: `apiRoot` has a path, as one behind a front would. */
async function way(scheme: string, openProxy: OpenProxy, login = '') {
  const [api, proxy] = [await bench(), await openProxy()]
  onCleanUp(proxy.close)
  const agent = await proxyAgent(`${scheme}://${login}${proxy.at}`)
  return { api, proxy, through: { agent, apiRoot: `${api.root}/some/path` } }
}

const sourceOf = ({ file_id: key, file_unique_id: unique, file_size: size }: FileHandle) =>
  ({ via: 'telegram', key, unique, size, name: null }) as const

describe.each([
  ['http', openHttpProxy, ''],
  ['http', openHttpProxy, 'nobody:a-word@'],
  ['socks5', openSocksProxy, ''],
  ['socks5h', openSocksProxy, ''],
])('%s', (scheme, openProxy, login) => {
  test('updates, and files in and out: all of it goes there, and nowhere else', async () => {
    const { api, proxy, through } = await way(scheme, openProxy, login)
    const mailbox = new Mailbox()
    const { channel, upload } = start(api, mailbox, through)
    api.user(ADA).says('hello')
    await vi.waitFor(() => expect(mailbox.texts()).toEqual(['hello']), 3_000)
    expect(channel.state()).toEqual({ status: 'ready', as: '@aftercare_test_bot' })

    const fetched = await channel.fetch?.(sourceOf(api.file(BYTES)), never)
    expect(fetched?.status === 'fetched' && BYTES.equals(fetched.bytes)).toBe(true)
    expect(proxy.brought()).toBeGreaterThan(BYTES.length)

    const file = { kind: 'document', bytes: BYTES, name: 'a.bin', caption: 'yours', replyTo: null } as const
    expect(await upload(TO_ADA, file, never)).toMatchObject({ status: 'sent' })
    const [message] = api.sentTo(ADA.id) as unknown as { file: { bytes: string } }[]
    expect(BYTES.equals(Buffer.from(message?.file.bytes ?? '', 'base64'))).toBe(true)

    const { host } = new URL(api.root)
    const asked = login === '' ? host : `${host} Basic ${Buffer.from(login.slice(0, -1)).toString('base64')}`
    expect(new Set(proxy.asked)).toEqual(new Set([asked]))
    expect(api.violations).toEqual([])
  })

  test('a file that is cut on the way is none, and comes whole the next time', async () => {
    const { api, proxy, through } = await way(scheme, openProxy, login)
    const { channel } = open(api, new Mailbox(), through)
    const source = sourceOf(api.file(BYTES))
    proxy.cutAfter(100_000)
    expect(await channel.fetch?.(source, never)).toMatchObject({ status: 'again' })
    const fetched = await channel.fetch?.(source, never)
    expect(fetched?.status === 'fetched' && BYTES.equals(fetched.bytes)).toBe(true)
  })
})

test.each([
  ['http', openHttpProxy, /the proxy answered 407.*TELEGRAM_PROXY/],
  ['socks5', openSocksProxy, /Socks5.*NotAllowed.*TELEGRAM_PROXY/],
])('%s: a proxy that refuses is said, for what is fetched and sent as well', async (scheme, openProxy, reason) => {
  const { api, proxy, through } = await way(scheme, openProxy)
  proxy.refuse(407)
  const { channel, upload } = start(api, new Mailbox(), through)
  await patiently(() => expect(channel.state()).toMatchObject({ reason: expect.stringMatching(reason) }))
  expect(await channel.fetch?.(sourceOf(api.file(BYTES)), never)).toMatchObject({ status: 'again' })
  const file = { kind: 'photo', bytes: BYTES, name: 'a.jpg', caption: '', replyTo: null } as const
  expect(await upload(TO_ADA, file, never)).toMatchObject({ status: 'again' })
  proxy.refuse(null)
  await patiently(() => expect(channel.state()).toMatchObject({ status: 'ready' }))
})

test('a proxy that is not there is said without token or password', async () => {
  const api = await bench()
  const agent = await proxyAgent('http://nobody:geheim@127.0.0.1:1')
  const { channel, logged } = start(api, new Mailbox(), { agent })
  await patiently(() => expect(channel.state()).toMatchObject({ status: 'degraded' }))
  expect(channel.state()).toMatchObject({ reason: expect.stringMatching(/ECONNREFUSED.*TELEGRAM_PROXY/) })
  const told = JSON.stringify(channel.state()) + logged.join('')
  expect(told).not.toContain('geheim')
  expect(told).not.toContain(TEST_TOKEN)
})
