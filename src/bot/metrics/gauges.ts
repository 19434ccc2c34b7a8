/** What is read at the moment of a scrape: queues, Redis, channels, jobs. Waits for Redis no longer than 100 ms; what it did not say is left out. */
import type { Gauge } from 'prom-client'
import { SECOND } from '../../domain/values.ts'
import type { Backlog, RedisHealth } from '../../ports.ts'
import type { ChannelName, ChannelState } from '../channel.ts'
import type { Instruments } from './instruments.ts'

const READ_WITHIN_MS = 100
const CHANNEL_STATES = ['off', 'starting', 'ready', 'degraded'] as const satisfies readonly ChannelState['status'][]

export interface JobsNow {
  /** How many jobs are in each state of the queue. */
  readonly counts: Readonly<Record<string, number>>
  /** When each job last ended well, ms since the epoch. */
  readonly succeeded: Readonly<Record<string, number>>
}

/** Where the gauges read. Each of the three may reject, or hang for as long as Redis is away. */
export interface Sources {
  readonly backlog: () => Promise<Backlog>
  readonly redis: () => Promise<RedisHealth>
  readonly jobs: () => Promise<JobsNow>
  readonly channels: () => readonly { readonly name: ChannelName; readonly state: ChannelState }[]
}

/** Sets all gauges anew; never rejects. Scrapes that come while one reads wait for the same reading. */
export function createReading(sources: Sources, instruments: Instruments): () => Promise<void> {
  let asked: Promise<Now> | null = null
  const ask = (): Promise<Now> => {
    asked ??= nowFrom(sources).finally(() => {
      asked = null
    })
    return asked
  }
  return async () => {
    setChannels(sources, instruments)
    const now = await withinTime(ask())
    instruments.redisUp.set(now === null ? 0 : 1)
    if (now === null) forgetReadings(instruments)
    else setReadings(now, instruments)
  }
}

interface Now {
  readonly backlog: Backlog
  readonly redis: RedisHealth
  readonly jobs: JobsNow
}

async function nowFrom({ backlog, redis, jobs }: Sources): Promise<Now> {
  const [waiting, health, jobsNow] = await Promise.all([backlog(), redis(), jobs()])
  return { backlog: waiting, redis: health, jobs: jobsNow }
}

/** Null when Redis is away or slower than the bound. */
function withinTime(work: Promise<Now>): Promise<Now | null> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, READ_WITHIN_MS, null)
    work.then(resolve, () => resolve(null)).finally(() => clearTimeout(late))
  })
}

function setReadings({ backlog: { mailboxes, timers, lanes, parked }, redis, jobs }: Now, to: Instruments): void {
  to.conversationsWaiting.set(mailboxes.conversations)
  to.lettersWaiting.set(mailboxes.letters)
  to.oldestLetter.set(mailboxes.oldestMs / SECOND)
  to.timersLate.set(timers.late)
  to.oldestTimer.set(timers.oldestMs / SECOND)
  to.lanesWaiting.set(lanes.waiting)
  to.oldestLane.set(lanes.oldestMs / SECOND)
  to.parkedNow.set(parked)
  to.redisMemory.set(redis.memoryBytes)
  to.redisMemoryLimit.set(redis.memoryLimitBytes)
  to.redisFileOk.set(redis.appendOnlyFileOk ? 1 : 0)
  for (const [state, count] of Object.entries(jobs.counts)) to.jobs.set({ state }, count)
  for (const [job, at] of Object.entries(jobs.succeeded)) to.jobSucceeded.set({ job }, at / SECOND)
}

/** An old number would say that all is well. */
function forgetReadings(instruments: Instruments): void {
  const { conversationsWaiting, lettersWaiting, oldestLetter, timersLate, oldestTimer } = instruments
  const { lanesWaiting, oldestLane, parkedNow, redisMemory, redisMemoryLimit, redisFileOk, jobs } = instruments
  const plain: readonly Gauge[] = [
    ...[conversationsWaiting, lettersWaiting, oldestLetter, timersLate, oldestTimer],
    ...[lanesWaiting, oldestLane, parkedNow, redisMemory, redisMemoryLimit, redisFileOk],
  ]
  for (const gauge of plain) gauge.remove()
  jobs.reset()
}

function setChannels({ channels }: Sources, { channel }: Instruments): void {
  for (const { name, state } of channels()) {
    for (const each of CHANNEL_STATES) channel.set({ channel: name, state: each }, state.status === each ? 1 : 0)
  }
}
