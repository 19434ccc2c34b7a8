/** A real redis-server for tests, on a private socket in a temporary directory, that can be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { probe } from '../../src/store/redis-probe.ts'

export interface TestRedis {
  readonly socketPath: string
  /** For `openStore` and `startJobs`. */
  readonly connection: { readonly kind: 'socket'; readonly path: string }
  /** SIGKILL; resolves when the process is gone. Data stay in the append-only file. */
  kill(): Promise<void>
  /** Starts it again on the same data and socket, after a clean end if it still runs. */
  restart(): Promise<void>
  /** Ends it and removes its directory. */
  stop(): Promise<void>
}

export interface TestRedisOptions {
  readonly appendfsync?: 'everysec' | 'always' | 'no'
  /** More `redis-server` arguments, as `['--maxmemory', '3mb']`. */
  readonly args?: readonly string[]
  /** More environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** Generous: it reads its data first, on a machine that may be busy. */
const START_WITHIN_MS = 30_000
const STOP_WITHIN_MS = 3_000

function launch(dir: string, socketPath: string, { appendfsync = 'everysec', args = [], env = {} }: TestRedisOptions) {
  const own = ['--port', '0', '--unixsocket', socketPath, '--unixsocketperm', '700', '--dir', dir, '--save', '']
  const durable = ['--appendonly', 'yes', '--appendfsync', appendfsync, '--logfile', join(dir, 'redis.log')]
  return spawn('redis-server', [...own, ...durable, ...args], {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  })
}

async function untilReady(child: ChildProcess, socketPath: string, dir: string): Promise<void> {
  let failure: Error | null = null
  child.once('error', (error) => {
    failure = error
  })
  const deadline = performance.now() + START_WITHIN_MS
  for (let state = await probe(socketPath); state !== 'ready'; state = await probe(socketPath)) {
    if (failure !== null) throw failure
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode} at its start`)
    if (performance.now() > deadline) {
      throw new Error(`redis-server is ${state} after ${START_WITHIN_MS} ms: ${logTail(dir)}`)
    }
    await sleep(10)
  }
}

const logTail = (dir: string): string => readFileSync(join(dir, 'redis.log'), 'utf8').slice(-1_000)

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  // A server that rewrites its append-only file may refuse a clean end.
  const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
  await exited
  clearTimeout(impatience)
}

/** Starts a fresh, empty server. Call `stop()` in `afterAll`; it is killed with the test process at the latest. */
export async function startRedis(options: TestRedisOptions = {}): Promise<TestRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'aftercare-redis-'))
  const socketPath = join(dir, 'redis.sock')
  let child = launch(dir, socketPath, options)
  const killWithUs = (): void => {
    child.kill('SIGKILL')
    rmSync(dir, { recursive: true, force: true })
  }
  process.once('exit', killWithUs)
  await untilReady(child, socketPath, dir)
  return {
    socketPath,
    connection: { kind: 'socket', path: socketPath },
    kill: () => end(child, 'SIGKILL'),
    async restart() {
      await end(child, 'SIGTERM')
      child = launch(dir, socketPath, options)
      await untilReady(child, socketPath, dir)
    },
    async stop() {
      await end(child, 'SIGTERM')
      process.off('exit', killWithUs)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
