/** A Redis of the desk's own: starts the guard, which starts redis-server, and waits for its word. Nothing to configure. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Layout, layoutOf, makeDirectories } from './embedded-layout.ts'
import type { GuardWord } from './guard.ts'

export interface Embedded {
  readonly socketPath: string
  /** Ends Redis cleanly and resolves when both processes are gone. May be called twice. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly dataDir: string
  /** A path, or a name looked up in `PATH`. */
  readonly redisServer?: string
  /** The guard ended without being asked: Redis goes with it or stands unguarded, and the desk should end. */
  readonly onLost?: (reason: string) => void
}

/** The embedded Redis cannot run; the message says what to do. */
export class EmbeddedFailed extends Error {
  override readonly name = 'EmbeddedFailed'
}

const fromSource = import.meta.url.endsWith('.ts')
const guardFile = fileURLToPath(new URL(fromSource ? './guard.ts' : './guard.js', import.meta.url))
const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

function usableLayout(dataDir: string): Layout {
  const layout = layoutOf(dataDir)
  try {
    makeDirectories(layout)
  } catch (error) {
    const reason = (error as Error).message
    throw new EmbeddedFailed(`${layout.dataDir} cannot hold data (${reason}); set another DATA_DIR`, { cause: error })
  }
  return layout
}

/** Detached: a process group of its own, which Ctrl-C in the desk's terminal does not reach. */
function spawnGuard(layout: Layout, redisServer: string): ChildProcess {
  const loader = fromSource ? ['--import', 'tsx'] : []
  const errors = openSync(layout.guardLog, 'w')
  try {
    return spawn(process.execPath, [...loader, guardFile, layout.dataDir, redisServer], {
      cwd: projectRoot,
      detached: true,
      stdio: ['pipe', 'pipe', errors],
    })
  } finally {
    closeSync(errors)
  }
}

const exitOf = (guard: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    guard.once('exit', () => resolve())
    guard.once('error', () => resolve())
  })

/** What it wrote before its end, which may have taken the whole directory along. */
function lastWords(log: string): string {
  try {
    return readFileSync(log, 'utf8').trim()
  } catch (error) {
    return `(its log cannot be read: ${(error as Error).message})`
  }
}

/** The guard's one line; rejects when it ends without one. Its end after that is nobody's business here. */
function wordOf(guard: ChildProcess, layout: Layout): Promise<GuardWord> {
  return new Promise((resolve, reject) => {
    if (guard.stdout === null) throw new TypeError('The guard was started without a pipe')
    const lines = createInterface({ input: guard.stdout })
    const ended = () => reject(new EmbeddedFailed(`The guard of Redis ended: ${lastWords(layout.guardLog)}`))
    lines.once('line', (line) => {
      lines.off('close', ended)
      resolve(JSON.parse(line) as GuardWord)
    })
    lines.once('close', ended)
    guard.once('error', reject)
  })
}

function refusal(word: Exclude<GuardWord, { status: 'ready' }>, dataDir: string): EmbeddedFailed {
  if (word.status === 'failed') return new EmbeddedFailed(word.message)
  return new EmbeddedFailed(
    `${dataDir} is held by process ${word.pid}: another desk runs on it; stop that one or set another DATA_DIR`,
  )
}

/**
 * Starts Redis on `dataDir`, waiting up to 5 s for an earlier one to end. Rejects with `EmbeddedFailed`, whose message tells what to do.
 * When this process ends for any reason, Redis ends within 2 s.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const layout = usableLayout(options.dataDir)
  const guard = spawnGuard(layout, options.redisServer ?? 'redis-server')
  const exited = exitOf(guard)
  guard.stdin?.on('error', () => guard.kill('SIGTERM'))
  const word = await wordOf(guard, layout)
  if (word.status !== 'ready') {
    await exited
    throw refusal(word, layout.dataDir)
  }

  let asked = false
  void exited.then(() => {
    if (!asked) options.onLost?.('The guard of the embedded Redis has ended')
  })
  return {
    socketPath: word.socketPath,
    async stop() {
      asked = true
      guard.stdin?.end()
      await exited
    },
  }
}
