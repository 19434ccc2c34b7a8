/** What is worth saying about a Redis that somebody else runs: its version, and whatever could lose data or refuse it. Each line says what to do. */
import { SECOND } from '../domain/values.ts'
import type { RedisHealth } from '../ports.ts'
import type { Redis } from './connect.ts'
import type { Server } from './link.ts'
import { asInteger, asList, asText, asTexts } from './reply.ts'

/** The oldest major version that the store is tested with. */
const OLDEST_MAJOR = 7
/** Timers and hours follow Redis' clock; logs and alarms this machine's. */
const MOST_CLOCK_DIFFERENCE_MS = 5 * SECOND
const NEARLY_FULL = 0.9

export interface RedisReport {
  readonly version: string
  /** One line each; empty when all is well. */
  readonly warnings: readonly string[]
}

/** What Redis says of itself: its INFO, and settings that a managed Redis may keep to itself (empty then). */
interface Told {
  readonly info: ReadonlyMap<string, string>
  readonly settings: ReadonlyMap<string, string>
  /** Redis' clock minus ours. */
  readonly aheadMs: number
}

async function infoOf(server: Server): Promise<ReadonlyMap<string, string>> {
  const lines = asText(await server.command('INFO')).split('\r\n')
  return new Map(
    lines
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  )
}

async function settingsOf(server: Server): Promise<ReadonlyMap<string, string>> {
  const wanted = ['appendfsync', 'min-replicas-to-write', 'stop-writes-on-bgsave-error'] as const
  const read = wanted.map((name) => server.command('CONFIG', 'GET', name).then(asTexts, () => []))
  return new Map((await Promise.all(read)).map(([name = '', value = '']) => [name, value]))
}

async function aheadOf(server: Server): Promise<number> {
  const [seconds, microseconds] = asList(await server.command('TIME'))
  return asInteger(seconds) * SECOND + asInteger(microseconds) / 1_000 - Date.now()
}

/** Each looks at one thing and answers with a line when it is not well. */
const CHECKS: readonly ((told: Told) => string | null)[] = [
  ({ info }) =>
    Number.parseInt(versionIn(info), 10) < OLDEST_MAJOR
      ? `Redis ${versionIn(info)} is older than ${OLDEST_MAJOR}.0, the oldest that is tested: install a newer one`
      : null,
  ({ info }) => {
    const policy = info.get('maxmemory_policy') ?? 'unknown'
    const told = `maxmemory-policy is ${policy}: Redis may throw conversations away; set it to noeviction`
    return policy === 'noeviction' ? null : told
  },
  ({ info }) => {
    const limit = numberIn(info, 'maxmemory')
    const isFull = limit > 0 && numberIn(info, 'used_memory') > NEARLY_FULL * limit
    return isFull ? 'memory is nearly full: raise maxmemory, or writes will be refused' : null
  },
  ({ info }) =>
    info.get('aof_enabled') === '1'
      ? null
      : 'appendonly is off: what was accepted since the last snapshot is lost when Redis stops; set it to yes',
  ({ info, settings }) => {
    const fsync = settings.get('appendfsync') ?? 'always'
    if (info.get('aof_enabled') !== '1' || fsync === 'always') return null
    const lost = fsync === 'everysec' ? 'the last second' : 'much of what was accepted'
    return `appendfsync is ${fsync}: a power cut loses ${lost}; set it to always`
  },
  ({ info }) =>
    info.get('aof_last_write_status') === 'err'
      ? 'the last write to the append-only file failed, and writes are refused: look at its disk'
      : null,
  ({ info }) =>
    info.get('aof_last_bgrewrite_status') === 'err'
      ? 'the append-only file could not be rewritten and grows: look at its disk, then BGREWRITEAOF'
      : null,
  ({ info, settings }) =>
    info.get('rdb_last_bgsave_status') === 'err' && settings.get('stop-writes-on-bgsave-error') === 'yes'
      ? 'the last snapshot failed, and writes are refused: look at its disk, then BGSAVE'
      : null,
  ({ info }) =>
    info.get('role') === 'slave'
      ? 'this is a replica and refuses writes: give REDIS_URL the address of its master'
      : null,
  ({ info, settings }) => {
    const wanted = numberIn(settings, 'min-replicas-to-write')
    return wanted > numberIn(info, 'min_slaves_good_slaves')
      ? `min-replicas-to-write is ${wanted} and fewer replicas are well, so writes are refused: mend them or lower it`
      : null
  },
  ({ aheadMs }) =>
    Math.abs(aheadMs) > MOST_CLOCK_DIFFERENCE_MS
      ? `its clock is ${Math.round(Math.abs(aheadMs) / SECOND)} s ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's, and timers follow it: let NTP set both`
      : null,
]

const versionIn = (info: ReadonlyMap<string, string>): string => info.get('redis_version') ?? 'unknown'
const numberIn = (fields: ReadonlyMap<string, string>, name: string): number => Number(fields.get(name) ?? 0)

/** Valkey says its own version beside that of the Redis it stands for. */
function shownVersion(info: ReadonlyMap<string, string>): string {
  const valkey = info.get('valkey_version')
  return valkey === undefined ? versionIn(info) : `${versionIn(info)} (Valkey ${valkey})`
}

/** For the start and for `aftercare doctor`. Of a cluster every master is asked, and a warning says which one it is about. Rejects with `StoreUnavailable`. */
export async function inspectRedis(redis: Redis): Promise<RedisReport> {
  const servers = await redis.servers()
  const reports = await Promise.all(servers.map((server) => inspect(server, servers.length === 1)))
  return {
    version: [...new Set(reports.map(({ version }) => version))].join(', '),
    warnings: reports.flatMap(({ warnings }) => warnings),
  }
}

async function inspect(server: Server, isAlone: boolean): Promise<RedisReport> {
  const [info, settings, aheadMs] = await Promise.all([infoOf(server), settingsOf(server), aheadOf(server)])
  const warnings = CHECKS.map((check) => check({ info, settings, aheadMs })).filter((warning) => warning !== null)
  const place = isAlone ? '' : `${server.place}: `
  return { version: shownVersion(info), warnings: warnings.map((warning) => `${place}${warning}`) }
}

/** For metrics; of a cluster all masters together. Rejects with `StoreUnavailable`. */
export async function healthOf(redis: Redis): Promise<RedisHealth> {
  const infos = await Promise.all((await redis.servers()).map(infoOf))
  const sum = (name: string): number => infos.reduce((total, info) => total + numberIn(info, name), 0)
  const isOk = (name: string): boolean => infos.every((info) => (info.get(name) ?? 'ok') === 'ok')
  return {
    memoryBytes: sum('used_memory'),
    memoryLimitBytes: sum('maxmemory'),
    appendOnlyFileOk: isOk('aof_last_write_status') && isOk('aof_last_bgrewrite_status'),
  }
}
