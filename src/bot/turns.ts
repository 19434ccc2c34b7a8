/** One turn: claim, step, commit. The claim tells what came in, the pure step what follows, the commit writes all of it or nothing. */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ORDER_BITS_LIMIT } from '../domain/order-number.ts'
import { SECOND } from '../domain/values.ts'
import type { Talk } from '../flows/step.ts'
import type { StepEvent } from '../flows/types.ts'
import { type Claim, type ConversationId, type LaneId, type Store, StoreUnavailable } from '../ports.ts'
import { blameFor } from './blame.ts'
import { type Changes, createChanges, type Stepping, unreadable } from './changes.ts'
import { drawing, eventsOf, stateOf, storedIn, timerEventsOf } from './claimed.ts'
import { withEarlier } from './edits.ts'
import { type Arrivals, createArrivals } from './files/arrivals.ts'
import { isCustomers, isRegistry, isStaffRoom } from './letters.ts'
import { type Log, traceOf } from './log.ts'
import { locksFor } from './look-ups.ts'
import { createRecords } from './records.ts'
import { registryTurn } from './registry-turn.ts'
import { NO_COMMANDS, type RoomCommands } from './room-commands.ts'
import { settledLetters } from './staff-albums.ts'
import { staffRoomTurn } from './staff-room-turn.ts'

/** After this many failed attempts what they fail on is put aside, so that the conversation goes on. */
const FAILURES_UNTIL_PUT_ASIDE = 3
/** A message that nobody came back from (the process died or hung each time) is not tried again. */
const LOST_CLAIMS_UNTIL_PARKED = 10
const RETRY_AFTER_MS = SECOND
const LONGEST_RETRY_MS = 10 * SECOND
/** Two orders with the same 33 random bits in one shard: drawing again once is already unlikely. */
const DRAWS = 5

export interface TurnsOptions {
  readonly store: Store
  readonly talk: Talk
  /** Where cards and notices go; null when no staff group is configured. */
  readonly staffRoom: ConversationId | null
  /** What the staff group asks of the desk itself; without them there are none. */
  readonly roomCommands?: RoomCommands
  readonly log: Log
  /** Called for a lane that has something new. */
  readonly onFilled: (lane: LaneId) => void
  /** The random part of an order number, below `ORDER_BITS_LIMIT`. */
  readonly drawBits?: () => number
  /** How the letters of a claim become what the step hears; without it no files are fetched. */
  readonly arrivals?: Arrivals
  /** Hears of every turn of a customer that was committed. */
  readonly onCommitted?: (claim: Claim, changes: Changes) => void
}

/** `idle`: nothing was due, or another worker has it. `more`: claim again at once. */
export type TurnResult = 'idle' | 'done' | 'more'

export function createTurns(options: TurnsOptions) {
  const { store, talk, log, onFilled, onCommitted, drawBits = randomBits, roomCommands = NO_COMMANDS } = options
  const arrivals =
    options.arrivals ?? createArrivals({ store, fetchFile: null, stopping: new AbortController().signal, log })
  const records = createRecords({ store, talk, log })
  const { stepped, unchanged, parking, dropping } = createChanges(talk, options.staffRoom)

  async function commit(claim: Claim, changes: () => Promise<Changes> | Changes): Promise<TurnResult> {
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const changed = await changes()
      const committed = await store.commit({ claim, ...changed })
      if (committed === 'refused') return 'more'
      if (committed === 'done') {
        announce(claim.conversation, changed)
        if (isCustomers(claim.conversation)) onCommitted?.(claim, changed)
        return claim.nextAt === null ? 'done' : 'more'
      }
    }
    throw new Error(`no free order number after ${DRAWS} draws`)
  }

  function announce(conversation: ConversationId, changed: Changes): void {
    if (changed.customer.length > 0) onFilled({ conversation, name: 'customer' })
    if (changed.outgoing.length + changed.registry.length > 0) onFilled({ conversation, name: 'outgoing' })
  }

  async function changesOf(claim: Claim): Promise<Changes> {
    if (isStaffRoom(claim.conversation)) {
      const { take, waitMs } = settledLetters(claim)
      await sleep(waitMs)
      const settled = { ...claim, mail: claim.mail.slice(0, take) }
      return { ...unchanged(claim, take), ...(await staffRoomTurn(store, settled, roomCommands)) }
    }
    if (isRegistry(claim.conversation)) {
      return { ...unchanged(claim, claim.mail.length), ...(await registryTurn(store, claim)) }
    }
    const arrived = await arrivals(claim)
    // Given back as it is: whoever claims it next begins anew.
    if (arrived === null) return unchanged(claim, 0)
    const events = await withEarlier(
      store,
      claim.conversation,
      eventsOf(claim, arrived, talk, drawing(claim, drawBits)),
    )
    return events.length === 0 ? unchanged(claim, claim.mail.length) : stepFrom(claim, stateOf(claim), events)
  }

  async function stepFrom(claim: Claim, state: string | null, events: readonly StepEvent[]): Promise<Changes> {
    const orders = await records.ordersFor(claim, events)
    const locks = await locksFor(store, storedIn(claim, talk), events, orders)
    const { changes, broken } = await placedInLine((ahead) => stepped(claim, state, events, orders, { locks, ahead }))
    if (broken !== null)
      log.error({ conversation: claim.conversation, reason: broken }, 'a stored talk could not be read')
    if (!changes.forget) return changes
    return { ...changes, registry: [...changes.registry, ...(await records.withoutPhones(claim.conversation))] }
  }

  /** Who begins to wait is told how many wait before them, which only the store knows: the same events are stepped again with it. */
  async function placedInLine(step: (ahead: number | null) => Stepping): Promise<Stepping> {
    const first = step(null)
    const { waiting } = first.changes
    return first.joins && typeof waiting === 'number' ? step(await store.waitingBefore(waiting)) : first
  }

  /** A defect met the turn: it is tried again, then what is at fault is put aside and told, and the conversation goes on. */
  async function failed(claim: Claim, error: unknown): Promise<TurnResult> {
    const { conversation } = claim
    const failures = claim.failures + 1
    log.error({ conversation, failures, ...traceOf(error) }, 'a turn failed')
    const remedy = failures < FAILURES_UNTIL_PUT_ASIDE ? null : await remedyFor(claim)
    if (remedy !== null) return await commit(claim, () => remedy)
    await store.release(claim, Math.min(RETRY_AFTER_MS * failures, LONGEST_RETRY_MS))
    return 'done'
  }

  async function remedyFor(claim: Claim): Promise<Changes | null> {
    const [oldest] = claim.mail
    const draw = drawing(claim, drawBits)
    const isTalk = isCustomers(claim.conversation)
    const timers = isTalk ? timerEventsOf(claim, talk, draw) : []
    const state = isTalk ? stateOf(claim) : null
    switch (blameFor(talk, state, timers, { at: claim.now, draw: draw() })) {
      case 'talk':
        return stepFrom(
          claim,
          unreadable(storedIn(claim, talk)?.flow.context.lang ?? null),
          eventsOf(claim, (await arrivals(claim)) ?? [], talk, draw),
        )
      case 'timers':
        return dropping(
          claim,
          timers.map(({ timer }) => timer),
        )
      case 'message':
        return oldest === undefined ? null : parking(claim, oldest)
    }
  }

  /** Takes one turn of a claim. Rejects with `StoreUnavailable`, or when not even putting aside works. */
  async function take(claim: Claim): Promise<TurnResult> {
    const { conversation } = claim
    const [oldest] = claim.mail
    const lost = claim.attempts - 1 - claim.failures
    if (lost >= LOST_CLAIMS_UNTIL_PARKED && oldest !== undefined) {
      log.error({ conversation, lost }, 'nobody came back from this message')
      return await commit(claim, () => parking(claim, oldest))
    }
    try {
      return await commit(claim, () => changesOf(claim))
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error
      return await failed(claim, error)
    }
  }

  /** Claims the conversation and takes one turn. Rejects as `take` does. */
  async function takeOne(conversation: ConversationId): Promise<TurnResult> {
    const claim = await store.claim(conversation)
    return claim === null ? 'idle' : await take(claim)
  }

  return { take, takeOne }
}

export const randomBits = (): number => randomInt(ORDER_BITS_LIMIT)
