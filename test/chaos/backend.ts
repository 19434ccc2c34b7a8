/** What workers keep their state in, and how it is disturbed: one Redis behind a proxy for each worker. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { RedisConnection } from '../../src/store/connect.ts'
import { startRedis } from '../support/redis.ts'
import { type Cut, startProxy } from './proxy.ts'

const LONGEST_AWAY_MS = 300

export interface Backend {
  /** For the driver: never disturbed but by Redis' own end. */
  readonly direct: RedisConnection
  connection(place: number): RedisConnection
  setCommit(place: number, sha: string): void
  /** Cuts a connection of the worker in a place; answers the moment, null when none came to it. */
  cut(place: number, how: Cut): Promise<number | null>
  /** SIGKILL, and a start on the same data; resolves when it serves again. */
  killRedis(): Promise<void>
  close(): Promise<void>
}

const CUT_WITHIN_MS = 2_000

export async function startBackend(places: number, random: () => number): Promise<Backend> {
  const redis = await startRedis({ appendfsync: 'always' })
  const proxies = await Promise.all(Array.from({ length: places }, () => startProxy(redis.socketPath)))
  const proxyAt = (place: number) => {
    const proxy = proxies[place]
    if (proxy === undefined) throw new RangeError(`no place ${place}`)
    return proxy
  }
  return {
    direct: redis.connection,
    connection: (place) => ({ kind: 'url', url: proxyAt(place).url }),
    setCommit: (place, sha) => proxyAt(place).setCommit(sha),
    cut: (place, how) => proxyAt(place).cut(how, CUT_WITHIN_MS),
    async killRedis() {
      await redis.kill()
      await sleep(random() * LONGEST_AWAY_MS)
      await redis.restart()
    },
    async close() {
      await Promise.all(proxies.map((proxy) => proxy.close()))
      await redis.stop()
    },
  }
}
