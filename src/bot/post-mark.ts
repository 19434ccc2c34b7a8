/**
 * The mark under a message in the staff group, by which a reply finds its customer. The platform's id of a message is known only to the
 * process that sent it: where that one died before it noted the id, the message is sent again, and staff may answer either copy. All copies
 * bear the same mark. Pure.
 */
import { createHash } from 'node:crypto'
import type { Line } from '../flows/types.ts'
import type { LaneClaim } from '../ports.ts'

const SIGN = '№'
/** Enough that no other message ends like this by chance. */
const CHECK_LENGTH = 6

/** The same for every send of an entry: its place in the lane, and digits that nobody else writes. */
export function postMark({
  lane: { conversation },
  sequence,
  body,
}: Pick<LaneClaim, 'lane' | 'sequence' | 'body'>): string {
  const check = createHash('sha256').update(`${conversation} ${sequence} ${body}`).digest('hex').slice(0, CHECK_LENGTH)
  return `${sequence}-${check}`
}

/** The mark is the last line, whatever a customer has written above it. */
export const withMark = (line: Line, mark: string): Line => ({ ...line, text: `${line.text}\n${SIGN} ${mark}` })

/** The mark of a message as the platform quotes it; null without one. */
export const markIn = (text: string): string | null =>
  /(?:^|\n)№ (\d{1,15}-[0-9a-f]{6})$/.exec(text.trimEnd())?.[1] ?? null
