/**
 * The worker: takes turns and drains lanes, woken by what this process ingests and by a sweep over what is due in Redis. A conversation is
 * handled once at a time here; other processes are kept off by the claims.
 */
import { SECOND } from '../domain/values.ts'
import type { ConversationId, LaneId } from '../ports.ts'
import type { Channel } from './channel.ts'
import { createDelivery, DELIVERY_TIMING, type DeliveryTiming } from './delivery.ts'
import { traceOf } from './log.ts'
import { tellingWhenSlow } from './slow.ts'
import { createTurns, type TurnsOptions } from './turns.ts'

const SWEEP_EVERY_MS = SECOND / 2
/** A turn that takes longer is shown to the customer as being under way. */
const SLOW_TURN_MS = 700
/** While Redis is away. */
const SWEEP_AGAIN_MS = SECOND

export interface WorkerOptions extends Omit<TurnsOptions, 'onFilled'> {
  readonly channels: readonly Channel[]
  /** 0-1, spreads retries. */
  readonly jitter?: () => number
  readonly timing?: DeliveryTiming
}

export interface Worker {
  /** Says that a conversation has got mail. */
  wake(conversation: ConversationId): void
  start(): void
  /** Takes nothing new and resolves when what is under way has ended. */
  stop(): Promise<void>
}

export function createWorker(options: WorkerOptions): Worker {
  const { store, log } = options
  const running = new Map<string, Promise<void>>()
  /** Woken while running: looked at once more before it rests. */
  const again = new Set<string>()
  let stopping = false
  let nextSweep: NodeJS.Timeout | null = null
  let sweeping: Promise<unknown> = Promise.resolve()

  const takeOne = createTurns({ ...options, onFilled: (lane) => wakeLane(lane) })
  const drain = createDelivery({
    store,
    channels: options.channels,
    log,
    jitter: options.jitter ?? Math.random,
    onIngested: (conversation) => wake(conversation),
    isStopping: () => stopping,
    timing: options.timing ?? DELIVERY_TIMING,
  })

  function run(key: string, work: () => Promise<void>): void {
    if (stopping) return
    if (running.has(key)) {
      again.add(key)
      return
    }
    const done = work()
      .catch((error: unknown) => log.warn({ key, ...traceOf(error) }, 'put off'))
      .finally(() => {
        running.delete(key)
        if (again.delete(key)) run(key, work)
      })
    running.set(key, done)
  }

  const showBusy = (conversation: ConversationId) => () =>
    options.channels.find((channel) => channel.serves(conversation))?.showBusy?.(conversation)

  const wake = (conversation: ConversationId): void =>
    run(`turn ${conversation}`, async () => {
      await tellingWhenSlow(SLOW_TURN_MS, showBusy(conversation), async () => {
        while (!stopping && (await takeOne(conversation)) === 'more');
      })
    })

  const wakeLane = (lane: LaneId): void =>
    run(`${lane.name} ${lane.conversation}`, async () => {
      const waitMs = await drain(lane)
      if (waitMs !== null && waitMs < SWEEP_EVERY_MS) setTimeout(() => wakeLane(lane), waitMs).unref()
    })

  async function sweep(): Promise<void> {
    const due = await store.due()
    due.conversations.forEach(wake)
    due.lanes.forEach(wakeLane)
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
    wake,
    start: () => sweepAfter(0),
    stop: async () => {
      stopping = true
      if (nextSweep !== null) clearTimeout(nextSweep)
      await sweeping
      while (running.size > 0) await Promise.allSettled(running.values())
    },
  }
}
