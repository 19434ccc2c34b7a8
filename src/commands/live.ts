/** The running desk's Redis, for commands beside it: the configured one, or the embedded one of the data directory. */
import type { Config } from '../config.ts'
import { StoreUnavailable } from '../ports.ts'
import type { RedisConnection } from '../store/connect.ts'
import { layoutOf } from '../store/embedded-layout.ts'
import { probe } from '../store/redis-probe.ts'
import { openStore, type RedisStore } from '../store/redis-store.ts'

export const connectionOf = (config: Config): RedisConnection =>
  config.redis.kind === 'embedded' ? { kind: 'socket', path: layoutOf(config.dataDir).socketPath } : config.redis

/** Opens the store without touching its clock; rejects with one line that says what to do. */
export async function openLive(config: Config): Promise<RedisStore> {
  const connection = connectionOf(config)
  if (config.redis.kind === 'embedded' && connection.kind === 'socket' && (await probe(connection.path)) === 'absent') {
    throw new Error(`no desk is running on ${config.dataDir}: start it with npm start`)
  }
  try {
    return await openStore({ connection, deskTime: 'keep' })
  } catch (error) {
    if (!(error instanceof StoreUnavailable) || config.redis.kind === 'embedded') throw error
    throw new Error(`${error.message}; check REDIS_URL, and that this Redis runs`, { cause: error })
  }
}
