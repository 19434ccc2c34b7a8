/** Background jobs outside any turn, on BullMQ with ioredis: today the daily retention. What a job does is handed in. */
import { type Job, Queue, Worker } from 'bullmq'
import { Cluster, Redis } from 'ioredis'
import { DAY } from '../domain/values.ts'
import { type RedisConnection, trustOf } from './connection.ts'
import type { RetentionResult } from './retention.ts'

/** Hash-tagged, so that all keys of the queue share a slot of a Redis Cluster. */
const PREFIX = '{aftercare-jobs}'
const QUEUE = 'daily'
const RETENTION = 'retention'
/** A quiet hour for customers in China. Calendar time, whatever the desk clock shows. */
const EVERY_NIGHT = { pattern: '30 4 * * *', tz: 'Asia/Shanghai' }
const KEPT_RESULTS = { count: 14 }
const RETRY_LATER = { attempts: 5, backoff: { type: 'exponential', delay: 60_000 } }
const LAST_RETRY_MS = 2_000

export interface JobOptions {
  readonly connection: RedisConnection
  readonly retain: () => Promise<RetentionResult>
  readonly onDone: (result: RetentionResult) => void
  /** A failed job (tried again later) or a failed connection. */
  readonly onTrouble: (error: Error) => void
}

export interface Jobs {
  /** Queues the retention for now, beside the nightly one. Resolves with the job's id. */
  runRetention(): Promise<string>
  /** When the nightly job comes next, ms since the epoch. */
  nextRun(): Promise<number | null>
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

/** Starts the worker and makes sure that the nightly job is planned, once however many processes start it. */
export async function startJobs({ connection, retain, onDone, onTrouble }: JobOptions): Promise<Jobs> {
  const redis = connectTo(connection, onTrouble)
  const queue = new Queue<null, RetentionResult>(QUEUE, { connection: redis, prefix: PREFIX })
  const worker = new Worker<null, RetentionResult>(QUEUE, retain, { connection: redis, prefix: PREFIX })
  const onFailed = (_job: Job | undefined, error: Error): void => onTrouble(error)
  worker.on('completed', (_job, result) => onDone(result))
  worker.on('failed', onFailed).on('error', onTrouble)
  queue.on('error', onTrouble)

  const kept = { removeOnComplete: KEPT_RESULTS, removeOnFail: { age: DAY / 1000 }, ...RETRY_LATER }
  await queue.upsertJobScheduler(RETENTION, EVERY_NIGHT, { name: RETENTION, data: null, opts: kept })
  return {
    runRetention: async () => String((await queue.add(RETENTION, null, kept)).id),
    nextRun: async () => (await queue.getJobScheduler(RETENTION))?.next ?? null,
    async stop() {
      await worker.close()
      await queue.close()
      redis.disconnect()
    },
  }
}
