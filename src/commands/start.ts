/** `aftercare start`: the whole desk, until it is told to stop. */
import type { Command } from './command.ts'
import { EXIT } from './output.ts'

export const startCommand: Command = {
  name: 'start',
  summary: 'run the desk',
  usage: '',
  help: ['Settings come from the environment and from .env: see .env.example.'],
  options: {},
  words: 0,
  async run({ config, json, out }) {
    // Loaded here: the help of `start` needs none of it.
    const [{ startDesk }, { CannotStart }] = await Promise.all([import('../main.ts'), import('../wiring/life.ts')])
    const ending = new AbortController()
    let failed: string | null = null
    // npm forwards Ctrl-C, so it comes twice: the same stop.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.abort())
    const onLost = (reason: string) => {
      failed = reason
      ending.abort()
    }
    try {
      const running = await startDesk(config, onLost)
      out.line(json ? JSON.stringify({ ready: running.url }) : `Aftercare is ready: ${running.url}`)
      if (running.deskLink !== null) {
        out.line(json ? JSON.stringify({ desk: running.deskLink }) : `${FIRST_IN} ${running.deskLink}`)
      }
      await aborted(ending.signal)
      if (failed !== null) out.error(failed)
      const stopped = await running.stop()
      const exit = failed === null ? EXIT.done : EXIT.failed
      // A send that hangs would keep the process for as long as its deadline. Its line is in Redis, which the guard ends after us.
      if (stopped === 'late') process.exit(exit)
      return exit
    } catch (error) {
      if (!(error instanceof CannotStart)) throw error
      for (const line of error.lines) out.error(line)
      return error.reason === 'configuration' ? EXIT.wrongUsage : EXIT.failed
    }
  },
}

const FIRST_IN = 'Sign in to the staff desk, once and within 30 minutes, by this link:'

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
