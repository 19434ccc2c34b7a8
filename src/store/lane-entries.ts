/** Entries of a lane as they lie in Redis: a header that scripts read, the body, and what may remain of it. Free of commands. */
import type { Instant } from '../domain/values.ts'
import { type LaneEntry, URGENCY } from '../ports.ts'
import { asInteger } from './reply.ts'

const NONE = '-'
const NAME = /^[\x21-\x7e]{1,200}$/

function word(name: string | null): string {
  if (name === null) return NONE
  if (!NAME.test(name) || name === NONE) throw new RangeError('A name in a lane has 1-200 visible characters')
  return name
}

/**
 * As `commit.lua` takes it and puts the sequence before it: urgency, topic, name, the name it replaces and `notAfter` in the first line, then
 * the body, then the remainder. A bare body has nothing but its urgency.
 */
export function storedEntry(entry: string | LaneEntry): string {
  if (typeof entry === 'string') return `${URGENCY.talk} ${NONE} ${NONE} ${NONE} ${NONE}\n${entry}`
  const { body, urgency, topic, name, replaces, remainder, notAfter } = entry
  const header = [urgency, word(topic), word(name), word(replaces), notAfter ?? NONE].join(' ')
  if (remainder === null) return `${header}\n${body}`
  if (body.includes('\n')) throw new RangeError('An entry with a remainder is one line of JSON')
  return `${header}\n${body}\n${remainder}`
}

export interface ReadEntry {
  readonly sequence: number
  readonly body: string
  readonly notAfter: Instant | null
}

/** What lies in a lane; entries of earlier versions have a sequence and a body alone. */
export function readStored(stored: string): ReadEntry {
  const end = stored.indexOf('\n')
  const [sequence = '', , , name = NONE, , notAfter = NONE] = stored.slice(0, end).split(' ')
  const rest = stored.slice(end + 1)
  return {
    sequence: asInteger(sequence),
    // Only what has a name can be replaced, and only that may have a remainder.
    body: name === NONE ? rest : (rest.split('\n', 1)[0] ?? ''),
    notAfter: notAfter === NONE ? null : asInteger(notAfter),
  }
}
