/** The proxy in front of several desks: each post of Telegram goes to one that is there, in turn; now and then its answer is lost on the way back. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Front {
  readonly url: string
  /** The desks' addresses, as they come and go. */
  readonly desks: Set<string>
  /** Answers that were lost. */
  readonly lost: () => number
  close(): Promise<void>
}

export async function openFront(lossShare: number, random: () => number): Promise<Front> {
  const desks = new Set<string>()
  let turn = 0
  let lost = 0

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    turn += 1
    const desk = [...desks][turn % Math.max(1, desks.size)]
    const answer = desk === undefined ? null : await forward(desk, request, Buffer.concat(chunks))
    if (answer === 200 && random() < lossShare) {
      lost += 1
      return void response.destroy()
    }
    response.writeHead(answer ?? 502).end()
  }

  const server = createServer((request, response) => void pass(request, response).catch(() => response.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    desks,
    lost: () => lost,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** The status; null when the desk is not there, or dies before it has answered. */
async function forward(desk: string, { url = '/', method = 'POST', headers }: IncomingMessage, body: Buffer) {
  const passed = Object.entries(headers).filter(([name]) => /^(content-type|x-telegram-)/.test(name))
  try {
    const answer = await fetch(`${desk}${url}`, {
      method,
      body: new Uint8Array(body),
      headers: passed.map(([name, value]): [string, string] => [name, String(value)]),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return null
  }
}
