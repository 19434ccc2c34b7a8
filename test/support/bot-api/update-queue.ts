/** Updates as Telegram keeps them: an offset confirms all below it, everything else is given again and again. One poll at a time. */

import type { Outcome, Update } from './types.ts'
import { done, refused } from './types.ts'

const FIRST_UPDATE_ID = 700_000_001
const CONFLICT = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'
const WEBHOOK_CONFLICT =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"

export class UpdateQueue {
  webhookUrl = ''
  /** Called when something waits; a webhook's sender listens. */
  onNews: () => void = () => {}
  private nextId = FIRST_UPDATE_ID
  private pending: unknown[] = []
  private again: Update[] = []
  private readonly given = new Map<number, Update>()
  private wakePoll: ((why: 'news' | 'conflict') => void) | null = null

  /** Numbers an update and queues it. */
  push(content: object): Update {
    const update: Update = { update_id: this.nextId++, ...content }
    this.pushRaw(update)
    return update
  }

  /** Queues any JSON as it is; what has no integer update_id can never be confirmed. */
  pushRaw(update: unknown): void {
    const id = idOf(update)
    if (id !== null) {
      this.given.set(id, update as Update)
      this.nextId = Math.max(this.nextId, id + 1)
    }
    this.pending.push(update)
    this.wakePoll?.('news')
    this.onNews()
  }

  /** Gives an update once more, confirmed or not. */
  redeliver(updateId: number): void {
    const update = this.given.get(updateId)
    if (update === undefined) throw new Error(`there was no update ${updateId}`)
    this.again.push(update)
    this.wakePoll?.('news')
    this.onNews()
  }

  /** What a webhook has still to be told: repeats first. */
  waiting(): readonly unknown[] {
    return [...this.again, ...this.pending.filter((update) => !this.again.includes(update as Update))]
  }

  /** A webhook has taken it. */
  done(update: unknown): void {
    const repeat = this.again.indexOf(update as Update)
    if (repeat >= 0) this.again.splice(repeat, 1)
    this.pending = this.pending.filter((left) => left !== update)
  }

  /** Updates that no offset has confirmed. */
  unconfirmed(): readonly unknown[] {
    return this.pending
  }

  isPolled(): boolean {
    return this.wakePoll !== null
  }

  /** As getUpdates; the poll that waits already is ended with a conflict, as Telegram does. `gone` aborts when the caller hangs up. */
  async poll(query: { offset: number; limit: number; timeoutS: number }, gone: AbortSignal): Promise<Outcome> {
    if (this.webhookUrl !== '') return refused(409, WEBHOOK_CONFLICT)
    this.wakePoll?.('conflict')
    this.pending = this.pending.filter((update) => (idOf(update) ?? query.offset) >= query.offset)
    const isEmpty = this.pending.length === 0 && this.again.length === 0
    if (isEmpty && query.timeoutS > 0) {
      const why = await this.wake(query.timeoutS, gone)
      if (why === 'conflict') return refused(409, CONFLICT)
    }
    return done(gone.aborted ? [] : this.next(query.limit))
  }

  private next(limit: number): unknown[] {
    const repeats = this.again.splice(0, limit)
    return [...repeats, ...this.pending.filter((update) => !repeats.includes(update as Update))].slice(0, limit)
  }

  private wake(timeoutS: number, gone: AbortSignal): Promise<'news' | 'conflict' | 'over'> {
    return new Promise((resolve) => {
      const end = (why: 'news' | 'conflict' | 'over') => {
        clearTimeout(timer)
        gone.removeEventListener('abort', over)
        if (this.wakePoll === end) this.wakePoll = null
        resolve(why)
      }
      const over = () => end('over')
      const timer = setTimeout(over, timeoutS * 1_000)
      gone.addEventListener('abort', over)
      this.wakePoll = end
    })
  }
}

function idOf(update: unknown): number | null {
  const id = (update as { update_id?: unknown } | null)?.update_id
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null
}
