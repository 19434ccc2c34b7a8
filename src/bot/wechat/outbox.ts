/**
 * The one way out of a WeChat account: message after message at a person's pace, whoever they are for, since accounts that send in bursts
 * are banned. Knows no puppet.
 */
import type { Sent } from '../channel.ts'
import type { Log, Pace } from './options.ts'
import { type Sleep, unlessAborted } from './sleep.ts'

interface OutboxParts {
  /** Sends one text to one contact. */
  readonly attempt: (contactId: string, text: string) => Promise<Sent>
  readonly pace: Pace
  readonly random: () => number
  readonly sleep: Sleep
  readonly log: Log
}

interface Outbox {
  /** Sends the texts in order. `later` when the deadline came before the first was begun, `again` when it came afterwards. */
  send(contactId: string, texts: readonly string[], signal: AbortSignal): Promise<Sent>
  /** Resolves when no send is under way. Those that wait are answered `later`. */
  stop(): Promise<void>
}

export function createOutbox(parts: OutboxParts): Outbox {
  const { attempt, pace, random, sleep, log } = parts
  const stopping = new AbortController()
  let tail: Promise<unknown> = Promise.resolve()
  let gap: Promise<void> = Promise.resolve()
  let waiting = 0

  const notYet = (): Sent => ({ status: 'later', afterMs: waiting * (pace.minMs + pace.jitterMs / 2) + pace.minMs })

  async function say(contactId: string, text: string, deadline: AbortSignal): Promise<Sent> {
    const attempted = attempt(contactId, text).catch((error: unknown): Sent => {
      log.warn({ err: error }, 'wechat: a send failed')
      return { status: 'again', reason: error instanceof Error ? error.message : String(error) }
    })
    const sent = await unlessAborted<Sent>(attempted, deadline, () => ({
      status: 'again',
      reason: 'no answer in time',
    }))
    gap = sleep(pace.minMs + random() * pace.jitterMs, stopping.signal)
    return sent
  }

  async function sayAll(contactId: string, texts: readonly string[], deadline: AbortSignal): Promise<Sent> {
    let last: Sent = { status: 'sent', ref: null }
    for (const [index, text] of texts.entries()) {
      await unlessAborted(gap, deadline, () => undefined)
      const over = deadline.aborted || stopping.signal.aborted
      if (over) return index === 0 ? notYet() : { status: 'again', reason: 'called off between two parts' }
      last = await say(contactId, text, deadline)
      if (last.status !== 'sent') return last
    }
    return last
  }

  return {
    async send(contactId, texts, deadline) {
      const before = tail
      waiting += 1
      const turn = unlessAborted(before, deadline, () => undefined)
        .finally(() => {
          waiting -= 1
        })
        .then(() => (deadline.aborted ? notYet() : sayAll(contactId, texts, deadline)))
      tail = Promise.allSettled([before, turn])
      return turn
    },

    async stop() {
      stopping.abort()
      await tail
    },
  }
}
