/** The warm turn: a letter and the turn stepped on it, laid out for the one script that commits both or takes the letter in. */
import { randomUUID } from 'node:crypto'
import { HOUR, type Instant, SECOND } from '../domain/values.ts'
import {
  type LaneClaim,
  type Letter,
  MAX_LETTERS_A_CLAIM,
  MAX_WAITING_LETTERS,
  NO_CHANGES,
  type SteppedAhead,
  type Turned,
  type Version,
  type WarmTurn,
} from '../ports.ts'
import { type Layout, layoutOf } from './commit.ts'
import type { Redis } from './connect.ts'
import { ENTRIES_KEPT } from './feed.ts'
import { shardKeys, shardOf } from './keys.ts'
import { laneClaimOf } from './lanes.ts'
import { checkLetter, claimOf } from './mailbox.ts'
import { asInteger, asList, type Reply } from './reply.ts'

/** How far the process's reckoning of desk time may be off before its turn is stepped again. */
const AT_WITHIN_MS = SECOND
/** Retention counts in days. */
const ACTIVE_EVERY_MS = HOUR
/** A wake-up that only moves later is left as it is. */
const AS_IT_IS = '='

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

/** One that comes early finds nothing due, and is put right by its commit. */
const staysWoken = (wakeAt: Instant | null, timerAt: Instant | null): boolean =>
  wakeAt === timerAt || (wakeAt !== null && timerAt !== null && wakeAt < timerAt)

/** What stands in a list already is not written again; an open form moves up in its list with each word. */
function newlyListed({ from: { listed }, changes: { drafting, waiting } }: SteppedAhead): Version['listed'] {
  return {
    drafting: drafting === false && listed.drafting === false ? null : drafting,
    waiting: waiting === listed.waiting ? 'as_before' : waiting,
  }
}

const notesActivity = ({ from, at }: SteppedAhead): boolean => at - from.activeAt >= ACTIVE_EVERY_MS

/** Without a step the script needs the keys alone. */
function laidOut({ letter: { conversation }, ahead }: WarmTurn): Layout {
  if (ahead === null) return layoutOf({ ...NOTHING, claim: { conversation, fence: 0 } }, AS_IT_IS)
  const { from, changes } = ahead
  const timerAt = staysWoken(from.wakeAt, changes.timerAt) ? AS_IT_IS : changes.timerAt
  return layoutOf({ ...changes, ...newlyListed(ahead), claim: { conversation, fence: from.fence } }, timerAt)
}

function versionAfter({ from, at, changes, ...ahead }: SteppedAhead, now: Instant): Version {
  const { drafting, waiting } = changes
  return {
    fence: from.fence + 1,
    birth: from.birth,
    wakeAt: staysWoken(from.wakeAt, changes.timerAt) ? from.wakeAt : changes.timerAt,
    activeAt: notesActivity({ from, at, changes, ...ahead }) ? now : from.activeAt,
    listed: {
      drafting: drafting ?? from.listed.drafting,
      waiting: waiting === 'as_before' ? from.listed.waiting : waiting,
    },
  }
}

const NOTHING = { ...NO_CHANGES, state: '', taken: 0, timerAt: null } as const

function conditions(ahead: SteppedAhead | null): (string | number)[] {
  if (ahead === null) return ['', '', '', '', '', '', '', '', '']
  const { from, at, lane, changes } = ahead
  const takesLane = lane !== null && changes.customer.length > 0
  const pace = lane?.rate ? [Math.round(lane.rate.everyMs), lane.rate.burst] : ['', '']
  return [
    from.fence,
    from.birth,
    from.wakeAt ?? '',
    at,
    AT_WITHIN_MS,
    takesLane ? 1 : '',
    ...pace,
    notesActivity(ahead) ? 1 : '',
  ]
}

function check({ changes: { taken, orders, moved, parked, registry, registered, forget } }: SteppedAhead): void {
  const others = orders.length + moved.length + parked.length + registry.length + registered.length
  if (taken > 0 || others > 0 || forget) throw new RangeError('This turn needs the plain path')
}

/** Null where nothing was to be sent, or the chat's pace allows nothing yet. */
function laneOf({ letter: { conversation } }: WarmTurn, reply: Reply | undefined): LaneClaim | null {
  return Array.isArray(reply) ? laneClaimOf({ conversation, name: 'customer' }, reply) : null
}

function turnedOf(turn: WarmTurn, reply: Reply): Turned {
  const { letter, ahead } = turn
  const [kind, ...rest] = asList(reply)
  if (kind === 'claimed') {
    const claim = claimOf(letter.conversation, rest[0] ?? null)
    if (claim !== null) return { kind, claim }
  } else if (kind === 'committed' && ahead !== null) {
    const now = asInteger(rest[0])
    return { kind, version: versionAfter(ahead, now), now, lane: laneOf(turn, rest[1]) }
  } else if (kind === 'queued' || kind === 'duplicate' || kind === 'full') return { kind }
  throw new TypeError(`the turn script answered ${JSON.stringify(kind)}`)
}

/** As the port says. Malformed ids, letters too large and turns for the plain path throw a `RangeError`. */
export async function warmTurn(redis: Redis, turn: WarmTurn, visibilityMs: number): Promise<Turned> {
  const { letter, shown, ahead } = turn
  checkLetter(letter)
  if (ahead !== null) check(ahead)
  const { keys, values } = laidOut(turn)
  const taking = [...takingIn(letter, shown), randomUUID(), visibilityMs, MAX_LETTERS_A_CLAIM]
  const seen = shardKeys.seen(shardOf(letter.conversation))
  return turnedOf(turn, await redis.run('turn', [...keys, ...seen], [...taking, ...conditions(ahead), ...values]))
}
