/**
 * Telegram behind HTTPS and a proxy, as staff behind a closed network have it: the built product, a certificate that it trusts because it was told
 * to, real proxies on loopback. Words and files in and out, and a proxy that dies and comes back. Skipped where openssl is missing.
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createServer, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proxyAgent } from '../../src/bot/telegram/proxy.ts'
import { cleanUp, Mailbox, start } from '../bot/telegram/desk.ts'
import type { Person } from '../support/bot-api/people.ts'
import type { BotMessage } from '../support/bot-api/types.ts'
import { type Certificate, hasOpenssl, makeCertificate } from '../support/certificate.ts'
import { type OpenProxy, openHttpProxy, openSocksProxy } from '../support/proxies.ts'
import { allMarked, answerTo, openStage, type Stage } from './support/stage.ts'
import { until } from './support/until.ts'

const AWAY_MS = 500
const BYTES = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * n) % 251))

const directory = mkdtempSync(join(tmpdir(), 'aftercare-proxy-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** HTTPS before the tests' Bot API server. `came` counts the connections that trusted it. */
async function openFront(root: string, { pair }: Certificate) {
  const sockets = new Set<TLSSocket>()
  let came = 0
  const server = createServer(pair, (client) => {
    came += 1
    sockets.add(client)
    const api = connect(Number(new URL(root).port), '127.0.0.1')
    client.pipe(api).pipe(client)
    for (const socket of [client, api]) socket.on('error', () => [client, api].map((each) => each.destroy()))
    client.once('close', () => [sockets.delete(client), api.destroy()])
  })
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return { place: `localhost:${(server.address() as AddressInfo).port}`, came: () => came, close }
}

async function openWay(scheme: string, openProxy: OpenProxy, certificate: Certificate) {
  const [stage, proxy] = await Promise.all([openStage(), openProxy()])
  const front = await openFront(stage.api.root, certificate)
  const environment = {
    TELEGRAM_API_ROOT: `https://${front.place}`,
    TELEGRAM_PROXY: `${scheme}://${proxy.at}`,
  }
  const close = async () => {
    await stage.close()
    await proxy.close()
    await front.close()
  }
  return { stage, proxy, front, environment, close }
}

type Enclosed = BotMessage & { readonly file?: { readonly bytes: string } }

/** What comes back for a document of staff: fetched by the desk, and sent by it. */
async function bringsFile({ api, group, wang }: Stage, customer: Person, card: BotMessage): Promise<Buffer> {
  const document = { ...api.file(BYTES), file_name: 'tool.zip' }
  wang.sendsIn(group, { document, caption: 'the tool' }, { replyTo: card.message_id })
  let sent: Enclosed | undefined
  await until('the file', () => {
    sent = (api.sentTo(customer.id) as readonly Enclosed[]).find(({ file }) => file !== undefined)
    return sent !== undefined
  })
  return Buffer.from(sent?.file?.bytes ?? '', 'base64')
}

const isAway = async (stage: Stage): Promise<boolean> =>
  (await stage.desk().readyz()).channels['telegram']?.status === 'degraded'

describe.skipIf(!hasOpenssl)('Telegram by HTTPS', () => {
  let certificate: Certificate
  beforeAll(() => {
    certificate = makeCertificate(directory)
  })

  test.concurrent.each([
    ['http', openHttpProxy],
    ['socks5', openSocksProxy],
  ] as const)('through a proxy (%s): words, files, and a proxy that dies and comes back', async (scheme, openProxy) => {
    const { stage, proxy, front, environment, close } = await openWay(scheme, openProxy, certificate)
    try {
      await stage.start({ ...environment, NODE_EXTRA_CA_CERTS: certificate.caFile })
      const customer = stage.customer()
      customer.says('I want to talk to a person')
      await answerTo(stage, customer)
      const card = await answerTo(stage, stage.group)
      const before = proxy.brought()
      expect(BYTES.equals(await bringsFile(stage, customer, card))).toBe(true)
      expect(proxy.brought() - before).toBeGreaterThan(BYTES.length)

      // An answer that is lost with the proxy would excuse a repeat.
      await allMarked(stage, [customer])
      await proxy.die()
      await until('the dead proxy is met', () => isAway(stage))
      const [told, came] = [stage.api.sentTo(customer.id).length, front.came()]
      stage.wang.saysIn(stage.group, 'Does it work now?', { replyTo: card.message_id })
      // Another way to Telegram would be found by now.
      await sleep(AWAY_MS)
      expect(front.came()).toBe(came)
      await proxy.comeBack()
      await until('the words', () => stage.api.sentTo(customer.id).length > told)
      expect(stage.api.sentTo(customer.id).slice(told)).toMatchObject([{ text: 'Does it work now?' }])
      await until('ready', async () => !(await isAway(stage)))

      expect(new Set(proxy.asked.map((place) => place.replace('127.0.0.1', 'localhost')))).toEqual(
        new Set([front.place]),
      )
      expect(stage.api.violations).toEqual([])
    } finally {
      await close()
    }
  })

  test('a process that was not told to trust the certificate refuses it, and sends nothing', async () => {
    const { stage, environment, close } = await openWay('http', openHttpProxy, certificate)
    try {
      const agent = await proxyAgent(environment.TELEGRAM_PROXY)
      const { channel } = start(stage.api, new Mailbox(), { agent, apiRoot: environment.TELEGRAM_API_ROOT })
      await until('the certificate is met', () => channel.state().status === 'degraded')
      expect(channel.state()).toMatchObject({ reason: expect.stringMatching(/certificate/i) })
      expect(stage.api.calls()).toEqual([])
    } finally {
      await cleanUp()
      await close()
    }
  })
})
