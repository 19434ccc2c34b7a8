/**
 * The talks that this process has just served, as their last commit left them: what comes next is stepped from here before Redis is asked. A
 * belief, never the truth: the script that commits a turn checks it.
 */
import type { Talk } from '../flows/step.ts'
import type { Stored } from '../flows/stored.ts'
import { ALONE, type Inbound } from '../flows/types.ts'
import type { Claim, ConversationId, Letter, SteppedAhead, Version } from '../ports.ts'
import { type Changes, createChanges } from './changes.ts'
import { drawing } from './claimed.ts'
import { createDeskTime } from './desk-time.ts'
import { hasFile } from './files/arrivals.ts'
import { readArrival } from './letters.ts'

export interface WarmOptions {
  readonly talk: Talk
  readonly staffRoom: ConversationId | null
  readonly drawBits: () => number
  /** Talks kept; the one that was longest silent goes first. 0 keeps none. */
  readonly limit: number
}

interface Known {
  readonly version: Version
  readonly shard: number
  /** As JSON until it is needed. */
  readonly state: string | Stored
}

/** A turn stepped before Redis was asked, and where the talk stands if it is committed. */
export interface Ahead {
  readonly stepped: Omit<SteppedAhead, 'lane'>
  readonly stored: Stored
}

export type Warm = ReturnType<typeof createWarm>

export function createWarm({ talk, staffRoom, drawBits, limit }: WarmOptions) {
  const known = new Map<ConversationId, Known>()
  const clock = createDeskTime()
  const { stepped } = createChanges(talk, staffRoom)

  function keep(conversation: ConversationId, fresh: Known): void {
    known.delete(conversation)
    known.set(conversation, fresh)
    const [oldest] = known.keys()
    if (known.size > limit && oldest !== undefined) known.delete(oldest)
  }

  /** Steps a customer's letter; null where only the plain path will do: nothing is known, or orders, an erasure or a defect are in it. */
  function ahead(letter: Letter): Ahead | null {
    const { conversation } = letter
    const from = known.get(conversation)
    const at = clock.reckoned()
    if (from === undefined || at === null || !letter.counted || letter.settleMs) return null
    try {
      return stepAhead(letter, from, at)
    } catch {
      // The plain path meets the same defect, and deals with it.
      return null
    }
  }

  function stepAhead(letter: Letter, from: Known, at: number): Ahead | null {
    const stored = live(from)
    if (stored === null) return null
    const arrival = readArrival(letter.body)
    // Its file is to be fetched first.
    if (hasFile(arrival)) return null
    const event = eventOf(arrival, at, from.shard)
    // What an edited message said before stands in the transcript.
    if (event.inbound.kind === 'edited') return null
    // Orders, and tries to look one up, are asked of Redis before the step.
    if (talk.ordersWanted(stored, event).length > 0) return null
    const {
      changes,
      stored: next,
      joins,
    } = stepped({ conversation: letter.conversation, mail: [] }, stored, [event], [], ALONE)
    const { orders, moved, registry, forget } = changes
    // How many wait before them is Redis' to tell.
    if (joins || forget || orders.length + moved.length + registry.length > 0) return null
    return { stepped: { from: from.version, at, changes }, stored: next }
  }

  function live({ state }: Known): Stored | null {
    if (typeof state !== 'string') return state
    const read = talk.unpack(state)
    return read.ok ? read.stored : null
  }

  const eventOf = (inbound: Inbound, at: number, shard: number) => ({
    kind: 'inbound' as const,
    at,
    inbound,
    draw: drawing({ shard }, drawBits)(),
  })

  return {
    ahead,
    /** A turn of the plain path was committed. */
    committed(claim: Claim, changes: Changes): void {
      clock.heard(claim.now)
      if (changes.forget || changes.state === '') return void known.delete(claim.conversation)
      const { conversation, birth, shard } = claim
      const { timerAt, drafting, waiting } = changes
      const listed = { drafting, waiting }
      const version = { fence: claim.fence + 1, birth, wakeAt: timerAt, activeAt: claim.now, listed }
      keep(conversation, { version, shard, state: changes.state })
    },
    /** A warm turn was. */
    went(conversation: ConversationId, { stored }: Ahead, version: Version, now: number): void {
      clock.heard(now)
      const shard = known.get(conversation)?.shard
      if (shard !== undefined) keep(conversation, { version, shard, state: stored })
    },
    /** Redis did not say what became of a turn. */
    doubt(conversation: ConversationId): void {
      known.delete(conversation)
    },
  }
}
