/**
 * The guard, a process of its own: holds the data directory, runs redis-server in its own process group, and ends both when the desk is
 * gone, which it learns from the end of its standard input. Called as `guard <data directory> <redis-server>`.
 */
import { rmSync } from 'node:fs'
import { layoutOf, makeDirectories } from './embedded-layout.ts'
import { dropLock, takeLock } from './guard-lock.ts'
import { guardedServer } from './guarded-server.ts'

/** The one line that the guard prints. */
export type GuardWord =
  | { readonly status: 'ready'; readonly socketPath: string }
  | { readonly status: 'held'; readonly pid: number }
  | { readonly status: 'failed'; readonly message: string }

const LOCK_WAIT_MS = 5_000
/** Leaves the guard time to tidy up within the two seconds that it has. */
const SERVER_STOP_MS = 1_500

const [dataDir = '', redisServer = 'redis-server'] = process.argv.slice(2)
const layout = layoutOf(dataDir)
const server = guardedServer(layout, redisServer)
let stopping: Promise<never> | null = null

const say = (word: GuardWord): void => void process.stdout.write(`${JSON.stringify(word)}\n`)

async function end(code: number): Promise<never> {
  await server.stop(SERVER_STOP_MS)
  dropLock(layout.lock)
  if (layout.shortDir !== null) rmSync(layout.shortDir, { recursive: true, force: true })
  process.exit(code)
}

/** The first reason counts; whatever comes later finds the end under way. */
function stop(): void {
  stopping ??= end(0)
}

function watchTheDesk(): void {
  process.stdin.on('end', stop).on('close', stop).on('error', stop).resume()
  process.on('SIGTERM', stop).on('SIGINT', stop)
  // The desk may be gone before it read the word.
  process.stdout.on('error', stop)
}

async function main(): Promise<void> {
  makeDirectories(layout)
  watchTheDesk()
  const owner = await takeLock(layout.lock, layout.dataDir, LOCK_WAIT_MS)
  if (owner !== null) {
    say({ status: 'held', pid: owner })
    process.exit(1)
  }
  const started = await server.start()
  if (stopping !== null) return
  if (started.status === 'failed') {
    say(started)
    await end(1)
  }
  say({ status: 'ready', socketPath: layout.socketPath })
}

await main()
