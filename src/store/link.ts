/** The way to one Redis server, or to the masters of a cluster, over node-redis. Knows commands as words, no script and no deadline of a call. */
import { createClient, createCluster } from 'redis'
import { SECOND } from '../domain/values.ts'
import { placeOf, type RedisConnection, trustOf } from './connection.ts'
import type { Reply } from './reply.ts'

/** A server that holds keys, for commands that concern no key. */
export interface Server {
  /** For people. */
  readonly place: string
  command(...parts: readonly string[]): Promise<Reply>
}

/** Rejects with whatever its client rejects with. It reconnects by itself; meanwhile calls reject at once. */
export interface Link {
  /** `all`: one script may touch keys of any shards. `one`: of one shard alone, since each has a slot of its own. */
  readonly shardsAScript: 'all' | 'one'
  connect(): Promise<unknown>
  /** `key` decides which server hears it, and on which connection: those of one shard stay in order. */
  send(key: string, parts: readonly string[]): Promise<Reply>
  servers(): Promise<readonly Server[]>
  close(): Promise<void>
  /** Lets go at once. */
  destroy(): void
}

export const CONNECT_DEADLINE_MS = 5 * SECOND
/** A connection on which nothing comes back any more is given up; the pings keep an idle one alive. */
const SILENCE_MS = 10 * SECOND
const PING_EVERY_MS = 3 * SECOND
/** node-redis writes a connection's commands once a tick and then waits for the answers: one alone leaves Redis idle meanwhile. */
const CONNECTIONS = 4
const FIRST_RETRY_MS = 50
const LAST_RETRY_MS = SECOND

const retryDelay = (retries: number): number => Math.min(FIRST_RETRY_MS * 2 ** Math.min(retries, 10), LAST_RETRY_MS)

const SOCKET = {
  connectTimeout: CONNECT_DEADLINE_MS,
  socketTimeout: SILENCE_MS,
  reconnectStrategy: retryDelay,
} as const
const CLIENT = { disableOfflineQueue: true, pingInterval: PING_EVERY_MS } as const
/** node-redis' own time-out costs a timer a command; `connect.ts` has one around the call. */
const COMMON = { RESP: 2, commandOptions: { timeout: 0 } } as const

/** Not connected yet. `onError` hears of every failure of a connection. Throws a `RangeError` when a certificate's file cannot be read. */
export function linkTo(connection: RedisConnection, onError: (error: Error) => void): Link {
  return connection.kind === 'cluster' ? toCluster(connection, onError) : toServer(connection, onError)
}

type One = Exclude<RedisConnection, { kind: 'cluster' }>

function toServer(connection: One, onError: (error: Error) => void): Link {
  const clients = Array.from({ length: CONNECTIONS }, () => clientFor(connection).on('error', onError))
  const clientOf = (key: string) => clients[connectionOf(key)] as (typeof clients)[number]
  const send = (key: string, parts: readonly string[]) => clientOf(key).sendCommand<Reply>(parts)
  return {
    shardsAScript: 'all',
    connect: () => Promise.all(clients.map((client) => client.connect())),
    send,
    servers: async () => [{ place: placeOf(connection), command: (...parts) => send('', parts) }],
    async close() {
      await Promise.all(clients.map((client) => (client.isReady ? client.close() : client.isOpen && client.destroy())))
    },
    destroy() {
      // One that is closing counts as closed, and may still hold its socket.
      for (const client of clients) client.destroy()
    },
  }
}

/** By the shard in the key's `{sNN}`; keys without one share the first. */
const connectionOf = (key: string): number => Number(/^\{s(\d\d)\}/.exec(key)?.[1] ?? 0) % CONNECTIONS

function clientFor(connection: One) {
  return connection.kind === 'socket'
    ? createClient({ ...COMMON, ...CLIENT, socket: { ...SOCKET, path: connection.path, tls: false } })
    : createClient({ ...COMMON, ...CLIENT, url: connection.url, socket: { ...SOCKET, ...trustOf(connection) } })
}

type Cluster = Extract<RedisConnection, { kind: 'cluster' }>

/** MOVED and ASK are followed by node-redis. */
function toCluster(connection: Cluster, onError: (error: Error) => void): Link {
  const trust = trustOf(connection)
  const cluster = createCluster({
    ...COMMON,
    rootNodes: connection.nodes.map((node) => ({ socket: { ...node } })),
    defaults: {
      ...CLIENT,
      ...connection.credentials,
      socket: trust === null ? { ...SOCKET } : { ...SOCKET, ...trust, tls: true },
    },
  })
  cluster.on('error', onError).on('node-error', onError)
  return {
    shardsAScript: 'one',
    connect: () => cluster.connect(),
    send: (key, parts) => cluster.sendCommand<Reply>(key, false, [...parts]),
    servers: async () =>
      cluster.masters.map((master) => ({
        place: master.address,
        command: async (...parts) => (await cluster.nodeClient(master)).sendCommand<Reply>([...parts]),
      })),
    async close() {
      if (!cluster.isOpen) return
      // A clean end waits for each master's answer.
      if (cluster.masters.every(({ client }) => client?.isReady)) await cluster.close()
      else cluster.destroy()
    },
    destroy: () => cluster.destroy(),
  }
}
