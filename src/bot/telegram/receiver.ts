/**
 * The getUpdates loop: one process polls, and the offset moves only after everything below it is safe. Telegram gives an unconfirmed
 * update again, so a process may die at any moment here and nothing is lost; the store drops what it has seen.
 */
import { z } from 'zod'
import { SECOND } from '../../domain/values.ts'
import type { ChannelState } from '../channel.ts'
import type { Log } from '../log.ts'
import { nameOf } from '../log.ts'
import type { Answer, Client, Trouble } from './client.ts'
import type { Intake } from './intake.ts'
import { takeIn } from './intake.ts'
import { whileHolding } from './lease.ts'
import type { Lease, Timing } from './options.ts'
import { adviceOn } from './trouble.ts'
import { UPDATE_KINDS, updateIdOf } from './updates.ts'
import { wait } from './wait.ts'

export interface ReceiverOptions {
  readonly client: Client
  readonly lease: Lease
  readonly timing: Timing
  readonly log: Log
  readonly intake: Omit<Intake, 'onTrouble' | 'timing' | 'log'>
  /** Once the token is known to be good; runs beside the polling. */
  readonly onIdentified: () => void
}

export interface Receiver {
  state(): ChannelState
  start(): void
  /** Ends the long poll, lets the batch at hand finish, confirms what is safe. */
  stop(): Promise<void>
}

const BATCH = 100
const CONFIRM_DEADLINE_MS = 3 * SECOND
const MeSchema = z.object({ username: z.string() })
const NOT_STORED = 'what customers wrote cannot be stored: check that Redis runs and takes writes'

export function createReceiver(options: ReceiverOptions): Receiver {
  const stopping = new AbortController()
  const loop = new Loop(options, stopping.signal)
  let running: Promise<void> = Promise.resolve()
  return {
    state: () => loop.state,
    start: () => {
      running = loop.supervise()
    },
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

class Loop {
  state: ChannelState = { status: 'starting' }
  private name = ''
  private failures = 0
  /** Until it is known that polling works, or works again, Telegram is asked to answer at once. */
  private isProven = false
  /** The next update wanted: everything below it is safe. Null asks for the oldest that is unconfirmed. */
  private offset: number | null = null
  private readonly options: ReceiverOptions
  private readonly stopping: AbortSignal

  constructor(options: ReceiverOptions, stopping: AbortSignal) {
    this.options = options
    this.stopping = stopping
  }

  /** A defect ends a run, not the receiving. */
  async supervise(): Promise<void> {
    while (!this.stopping.aborted) {
      try {
        await this.run()
      } catch (error) {
        this.degrade('receiving stopped on a defect and is started again: see the log')
        this.options.log.error({ error: nameOf(error) }, 'telegram: receiving stopped on a defect')
        await wait(this.options.timing.lastRetryMs, this.stopping)
      }
    }
  }

  private async run(): Promise<void> {
    const { lease, timing, log, onIdentified } = this.options
    await this.identify()
    if (this.stopping.aborted) return
    onIdentified()
    const onWaiting = (why: 'held by another' | 'unknown') => this.waitForLease(why)
    await whileHolding({ lease, timing, log, stopping: this.stopping, onWaiting }, (term) => this.poll(term))
  }

  private async identify(): Promise<void> {
    while (!this.stopping.aborted) {
      const answer = await this.call('getMe', {}, this.stopping)
      const me = answer.status === 'ok' ? MeSchema.safeParse(answer.result) : null
      if (me?.success) {
        this.name = `@${me.data.username}`
        return
      }
      await this.pause(answer.status === 'ok' ? notTelegram : answer, this.stopping)
    }
  }

  private waitForLease(why: 'held by another' | 'unknown'): void {
    this.isProven = false
    if (why === 'unknown') this.degrade(NOT_STORED)
    else this.state = { status: 'ready', as: `${this.name}, standing by: another process receives` }
  }

  /** Confirms at its end while the lease is still held, so that this last call ends no other process's poll. */
  private async poll(term: AbortSignal): Promise<void> {
    while (!term.aborted) {
      const answer = await this.getUpdates(term)
      const batch = answer.status === 'ok' ? z.array(z.unknown()).safeParse(answer.result) : null
      if (batch?.success) await this.receive(batch.data, term)
      else await this.pause(answer.status === 'ok' ? notTelegram : answer, term)
    }
    if (this.stopping.aborted) await this.confirm()
  }

  private getUpdates(term: AbortSignal): Promise<Answer> {
    const { longPollS, callDeadlineMs } = this.options.timing
    const timeout = this.isProven ? longPollS : 0
    const payload = { ...this.cursor(), limit: BATCH, timeout, allowed_updates: UPDATE_KINDS }
    return this.call('getUpdates', payload, term, timeout * SECOND + callDeadlineMs)
  }

  private cursor(): { offset?: number } {
    return this.offset === null ? {} : { offset: this.offset }
  }

  /**
   * An empty answer means that all below the offset is confirmed, so it is dropped: after a quiet week Telegram may number anew from a
   * lower id, which an old offset would hide.
   */
  private async receive(updates: readonly unknown[], term: AbortSignal): Promise<void> {
    this.ready()
    if (updates.length === 0) {
      this.offset = null
      return
    }
    const { intake, timing, log } = this.options
    const onTrouble = () => this.degrade(NOT_STORED)
    if (!(await takeIn({ ...intake, timing, log, onTrouble }, updates, term))) return
    this.ready()
    const ids = updates.map(updateIdOf).filter((id) => id !== null)
    if (ids.length === 0) await this.pause(notTelegram, term)
    else this.offset = Math.max(this.offset ?? 0, ...ids.map((id) => id + 1))
  }

  private ready(): void {
    this.failures = 0
    this.isProven = true
    this.state = { status: 'ready', as: this.name }
  }

  private degrade(reason: string): void {
    this.state = { status: 'degraded', reason }
  }

  /** Says what is wrong, then waits as long as that advises. */
  private async pause(trouble: Trouble, signal: AbortSignal): Promise<void> {
    if (trouble.status === 'aborted') return
    if (isWebhookConflict(trouble)) return await this.dropWebhook(signal)
    const { waitMs, reason } = adviceOn(trouble, this.failures, this.options.timing)
    this.failures += 1
    // Only a long poll meets the other poller: a short one would call the desk ready in between.
    this.isProven = trouble.status === 'refused' && trouble.code === 409
    this.degrade(reason)
    this.options.log.warn({ reason, waitMs }, 'telegram: receiving is held up')
    await wait(waitMs, signal)
  }

  /** A webhook left from another set-up; what waits for it is kept and comes by polling. */
  private async dropWebhook(signal: AbortSignal): Promise<void> {
    this.options.log.warn('telegram: this bot had a webhook, which is removed because this desk polls')
    const answer = await this.call('deleteWebhook', { drop_pending_updates: false }, signal)
    if (answer.status === 'ok') await wait(this.options.timing.firstRetryMs, signal)
    else await this.pause(answer, signal)
  }

  private async confirm(): Promise<void> {
    if (this.offset === null) return
    const payload = { ...this.cursor(), limit: 1, timeout: 0 }
    const answer = await this.call('getUpdates', payload, new AbortController().signal, CONFIRM_DEADLINE_MS)
    if (answer.status !== 'ok') this.options.log.warn({ trouble: answer }, 'telegram: the last updates will come again')
  }

  private call(
    method: 'getMe' | 'getUpdates' | 'deleteWebhook',
    payload: object,
    signal: AbortSignal,
    deadlineMs = this.options.timing.callDeadlineMs,
  ): Promise<Answer> {
    return this.options.client.call(method, payload, { signal, deadlineMs })
  }
}

const notTelegram: Trouble = { status: 'failed', reason: 'the answer is not one of a Bot API' }

function isWebhookConflict(trouble: Trouble): boolean {
  return trouble.status === 'refused' && trouble.code === 409 && /webhook is active/i.test(trouble.reason)
}
