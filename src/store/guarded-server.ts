/** One redis-server process under the guard: started, watched, started again when it dies, stopped cleanly. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Layout, serverArguments } from './embedded-layout.ts'
import { isAlive } from './guard-lock.ts'
import { askToStop, probe, serverPid } from './redis-probe.ts'

export type Started = { readonly status: 'ready' } | { readonly status: 'failed'; readonly message: string }

export interface GuardedServer {
  start(): Promise<Started>
  /** Asks for a clean end; after `patienceMs` the process is killed. Resolves when it is gone. */
  stop(patienceMs: number): Promise<void>
}

const POLL_MS = 20
const ORPHAN_WAIT_MS = 5_000
const RESTART_MS = 300
const LOG_TAIL_LINES = 6

const INSTALL = process.platform === 'darwin' ? 'brew install redis' : 'sudo apt-get install -y redis-server'

function logTail(log: string): string {
  try {
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n')
  } catch (error) {
    return `(its log cannot be read: ${(error as Error).message})`
  }
}

/** A server whose guard was killed is still on our private socket: it is asked to stop and waited for. */
async function endOrphan(socketPath: string): Promise<Started> {
  const pid = await serverPid(socketPath)
  if (pid === null) return { status: 'ready' }
  await askToStop(socketPath)
  const deadline = performance.now() + ORPHAN_WAIT_MS
  while (isAlive(pid)) {
    if (performance.now() > deadline) {
      return { status: 'failed', message: `A redis-server left over from an earlier run does not stop: process ${pid}` }
    }
    await sleep(POLL_MS)
  }
  return { status: 'ready' }
}

function failure(error: NodeJS.ErrnoException | null, redisServer: string, log: string): string {
  if (error?.code === 'ENOENT') return `${redisServer} was not found; install it with: ${INSTALL}`
  if (error !== null) return `${redisServer} cannot be started: ${error.message}`
  return `${redisServer} does not start; the last lines of ${log}:\n${logTail(log)}`
}

/** Prepares a server of `redisServer` on the layout's directories; nothing runs before `start`. */
export function guardedServer(layout: Layout, redisServer: string): GuardedServer {
  let child: ChildProcess | null = null
  let spawnError: NodeJS.ErrnoException | null = null
  let stopping = false

  const launch = (): void => {
    spawnError = null
    const fresh = spawn(redisServer, serverArguments(layout), { stdio: 'ignore' })
    child = fresh
    const gone = (): void => {
      if (child === fresh) child = null
    }
    fresh.once('exit', gone).once('error', (error) => {
      spawnError = error
      gone()
    })
  }

  const untilReady = async (): Promise<Started> => {
    while (!stopping && child !== null) {
      if ((await probe(layout.socketPath)) === 'ready') return { status: 'ready' }
      await sleep(POLL_MS)
    }
    return { status: 'failed', message: failure(spawnError, redisServer, layout.log) }
  }

  const keepAlive = async (): Promise<void> => {
    while (!stopping) {
      await sleep(RESTART_MS)
      if (child === null && !stopping) launch()
    }
  }

  return {
    async start() {
      const free = await endOrphan(layout.socketPath)
      if (free.status === 'failed') return free
      launch()
      const started = await untilReady()
      if (started.status === 'ready') void keepAlive()
      return started
    },
    async stop(patienceMs) {
      stopping = true
      const last = child
      if (last === null) return
      const exited = new Promise<void>((resolve) => last.once('exit', () => resolve()))
      last.kill('SIGTERM')
      const timer = setTimeout(() => last.kill('SIGKILL'), patienceMs)
      await exited
      clearTimeout(timer)
    },
  }
}
