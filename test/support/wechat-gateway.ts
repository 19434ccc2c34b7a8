/** A WeChat gateway as a process of its own: the mock puppet behind real gRPC on loopback, with its own HOME. It can be killed and come back. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'
import type { Received } from './wechat-mock.ts'

export type GatewayCommand =
  | { readonly kind: 'login' }
  | { readonly kind: 'scan'; readonly code: string }
  | { readonly kind: 'know'; readonly id: string; readonly name: string }
  | { readonly kind: 'say'; readonly from: string; readonly name: string; readonly text: string; readonly at?: number }
  /** Hands the contact's newest message out once more. */
  | { readonly kind: 'repeat'; readonly from: string }
  /** A person types on the account's phone. */
  | { readonly kind: 'phone'; readonly to: string; readonly text: string }
  | {
      readonly kind: 'file'
      readonly from: string
      readonly name: string
      readonly base64: string
      readonly type?: number
    }
  /** A message of that type of wechaty's, without words. */
  | { readonly kind: 'as'; readonly from: string; readonly type: number }
  | { readonly kind: 'room'; readonly id: string; readonly topic: string; readonly members: string[] }
  | {
      readonly kind: 'say_in_room'
      readonly room: string
      readonly from: string
      readonly text: string
      readonly calls: boolean
    }
  | {
      readonly kind: 'file_in_room'
      readonly room: string
      readonly from: string
      readonly name: string
      readonly base64: string
    }
  /** The puppet reports an error in these words, and sends of its account fail with them from now on. */
  | { readonly kind: 'trouble'; readonly words: string | null }
  | { readonly kind: 'friend'; readonly id: string; readonly contact: string }

export type GatewayNews =
  | { readonly kind: 'listening' | 'puppet_started' }
  | { readonly kind: 'befriended'; readonly id: string }
  /** What a contact wrote, by the platform's id. */
  | { readonly kind: 'said'; readonly id: string; readonly from: string; readonly text: string }
  | ({ readonly kind: 'received' } & Received)

export const GATEWAY_TOKEN = 'insecure_local-test-token'

export interface Gateway {
  readonly endpoint: string
  /** All that it told, in order, over its restarts. */
  readonly news: readonly GatewayNews[]
  received(to?: string): readonly Received[]
  tell(command: GatewayCommand): void
  /** As after a crash: nobody is logged in, and it knows its contacts again. */
  start(): Promise<void>
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void
  /** Ends it as a crash would; what was told before is on its way to nobody. */
  kill(): Promise<void>
  /** Ends it for good and removes its HOME. */
  close(): Promise<void>
}

/** Resolves when the gateway listens, on a port of its own that it keeps. */
export async function startGateway(options: { readonly tls: boolean; readonly isAway?: boolean }): Promise<Gateway> {
  const home = await mkdtemp(join(tmpdir(), 'aftercare-gateway-'))
  const endpoint = `127.0.0.1:${await freePort()}`
  const script = fileURLToPath(new URL('./wechat-gateway-process.ts', import.meta.url))
  const news: GatewayNews[] = []
  const contacts = new Map<string, GatewayCommand>()
  let child: ChildProcess | null = null

  async function start(): Promise<void> {
    const fresh = fork(script, [endpoint, GATEWAY_TOKEN, options.tls ? 'tls' : 'plain'], {
      execArgv: ['--no-deprecation', '--import', 'tsx'],
      env: { ...process.env, HOME: home, WECHATY_LOG: 'silent' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child = fresh
    await new Promise<void>((resolve, reject) => {
      fresh.on('message', (message: GatewayNews) => {
        news.push(message)
        if (message.kind === 'listening') resolve()
      })
      fresh.once('exit', (code) => reject(new Error(`the gateway ended with code ${code} before it listened`)))
    })
    for (const command of contacts.values()) fresh.send(command)
  }

  async function kill(): Promise<void> {
    const last = child
    if (last === null || last.exitCode !== null || last.signalCode !== null) return
    const exited = once(last, 'exit')
    last.kill('SIGKILL')
    await exited
  }

  if (options.isAway !== true) await start()
  return {
    endpoint,
    news,
    received: (to) => news.flatMap((item) => (item.kind === 'received' && (!to || item.to === to) ? [item] : [])),
    tell(command) {
      if (command.kind === 'say') contacts.set(command.from, { kind: 'know', id: command.from, name: command.name })
      child?.send(command)
    },
    start,
    signal: (name) => void child?.kill(name),
    kill,
    async close() {
      await kill()
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
