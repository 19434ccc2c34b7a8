/** What workers keep their state in, and how it is disturbed: one Redis behind a proxy for each worker, or a cluster of three masters. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { RedisConnection } from '../../src/store/connect.ts'
import { startCluster } from '../support/cluster.ts'
import { startRedis } from '../support/redis.ts'
import { type Cut, startProxy } from './proxy.ts'

const LONGEST_AWAY_MS = 300

export interface Backend {
  /** For the driver: never disturbed but by Redis' own end. */
  readonly direct: RedisConnection
  connection(place: number): RedisConnection
  setCommit(place: number, sha: string): void
  /** Cuts a connection of the worker in a place, or of any; null when none came to that moment. */
  cut(place: number, how: Cut): Promise<{ readonly at: number; readonly met: 'one' | 'any' } | null>
  /** SIGKILL of Redis or of one master, and a start on the same data; resolves when it serves again. */
  killRedis(): Promise<void>
  close(): Promise<void>
}

const CUT_WITHIN_MS = 2_000

export const startBackend = (kind: 'single' | 'cluster', places: number, random: () => number): Promise<Backend> =>
  kind === 'single' ? singleRedis(places, random) : redisCluster(random)

async function singleRedis(places: number, random: () => number): Promise<Backend> {
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
    async cut(place, how) {
      const at = await proxyAt(place).cut(how, CUT_WITHIN_MS)
      return at === null ? null : { at, met: 'one' }
    },
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

/** Masters tell clients their own addresses, so there is no proxy between: a master itself ends one of its connections. */
async function redisCluster(random: () => number): Promise<Backend> {
  const cluster = await startCluster({ appendfsync: 'always' })
  const oneMaster = () => {
    const master = cluster.masters[Math.floor(random() * cluster.masters.length)]
    if (master === undefined) throw new Error('the cluster has no master')
    return master
  }
  return {
    direct: cluster.connection,
    connection: () => cluster.connection,
    setCommit: () => {},
    async cut() {
      const master = oneMaster()
      const clients = String(await master.command('CLIENT', 'LIST', 'TYPE', 'normal')).match(/(?<=^id=)\d+/gm) ?? []
      const id = clients[Math.floor(random() * clients.length)]
      if (id !== undefined) await master.command('CLIENT', 'KILL', 'ID', id)
      return id === undefined ? null : { at: performance.now(), met: 'any' }
    },
    async killRedis() {
      const master = oneMaster()
      await master.kill()
      await sleep(random() * LONGEST_AWAY_MS)
      await master.restart()
    },
    close: () => cluster.stop(),
  }
}
