/** The warm turn: a letter and the turn stepped on it, laid out for the one script that commits both or takes the letter in. */
import { randomUUID } from 'node:crypto'
import { HOUR, type Instant, SECOND } from '../domain/values.ts'
import {
  type LaneClaim,
  type Letter,
  MAX_LETTERS_A_CLAIM,
  MAX_WAITING_LETTERS,
  type SteppedAhead,
  type Turned,
  type Version,
  type WarmTurn,
} from '../ports.ts'
import { checkOutgoing, TRANSCRIPT_LINES } from './commit.ts'
import type { Redis } from './connect.ts'
import { ENTRIES_KEPT } from './feed.ts'
import { conversationKeys, shardKeys, shardOf } from './keys.ts'
import { checkLetter, claimOf } from './mailbox.ts'
import { asInteger, asList, type Reply } from './reply.ts'

/** How far the process's reckoning of desk time may be off before its turn is stepped again. */
const AT_WITHIN_MS = SECOND
/** Retention counts in days: activity is noted once an hour. */
const ACTIVE_EVERY_MS = HOUR

function keysOf({ letter: { conversation }, shown }: WarmTurn): string[] {
  const shard = shardOf(conversation)
  return [
    ...shardKeys.seen(shard),
    conversationKeys.self(conversation),
    conversationKeys.mail(conversation),
    shardKeys.due(shard),
    shardKeys.clock(shard),
    shardKeys.timers(shard),
    shardKeys.lanes(shard),
    conversationKeys.lane({ conversation, name: 'customer' }),
    conversationKeys.lane({ conversation, name: 'outgoing' }),
    conversationKeys.transcript(conversation),
    shardKeys.active(shard),
    shardKeys.drafts(shard),
    ...(shown === null ? [] : [conversationKeys.feed(conversation)]),
  ]
}

const takingIn = ({ conversation, id, body, counted, settleMs = 0 }: Letter, shown: string | null) => [
  conversation,
  id,
  body,
  counted ? 1 : 0,
  MAX_WAITING_LETTERS,
  settleMs,
  shown ?? '',
  ENTRIES_KEPT,
]

/** An earlier wake-up finds nothing due and is put right by its commit: one that only moves later is left alone. */
const staysWoken = (wakeAt: Instant | null, timerAt: Instant | null): boolean =>
  wakeAt === timerAt || (wakeAt !== null && timerAt !== null && wakeAt < timerAt)

const notesActivity = ({ from, at }: SteppedAhead): boolean => at - from.activeAt >= ACTIVE_EVERY_MS

/** An open form moves up with each word; one that is not open is taken off the list once. */
function draftMark({ from, changes: { drafting } }: SteppedAhead): '' | 0 | 1 {
  if (drafting === null || (!drafting && from.drafting === false)) return ''
  return drafting ? 1 : 0
}

const steppedAhead = (ahead: SteppedAhead): (string | number)[] => {
  const { from, at, changes } = ahead
  const { state, timerAt, customer, transcript } = changes
  const outgoing = changes.outgoing.map((letter) => JSON.stringify(letter))
  return [
    from.fence,
    from.birth,
    from.wakeAt ?? '',
    at,
    AT_WITHIN_MS,
    state,
    staysWoken(from.wakeAt, timerAt) ? '=' : (timerAt ?? ''),
    notesActivity(ahead) ? 1 : '',
    TRANSCRIPT_LINES,
    draftMark(ahead),
    customer.length,
    outgoing.length,
    transcript.length,
    ...customer,
    ...outgoing,
    ...transcript,
  ]
}

function versionAfter(ahead: SteppedAhead, now: Instant): Version {
  const { from, changes } = ahead
  return {
    fence: from.fence + 1,
    birth: from.birth,
    wakeAt: staysWoken(from.wakeAt, changes.timerAt) ? from.wakeAt : changes.timerAt,
    activeAt: notesActivity(ahead) ? now : from.activeAt,
    drafting: changes.drafting ?? from.drafting,
  }
}

function laneOf({ conversation }: Letter, fence: number, sequence: number, body: string | undefined): LaneClaim | null {
  if (body === undefined) return null
  return { lane: { conversation, name: 'customer' }, fence, sequence, body, tries: 0 }
}

function turnedOf({ letter, ahead }: WarmTurn, reply: Reply): Turned {
  const [kind, ...rest] = asList(reply)
  if (kind === 'claimed') {
    const claim = claimOf(letter.conversation, rest[0] ?? null)
    if (claim !== null) return { kind, claim }
  } else if (kind === 'committed' && ahead !== null) {
    const [now, fence, sequence] = rest.map(asInteger) as [number, number, number]
    const lane = laneOf(letter, fence, sequence, ahead.changes.customer[0])
    return { kind, version: versionAfter(ahead, now), now, lane }
  } else if (kind === 'queued' || kind === 'duplicate' || kind === 'full') return { kind }
  throw new TypeError(`the turn script answered ${JSON.stringify(kind)}`)
}

/** As the port says. Malformed ids and letters too large throw a `RangeError`. */
export async function warmTurn(redis: Redis, turn: WarmTurn, visibilityMs: number): Promise<Turned> {
  const { letter, shown, ahead } = turn
  checkLetter(letter)
  for (const one of ahead?.changes.outgoing ?? []) checkOutgoing(one)
  const taking = [...takingIn(letter, shown), randomUUID(), visibilityMs, MAX_LETTERS_A_CLAIM]
  const stepped = ahead === null ? [''] : steppedAhead(ahead)
  return turnedOf(turn, await redis.run('turn', keysOf(turn), [...taking, ...stepped]))
}
