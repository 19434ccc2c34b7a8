/** The desk's engine for benchmarks: a real Redis, the real store, worker and conversation, and a channel that only notes when a line went out. */
import { fileURLToPath } from 'node:url'
import type { Channel } from '../src/bot/channel.ts'
import { createLog } from '../src/bot/log.ts'
import { createWorker } from '../src/bot/worker.ts'
import { loadWorkbench } from '../src/commands/workbench.ts'
import type { ConversationId } from '../src/ports.ts'
import { openStore } from '../src/store/redis-store.ts'
import { startRedis } from '../test/support/redis.ts'

const CONTENT = fileURLToPath(new URL('../content', import.meta.url))
/** A working Tuesday, in the middle of the working hours. */
export const OPEN_AT = Date.parse('2026-03-10T10:00:00+08:00')

/** `onSent` hears of each line; the desk is to be stopped. */
export async function startBenchDesk(onSent: (conversation: ConversationId) => void) {
  const loaded = loadWorkbench(CONTENT)
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  const redis = await startRedis({ appendfsync: 'always' })
  const store = await openStore({ connection: redis.connection, deskTime: OPEN_AT })
  const channel: Channel = {
    name: 'web',
    state: () => ({ status: 'ready', as: 'a benchmark' }),
    serves: () => true,
    start: () => {},
    stop: async () => {},
    async send(conversation) {
      onSent(conversation)
      return { status: 'sent', ref: null }
    },
  }
  const talk = loaded.workbench.talk({ staffReachable: false })
  const worker = createWorker({ store, talk, staffRoom: null, channels: [channel], log: createLog('error') })
  worker.start()
  let letters = 0
  return {
    store,
    redis,
    /** Takes a customer's message in, as a channel does. */
    async say(conversation: ConversationId, text: string) {
      letters += 1
      const body = JSON.stringify({ kind: 'said', text })
      const ingested = await store.ingest({ conversation, id: `bench:${letters}`, body, counted: true })
      worker.wake(conversation)
      return ingested
    },
    async stop() {
      await worker.stop()
      await store.close()
      await redis.stop()
    },
  }
}

export type BenchDesk = Awaited<ReturnType<typeof startBenchDesk>>

/** The value below which this share (0-1) of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
