/** What a turn of a customer's conversation writes: as stepped, or with what is at fault put aside. Pure. */
import type { Order } from '../domain/order.ts'
import type { Instant, Language } from '../domain/values.ts'
import type { LinkEffect } from '../flows/linking/news.ts'
import type { Talk } from '../flows/step.ts'
import { pack, type Stored } from '../flows/stored.ts'
import { type Turn, takeTurn, timersOf, withoutTimers } from '../flows/turn.ts'
import type { Around, CustomerNow, Inbound, StaffPost, StaffRoomInbound, StepEvent, Timer } from '../flows/types.ts'
import { type Claim, type Commit, type ConversationId, type Mail, NO_CHANGES, type RegistryNews } from '../ports.ts'
import { NOTHING_STORED, storedIn, timersIn } from './claimed.ts'
import { deskActs } from './desk-acts.ts'
import { amendmentEntry, botLine, customerEntry, entry } from './entries.ts'
import { isCustomers, isRegistry, isStaffRoom } from './letters.ts'
import { listingsOf } from './listings.ts'
import { newsOf, recordOf } from './records.ts'
import { transcriptOf } from './transcript.ts'

export type Changes = Omit<Commit, 'claim'>

/** A turn from here starts the talk again, with an apology in its language and a word to staff. */
export const unreadable = (lang: Language | null): string =>
  JSON.stringify({ v: null, flow: { context: lang === null ? null : { lang } } })

const NOTICES = {
  parked: '🛠 A message could not be handled and is kept aside · 有一条消息无法处理，已保留',
  timers: '🛠 A reminder could not be handled and was dropped · 有一个定时提醒无法处理，已取消',
} as const

export interface Stepping {
  readonly changes: Changes
  /** The state in `changes`, as the next turn may go on from it. */
  readonly stored: Stored
  /** Why the stored talk could not be read, when it had to start again. */
  readonly broken: string | null
  /** The customer has begun to wait for a person: how many wait before them is still to be told. */
  readonly joins: boolean
}

/** `staffRoom`: where cards and notices go; null when there is none. */
export function createChanges(talk: Talk, staffRoom: ConversationId | null) {
  function stepped(
    claim: Pick<Claim, 'conversation' | 'mail'>,
    state: string | Stored | null,
    events: readonly StepEvent[],
    orders: readonly Order[],
    around: Around,
  ): Stepping {
    const turn = takeTurn(talk, state, events, orders, around)
    const changes: Changes = {
      state: turn.state,
      taken: claim.mail.length,
      timerAt: earliest(turn.timers),
      customer: [
        ...turn.lines.map((line) => customerEntry(line, wokenAt(events))),
        ...turn.amendments.map(amendmentEntry),
      ],
      outgoing: [
        ...newsForStaff(claim.conversation, turn, deskActs(events)),
        ...turn.links.flatMap((effect) => toTalk(claim.conversation, effect)),
      ],
      // Of the turn in which it is erased nothing is kept either.
      transcript: turn.forget
        ? []
        : transcriptOf(events, { ...turn, asked: turn.openBefore, offered: offeredTo(turn.before, events) }),
      orders: turn.orders.map((order) => recordOf(order, claim.conversation)),
      moved: turn.moved.map((order) => recordOf(order, claim.conversation)),
      parked: [],
      forget: turn.forget,
      waiting: turn.waiting,
      drafting: turn.drafting,
      registry: [
        ...turn.asked.map((serial) => ({ kind: 'asked' as const, serial })),
        ...turn.links.flatMap(toCodes),
        ...turn.orders.flatMap((order) => newsOf(null, order)),
        ...turn.moved.flatMap((order) => newsOf(orders.find(({ number }) => number === order.number) ?? null, order)),
      ],
      registered: [],
      heard: events.some(isHeard),
      listings: listingsOf(turn, orders, events.at(-1)?.at ?? 0),
    }
    return { changes, stored: turn.stored, broken: turn.broken, joins: turn.joins }
  }

  /** The question that a tap can be about, as it stood before the turn; null where nobody tapped. */
  const offeredTo = (before: Stored | null, events: readonly StepEvent[]) =>
    before !== null && events.some((event) => event.kind === 'inbound' && event.inbound.kind === 'chose')
      ? talk.openQuestion(before)
      : null

  function newsForStaff(about: ConversationId, turn: Turn, acts: readonly StaffPost[]): Changes['outgoing'] {
    const { customer, cardChanged } = turn
    return [
      ...[...acts, ...turn.posts].flatMap((post) => toStaff(about, post, customer)),
      ...(cardChanged === null ? [] : letter({ kind: 'card.changed', about, text: cardChanged })),
      ...(turn.standsAnew ? letter({ kind: 'stands', about, customer }) : []),
      ...(turn.forget ? letter({ kind: 'erased', about }) : []),
    ]
  }

  const toStaff = (about: ConversationId, post: StaffPost, customer: CustomerNow | null = null): Changes['outgoing'] =>
    letter({ kind: 'posted', about, post, customer })

  const letter = (news: StaffRoomInbound): Changes['outgoing'] =>
    staffRoom === null ? [] : [{ to: staffRoom, body: JSON.stringify(news) }]

  /** Nothing but mail taken: the state and its timers stay. */
  function unchanged(claim: Claim, taken: number): Changes {
    return {
      ...NO_CHANGES,
      state: claim.state ?? NOTHING_STORED,
      taken,
      timerAt: isCustomers(claim.conversation) ? earliest(timersIn(claim, talk)) : null,
    }
  }

  /** The oldest message is kept aside; whoever wrote it and staff are told. */
  function parking(claim: Claim, oldest: Mail): Changes {
    const parked = { ...unchanged(claim, 1), parked: [oldest] }
    if (isStaffRoom(claim.conversation)) return { ...parked, customer: [entry(botLine(NOTICES.parked), null)] }
    const notice = toStaff(claim.conversation, { kind: 'notice', text: NOTICES.parked })
    if (isRegistry(claim.conversation)) return { ...parked, outgoing: notice }
    const lang = storedIn(claim, talk)?.flow.context.lang ?? 'en'
    return {
      ...parked,
      customer: [entry(botLine(talk.catalogue.render(['parked'], lang)), null)],
      outgoing: notice,
    }
  }

  /** The talk goes on without these timers; staff are told. */
  function dropping(claim: Claim, timers: readonly Timer[]): Changes {
    const stored = storedIn(claim, talk)
    if (stored === null) return unchanged(claim, 0)
    const rest = withoutTimers(stored, timers)
    return {
      ...unchanged(claim, 0),
      state: pack(rest),
      timerAt: earliest(timersOf(rest)),
      outgoing: toStaff(claim.conversation, { kind: 'notice', text: NOTICES.timers }),
    }
  }

  return { stepped, unchanged, parking, dropping }
}

/** Codes are known to their registry. */
function toCodes(effect: LinkEffect): readonly RegistryNews[] {
  if (effect.kind === 'link.opened') return [{ kind: 'opened', code: effect.code, until: effect.until }]
  return effect.kind === 'link.tried' ? [{ kind: 'tried', code: effect.code }] : []
}

/** A letter to another talk of the same customer. */
function toTalk(from: ConversationId, effect: LinkEffect): Changes['outgoing'] {
  if (effect.kind !== 'link.told') return []
  return [
    { to: effect.to as ConversationId, body: JSON.stringify({ kind: 'link', news: { ...effect.news, talk: from } }) },
  ]
}

const BY_THE_CUSTOMER: ReadonlySet<Inbound['kind']> = new Set([
  'said',
  'chose',
  'sent',
  'unkept',
  'unreadable',
  'edited',
])

/** Whoever writes, or lets the bot in again, can be written to. */
function isHeard(event: StepEvent): boolean {
  if (event.kind !== 'inbound') return false
  const { inbound } = event
  return inbound.kind === 'reach' ? inbound.isReachable : BY_THE_CUSTOMER.has(inbound.kind)
}

/** When timers alone led to a turn; null when somebody did something. */
const wokenAt = (events: readonly StepEvent[]): Instant | null =>
  events.every(({ kind }) => kind === 'timer') ? (events.at(-1)?.at ?? null) : null

const earliest = (timers: readonly Timer[]): number | null =>
  timers.length === 0 ? null : Math.min(...timers.map(({ dueAt }) => dueAt))
