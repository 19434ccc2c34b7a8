/** Long pastes: apps cut them, and the parts come as messages of their own. Here they wait for each other and become one again. Pure. */
import type { Instant } from '../domain/values.ts'
import type { Inbound } from '../flows/types.ts'
import { CUT_TEXT_LENGTH, type Letter, SETTLE_MS } from '../ports.ts'

/** Apps cut at this length at the latest: what is this long was cut in the middle of a word. */
const HARD_CUT_LENGTH = 4_096

/** After a text so long that more of it may follow, the conversation waits a moment. */
export const settling = (inbound: Inbound): Pick<Letter, 'settleMs'> =>
  mayGoOn(inbound) ? { settleMs: SETTLE_MS } : {}

const mayGoOn = (inbound: Inbound): boolean => inbound.kind === 'said' && inbound.text.length >= CUT_TEXT_LENGTH

interface Heard {
  readonly at: Instant
  readonly inbound: Inbound
}

/** The messages in their order, a cut text and what follows it as one, at the moment of its last part. */
export function joinParts(heard: readonly Heard[]): readonly Heard[] {
  const joined: Heard[] = []
  let part: Inbound | null = null
  for (const { at, inbound } of heard) {
    const last = joined.at(-1)
    if (part?.kind === 'said' && mayGoOn(part) && inbound.kind === 'said' && last?.inbound.kind === 'said') {
      const between = part.text.length >= HARD_CUT_LENGTH ? '' : '\n'
      const text = `${last.inbound.text}${between}${inbound.text}`
      joined[joined.length - 1] = { at, inbound: { ...last.inbound, text } }
    } else joined.push({ at, inbound })
    part = inbound
  }
  return joined
}
