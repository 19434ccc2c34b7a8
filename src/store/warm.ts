/** The warm turn: a letter and the turn stepped on it, laid out for the one script that commits both or takes the letter in. */
import { randomUUID } from 'node:crypto'
import { HOUR, type Instant, SECOND } from '../domain/values.ts'
import {
  type ConversationId,
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
import { type Layout, layoutOf, TRANSCRIPT_LINES } from './commit.ts'
import type { Redis } from './connect.ts'
import { ENTRIES_KEPT } from './feed.ts'
import { conversationKeys, shardKeys, shardOf } from './keys.ts'
import { storedEntry } from './lane-entries.ts'
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

const timerOf = ({ from, changes }: SteppedAhead): Instant | typeof AS_IT_IS | null =>
  staysWoken(from.wakeAt, changes.timerAt) ? AS_IT_IS : changes.timerAt

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

/** What decides whether the turn is the next one. */
const conditions = ({ from, at }: SteppedAhead): (string | number)[] => [
  from.fence,
  from.birth,
  from.wakeAt ?? '',
  at,
  AT_WITHIN_MS,
]
const NO_CONDITIONS = ['', '', '', '', '']

const paceOf = (lane: SteppedAhead['lane']): (string | number)[] =>
  lane?.rate ? [Math.round(lane.rate.everyMs), lane.rate.burst] : ['', '']

const seenIn = (conversation: ConversationId): readonly string[] => shardKeys.seen(shardOf(conversation))

/** Without a step the script needs the keys alone. */
function wholeTurn({ letter: { conversation }, ahead }: WarmTurn, taking: Layout['values']): Layout {
  const lane = ahead !== null && ahead.lane !== null && ahead.changes.customer.length > 0 ? ahead.lane : null
  const commit =
    ahead === null
      ? layoutOf({ ...NOTHING, claim: { conversation, fence: 0 } }, AS_IT_IS)
      : layoutOf(
          { ...ahead.changes, ...newlyListed(ahead), claim: { conversation, fence: ahead.from.fence } },
          timerOf(ahead),
        )
  const values = [ahead === null ? NO_CONDITIONS : conditions(ahead), lane === null ? '' : 1, paceOf(lane)].flat()
  return { keys: [...commit.keys, ...seenIn(conversation)], values: [...taking, ...values, ...commit.values] }
}
const NOTHING = { ...NO_CHANGES, state: '', taken: 0, timerAt: null } as const

/** Lines for the customer, whose lane is taken along, and nothing that is listed, woken or sent elsewhere because of it. */
function isUsual(ahead: SteppedAhead | null): ahead is SteppedAhead {
  if (ahead === null || ahead.lane === null) return false
  const { customer, outgoing, listings } = ahead.changes
  const { drafting, waiting } = newlyListed(ahead)
  const isListed = listings.length > 0 || drafting !== null || waiting !== 'as_before'
  return customer.length > 0 && outgoing.length === 0 && !isListed && timerOf(ahead) === AS_IT_IS
}

function usualTurn(
  { letter: { conversation }, shown }: WarmTurn,
  ahead: SteppedAhead,
  taking: Layout['values'],
): Layout {
  const { changes, lane } = ahead
  const shard = shardOf(conversation)
  const keys = [
    conversationKeys.self(conversation),
    conversationKeys.mail(conversation),
    shardKeys.due(shard),
    shardKeys.timers(shard),
    shardKeys.lanes(shard),
    conversationKeys.lane({ conversation, name: 'customer' }),
    conversationKeys.transcript(conversation),
    shardKeys.active(shard),
    shardKeys.clock(shard),
    ...seenIn(conversation),
    ...(shown === null ? [] : [conversationKeys.feed(conversation)]),
  ]
  const values = [
    ...taking,
    ...conditions(ahead),
    ...paceOf(lane),
    notesActivity(ahead) ? 1 : '',
    changes.state,
    TRANSCRIPT_LINES,
    changes.customer.length,
    ...changes.customer.map(storedEntry),
    ...changes.transcript,
  ]
  return { keys, values }
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
  const taking = [...takingIn(letter, shown), randomUUID(), visibilityMs, MAX_LETTERS_A_CLAIM]
  const usual = isUsual(ahead)
  const { keys, values } = usual ? usualTurn(turn, ahead, taking) : wholeTurn(turn, taking)
  return turnedOf(turn, await redis.run(usual ? 'turn-usual' : 'turn', keys, values))
}
