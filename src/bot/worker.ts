/**
 * The worker: takes turns and drains lanes, woken by what this process ingests and by a sweep over what is due in Redis. A conversation is
 * handled once at a time here; other processes are kept off by the claims.
 */
import { SECOND } from '../domain/values.ts'
import type { Claim, ConversationId, Feed, Files, Ingested, LaneId, Letter, Store } from '../ports.ts'
import { createAccepting, type Taken } from './accepting.ts'
import type { Channel } from './channel.ts'
import { createDelivery, DELIVERY_TIMING, type DeliveryTiming, type HeldClaim } from './delivery.ts'
import { type Arrivals, createArrivals } from './files/arrivals.ts'
import { createFetching, type FetchTiming } from './files/fetch.ts'
import { inHandfuls } from './handfuls.ts'
import { traceOf } from './log.ts'
import { tellingWhenSlow } from './slow.ts'
import { createTurns, randomBits, type TurnsOptions } from './turns.ts'
import { createWarm } from './warm.ts'

const SWEEP_EVERY_MS = SECOND / 2
/** A turn that takes longer is shown to the customer as being under way. */
const SLOW_TURN_MS = 700
/** A lane that waits longer is left to a sweep. */
const SHORT_WAIT_MS = SECOND
/** While Redis is away. */
const SWEEP_AGAIN_MS = SECOND
/** Talks whose state is kept at hand: a few kilobytes each. */
const TALKS_KEPT_WARM = 2_000

export interface WorkerOptions extends Omit<TurnsOptions, 'onFilled' | 'onCommitted' | 'arrivals'> {
  readonly store: Store & Pick<Feed, 'ingestShown'>
  readonly channels: readonly Channel[]
  /** How many talks are kept warm, 2,000 unless told; `false`: every turn takes the plain path. */
  readonly warm?: number | false
  /** Where what customers send is kept; without it their files are not fetched. */
  readonly files?: Pick<Files, 'keepFile' | 'keptFile' | 'openFile'>
  readonly fetchTiming?: FetchTiming
  /** 0-1, spreads retries. */
  readonly jitter?: () => number
  readonly timing?: DeliveryTiming
}

export interface Worker {
  /**
   * Takes a letter in, and its turn with it where this process knows the talk. Resolves once it is safe in Redis; rejects with
   * `StoreUnavailable` when it may not be. `shown`: what the chat page shows of it, JSON.
   */
  accept(letter: Letter, shown?: string): Promise<Ingested>
  /** Says that a conversation has got mail. */
  wake(conversation: ConversationId): void
  start(): void
  /** Takes nothing new and resolves when what is under way has ended. */
  stop(): Promise<void>
}

export function createWorker(options: WorkerOptions): Worker {
  const { store, log, timing = DELIVERY_TIMING } = options
  const running = new Map<string, Promise<void>>()
  /** Woken while running: what is done once more before it rests. */
  const again = new Map<string, () => Promise<void>>()
  let stopping = false
  const ending = new AbortController()
  let nextSweep: NodeJS.Timeout | null = null
  let sweeping: Promise<unknown> = Promise.resolve()

  const warm = options.warm === false ? null : createWarm(warmOptions(options))
  /** Lanes that were taken by the turn that filled them. */
  const taken = new Map<string, HeldClaim>()

  const { take, takeOne } = createTurns({
    ...options,
    onFilled: (lane) => wakeLane(lane),
    onCommitted: (claim, changes) => warm?.committed(claim, changes),
    arrivals: arrivalsFor(options, ending.signal),
  })
  const { drain, reserve } = createDelivery({
    store,
    channels: options.channels,
    log,
    jitter: options.jitter ?? Math.random,
    onIngested: (conversation) => wake(conversation),
    isStopping: () => stopping,
    timing,
  })

  /** Resolves when it has ended; undefined where it is done after what runs already, or not at all. */
  function run(key: string, work: () => Promise<void>): Promise<void> | undefined {
    if (stopping) return undefined
    if (running.has(key)) {
      again.set(key, work)
      return undefined
    }
    const done = work()
      .catch((error: unknown) => log.warn({ key, ...traceOf(error) }, 'put off'))
      .finally(() => {
        running.delete(key)
        const next = again.get(key)
        again.delete(key)
        if (next !== undefined) run(key, next)
      })
    running.set(key, done)
    return done
  }

  const turnKey = (conversation: ConversationId): string => `turn ${conversation}`
  const showBusy = (conversation: ConversationId) => () =>
    options.channels.find((channel) => channel.serves(conversation))?.showBusy?.(conversation)

  const wake = (conversation: ConversationId) => run(turnKey(conversation), () => takeAll(conversation))

  const takeAll = (conversation: ConversationId): Promise<void> =>
    tellingWhenSlow(SLOW_TURN_MS, showBusy(conversation), async () => {
      while (!stopping && (await takeOne(conversation)) === 'more');
    })

  const takeClaimed = (claim: Claim): Promise<void> =>
    tellingWhenSlow(SLOW_TURN_MS, showBusy(claim.conversation), async () => {
      if ((await take(claim)) === 'more') await takeAll(claim.conversation)
    })

  function wakeLane(lane: LaneId, now: Taken | null = null): Promise<void> | undefined {
    const key = `${lane.name} ${lane.conversation}`
    if (now !== null) taken.set(key, { ...now.claim, heldUntil: now.askedAt + timing.claimMs })
    return run(key, async () => {
      const held = taken.get(key) ?? null
      taken.delete(key)
      const waitMs = await drain(lane, held)
      if (waitMs !== null && waitMs < SHORT_WAIT_MS) setTimeout(() => wakeLane(lane), waitMs).unref()
    })
  }

  const accept = createAccepting({
    store,
    warm,
    isBusy: (conversation) => stopping || running.has(turnKey(conversation)),
    asTurn: (conversation, work) => run(turnKey(conversation), work),
    take: takeClaimed,
    wake,
    reserve,
    onFilled: wakeLane,
  })

  async function sweep(): Promise<void> {
    const due = await store.due()
    await Promise.all([inHandfuls(due.conversations, wake), inHandfuls(due.lanes, (lane) => wakeLane(lane))])
  }

  function sweepAfter(delayMs: number): void {
    nextSweep = setTimeout(() => {
      sweeping = sweep().then(
        () => stopping || sweepAfter(SWEEP_EVERY_MS),
        (error: unknown) => {
          log.warn(traceOf(error), 'Redis does not answer')
          if (!stopping) sweepAfter(SWEEP_AGAIN_MS)
        },
      )
    }, delayMs)
  }

  return {
    accept,
    wake,
    start: () => sweepAfter(0),
    stop: async () => {
      stopping = true
      ending.abort()
      if (nextSweep !== null) clearTimeout(nextSweep)
      await sweeping
      while (running.size > 0) await Promise.allSettled(running.values())
    },
  }
}

function arrivalsFor({ store, channels, files, log, fetchTiming }: WorkerOptions, stopping: AbortSignal): Arrivals {
  const timing = fetchTiming === undefined ? {} : { timing: fetchTiming }
  const fetchFile = files === undefined ? null : createFetching({ files, channels, log, ...timing })
  return createArrivals({ store, fetchFile, stopping, log })
}

const warmOptions = ({ talk, staffRoom, drawBits = randomBits, warm }: WorkerOptions) => ({
  talk,
  staffRoom,
  drawBits,
  limit: typeof warm === 'number' ? warm : TALKS_KEPT_WARM,
})
