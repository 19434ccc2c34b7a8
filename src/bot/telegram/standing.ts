/** How the channel stands, as its receivers keep it: who the bot is, what is wrong and how long that is waited out. */
import { z } from 'zod'
import type { ChannelState } from '../channel.ts'
import type { Log } from '../log.ts'
import { nameOf } from '../log.ts'
import type { Client, Trouble } from './client.ts'
import type { Timing } from './options.ts'
import { adviceOn } from './trouble.ts'
import { wait } from './wait.ts'

export const NOT_STORED = 'what customers wrote cannot be stored: check that Redis runs and takes writes'
export const notTelegram: Trouble = { status: 'failed', reason: 'the answer is not one of a Bot API' }

const MeSchema = z.object({ username: z.string() })

export interface StandingOptions {
  readonly client: Client
  readonly timing: Timing
  readonly log: Log
}

export class Standing {
  state: ChannelState = { status: 'starting' }
  /** `@name`, empty until Telegram has told it. */
  name = ''
  private failures = 0
  private readonly options: StandingOptions

  constructor(options: StandingOptions) {
    this.options = options
  }

  ready(as = this.name): void {
    this.failures = 0
    this.state = { status: 'ready', as }
  }

  degrade(reason: string): void {
    this.state = { status: 'degraded', reason }
  }

  /** Asks who the bot is until Telegram has told it, or `stopping` aborts. */
  async identify(stopping: AbortSignal): Promise<void> {
    const { client, timing } = this.options
    while (!stopping.aborted) {
      const answer = await client.call('getMe', {}, { signal: stopping, deadlineMs: timing.callDeadlineMs })
      const me = answer.status === 'ok' ? MeSchema.safeParse(answer.result) : null
      if (me?.success) {
        this.name = `@${me.data.username}`
        return
      }
      await this.pause(answer.status === 'ok' ? notTelegram : answer, stopping)
    }
  }

  /** Says what is wrong, then waits as long as that advises. */
  async pause(trouble: Trouble, signal: AbortSignal): Promise<void> {
    if (trouble.status === 'aborted') return
    const { timing, log } = this.options
    const { waitMs, reason } = adviceOn(trouble, this.failures, timing)
    this.failures += 1
    this.degrade(reason)
    log.warn({ reason, waitMs }, 'telegram: receiving is held up')
    await wait(waitMs, signal)
  }

  /** Runs `work` again and again until `stopping` aborts: a defect ends a run, not the receiving. */
  async supervise(work: () => Promise<void>, stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      try {
        await work()
      } catch (error) {
        this.degrade('receiving stopped on a defect and is started again: see the log')
        this.options.log.error({ error: nameOf(error) }, 'telegram: receiving stopped on a defect')
        await wait(this.options.timing.lastRetryMs, stopping)
      }
    }
  }
}
