/** Random talks for properties: what may happen next, and how a row of such moments becomes the events of one conversation. */
import fc from 'fast-check'
import type { Order } from '../../src/domain/order.ts'
import type { OrderNumber } from '../../src/domain/values.ts'
import type { UnsignedMove } from '../../src/flows/order-types.ts'
import type { Stored } from '../../src/flows/stored.ts'
import { dueTimers, timersOf } from '../../src/flows/turn.ts'
import { type Inbound, type Question, type StepEvent, type Timer, UNREADABLE } from '../../src/flows/types.ts'
import { IN, MOVES as SIGNED_MOVES } from '../domain/order-samples.ts'
import { drawing, OPEN, said, talk } from './conversation-desk.ts'
import { statusPage } from './pastes.ts'

/** Offers, timers and orders are named by place: which they are depends on how the talk has gone. */
type Happening =
  | { readonly kind: 'inbound'; readonly inbound: Inbound }
  /** A button of the open question, or of any that was ever asked. */
  | { readonly kind: 'offer' | 'old offer'; readonly place: number }
  | { readonly kind: 'dropped'; readonly count: number }
  /** A timer that is armed, or that was armed at some time. */
  | { readonly kind: 'due' | 'stale'; readonly place: number }
  /** Staff move one of the customer's orders, legally or not. */
  | { readonly kind: 'moved'; readonly place: number; readonly move: UnsignedMove }
export type Moment = Happening & { readonly later: number }

const SENTENCES = [
  'my X16-Q shows zero hashrate, serial JX1600004711',
  'X16-P的风扇不转了',
  'JX1600004711',
  '＋４９ 30 23125 555',
  '13800138000',
  'Ana Example',
  'SF1234567890123',
  statusPage({ average: 0, chips: [1, 0, 1], uptime: 900 }),
  statusPage({ serial: 'JX1600004711' }),
  '2026-03-10 10:00:01 miner started\n2026-03-10 10:00:02 Error, fan lost',
  '{"weather": "rain", "wind": 3}',
  'smoke!!',
  'no',
  '没有',
  'yes',
  '2',
  '２.',
  'menu',
  '返回',
  'cancel',
  '/order',
  '中文',
  'english',
  '/language',
  'a person',
  '人工',
  '/end',
  '/mydata',
  '/forget',
  'later',
  "I don't know",
  'what are your working hours?',
  '保修多久？',
  'thanks',
]
const MOVES = Object.values(SIGNED_MOVES).map(({ at: _, who: __, ...move }) => move as UnsignedMove)
const BY = 'Chen Example'

const anyText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...SENTENCES) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '__proto__', 'constructor', '/', '\u0000', '\uFDFA'.repeat(200), '\uD800'),
  },
)
const by = fc.constant(BY)
const inboundOf: fc.Arbitrary<Inbound> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('said' as const), text: anyText }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('chose' as const),
      question: fc.constantFrom('menu', 'danger', 'recap', 'check.coin_pool', '__proto__', ''),
      offer: fc.constantFrom('yes', 'no', 'submit', 'person', 'hours', 'fault', 'toString', ''),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unreadable' as const), what: fc.constantFrom(...UNREADABLE) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('staff.said' as const), text: anyText, by }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('staff.released' as const, 'staff.took' as const, 'staff.gone' as const),
      by,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('staff.closed' as const), by, afterMs: fc.constantFrom(0, 15 * 60_000) }),
  },
  { weight: 1, arbitrary: fc.constant<Inbound>({ kind: 'undeliverable', reason: 'blocked' }) },
  { weight: 1, arbitrary: fc.constant<Inbound>({ kind: 'hours.changed' }) },
)

const place = fc.nat(19)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: inboundOf.map((inbound): Happening => ({ kind: 'inbound', inbound })) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('offer' as const), place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('old offer', 'due', 'stale'), place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('moved' as const), place, move: fc.constantFrom(...MOVES) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('dropped' as const), count: fc.integer({ min: 1, max: 50 }) }),
  },
)
const MINUTE = 60_000
const moment: fc.Arbitrary<Moment> = fc
  .tuple(happening, fc.constantFrom(0, 0, MINUTE, 20 * MINUTE, 5 * 60 * MINUTE))
  .map(([happens, later]) => ({ ...happens, later }))

export const talkOf = (length: number) => fc.array(moment, { minLength: 1, maxLength: length })

/** A conversation as its store has it. */
export interface Lived {
  readonly stored: Stored
  readonly orders: ReadonlyMap<OrderNumber, Order>
}

/** A new conversation, or one at its menu that owns an order in any of its states. */
export const beginning: fc.Arbitrary<Lived | null> = fc.option(fc.constantFrom(...Object.values(IN)).map(owning))

function owning(order: Order): Lived {
  const { stored } = talk.step(null, said('/start'))
  const context = { ...stored.flow.context, orders: [order.number] }
  return { stored: { ...stored, flow: { ...stored.flow, context } }, orders: new Map([[order.number, order]]) }
}

/** What a moment can name of what has been. */
interface Past {
  readonly timers: readonly Timer[]
  readonly questions: readonly Question[]
}
const NO_PAST: Past = { timers: [], questions: [] }

/** Gives each moment its event and hands it to `each`, with what stands before; answers what stands after all. */
export function live(
  start: Lived | null,
  moments: readonly Moment[],
  each: (lived: Lived | null, event: StepEvent) => Lived,
): Lived | null {
  const draw = drawing()
  const timers = new Map<string, Timer>()
  const questions = new Map<string, Question>()
  let at = OPEN
  let lived = start
  for (const happens of moments) {
    at += happens.later
    const past = { timers: [...timers.values()], questions: [...questions.values()] }
    const event = eventOf(happens, lived?.stored ?? null, past, at)
    if (event === null) continue
    lived = each(lived, { ...event, draw: draw() })
    for (const timer of timersOf(lived.stored)) timers.set(`${timer.machine} ${timer.id} ${timer.generation}`, timer)
    const asked = talk.question(lived.stored)
    if (asked !== null) questions.set(asked.id, asked)
  }
  return lived
}

/** Several events of one claim: which offers and timers there are is as it stands before them all. */
export function claimOf(stored: Stored | null, moments: readonly Moment[]): readonly StepEvent[] {
  const draw = drawing()
  return moments.flatMap((happens) => {
    const event = eventOf(happens, stored, NO_PAST, OPEN)
    return event === null ? [] : [{ ...event, draw: draw() }]
  })
}

type Undrawn = StepEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'draw'> : never) : never
const inbound = (what: Inbound, at: number): Undrawn => ({ kind: 'inbound', at, inbound: what })
const nth = <Thing>(things: readonly Thing[], place: number): Thing | undefined =>
  things[place % Math.max(1, things.length)]

function eventOf(happens: Happening, stored: Stored | null, past: Past, at: number): Undrawn | null {
  switch (happens.kind) {
    case 'inbound':
      return inbound(happens.inbound, at)
    case 'dropped':
      return { kind: 'dropped', at, count: happens.count }
    case 'offer':
      return tapOn(stored === null ? null : talk.question(stored), happens.place, at)
    case 'old offer':
      return tapOn(nth(past.questions, happens.place) ?? null, happens.place, at)
    case 'due':
      return wakeBy(nth(stored === null ? [] : dueTimers(timersOf(stored), at), happens.place), at)
    case 'stale':
      return wakeBy(nth(past.timers, happens.place), at)
    case 'moved': {
      const number = nth(stored?.flow.context.orders ?? [], happens.place)
      return number === undefined ? null : inbound({ kind: 'staff.moved', number, move: happens.move, by: BY }, at)
    }
  }
}

function tapOn(question: Question | null, place: number, at: number): Undrawn | null {
  const offer = question === null ? undefined : nth(question.offers, place)
  if (question === null || offer === undefined) return null
  return inbound({ kind: 'chose', question: question.id, offer: offer.id }, at)
}

const wakeBy = (timer: Timer | undefined, at: number): Undrawn | null =>
  timer === undefined ? null : { kind: 'timer', at, timer }
