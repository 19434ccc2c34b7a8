/** `aftercare start`: the whole desk, until it is told to stop. */
import { CannotStart, startDesk } from '../main.ts'
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
      await aborted(ending.signal)
      if (failed !== null) out.error(failed)
      await running.stop()
      return failed === null ? EXIT.done : EXIT.failed
    } catch (error) {
      if (!(error instanceof CannotStart)) throw error
      for (const line of error.lines) out.error(line)
      return EXIT.failed
    }
  },
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
