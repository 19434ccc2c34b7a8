/**
 * Events on their way in: noted on the disk at once, read one after another in the order they came, their files fetched in order per sender, then
 * handed to the desk. What the desk does not take stays in the journal.
 */
import { writeFile } from 'node:fs/promises'
import { conversationOf } from '../places.ts'
import { backoff, type Sleep, unlessAborted } from '../sleep.ts'
import type { Content, Heard, Note } from '../wire.ts'
import type { Puppet } from './account.ts'
import type { Aliases } from './aliases.ts'
import type { Entry, Event, Journal } from './journal.ts'
import { type Reading, readEvent } from './read.ts'

interface ReaderParts {
  readonly puppet: Puppet
  readonly journal: Journal
  readonly staffRoom: string | null
  readonly aliases: Aliases
  readonly hand: (n: number, heard: Heard) => void
  readonly note: (note: Note, messageId: string) => void
  readonly sleep: Sleep
}

export interface Reader {
  /** Takes an event, at once. */
  take(event: Event): void
  /** Hands on once more what is read and not taken yet. */
  handAgain(): void
}

/** Reads of a message that its puppet refuses to give out. A puppet that does not answer costs no try. */
const READ_TRIES = 4
const READ_FIRST_WAIT_MS = 250
/** A frozen gateway answers nothing at all. */
const READ_DEADLINE_MS = 10_000
const LOGIN_WAIT_MS = 100
const FETCH_TRIES = 2
const FETCH_DEADLINE_MS = 20_000
/** They are accepted slowly: a flood of them leaves room for customers. */
const MOST_FRIENDS = 100
const MOST_BYTES = 25 * 1024 * 1024

export function createReader({ puppet, journal, staffRoom, aliases, hand, note, sleep }: ReaderParts): Reader {
  const never = new AbortController().signal
  const lines = new Map<string, Promise<void>>()
  let reader: Promise<void> = Promise.resolve()

  async function readTillKnown({ event }: Entry): Promise<Exclude<Reading, { status: 'early' }> | null> {
    for (let tries = 0; tries < READ_TRIES; ) {
      try {
        const reading = await within(READ_DEADLINE_MS, readEvent(puppet, event, staffRoom, aliases))
        if (reading.status !== 'early') return reading
        await sleep(LOGIN_WAIT_MS, never)
      } catch (error) {
        await sleep(backoff(tries, READ_FIRST_WAIT_MS, READ_DEADLINE_MS), never)
        if (!(error instanceof NoAnswer)) tries += 1
      }
    }
    return null
  }

  async function read(entry: Entry): Promise<void> {
    const reading = await readTillKnown(entry)
    if (reading?.status === 'heard') return inLine(entry.n, reading.heard, reading.file)
    if (reading === null) note('lost', entry.event.id)
    journal.done(entry.n)
  }

  /** Behind what the same sender wrote before, whose file may still be on its way. */
  function inLine(n: number, heard: Heard, hasFile: boolean): void {
    const key = heard.kind === 'message' ? conversationOf(heard.place) : heard.by.id
    const before = lines.get(key) ?? Promise.resolve()
    const line = before
      .then(() => (hasFile ? fetched(n, heard) : heard))
      .then((whole) => {
        journal.heard(n, whole)
        hand(n, whole)
      })
      .finally(() => {
        if (lines.get(key) === line) lines.delete(key)
      })
    lines.set(key, line)
  }

  async function fetched(n: number, heard: Heard): Promise<Heard> {
    if (heard.kind !== 'message' || heard.content.kind !== 'file') return heard
    const path = journal.fileOf(n)
    const content = heard.content
    for (let tries = 0; path !== null && tries < FETCH_TRIES; tries += 1) {
      try {
        const name = await within(FETCH_DEADLINE_MS, fetchFile(heard.id, path))
        return { ...heard, content: { ...content, name: content.name || name } }
      } catch {
        await sleep(READ_FIRST_WAIT_MS, never)
      }
    }
    note('unfetched', heard.id)
    return { ...heard, content: { kind: 'lost', what: content.what } satisfies Content }
  }

  /** Media addresses are good for a short time, so that the bytes are fetched before anything else is done. */
  async function fetchFile(id: string, path: string): Promise<string> {
    const box = await puppet.messageFile(id)
    const bytes = await box.toBuffer()
    if (bytes.length > MOST_BYTES) throw new RangeError('a file of that size is not taken')
    await writeFile(path, bytes, { mode: 0o600 })
    return box.name
  }

  const friendsWaiting = (): number => journal.entries().filter(({ event }) => event.kind === 'friendship').length

  const queue = (entry: Entry): void => {
    reader = reader.then(() => read(entry))
  }

  // What an earlier process did not get round to.
  for (const entry of journal.entries()) if (entry.heard === null) queue(entry)

  return {
    take(event) {
      const entry = event.kind === 'friendship' && friendsWaiting() >= MOST_FRIENDS ? null : journal.begin(event)
      if (entry === null) note('full', event.id)
      else queue(entry)
    },
    handAgain() {
      for (const entry of journal.entries()) {
        if (entry.heard !== null) hand(entry.n, entry.heard)
      }
    },
  }
}

class NoAnswer extends Error {}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return unlessAborted(work, AbortSignal.timeout(ms), () => {
    throw new NoAnswer('the puppet gave no answer in time')
  })
}
