/**
 * Messages on their way in: read one after another in the order they came, then handed to Redis in order per customer, again and again
 * until it takes them. What waits is held in memory, with a bound.
 */

import type { ConversationId, Letter } from '../../ports.ts'
import type { Accept } from '../channel.ts'
import type { Log } from './options.ts'
import { backoff, type Sleep, unlessAborted } from './sleep.ts'

/** What a message turned out to be. */
export type Reading =
  | { readonly status: 'letter'; readonly letter: Letter }
  /** Nothing a customer said to us. */
  | { readonly status: 'ignored'; readonly why: string }
  /** Nobody is logged in yet, so it can't be told whose message it is. Costs no try. */
  | { readonly status: 'early' }

interface IntakeParts {
  /** Rejects when the puppet gives no answer; it is asked again then. */
  readonly read: (messageId: string) => Promise<Reading>
  readonly accept: Accept
  readonly sleep: Sleep
  readonly log: Log
}

interface Intake {
  /** Takes a message by its id, at once. */
  take(messageId: string): void
  /** Resolves when nothing is under way. What Redis has not taken by then is counted in the log. */
  stop(): Promise<void>
}

/** Beyond this many waiting messages new ones are refused, with an error in the log. */
export const MAX_HELD = 1_000
/** Reads of a message that its puppet does not give out: 8 tries, some 16 s. */
const READ_TRIES = 8
const READ_FIRST_WAIT_MS = 250
const READ_MOST_WAIT_MS = 4_000
/** A frozen gateway answers nothing at all. */
const READ_DEADLINE_MS = 10_000
const ACCEPT_FIRST_WAIT_MS = 250
const ACCEPT_MOST_WAIT_MS = 5_000
const LOGIN_WAIT_MS = 250

export function createIntake({ read, accept, sleep, log }: IntakeParts): Intake {
  const stopping = new AbortController()
  const lines = new Map<ConversationId, Promise<void>>()
  let reader: Promise<void> = Promise.resolve()
  let held = 0

  async function readTillKnown(messageId: string): Promise<Reading | null> {
    for (let tries = 0; tries < READ_TRIES && !stopping.signal.aborted; ) {
      try {
        const reading = await inTime(read(messageId))
        if (reading.status !== 'early') return reading
        await sleep(LOGIN_WAIT_MS, stopping.signal)
      } catch (error) {
        log.warn({ err: error, messageId }, 'wechat: a message could not be read')
        await sleep(backoff(tries, READ_FIRST_WAIT_MS, READ_MOST_WAIT_MS), stopping.signal)
        tries += 1
      }
    }
    return null
  }

  async function handIn(letter: Letter): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      try {
        await accept(letter)
        held -= 1
        return
      } catch (error) {
        log.warn({ err: error, letter: letter.id }, 'wechat: a message was not taken, it is handed in again')
        await sleep(backoff(tries, ACCEPT_FIRST_WAIT_MS, ACCEPT_MOST_WAIT_MS), stopping.signal)
      }
    }
  }

  function queue(letter: Letter): void {
    const line = (lines.get(letter.conversation) ?? Promise.resolve()).then(() => handIn(letter))
    lines.set(letter.conversation, line)
    line.finally(() => {
      if (lines.get(letter.conversation) === line) lines.delete(letter.conversation)
    })
  }

  async function readIn(messageId: string): Promise<void> {
    const reading = await readTillKnown(messageId)
    if (reading?.status === 'letter') return queue(reading.letter)
    if (reading === null && stopping.signal.aborted) return
    held -= 1
    if (reading === null) log.error({ messageId }, 'wechat: a message is lost, its puppet does not give it out')
    else log.debug({ messageId, reading }, 'wechat: a message is none of ours')
  }

  return {
    take(messageId) {
      if (stopping.signal.aborted || held >= MAX_HELD) {
        log.error({ messageId, held }, 'wechat: a message is lost, too many wait or the channel stops')
        return
      }
      held += 1
      reader = reader.then(() => readIn(messageId))
    },

    async stop() {
      stopping.abort()
      await reader
      await Promise.all(lines.values())
      if (held > 0) log.error({ held }, 'wechat: messages are lost that were not taken before the stop')
    },
  }
}

function inTime(reading: Promise<Reading>): Promise<Reading> {
  return unlessAborted(reading, AbortSignal.timeout(READ_DEADLINE_MS), () => {
    throw new Error('the puppet gave no answer in time')
  })
}
