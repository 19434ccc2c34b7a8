/** One turn: claim, step, commit. The claim tells what came in, the pure step what follows, the commit writes all of it or nothing. */
import { randomInt } from 'node:crypto'
import { makeOrderNumber, ORDER_BITS_LIMIT } from '../domain/order-number.ts'
import { SECOND } from '../domain/values.ts'
import { type StaffRoomEffect, type Standing, stepStaffRoom } from '../flows/staff-room.ts'
import type { Talk } from '../flows/step.ts'
import { dueTimers, takeTurn, timersOf } from '../flows/turn.ts'
import type { Inbound, Line, StepEvent } from '../flows/types.ts'
import type { Claim, Commit, ConversationId, Mail, Store } from '../ports.ts'
import { type Entry, isStaffRoom, readInbound, readStaffRoomInbound } from './letters.ts'
import { type Log, traceOf } from './log.ts'

/** After this many attempts the oldest message is kept aside, so that the conversation goes on. */
const ATTEMPTS_UNTIL_PARKED = 3
const RETRY_AFTER_MS = SECOND
/** Two orders with the same 33 random bits in one shard: drawing again once is already unlikely. */
const DRAWS = 5

export interface TurnsOptions {
  readonly store: Store
  readonly talk: Talk
  /** Where cards and notices go; null when no staff group is configured. */
  readonly staffRoom: ConversationId | null
  readonly log: Log
  /** Called for a conversation whose lanes have something new. */
  readonly onCommitted: (conversation: ConversationId) => void
}

/** `idle`: nothing was due, or another worker has it. `more`: claim again at once. */
export type TurnResult = 'idle' | 'done' | 'more'

type Changes = Omit<Commit, 'claim'>

export function createTurns({ store, talk, staffRoom, log, onCommitted }: TurnsOptions) {
  /** Claims the conversation and takes one turn. Rejects with `StoreUnavailable` only. */
  return async function takeOne(conversation: ConversationId): Promise<TurnResult> {
    const claim = await store.claim(conversation)
    if (claim === null) return 'idle'
    try {
      return await commit(claim, () => changesOf(claim))
    } catch (error) {
      if (error instanceof Error && error.name === 'StoreUnavailable') throw error
      return await failed(claim, error)
    }
  }

  async function commit(claim: Claim, changes: () => Promise<Changes> | Changes): Promise<TurnResult> {
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const committed = await store.commit({ claim, ...(await changes()) })
      if (committed === 'refused') return 'more'
      if (committed === 'done') {
        onCommitted(claim.conversation)
        return claim.nextAt === null ? 'done' : 'more'
      }
    }
    throw new Error(`no free order number after ${DRAWS} draws`)
  }

  /** A defect met a message: it is tried again, then kept aside and told, and the conversation goes on. */
  async function failed(claim: Claim, error: unknown): Promise<TurnResult> {
    const { conversation, attempts } = claim
    const [oldest] = claim.mail
    log.error({ conversation, attempts, ...traceOf(error) }, 'a turn failed')
    if (attempts < ATTEMPTS_UNTIL_PARKED || oldest === undefined) {
      await store.release(claim, RETRY_AFTER_MS * attempts)
      return 'done'
    }
    return await commit(claim, () => parking(claim, oldest))
  }

  async function changesOf(claim: Claim): Promise<Changes> {
    return isStaffRoom(claim.conversation) ? await staffRoomChanges(claim) : talkChanges(claim)
  }

  function talkChanges(claim: Claim): Changes {
    const events = eventsOf(claim, talk)
    if (events.length === 0) return unchanged(claim, 0)
    const turn = takeTurn(talk, claim.state, events)
    if (turn.broken !== null)
      log.error({ conversation: claim.conversation, reason: turn.broken }, 'a stored talk could not be read')
    const dueAts = turn.timers.map(({ dueAt }) => dueAt)
    return {
      state: turn.state,
      taken: claim.mail.length,
      timerAt: dueAts.length === 0 ? null : Math.min(...dueAts),
      customer: turn.lines.map((line) => entry(line, null)),
      outgoing: turn.posts.flatMap((post) => toStaff(claim.conversation, post)),
      transcript: transcriptOf(events, turn.lines),
      orders: turn.orders.map((order) => ({
        number: order.number,
        record: JSON.stringify({ ...order, conversation: claim.conversation }),
      })),
      parked: [],
    }
  }

  function toStaff(about: ConversationId, post: { readonly kind: string; readonly text: string }) {
    return staffRoom === null ? [] : [{ to: staffRoom, body: JSON.stringify({ kind: 'posted', about, post }) }]
  }

  async function staffRoomChanges(claim: Claim): Promise<Changes> {
    const effects: StaffRoomEffect[] = []
    for (const { body } of claim.mail) {
      const inbound = readStaffRoomInbound(body)
      effects.push(...stepStaffRoom(inbound, await standingOf(claim.conversation, inbound)))
    }
    return {
      ...unchanged(claim, claim.mail.length),
      customer: effects.flatMap((effect) => {
        if (effect.kind !== 'post') return []
        const line: Line = { from: 'bot', text: effect.text, question: null }
        return [entry(effect.replyTo === null ? line : { ...line, replyTo: effect.replyTo }, effect.about)]
      }),
      outgoing: effects.flatMap((effect) =>
        effect.kind === 'send' ? [{ to: effect.to as ConversationId, body: JSON.stringify(effect.inbound) }] : [],
      ),
    }
  }

  async function standingOf(room: ConversationId, inbound: ReturnType<typeof readStaffRoomInbound>): Promise<Standing> {
    if (inbound.kind === 'posted' || inbound.replyTo === null) return { about: null, trusted: false }
    const about = readAbout(await store.reference(room, inbound.replyTo))
    if (inbound.kind === 'unreadable') return { about, trusted: false }
    const staff = await store.staff()
    return { about, trusted: staff.length === 0 || staff.some(({ id }) => id === inbound.by.id) }
  }

  function parking(claim: Claim, oldest: Mail): Changes {
    const read = claim.state === null ? null : talk.unpack(claim.state)
    const lang = read?.ok ? read.stored.flow.context.lang : 'en'
    const line: Line = { from: 'bot', text: talk.catalogue.render(['parked'], lang), question: null }
    return {
      ...unchanged(claim, 1),
      customer: isStaffRoom(claim.conversation) ? [] : [entry(line, null)],
      outgoing: toStaff(claim.conversation, {
        kind: 'notice',
        text: `🛠 A message could not be handled and is kept aside · 有一条消息无法处理，已保留`,
      }),
      parked: [oldest],
    }
  }

  /** Nothing but mail taken: the state and its timers stay. */
  function unchanged(claim: Claim, taken: number): Changes {
    const read = claim.state === null || isStaffRoom(claim.conversation) ? null : talk.unpack(claim.state)
    const dueAts = read?.ok ? timersOf(read.stored).map(({ dueAt }) => dueAt) : []
    return {
      state: claim.state ?? '',
      taken,
      timerAt: dueAts.length === 0 ? null : Math.min(...dueAts),
      customer: [],
      outgoing: [],
      transcript: [],
      orders: [],
      parked: [],
    }
  }
}

const entry = (line: Line, about: string | null): string =>
  JSON.stringify({ line, about: about as ConversationId | null } satisfies Entry)

/** Messages and due timers by time. A timer later than the oldest message left waiting waits for the next claim. */
function eventsOf(claim: Claim, talk: Talk): readonly StepEvent[] {
  const draw = () => makeOrderNumber(claim.shard, randomInt(ORDER_BITS_LIMIT))
  const read = claim.state === null ? null : talk.unpack(claim.state)
  const horizon = Math.min(claim.now, claim.nextAt ?? claim.now)
  const timers = read?.ok ? dueTimers(timersOf(read.stored), horizon) : []
  const events: { readonly order: number; readonly event: StepEvent }[] = [
    ...claim.mail.map(({ at, body }) => ({
      order: at,
      event: { kind: 'inbound' as const, at, inbound: readInbound(body), draw: draw() },
    })),
    // Stepped at the claim's own moment: what the calendar says now is what counts.
    ...timers.map((timer) => ({
      order: timer.dueAt,
      event: { kind: 'timer' as const, at: claim.now, timer, draw: draw() },
    })),
  ]
  const dropped: StepEvent[] =
    claim.dropped === 0 ? [] : [{ kind: 'dropped', at: claim.now, count: claim.dropped, draw: draw() }]
  return [...events.toSorted((a, b) => a.order - b.order).map(({ event }) => event), ...dropped]
}

function transcriptOf(events: readonly StepEvent[], lines: readonly Line[]): readonly string[] {
  const heard = events.flatMap((event) =>
    event.kind === 'inbound'
      ? [JSON.stringify({ at: event.at, who: speaker(event.inbound), text: words(event.inbound) })]
      : [],
  )
  const at = events.at(-1)?.at ?? 0
  const said = lines.filter(({ from }) => from === 'bot').map(({ text }) => JSON.stringify({ at, who: 'bot', text }))
  return [...heard, ...said]
}

const speaker = (inbound: Inbound): 'customer' | 'staff' => (inbound.kind.startsWith('staff.') ? 'staff' : 'customer')

function words(inbound: Inbound): string {
  switch (inbound.kind) {
    case 'said':
    case 'staff.said':
      return inbound.text
    case 'chose':
      return `[${inbound.offer}]`
    case 'unreadable':
      return `[${inbound.what}]`
    default:
      return `[${inbound.kind}]`
  }
}

/** What `delivery.ts` remembered under the message's id. */
function readAbout(reference: string | null): string | null {
  if (reference === null) return null
  const about: unknown = JSON.parse(reference)
  return typeof about === 'string' ? about : null
}
