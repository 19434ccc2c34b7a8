/** How the desk is, for its pages, `/readyz` and `doctor`: put together from Redis, the channels and the calendar. */
import type { Channel } from '../bot/channel.ts'
import type { Status } from '../bot/http.ts'
import type { Workbench } from '../commands/workbench.ts'
import type { Config } from '../config.ts'
import type { Store } from '../ports.ts'
import { placeOf, type RedisConnection } from '../store/connect.ts'

interface Parts {
  readonly store: Store
  readonly connection: RedisConnection
  readonly config: Config
  readonly channels: readonly Channel[]
  readonly workbench: Workbench
}

/** Resolves also while Redis is away, and says so then. */
export async function statusOf({ store, connection, config, channels, workbench }: Parts): Promise<Status> {
  const states = channels.map((channel) => ({ name: channel.name, state: channel.state() }))
  try {
    const now = await store.now()
    const desk = {
      status: 'known' as const,
      now,
      rehearsal: config.startsAt !== null,
      hours: workbench.hours.describe(now),
    }
    return { redis: { ok: true, detail: placeOf(connection) }, channels: states, desk }
  } catch (error) {
    const detail = `${placeOf(connection)}: ${error instanceof Error ? error.message : String(error)}`
    return { redis: { ok: false, detail }, channels: states, desk: { status: 'unknown' } }
  }
}
