/** The built product as a process of its own, in a directory and environment of its own: started, asked, stopped, killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
/** Generous: several desks may start at once on a busy machine. */
const READY_WITHIN_MS = 90_000

export type Environment = Readonly<Record<string, string>>

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  /** From the start to the end. */
  readonly afterMs: number
}

export interface DeskProcess {
  readonly url: string
  readonly pid: number
  /** From the start to the line that says so. */
  readonly readyAfterMs: number
  readonly ended: Promise<Ended>
  stderr(): string
  /** Its log, one JSON object a line, beside the line that says it is ready. */
  log(): string
  readyz(): Promise<Readyz>
  /** SIGKILL; resolves when the process is gone. What it started may still be ending. */
  kill(): Promise<void>
  /** SIGTERM; resolves with how it ended. */
  stop(): Promise<Ended>
}

export interface Readyz {
  readonly ready: boolean
  readonly redis: { readonly ok: boolean; readonly detail: string }
  readonly channels: Readonly<Record<string, { readonly status: string; readonly reason?: string }>>
}

interface Run {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  stdout(): string
  stderr(): string
}

/** Runs `aftercare` with these words to its end. */
export const runCli = (args: readonly string[], env: Environment, cwd: string): Promise<Ended> =>
  launch(args, env, cwd).ended

/** Starts the desk and waits until it says that it is ready; rejects with its stderr when it ends before. `cwd` has no `.env`. */
export async function startDeskProcess(env: Environment, cwd: string, cli: string = CLI): Promise<DeskProcess> {
  const startedAt = performance.now()
  // People do not write ten messages a second; tests do.
  const quick = { PORT: '0', ...(env['TELEGRAM_BOT_TOKEN'] !== undefined && { TELEGRAM_PACING: 'off' }) }
  const { child, ended, stdout, stderr } = launch(['start', '--json'], { ...quick, ...env }, cwd, cli)
  const url = await Promise.race([
    readyLine(child, stdout),
    ended.then((end): never => {
      throw new Error(`the desk ended with ${end.code ?? end.signal}: ${end.stderr}`)
    }),
  ])
  const signalled = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    url,
    pid: child.pid ?? 0,
    readyAfterMs: performance.now() - startedAt,
    ended,
    stderr,
    log: stdout,
    readyz: async () => (await (await fetch(`${url}/readyz`)).json()) as Readyz,
    kill: async () => {
      await signalled('SIGKILL')
    },
    stop: () => signalled('SIGTERM'),
  }
}

/** Only what is given, and where programs are: nothing of the tester's own environment reaches the product. */
function launch(args: readonly string[], env: Environment, cwd: string, cli: string = CLI): Run {
  const startedAt = performance.now()
  const whole = { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env }
  const child = spawn(process.execPath, [cli, ...args], { cwd, env: whole, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk
    })
  }
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      process.off('exit', killWithUs)
      resolve({ code, signal, ...said, afterMs: performance.now() - startedAt })
    })
  })
  return { child, ended, stdout: () => said.stdout, stderr: () => said.stderr }
}

function readyLine(child: ChildProcess, stdout: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`the desk was not ready within ${READY_WITHIN_MS} ms: ${stdout()}`))
    }, READY_WITHIN_MS)
    const look = () => {
      const url = /^\{"ready":"([^"]+)"\}$/m.exec(stdout())?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      resolve(url)
    }
    child.stdout?.on('data', look)
    child.once('close', () => clearTimeout(timer))
  })
}

/** The embedded Redis' guard, as its data directory names it. */
export const guardPid = (dataDir: string): number => Number.parseInt(readFileSync(`${dataDir}/guard.lock`, 'utf8'), 10)
