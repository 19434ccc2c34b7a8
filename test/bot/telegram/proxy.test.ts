/** Through a proxy: real ones on loopback, one that speaks HTTP's CONNECT and one that speaks SOCKS 5. */
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { proxyAgent } from '../../../src/bot/telegram/proxy.ts'
import { TEST_TOKEN } from '../../support/bot-api.ts'
import { patiently } from '../../support/patiently.ts'
import { bench, cleanUp, Mailbox, onCleanUp, start } from './desk.ts'

afterEach(cleanUp)

/** What the proxies were asked to connect to. */
type Asked = string[]

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onCleanUp(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

function tunnel(client: Socket, host: string, port: number, greeting: string | Buffer): void {
  const target = connect(port, host, () => {
    client.write(greeting)
    client.pipe(target).pipe(client)
  })
  for (const socket of [client, target]) socket.on('error', () => [client, target].map((each) => each.destroy()))
}

async function httpProxy(asked: Asked): Promise<string> {
  const server = createHttpServer((_request, response) => response.writeHead(405).end())
  server.on('connect', (request, client: Socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
    const [host = '', port = ''] = (request.url ?? '').split(':')
    tunnel(client, host, Number(port), 'HTTP/1.1 200 Connection established\r\n\r\n')
  })
  return `127.0.0.1:${await listening(server)}`
}

/** No authentication, CONNECT to an IPv4 address or a name. */
async function socksProxy(asked: Asked): Promise<string> {
  const server = createServer((client) => {
    client.once('data', () => {
      client.write(Buffer.from([5, 0]))
      client.once('data', (request: Buffer) => {
        const isName = request[3] === 3
        const length = isName ? (request[4] ?? 0) : 4
        const from = isName ? 5 : 4
        const host = isName
          ? request.subarray(from, from + length).toString()
          : request.subarray(from, from + length).join('.')
        const port = request.readUInt16BE(from + length)
        asked.push(`${host}:${port}`)
        tunnel(client, host, port, Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
      })
    })
  })
  return `127.0.0.1:${await listening(server)}`
}

test.each([
  ['http', httpProxy, ''],
  ['http', httpProxy, 'nobody:a-word@'],
  ['socks5', socksProxy, ''],
  ['socks5h', socksProxy, ''],
])('%s: updates come in, everything goes through it', async (scheme, open, user) => {
  const api = await bench()
  const asked: Asked = []
  const mailbox = new Mailbox()
  const agent = proxyAgent(`${scheme}://${user}${await open(asked)}`)
  const { channel } = start(api, mailbox, { agent, apiRoot: `${api.root}/some/path` })
  api.user({ id: 5_001_002, firstName: 'Ada' }).says('hello')
  await vi.waitFor(() => expect(mailbox.texts()).toEqual(['hello']), 3_000)
  expect(channel.state()).toEqual({ status: 'ready', as: '@aftercare_test_bot' })
  const { host } = new URL(api.root)
  const login = user === '' ? host : `${host} Basic ${Buffer.from(user.slice(0, -1)).toString('base64')}`
  expect(new Set(asked)).toEqual(new Set([login]))
  expect(api.violations).toEqual([])
})

test('a proxy that is not there is said without token or password', async () => {
  const api = await bench()
  const { channel, logged } = start(api, new Mailbox(), { agent: proxyAgent('http://nobody:geheim@127.0.0.1:1') })
  await patiently(() => expect(channel.state()).toMatchObject({ status: 'degraded' }))
  expect(channel.state()).toMatchObject({ reason: expect.stringMatching(/ECONNREFUSED.*TELEGRAM_PROXY/) })
  const told = JSON.stringify(channel.state()) + logged.join('')
  expect(told).not.toContain('geheim')
  expect(told).not.toContain(TEST_TOKEN)
})
