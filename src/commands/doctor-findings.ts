/** What `aftercare doctor` finds in the running desk's Redis and on its disk. Reads only. */
import { statfs } from 'node:fs/promises'
import { filedIn } from '../bot/records.ts'
import type { Config } from '../config.ts'
import { isoInChina } from '../domain/hours.ts'
import { HOUR, MINUTE, SECOND } from '../domain/values.ts'
import { placeOf } from '../store/connect.ts'
import { type JobsNow, readJobs } from '../store/jobs.ts'
import type { RedisStore } from '../store/redis-store.ts'
import { connectionOf, openLive } from './live.ts'

export type Health = 'ok' | 'note' | 'wrong'
export interface Finding {
  readonly what: string
  readonly health: Health
  readonly detail: string
}

export const finding = (what: string, health: Health, detail: string): Finding => ({ what, health, detail })

const LEAST_FREE_BYTES = 1024 ** 3
const GIB = 1024 ** 3
/** Longer than a turn that is tried again, and than a restart. */
const LONGEST_WAIT_MS = MINUTE
const JOB_MISSED_AFTER_MS = 26 * HOUR

export async function redisFindings(config: Config): Promise<readonly Finding[]> {
  try {
    const store = await openLive(config)
    try {
      return [...(await storeFindings(store, config)), ...jobFindings(await readJobs(connectionOf(config)))]
    } finally {
      await store.close()
    }
  } catch (error) {
    const health = config.redis.kind === 'embedded' ? 'note' : 'wrong'
    return [finding('redis', health, error instanceof Error ? error.message : String(error))]
  }
}

async function storeFindings(store: RedisStore, config: Config): Promise<readonly Finding[]> {
  const { version, warnings } = await store.inspect()
  const { mailboxes, lanes, parked } = await store.backlog()
  return [
    finding('redis', 'ok', `${version} at ${placeOf(connectionOf(config))}`),
    ...warnings.map((warning) => finding('redis', 'wrong', warning)),
    finding('staff', 'note', staffList((await store.staff()).length)),
    await indexes(store),
    waiting('mail', mailboxes.letters, mailboxes.oldestMs, 'see whether the desk runs, and its log'),
    waiting('sending', lanes.waiting, lanes.oldestMs, 'see the channels below, and the log'),
    finding(
      'parked',
      'note',
      parked === 0 ? 'nothing was put aside' : `${parked} put aside, told to staff at the time`,
    ),
  ]
}

function waiting(what: string, count: number, oldestMs: number, todo: string): Finding {
  if (count === 0) return finding(what, 'ok', 'nothing waits')
  const age = `${count} waiting, the oldest for ${Math.round(oldestMs / SECOND)} s`
  return oldestMs > LONGEST_WAIT_MS ? finding(what, 'wrong', `${age}: ${todo}`) : finding(what, 'ok', age)
}

function jobFindings({ counts, succeeded }: JobsNow): readonly Finding[] {
  const failed = counts['failed'] ?? 0
  const ran = Object.entries(succeeded).map(([job, at]) =>
    Date.now() - at > JOB_MISSED_AFTER_MS
      ? finding('jobs', 'wrong', `${job} last ended well at ${isoInChina(at)}: see the log of the desk`)
      : finding('jobs', 'ok', `${job} ended well at ${isoInChina(at)}`),
  )
  const none = ran.length === 0 ? [finding('jobs', 'note', 'none has run yet: they run once a day')] : []
  const wrong = failed === 0 ? [] : [finding('jobs', 'wrong', `${failed} failed for good: see the log of the desk`)]
  return [...none, ...ran, ...wrong]
}

/** So many orders of each shard are looked at. */
const SAMPLE = 3
const MOST_NAMED = 3

async function indexes(store: RedisStore): Promise<Finding> {
  const { checked, underWay, wrong } = await store.checkIndexes(filedIn, SAMPLE)
  const looked = `${checked} orders looked at, ${underWay} still being noted`
  if (wrong.length === 0) return finding('indexes', 'ok', looked)
  const named = wrong.slice(0, MOST_NAMED).join('; ')
  return finding('indexes', 'wrong', `${looked}; ${named}. Run aftercare reindex while the desk runs`)
}

const staffList = (count: number): string =>
  count === 0
    ? 'the list is empty: everyone in the staff group counts as staff (aftercare staff add ID)'
    : `${count} on the list`

/** The disk under DATA_DIR, or under the directory that would hold it. */
export async function diskFinding({ dataDir }: Config): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(dataDir)
    const free = `${((bavail * bsize) / GIB).toFixed(1)} GB free at ${dataDir}`
    return bavail * bsize < LEAST_FREE_BYTES
      ? finding('disk', 'wrong', `${free}: make room, a full disk refuses every message`)
      : finding('disk', 'ok', free)
  } catch {
    return finding('disk', 'note', `${dataDir} is not there yet: the first start makes it`)
  }
}
