/** The connection to Redis: one client, a deadline for every call, scripts by their digest. Knows no key and no conversation. */
import { createClient } from 'redis'
import { SECOND } from '../domain/values.ts'
import { StoreUnavailable } from '../ports.ts'
import type { Reply } from './reply.ts'
import { type ScriptName, script } from './scripts.ts'

export type RedisConnection =
  | { readonly kind: 'socket'; readonly path: string }
  /** `redis://` or `rediss://`, with user, password and database as usual. */
  | { readonly kind: 'url'; readonly url: string }

/** Redis as the rest of this room uses it. Both calls reject with `StoreUnavailable`, or with what they are when a script is wrong. */
export interface Redis {
  command(...parts: readonly string[]): Promise<Reply>
  run(name: ScriptName, keys: readonly string[], values: readonly (string | number)[]): Promise<Reply>
  close(): Promise<void>
}

const CALL_DEADLINE_MS = 5 * SECOND
const CONNECT_DEADLINE_MS = 5 * SECOND
/** A connection on which nothing comes back any more is given up; the pings keep an idle one alive. */
const SILENCE_MS = 10 * SECOND
const PING_EVERY_MS = 3 * SECOND
const FIRST_RETRY_MS = 50
const LAST_RETRY_MS = SECOND

const retryDelay = (retries: number): number => Math.min(FIRST_RETRY_MS * 2 ** Math.min(retries, 10), LAST_RETRY_MS)

function clientFor(connection: RedisConnection) {
  const socket = {
    connectTimeout: CONNECT_DEADLINE_MS,
    socketTimeout: SILENCE_MS,
    reconnectStrategy: retryDelay,
  }
  const common = {
    RESP: 2,
    disableOfflineQueue: true,
    pingInterval: PING_EVERY_MS,
    commandOptions: { timeout: 0 },
  } as const
  return connection.kind === 'socket'
    ? createClient({ ...common, socket: { ...socket, path: connection.path, tls: false } })
    : createClient({ ...common, url: connection.url, socket })
}

/** Where Redis is, for people: without a password. */
export function placeOf(connection: RedisConnection): string {
  if (connection.kind === 'socket') return connection.path
  const url = new URL(connection.url)
  return `${url.protocol}//${url.host}${url.pathname}`
}

function checkProtocol(connection: RedisConnection): void {
  if (connection.kind === 'url' && !/^rediss?:\/\//.test(connection.url)) {
    throw new RangeError('REDIS_URL must start with redis:// or rediss://')
  }
}

/** Rejects with `StoreUnavailable` after `ms`; the command itself may still happen, which every script allows for. */
async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable(`Redis did not answer ${what} within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Codes by which Redis says that the command or script itself is wrong. Older versions wrap a refused write in ERR. */
const DEFECT = /^(ERR|WRONGTYPE|CROSSSLOT|NOSCRIPT)\b/
const REFUSED_INSIDE = /\b(OOM|READONLY|MISCONF|NOREPLICAS|LOADING|MASTERDOWN|max number of clients)\b/

function asUnavailable(error: unknown): Error {
  if (error instanceof StoreUnavailable) return error
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && DEFECT.test(message) && !REFUSED_INSIDE.test(message)) return error
  return new StoreUnavailable(`Redis: ${message}`, { cause: error })
}

const isUnknownScript = (error: unknown): boolean => error instanceof Error && error.message.startsWith('NOSCRIPT')

/**
 * Connects, and reconnects by itself from then on. Rejects with `StoreUnavailable` when Redis is not there within 5 s,
 * and with a `RangeError` for a URL of another kind.
 * `onTrouble` hears of every failure of the connection; calls meanwhile reject by themselves.
 */
export async function connect(connection: RedisConnection, onTrouble?: (error: Error) => void): Promise<Redis> {
  checkProtocol(connection)
  const client = clientFor(connection)
  let last = 'no answer'
  client.on('error', (error: Error) => {
    last = error.message || error.name
    onTrouble?.(error)
  })
  try {
    await within(CONNECT_DEADLINE_MS, 'the connection', client.connect())
  } catch (error) {
    client.destroy()
    throw new StoreUnavailable(`Redis at ${placeOf(connection)} cannot be reached: ${last}`, { cause: error })
  }

  const command = async (...parts: readonly string[]): Promise<Reply> => {
    try {
      return await within(CALL_DEADLINE_MS, parts[0] ?? '', client.sendCommand<Reply>([...parts]))
    } catch (error) {
      throw asUnavailable(error)
    }
  }
  return {
    command,
    async run(name, keys, values) {
      const { sha, text } = script(name)
      const rest = [String(keys.length), ...keys, ...values.map(String)]
      try {
        return await command('EVALSHA', sha, ...rest)
      } catch (error) {
        if (!isUnknownScript(error)) throw error
        return await command('EVAL', text, ...rest)
      }
    },
    async close() {
      if (client.isReady) await client.close()
      else if (client.isOpen) client.destroy()
    },
  }
}
