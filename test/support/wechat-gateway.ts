/** A WeChat gateway as a process of its own: the mock puppet behind real gRPC on loopback, with its own HOME. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Received } from './wechat-mock.ts'

export type GatewayCommand =
  | { readonly kind: 'login' }
  | { readonly kind: 'scan'; readonly code: string }
  | { readonly kind: 'say'; readonly from: string; readonly name: string; readonly text: string }

export type GatewayNews =
  | { readonly kind: 'listening' }
  | { readonly kind: 'puppet_started' }
  | ({ readonly kind: 'received' } & Received)

export const GATEWAY_TOKEN = 'insecure_local-test-token'

/** A port of loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Resolves when the gateway listens. `news` is all that it told, in order; `kill` ends it as a crash would and removes its HOME. */
export async function startGateway(options: { readonly port: number; readonly tls: boolean }) {
  const home = await mkdtemp(join(tmpdir(), 'aftercare-gateway-'))
  const endpoint = `127.0.0.1:${options.port}`
  const script = fileURLToPath(new URL('./wechat-gateway-process.ts', import.meta.url))
  const child = fork(script, [endpoint, GATEWAY_TOKEN, options.tls ? 'tls' : 'plain'], {
    execArgv: ['--no-deprecation', '--import', 'tsx'],
    env: { ...process.env, HOME: home, WECHATY_LOG: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const news: GatewayNews[] = []
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message: GatewayNews) => {
      news.push(message)
      if (message.kind === 'listening') resolve()
    })
    child.once('exit', (code) => reject(new Error(`the gateway ended with code ${code} before it listened`)))
  })

  return {
    endpoint,
    news,
    received: (): Received[] =>
      news.flatMap((item) => (item.kind === 'received' ? [{ to: item.to, text: item.text }] : [])),
    tell: (command: GatewayCommand) => child.send(command),
    async kill() {
      child.kill('SIGKILL')
      await exited
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
