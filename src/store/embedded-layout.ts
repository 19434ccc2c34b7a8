/** Where the embedded Redis keeps its files, and how its server is called. Pure but for making directories. */
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'

/** A unix socket's path fits in 108 bytes with its end mark on Linux, in 104 on macOS. */
const MAX_SOCKET_PATH_BYTES = 100
const PRIVATE = 0o700

export interface Layout {
  readonly dataDir: string
  /** Redis' own directory: AOF, log, pid. */
  readonly redisDir: string
  readonly socketPath: string
  /** The directory to remove at the end, where the data directory's path is too long for a socket. */
  readonly shortDir: string | null
  readonly log: string
  readonly lock: string
  readonly guardLog: string
}

/** The same data directory always gives the same socket, so that a server left over by a crash is found. */
export function layoutOf(dataDir: string): Layout {
  const root = resolve(dataDir)
  const redisDir = join(root, 'redis')
  const near = join(redisDir, 'redis.sock')
  const files = {
    dataDir: root,
    redisDir,
    log: join(redisDir, 'redis.log'),
    lock: join(root, 'guard.lock'),
    guardLog: join(redisDir, 'guard.log'),
  }
  if (Buffer.byteLength(near) <= MAX_SOCKET_PATH_BYTES) return { ...files, socketPath: near, shortDir: null }
  const digest = createHash('sha256').update(root).digest('hex').slice(0, 16)
  const shortDir = join(tmpdir(), `aftercare-${userInfo().uid}-${digest}`)
  return { ...files, socketPath: join(shortDir, 'redis.sock'), shortDir }
}

/** Throws when somebody else made the directory: the temporary directory is open to all. */
function makePrivate(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: PRIVATE })
  const found = lstatSync(dir)
  if (!found.isDirectory() || found.uid !== userInfo().uid) throw new Error(`${dir} is not a directory of this user`)
  chmodSync(dir, PRIVATE)
}

/** Makes the directories, readable by this user alone. */
export function makeDirectories(layout: Layout): void {
  mkdirSync(layout.dataDir, { recursive: true, mode: PRIVATE })
  makePrivate(layout.redisDir)
  if (layout.shortDir !== null) makePrivate(layout.shortDir)
}

/** Every accepted write is on disk before it is answered; nothing is ever evicted; no port is opened. */
export function serverArguments(layout: Layout): string[] {
  const settings = {
    port: '0',
    unixsocket: layout.socketPath,
    unixsocketperm: '700',
    dir: layout.redisDir,
    appendonly: 'yes',
    appendfsync: 'always',
    save: '',
    'maxmemory-policy': 'noeviction',
    // A conversation is one hash with its state in it: packed, it takes a third less memory (bench:memory).
    'hash-max-listpack-value': '4096',
    logfile: layout.log,
    daemonize: 'no',
  }
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
}
