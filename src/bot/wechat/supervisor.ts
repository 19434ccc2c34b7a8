/**
 * Keeps the WeChat process going: looks for its gateway first, starts it, starts it again when it ends, and ends it when it is stuck. Calls go
 * through here with a deadline each. Knows nothing of conversations.
 */
import type { ChildProcess } from 'node:child_process'
import { SECOND } from '../../domain/values.ts'
import type { Log } from '../log.ts'
import { SERVICE_PUPPET, untilReachable } from './gateway.ts'
import { backoff, type Sleep } from './sleep.ts'
import type { Sign } from './status.ts'
import type { AccountOptions, Call, FromProcess, Heard, Note, Outcome, ToProcess } from './wire.ts'

export interface SupervisorOptions {
  readonly account: AccountOptions
  readonly fork: () => ChildProcess
  readonly sleep: Sleep
  readonly log: Log
}

export interface Listener {
  readonly onSign: (sign: Sign) => void
  readonly onHeard: (n: number, heard: Heard) => void
  readonly onNote: (note: Note, messageId: string) => void
}

export interface Supervisor {
  start(): void
  /** Resolves when the process is gone. */
  stop(): Promise<void>
  /** One at a time: it hears what is known, and again what nobody has taken. */
  listen(listener: Listener): void
  /** Never rejects: `unknown` when the process ends or the signal aborts first. */
  call(what: Call, signal: AbortSignal): Promise<Outcome>
  taken(n: number): void
  /** Of the process that runs now, null between two. */
  pid(): number | null
}

const FIRST_WAIT_MS = SECOND / 4
const MOST_WAIT_MS = 10 * SECOND
/** It says that it is alive every three seconds. */
const STUCK_AFTER_MS = 30 * SECOND
/** The process stops its puppet within three seconds. */
const STOP_WITHIN_MS = 4 * SECOND

export function createSupervisor({ account, fork, sleep, log }: SupervisorOptions): Supervisor {
  const stopping = new AbortController()
  const calls = new Map<number, (outcome: Outcome) => void>()
  let listener: Listener | null = null
  let child: ChildProcess | null = null
  let running: Promise<void> | null = null
  let lastCall = 0
  let lastLife = 0
  let wasLoggedIn = false

  const tell = (message: ToProcess): boolean => child?.connected === true && child.send(message, () => {})

  function hear(message: FromProcess): void {
    lastLife = performance.now()
    if (message.kind === 'sign') {
      wasLoggedIn ||= message.sign.kind === 'logged_in'
      listener?.onSign(message.sign)
    } else if (message.kind === 'heard') listener?.onHeard(message.n, message.heard)
    else if (message.kind === 'called') calls.get(message.call)?.(message.outcome)
    else if (message.kind === 'note') listener?.onNote(message.note, message.messageId)
  }

  /** Resolves when the process has ended, of its own or for being stuck. */
  async function live(): Promise<void> {
    const fresh = fork()
    child = fresh
    lastLife = performance.now()
    const ended = new Promise<void>((resolve) => {
      fresh.once('exit', () => resolve())
      fresh.once('error', (error) => {
        log.warn({ err: error }, 'wechat: the process is in trouble')
        if (fresh.pid === undefined) resolve()
      })
    })
    fresh.on('message', (message: FromProcess) => hear(message))
    tell({ kind: 'open', account })
    const watch = setInterval(() => performance.now() - lastLife > STUCK_AFTER_MS && fresh.kill('SIGKILL'), SECOND)
    await ended
    clearInterval(watch)
    child = null
    for (const end of calls.values()) end({ status: 'unknown', reason: 'the WeChat process ended' })
    calls.clear()
  }

  async function run(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      if (!(await gatewayAnswers())) return
      wasLoggedIn = false
      await live()
      if (stopping.signal.aborted) return
      if (wasLoggedIn) tries = 0
      log.warn({ tries }, 'wechat: the process ended, it is started again')
      listener?.onSign({ kind: 'ended' })
      await sleep(backoff(tries, FIRST_WAIT_MS, MOST_WAIT_MS), stopping.signal)
    }
  }

  async function gatewayAnswers(): Promise<boolean> {
    const { endpoint } = account.puppetOptions
    if (account.puppet !== SERVICE_PUPPET || endpoint === undefined) return true
    const reached = await untilReachable(endpoint, stopping.signal, sleep, () =>
      listener?.onSign({ kind: 'away', endpoint }),
    )
    if (reached) listener?.onSign({ kind: 'answers' })
    return reached
  }

  return {
    start() {
      running ??= run().catch((error: unknown) => {
        log.error({ err: error }, 'wechat: the process cannot be started')
        listener?.onSign({ kind: 'failed', reason: 'its process cannot be started' })
      })
    },

    async stop() {
      stopping.abort()
      tell({ kind: 'stop' })
      const late = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS)
      await running
      clearTimeout(late)
    },

    listen(fresh) {
      listener = fresh
      tell({ kind: 'open', account })
    },

    call(what, signal) {
      lastCall += 1
      const call = lastCall
      return new Promise((resolve) => {
        const end = (outcome: Outcome): void => {
          calls.delete(call)
          signal.removeEventListener('abort', onAbort)
          resolve(outcome)
        }
        const onAbort = (): void => end({ status: 'unknown', reason: 'no answer in time' })
        if (signal.aborted || !tell({ kind: 'call', call, what })) {
          return end({ status: 'undone', reason: 'WeChat is not connected' })
        }
        signal.addEventListener('abort', onAbort, { once: true })
        calls.set(call, end)
      })
    },

    taken: (n) => void tell({ kind: 'taken', n }),
    pid: () => child?.pid ?? null,
  }
}
