/** Proxies on loopback for tests: one that speaks HTTP's CONNECT and one that speaks SOCKS 5. Each tells what it was asked, and can be disturbed. */
import { once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

export interface Proxy {
  /** `host:port`. */
  readonly at: string
  /** Where each connection was to lead, with the login if there was one. */
  readonly asked: string[]
  /** Bytes that came back through it. */
  readonly brought: () => number
  /** From now on connections are refused with this status; null for none. Of SOCKS any is its "not allowed". */
  refuse(status: number | null): void
  /** Cuts every connection once so many more bytes have come back. */
  cutAfter(bytes: number): void
  /** Dies with all its connections, and listens nowhere; `comeBack` under the same address. */
  die(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

export type OpenProxy = () => Promise<Proxy>

class Tunnels {
  readonly asked: string[] = []
  refusal: number | null = null
  brought = 0
  private cutAt = Number.POSITIVE_INFINITY
  private readonly sockets = new Set<Socket>()

  cutAfter(bytes: number): void {
    this.cutAt = this.brought + bytes
  }

  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.keep(socket))
  }

  join(
    client: Socket,
    to: { readonly host: string; readonly port: number; readonly login: string },
    greeting: string | Buffer,
  ) {
    this.asked.push(`${to.host}:${to.port} ${to.login}`.trim())
    const target = connect(to.port, to.host, () => {
      client.write(greeting)
      client.pipe(target).pipe(client)
    })
    this.keep(target)
    target.on('data', ({ length }: Buffer) => {
      this.brought += length
      if (this.brought < this.cutAt) return
      this.cutAt = Number.POSITIVE_INFINITY
      this.cut()
    })
    for (const socket of [client, target]) socket.on('error', () => [client, target].map((each) => each.destroy()))
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket)
    socket.once('close', () => this.sockets.delete(socket))
  }
}

async function opened(server: Server, tunnels: Tunnels): Promise<Proxy> {
  tunnels.watch(server)
  const listen = async (on: number): Promise<void> => {
    server.listen(on, '127.0.0.1')
    await once(server, 'listening')
  }
  const die = async (): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    tunnels.cut()
    await closed
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    at: `127.0.0.1:${port}`,
    asked: tunnels.asked,
    brought: () => tunnels.brought,
    refuse: (status) => {
      tunnels.refusal = status
    },
    cutAfter: (bytes) => tunnels.cutAfter(bytes),
    die,
    comeBack: () => listen(port),
    close: die,
  }
}

export function openHttpProxy(): Promise<Proxy> {
  const tunnels = new Tunnels()
  const server = createHttpServer((_request, response) => response.writeHead(405).end())
  server.on('connect', ({ url = '', headers }: IncomingMessage, client: Socket) => {
    if (tunnels.refusal !== null) {
      client.end(`HTTP/1.1 ${tunnels.refusal} No\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    const [host = '', port = ''] = url.split(':')
    const login = headers['proxy-authorization'] ?? ''
    tunnels.join(client, { host, port: Number(port), login }, 'HTTP/1.1 200 Connection established\r\n\r\n')
  })
  return opened(server, tunnels)
}

const NO_LOGIN = Buffer.from([5, 0])
const DONE = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
const NOT_ALLOWED = Buffer.from([5, 2, 0, 1, 0, 0, 0, 0, 0, 0])

/** No authentication, CONNECT to an IPv4 address or a name. */
export function openSocksProxy(): Promise<Proxy> {
  const tunnels = new Tunnels()
  const server = createServer((client) => {
    client.once('data', () => {
      client.write(NO_LOGIN)
      client.once('data', (request: Buffer) => {
        if (tunnels.refusal === null) tunnels.join(client, { ...targetOf(request), login: '' }, DONE)
        else client.end(NOT_ALLOWED)
      })
    })
  })
  return opened(server, tunnels)
}

function targetOf(request: Buffer): { readonly host: string; readonly port: number } {
  const isName = request[3] === 3
  const from = isName ? 5 : 4
  const end = from + (isName ? (request[4] ?? 0) : 4)
  const bytes = request.subarray(from, end)
  return { host: isName ? bytes.toString() : bytes.join('.'), port: request.readUInt16BE(end) }
}
