/**
 * What people send as one and apps send in parts: a long paste that was cut, an album. The parts come as messages of their own; here they wait
 * for each other and become one again. Pure.
 */
import type { Instant } from '../domain/values.ts'
import type { Inbound } from '../flows/types.ts'
import { CUT_TEXT_LENGTH, type Letter, SETTLE_MS } from '../ports.ts'

/** Apps cut at this length at the latest: what is this long was cut in the middle of a word. */
const HARD_CUT_LENGTH = 4_096

/** After a part of which more may follow the conversation waits a moment. */
export const settling = (inbound: Inbound): Pick<Letter, 'settleMs'> =>
  mayGoOn(inbound) || albumOf(inbound) !== null ? { settleMs: SETTLE_MS } : {}

const mayGoOn = (inbound: Inbound): boolean => inbound.kind === 'said' && inbound.text.length >= CUT_TEXT_LENGTH

const albumOf = (inbound: Inbound): string | null => ('album' in inbound ? (inbound.album ?? null) : null)

interface Heard {
  readonly at: Instant
  readonly inbound: Inbound
}

/** The messages in their order, the parts of one as one, at the moment of its last part. */
export function joinParts(heard: readonly Heard[]): readonly Heard[] {
  const joined: Heard[] = []
  let part: Inbound | null = null
  for (const { at, inbound } of heard) {
    const last = joined.at(-1)
    const whole = last === undefined || part === null ? null : joinedWith(last.inbound, part, inbound)
    if (whole === null) joined.push({ at, inbound })
    else joined[joined.length - 1] = { at, inbound: whole }
    part = inbound
  }
  return joined
}

/** `whole` with a further part; null when `next` is a message of its own. `part` is the last part of the whole. */
function joinedWith(whole: Inbound, part: Inbound, next: Inbound): Inbound | null {
  if (albumOf(part) !== null && albumOf(part) === albumOf(next)) return albumWith(whole, next)
  if (whole.kind !== 'said' || part.kind !== 'said' || next.kind !== 'said' || !mayGoOn(part)) return null
  const between = part.text.length >= HARD_CUT_LENGTH ? '' : '\n'
  return { ...whole, text: `${whole.text}${between}${next.text}` }
}

/** Its captions make it words; without any it is what its first part is. */
function albumWith(whole: Inbound, next: Inbound): Inbound {
  if (next.kind !== 'said') return whole
  return whole.kind === 'said' ? { ...whole, text: `${whole.text}\n${next.text}` } : next
}
