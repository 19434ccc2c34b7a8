/**
 * What people send as one and apps send in parts: a long paste that was cut, an album. The parts come as messages of their own; here they wait
 * for each other and become one again. Pure.
 */
import type { Instant } from '../domain/values.ts'
import { filesIn } from '../flows/files/arriving.ts'
import type { Inbound, StaffRoomInbound } from '../flows/types.ts'
import { CUT_TEXT_LENGTH, type Letter, SETTLE_MS } from '../ports.ts'
import type { Arrival } from './letters.ts'

/** Apps cut at this length at the latest: what is this long was cut in the middle of a word. */
const HARD_CUT_LENGTH = 4_096

type Part = Arrival | StaffRoomInbound

/** After a part of which more may follow the conversation waits a moment. */
export const settling = (part: Part): Pick<Letter, 'settleMs'> =>
  mayGoOn(part) || albumOf(part) !== null ? { settleMs: SETTLE_MS } : {}

const mayGoOn = (part: Part): boolean => part.kind === 'said' && part.text.length >= CUT_TEXT_LENGTH

const albumOf = (part: Part): string | null => ('album' in part ? (part.album ?? null) : null)

interface Heard {
  readonly at: Instant
  readonly inbound: Inbound
}

/** The messages in their order, the parts of one as one, at the moment of its last part. */
export function joinParts(heard: readonly Heard[]): readonly Heard[] {
  const joined: Heard[] = []
  let part: Inbound | null = null
  for (const { at, inbound } of heard) {
    const place = joined.findLastIndex((one) => part !== null && belongsTo(one.inbound, part, inbound))
    const whole = joined[place]?.inbound
    if (whole === undefined || part === null) joined.push({ at, inbound })
    else joined[place] = { at, inbound: joinedWith(whole, part, inbound) }
    part = inbound
  }
  return joined
}

/** Whether `next` is a further part of `whole`; `part` came just before it. What of an album could not be kept is told by itself. */
function belongsTo(whole: Inbound, part: Inbound, next: Inbound): boolean {
  const album = albumOf(next)
  if (album !== null) return albumOf(whole) === album && fateOf(whole) === fateOf(next)
  return albumOf(whole) === null && whole.kind === 'said' && next.kind === 'said' && mayGoOn(part)
}

/** What became of the part of an album; of those that were not kept, why. */
const fateOf = (part: Inbound): string =>
  part.kind === 'sent' ? 'kept' : part.kind === 'unkept' ? `${part.what} ${part.why}` : 'unread'

/** `whole` with a further part. */
function joinedWith(whole: Inbound, part: Inbound, next: Inbound): Inbound {
  if (albumOf(next) !== null) return albumWith(whole, next)
  if (whole.kind !== 'said' || part.kind !== 'said' || next.kind !== 'said') return whole
  const between = part.text.length >= HARD_CUT_LENGTH ? '' : '\n'
  return { ...whole, text: `${whole.text}${between}${next.text}` }
}

/** Its files are one message, with all their captions. Where none were kept its captions make it words; without any it is what its first part is. */
function albumWith(whole: Inbound, next: Inbound): Inbound {
  if (whole.kind === 'sent' && next.kind === 'sent') return filesWith(whole, next)
  if (whole.kind === 'unkept') return { ...whole, several: true }
  if (next.kind !== 'said') return whole
  return whole.kind === 'said' ? { ...whole, text: `${whole.text}\n${next.text}` } : next
}

type Sent = Extract<Inbound, { kind: 'sent' }>

function filesWith(whole: Sent, next: Sent): Sent {
  const caption = [whole.caption, next.caption].filter(Boolean).join('\n')
  const text = [whole.text, next.text].filter(Boolean).join('\n') || null
  return {
    ...whole,
    text,
    more: [...(whole.more ?? []), ...filesIn(next)],
    ...(caption === '' ? {} : { caption }),
  }
}
