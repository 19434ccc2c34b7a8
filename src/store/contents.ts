/**
 * Everything the desk keeps in Redis, key by key, and the way back: what a backup holds. Whatever a running process makes for itself (clock,
 * layout, leases, job queue, how far the registries are filled) stays out.
 */
import { createHash } from 'node:crypto'
import type { Redis } from './connect.ts'
import { asInteger, asList, asText, asTextOrNull, asTexts, type Reply } from './reply.ts'
import { scan } from './scan.ts'

export const KINDS = ['string', 'hash', 'list', 'set', 'zset'] as const

/** One key. Hashes come as name, value, name, value …, sorted sets as member, score …; both in a fixed order. */
export interface Kept {
  readonly key: string
  readonly type: (typeof KINDS)[number]
  /** Unix time in ms; null for what is kept until it is deleted. */
  readonly expiresAt: number | null
  readonly value: string | readonly string[]
}

const KEYS_A_CALL = 64
/** Arguments of one write. */
const VALUES_A_CALL = 500

const LEFT_OUT = new Set([
  'clock',
  'meta',
  'lease',
  'indexed',
  'sends',
  'sign-in',
  'sign-in-tries',
  'invite',
  'watchers',
])
/** Read last: what came in meanwhile is then waited for without being there, never there without being waited for. */
const INDEXES = new Set(['due', 'timers', 'lanes', 'active', 'unseen'])
const FIRST = new Set(['seen'])

const shardIn = (key: string): string => key.slice(0, key.indexOf('}') + 1)
const kindIn = (key: string): string => key.split(':', 2)[1] ?? ''
const rankOf = (key: string): number => (FIRST.has(kindIn(key)) ? 0 : INDEXES.has(kindIn(key)) ? 2 : 1)
/** What belongs to one conversation stands together: `mail:tg:1`, `lane:customer:tg:1`. */
const ownerIn = (key: string): string =>
  key
    .split(':')
    .slice(kindIn(key) === 'lane' ? 3 : 2)
    .join(':')

/** The desk's keys, in the order in which they are to be read. */
async function keysOf(redis: Redis): Promise<readonly string[]> {
  const found = new Set<string>()
  for await (const key of scan(redis, '{s[0-9][0-9]}:*')) if (!LEFT_OUT.has(kindIn(key))) found.add(key)
  const sortable = [...found].map((key) => ({ key, by: `${shardIn(key)} ${rankOf(key)} ${ownerIn(key)} ${key}` }))
  return sortable.toSorted((a, b) => (a.by < b.by ? -1 : 1)).map(({ key }) => key)
}

/** Calls of one shard each, which keep what belongs to one conversation together. */
function callsFor(keys: readonly string[]): readonly (readonly string[])[] {
  const calls: string[][] = []
  for (const key of keys) {
    const call = calls.at(-1)
    const last = call?.at(-1)
    const fits = last !== undefined && shardIn(last) === shardIn(key) && rankOf(last) === rankOf(key)
    const together = fits && ownerIn(last) === ownerIn(key)
    if (call !== undefined && fits && (together || call.length < KEYS_A_CALL)) call.push(key)
    else calls.push([key])
  }
  return calls
}

const PAIRED = new Set(['hash', 'zset'])

/** Redis gives members of hashes and sets in an order of its own: sorted, the same content is the same text. */
function inOrder(type: Kept['type'], value: readonly string[]): readonly string[] {
  if (type === 'list') return value
  if (!PAIRED.has(type)) return value.toSorted()
  const pairs = value.flatMap((name, index) => (index % 2 === 0 ? [[name, value[index + 1] ?? ''] as const] : []))
  return pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)).flat()
}

function keptOf(key: string, reply: Reply): Kept | null {
  const [kind, expiry, content] = asList(reply)
  const type = KINDS.find((known) => known === kind)
  if (asTextOrNull(kind) === 'none') return null
  if (type === undefined) throw new TypeError(`${key} is of the type ${asText(kind)}, which the desk does not keep`)
  const at = asInteger(expiry)
  const value = type === 'string' ? asText(content) : inOrder(type, asTexts(content))
  return { key, type, expiresAt: at < 0 ? null : at, value }
}

/** How far it is: keys read or written so far, of so many. */
export type OnProgress = (done: number, of: number) => void

/** Reads all, a conversation at one moment. What comes in meanwhile may be missing. */
export async function* readContents(redis: Redis, onProgress: OnProgress = () => {}): AsyncGenerator<Kept> {
  const keys = await keysOf(redis)
  let done = 0
  for (const call of callsFor(keys)) {
    const replies = asList(await redis.run('read-keys', call, []))
    for (const [index, key] of call.entries()) {
      const kept = keptOf(key, replies[index] ?? null)
      if (kept !== null) yield kept
    }
    done += call.length
    onProgress(done, keys.length)
  }
}

/** Whether Redis holds anything of a desk. */
export const hasContents = async (redis: Redis): Promise<boolean> => (await keysOf(redis)).length > 0

const ADD = { hash: 'HSET', list: 'RPUSH', set: 'SADD', zset: 'ZADD' } as const

/** Writes one key that does not exist. */
export async function writeKept(redis: Redis, { key, type, expiresAt, value }: Kept): Promise<void> {
  if (typeof value === 'string') await redis.command('SET', key, value)
  else {
    for (let from = 0; from < value.length; from += VALUES_A_CALL) {
      const part = value.slice(from, from + VALUES_A_CALL)
      await redis.command(ADD[type === 'string' ? 'list' : type], key, ...(type === 'zset' ? scoreFirst(part) : part))
    }
  }
  if (expiresAt !== null) await redis.command('PEXPIREAT', key, String(expiresAt))
}

/** ZADD takes the score before its member. */
const scoreFirst = (pairs: readonly string[]): readonly string[] =>
  pairs.flatMap((member, index) => (index % 2 === 0 ? [pairs[index + 1] ?? '', member] : []))

/** A digest of contents, whatever the order they come in. */
export function createDigest() {
  const lines: string[] = []
  return {
    add: (kept: Kept) => void lines.push(createHash('sha256').update(JSON.stringify(kept)).digest('hex')),
    count: () => lines.length,
    hex: () => createHash('sha256').update(lines.toSorted().join('\n')).digest('hex'),
  }
}
