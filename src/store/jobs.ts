/** Background jobs outside any turn, on BullMQ with ioredis: the nightly retention and the daily summary. What a job does is handed in. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Job, Queue, Worker } from 'bullmq'
import { Cluster, Redis } from 'ioredis'
import { DAY } from '../domain/values.ts'
import { type RedisConnection, trustOf } from './connection.ts'

/** Hash-tagged, so that all keys of a queue share a slot of a Redis Cluster. */
const PREFIX = '{aftercare-jobs}'
/** Each job has a queue of its own, so that one's results do not push out another's. */
const QUEUES = { retention: 'daily', summary: 'summary' } as const
export type JobName = keyof typeof QUEUES
const NAMES = Object.keys(QUEUES) as JobName[]
/** Calendar time, whatever the desk clock shows: a quiet hour for customers, and often enough to meet every opening. */
const PLANS: Readonly<Record<JobName, { readonly pattern: string; readonly tz: string }>> = {
  retention: { pattern: '30 4 * * *', tz: 'Asia/Shanghai' },
  summary: { pattern: '*/10 * * * *', tz: 'Asia/Shanghai' },
}
const KEPT_RESULTS = { count: 14 }
const RETRY_LATER = { attempts: 5, backoff: { type: 'exponential', delay: 60_000 } }
const LAST_RETRY_MS = 2_000
const READ_WITHIN_MS = 5_000

export interface JobOptions {
  readonly connection: RedisConnection
  readonly work: Readonly<Record<JobName, () => Promise<unknown>>>
  readonly onDone: (job: JobName) => void
  /** A failed job (tried again later) or a failed connection. */
  readonly onTrouble: (error: Error) => void
}

/** Jobs by state, and when each last ended well, ms since the epoch. */
export interface JobsNow {
  readonly counts: Readonly<Record<string, number>>
  readonly succeeded: Readonly<Record<string, number>>
}

export interface Jobs {
  /** Queues a job for now, beside its plan. Resolves with its id. */
  run(job: JobName): Promise<string>
  /** When it comes next by its plan, ms since the epoch. */
  nextRun(job: JobName): Promise<number | null>
  now(): Promise<JobsNow>
  stop(): Promise<void>
}

function connectTo(connection: RedisConnection, onTrouble: (error: Error) => void): Redis | Cluster {
  const trust = trustOf(connection)
  /** BullMQ waits for Redis rather than failing. */
  const waiting = { maxRetriesPerRequest: null, ...(trust !== null && { tls: trust }) }
  const client = clientFor(connection, waiting)
  client.on('error', onTrouble)
  return client
}

type Waiting = { readonly maxRetriesPerRequest: null; readonly tls?: { readonly ca?: string } }

function clientFor(connection: RedisConnection, waiting: Waiting): Redis | Cluster {
  switch (connection.kind) {
    case 'socket':
      return new Redis({ ...waiting, retryStrategy: retryDelay, path: connection.path })
    case 'url':
      return new Redis(withoutQuery(connection.url), { ...waiting, retryStrategy: retryDelay })
    case 'cluster':
      return new Cluster([...connection.nodes], {
        clusterRetryStrategy: retryDelay,
        redisOptions: { ...waiting, ...connection.credentials },
      })
  }
}

/** ioredis would take what stands there for options of its own. */
const withoutQuery = (url: string): string => url.replace(/\?.*$/, '')
const retryDelay = (times: number): number => Math.min(times * 100, LAST_RETRY_MS)

/** Starts the workers and makes sure that each job is planned, once however many processes start them. */
export async function startJobs({ connection, work, onDone, onTrouble }: JobOptions): Promise<Jobs> {
  const redis = connectTo(connection, onTrouble)
  const queues = queuesOn(redis, onTrouble)
  const workers = NAMES.map((name) => {
    const worker = new Worker<null, unknown>(QUEUES[name], work[name], { connection: redis, prefix: PREFIX })
    const onFailed = (_job: Job | undefined, error: Error): void => onTrouble(error)
    return worker
      .on('completed', () => onDone(name))
      .on('failed', onFailed)
      .on('error', onTrouble)
  })
  const kept = { removeOnComplete: KEPT_RESULTS, removeOnFail: { age: DAY / 1000 }, ...RETRY_LATER }
  await Promise.all(
    NAMES.map((name) => queues[name].upsertJobScheduler(name, PLANS[name], { name, data: null, opts: kept })),
  )
  return {
    run: async (name) => String((await queues[name].add(name, null, kept)).id),
    nextRun: async (name) => (await queues[name].getJobScheduler(name))?.next ?? null,
    now: () => jobsNow(queues),
    async stop() {
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all(NAMES.map((name) => queues[name].close()))
      redis.disconnect()
    },
  }
}

type Queues = Readonly<Record<JobName, Queue>>

function queuesOn(redis: Redis | Cluster, onTrouble: (error: Error) => void): Queues {
  const made = (name: JobName) =>
    new Queue(QUEUES[name], { connection: redis, prefix: PREFIX }).on('error', onTrouble) as Queue
  return { retention: made('retention'), summary: made('summary') }
}

const STATES = ['wait', 'active', 'delayed', 'failed', 'completed'] as const

/** Of what ended well only the newest of each job counts; they come newest first. */
async function jobsNow(queues: Queues): Promise<JobsNow> {
  const all = await Promise.all(
    NAMES.map(async (name) => {
      const [counts, [newest]] = await Promise.all([
        queues[name].getJobCounts(...STATES),
        queues[name].getCompleted(0, 0),
      ])
      return { name, counts, finishedAt: newest?.finishedOn }
    }),
  )
  const sum = (state: string): number => all.reduce((total, { counts }) => total + (counts[state] ?? 0), 0)
  return {
    counts: Object.fromEntries(STATES.map((state) => [state, sum(state)])),
    succeeded: Object.fromEntries(
      all.flatMap(({ name, finishedAt }) => (finishedAt === undefined ? [] : [[name, finishedAt] as const])),
    ),
  }
}

/** The same for a command beside the desk: looks without working. Rejects when Redis cannot be reached. */
export async function readJobs(connection: RedisConnection): Promise<JobsNow> {
  let trouble: Error | null = null
  const redis = connectTo(connection, (error) => {
    trouble ??= error
  })
  const queues = queuesOn(redis, () => {})
  const late = sleep(READ_WITHIN_MS, null, { ref: false })
  try {
    const now = await Promise.race([jobsNow(queues), late])
    if (now === null) throw trouble ?? new Error('Redis did not tell the background jobs')
    return now
  } finally {
    redis.disconnect()
    await Promise.all(NAMES.map((name) => queues[name].close()))
  }
}
