/** The running desk's Redis, for commands beside it: the configured one, or the embedded one of the data directory. */
import type { Config } from '../config.ts'
import type { RedisConnection } from '../store/connect.ts'
import { layoutOf } from '../store/embedded-layout.ts'
import { openStore, type RedisStore } from '../store/redis-store.ts'

export const connectionOf = (config: Config): RedisConnection =>
  config.redis.kind === 'embedded' ? { kind: 'socket', path: layoutOf(config.dataDir).socketPath } : config.redis

/** Opens the store without touching its clock; rejects with one line that says what to do. */
export async function openLive(config: Config): Promise<RedisStore> {
  try {
    return await openStore({ connection: connectionOf(config), deskTime: 'keep' })
  } catch (error) {
    const hint =
      config.redis.kind === 'embedded'
        ? `no desk is running on ${config.dataDir}: start it with npm start`
        : 'the Redis of REDIS_URL does not answer'
    throw new Error(`${hint} (${error instanceof Error ? error.message : String(error)})`, { cause: error })
  }
}
