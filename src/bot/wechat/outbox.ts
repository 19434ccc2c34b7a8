/**
 * The way out of the account: part after part of a line, each noted in Redis before it is said, one message at a time at the account's pace. What
 * got no answer waits for its echo, is said once more, and is then told to staff as unconfirmed.
 */
import { SECOND } from '../../domain/values.ts'
import type { ConversationId, Rate, Said, Store } from '../../ports.ts'
import type { Sent } from '../channel.ts'
import { digestOf, FILE } from './own.ts'
import type { Place } from './places.ts'
import type { Sleep } from './sleep.ts'
import { CLOSED } from './window.ts'
import type { Call, Outcome } from './wire.ts'

export interface OutboxParts {
  readonly said: Pick<Said, 'beginSaying' | 'endSaying'>
  /** Takes one of the messages that may go to a customer who wrote; false when their window is closed. */
  readonly mayAnswer: (conversation: ConversationId) => Promise<boolean>
  readonly sends: Pick<Store, 'takeSends'>
  readonly call: (what: Call, signal: AbortSignal) => Promise<Outcome>
  readonly account: string
  readonly rate: Rate
  /** Added before each message, so that they come at no beat. */
  readonly jitterMs: number
  /** 0 up to 1. */
  readonly random: () => number
  readonly sayDeadlineMs: number
  readonly sleep: Sleep
}

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string; readonly name: string }

/** How often an echo is looked for. */
const LOOK_AGAIN_MS = SECOND / 2
/** While nobody is connected. */
export const NOT_CONNECTED: Sent = { status: 'later', afterMs: 2 * SECOND }

export function createOutbox(parts: OutboxParts) {
  const { said, mayAnswer, sends, call, account, rate, jitterMs, random, sayDeadlineMs, sleep } = parts

  /** One after another, whomever they are for: the puppet keeps no order of its own. */
  let tail: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = tail.then(work)
    tail = turn.catch(() => {})
    return turn
  }

  async function waitForPace(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { sends: free, waitMs } = await sends.takeSends(account, rate, 1)
      if (free > 0) return
      await sleep(waitMs, signal)
    }
  }

  async function sayPart(
    to: Place,
    conversation: ConversationId,
    which: string,
    part: Part,
    signal: AbortSignal,
  ): Promise<Sent> {
    const digest = digestOf(part.kind === 'text' ? part.text : FILE)
    for (let tries = 0; !signal.aborted; ) {
      const saying = await said.beginSaying(conversation, which, digest)
      if (saying.kind === 'sent') return SENT
      if (saying.kind === 'unsure')
        return { status: 'refused', reason: 'unconfirmed: WeChat gave no answer, look on the phone whether it arrived' }
      if (saying.kind === 'wait') {
        await sleep(Math.min(saying.waitMs, LOOK_AGAIN_MS), signal)
        continue
      }
      if (!(await mayAnswer(conversation))) {
        await said.endSaying(conversation, which, { kind: 'unsaid' })
        return CLOSED
      }
      if (tries > 0) await waitForPace(signal)
      tries += 1
      const outcome = await inTurn(() => say(to, part, signal))
      if (outcome.status === 'unknown') continue
      await said.endSaying(
        conversation,
        which,
        outcome.status === 'done' ? { kind: 'sent', ref: outcome.ref } : { kind: 'unsaid' },
      )
      if (outcome.status === 'done') return { status: 'sent', ref: outcome.ref }
      return outcome.status === 'gone' ? GONE : NOT_CONNECTED
    }
    return { status: 'again', reason: 'called off' }
  }

  async function say(to: Place, part: Part, signal: AbortSignal): Promise<Outcome> {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(sayDeadlineMs)])
    const what: Call =
      part.kind === 'text'
        ? { kind: 'say', to, text: part.text }
        : { kind: 'send_file', to, path: part.path, name: part.name }
    return await call(what, deadline)
  }

  /** `sequence` names the line over every retry: parts that were said are not said again. */
  return async function send(
    conversation: ConversationId,
    to: Place,
    line: readonly Part[],
    sequence: number,
    signal: AbortSignal,
  ): Promise<Sent> {
    let last: Sent = SENT
    for (const [index, part] of line.entries()) {
      // The first one's turn is the delivery's to wait for.
      if (index > 0) await waitForPace(signal)
      await sleep(random() * jitterMs, signal)
      last = await sayPart(to, conversation, `${sequence}.${index}`, part, signal)
      if (last.status !== 'sent') return last
    }
    return last
  }
}

const SENT: Sent = { status: 'sent', ref: null }
const GONE: Sent = { status: 'unreachable', reason: 'this account has no such contact' }
