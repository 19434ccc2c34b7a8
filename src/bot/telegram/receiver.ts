/**
 * The getUpdates loop: one process polls, and the offset moves only after everything below it is safe. Telegram gives an unconfirmed
 * update again, so a process may die at any moment here and nothing is lost; the store drops what it has seen.
 */
import { z } from 'zod'
import { SECOND } from '../../domain/values.ts'
import type { ChannelState } from '../channel.ts'
import type { Answer, Trouble } from './client.ts'
import type { Intake } from './intake.ts'
import { takeIn } from './intake.ts'
import { whileHolding } from './lease.ts'
import type { Lease } from './options.ts'
import type { StandingOptions } from './standing.ts'
import { NOT_STORED, notTelegram, Standing } from './standing.ts'
import { UPDATE_KINDS, updateIdOf } from './updates.ts'
import { wait } from './wait.ts'

export interface ReceivingOptions extends StandingOptions {
  readonly intake: Omit<Intake, 'onTrouble' | 'timing' | 'log'>
  /** Once the token is known to be good; runs beside the receiving. */
  readonly onIdentified: () => void
}

export interface Receiver {
  state(): ChannelState
  start(): void
  /** Ends the receiving, lets what is at hand finish, confirms what is safe. */
  stop(): Promise<void>
}

const BATCH = 100
const CONFIRM_DEADLINE_MS = 3 * SECOND

export function createReceiver(options: ReceivingOptions & { readonly lease: Lease }): Receiver {
  const stopping = new AbortController()
  const loop = new Loop(options, stopping.signal)
  let running: Promise<void> = Promise.resolve()
  return {
    state: () => loop.standing.state,
    start: () => {
      running = loop.standing.supervise(() => loop.run(), stopping.signal)
    },
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

class Loop {
  readonly standing: Standing
  /** Until it is known that polling works, or works again, Telegram is asked to answer at once. */
  private isProven = false
  /** The next update wanted: everything below it is safe. Null asks for the oldest that is unconfirmed. */
  private offset: number | null = null
  private readonly options: ReceivingOptions & { readonly lease: Lease }
  private readonly stopping: AbortSignal

  constructor(options: ReceivingOptions & { readonly lease: Lease }, stopping: AbortSignal) {
    this.options = options
    this.stopping = stopping
    this.standing = new Standing(options)
  }

  async run(): Promise<void> {
    const { lease, timing, log, onIdentified } = this.options
    await this.standing.identify(this.stopping)
    if (this.stopping.aborted) return
    onIdentified()
    const onWaiting = (why: 'held by another' | 'unknown') => this.waitForLease(why)
    await whileHolding({ lease, timing, log, stopping: this.stopping, onWaiting }, (term) => this.poll(term))
  }

  private waitForLease(why: 'held by another' | 'unknown'): void {
    this.isProven = false
    if (why === 'unknown') this.standing.degrade(NOT_STORED)
    else this.standing.state = { status: 'ready', as: `${this.standing.name}, standing by: another process receives` }
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
    const onTrouble = () => this.standing.degrade(NOT_STORED)
    if (!(await takeIn({ ...intake, timing, log, onTrouble }, updates, term))) return
    this.ready()
    const ids = updates.map(updateIdOf).filter((id) => id !== null)
    if (ids.length === 0) await this.pause(notTelegram, term)
    else this.offset = Math.max(this.offset ?? 0, ...ids.map((id) => id + 1))
  }

  private ready(): void {
    this.isProven = true
    this.standing.ready()
  }

  private async pause(trouble: Trouble, signal: AbortSignal): Promise<void> {
    if (isWebhookConflict(trouble)) return await this.dropWebhook(signal)
    // Only a long poll meets the other poller: a short one would call the desk ready in between.
    if (trouble.status !== 'aborted') this.isProven = trouble.status === 'refused' && trouble.code === 409
    await this.standing.pause(trouble, signal)
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
    method: 'getUpdates' | 'deleteWebhook',
    payload: object,
    signal: AbortSignal,
    deadlineMs = this.options.timing.callDeadlineMs,
  ): Promise<Answer> {
    return this.options.client.call(method, payload, { signal, deadlineMs })
  }
}

function isWebhookConflict(trouble: Trouble): boolean {
  return trouble.status === 'refused' && trouble.code === 409 && /webhook is active/i.test(trouble.reason)
}
