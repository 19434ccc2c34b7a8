/** `aftercare reindex`: fills the registries of serial numbers and phones anew; and the same in the background of a start. */
import { setTimeout as sleep } from 'node:timers/promises'
import { filedIn } from '../bot/records.ts'
import type { RedisStore } from '../store/redis-store.ts'
import type { Command } from './command.ts'
import { openLive } from './live.ts'
import { EXIT } from './output.ts'

const PAUSE_MS = 50
const TELL_EVERY_MS = 2_000

export const reindexCommand: Command = {
  name: 'reindex',
  summary: 'fill the lists of orders by serial number, phone and what waits for staff anew',
  usage: '',
  help: [
    'The desk may run meanwhile, and has to run for the lists to fill: each order is noted by a letter.',
    'Until then look-ups by serial number or phone may find too little; aftercare doctor says when all is well.',
  ],
  options: {},
  words: 0,
  async run({ config, json, out }) {
    const store = await openLive(config)
    try {
      let told = performance.now()
      const done = await store.reindex({
        readFiled: filedIn,
        again: true,
        pauseMs: PAUSE_MS,
        isStopping: () => false,
        onProgress(noted) {
          if (json || performance.now() - told < TELL_EVERY_MS) return
          told = performance.now()
          out.line(`${noted} orders noted`)
        },
      })
      const { noted, unreadable } = done
      out.line(json ? JSON.stringify(done) : `${noted} orders noted, ${unreadable} could not be read`)
      return unreadable === 0 ? EXIT.done : EXIT.failed
    } finally {
      await store.close()
    }
  },
}

export interface Indexing {
  stop(): Promise<void>
}

/** Redis was away: tried again from where it ended. */
const AGAIN_MS = 60_000

/** Notes what no registry knows yet, once all of it; `onDone` hears how many orders that were. */
export function startIndexing(
  store: Pick<RedisStore, 'reindex'>,
  onDone: (noted: number) => void,
  onTrouble: (error: unknown) => void,
): Indexing {
  const stopping = new AbortController()
  const isStopping = () => stopping.signal.aborted
  const options = { readFiled: filedIn, again: false, pauseMs: PAUSE_MS, isStopping, onProgress: () => {} }
  async function run(): Promise<void> {
    while (!isStopping()) {
      try {
        return onDone((await store.reindex(options)).noted)
      } catch (error) {
        onTrouble(error)
        await sleep(AGAIN_MS, null, { signal: stopping.signal, ref: false }).catch(() => {})
      }
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
