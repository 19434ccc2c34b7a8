/**
 * Every place a talk can come to, found by xstate/graph over the pure step itself: both machines, the texts, the orders and the timers. Two
 * places are of one kind when their states are the same and so is what decides where these lead; of each kind the nearest is kept.
 */
import { fromTransition, type StateValue } from 'xstate'
import { getAdjacencyMap } from 'xstate/graph'
import { makeLinkCode } from '../../src/domain/link-code.ts'
import { moveOrder, type Order } from '../../src/domain/order.ts'
import { type Instant, MINUTE, type OrderNumber } from '../../src/domain/values.ts'
import { areSeveral } from '../../src/flows/context.ts'
import type { UnsignedMove } from '../../src/flows/order-types.ts'
import type { Stored } from '../../src/flows/stored.ts'
import { timersOf } from '../../src/flows/turn.ts'
import type { Effect, Inbound, StepEvent } from '../../src/flows/types.ts'
import { hours, said, talk } from './conversation-desk.ts'
import { statusPage } from './pastes.ts'

export interface Place {
  readonly stored: Stored
  readonly at: Instant
  readonly orders: ReadonlyMap<OrderNumber, Order>
  /** What the step that led here made happen. */
  readonly effects: readonly Effect[]
}

/** A step from one place to the next. */
export interface Way {
  readonly from: Place
  readonly event: StepEvent
  readonly to: Place
}

export interface Walked {
  /** One of each kind. */
  readonly places: readonly Place[]
  readonly ways: readonly Way[]
}

/** Typed at any question, on any matter. */
const WORDS = [
  'menu',
  'back',
  'cancel',
  '/order',
  '/language',
  '/forget',
  'later',
  'a person',
  '/end',
  'asdkjh',
  'smoke is coming out',
  '1RV-FHV-RDX',
  'remind me in 20 minutes',
]
/** Typed where nothing is under way. */
const OPENINGS = ['my X16-P shows zero hashrate', 'somebody has hacked my X16-P and mines to another wallet']
/** Answers in words, by the question they answer; all checks are one. At a question with offers these are tapped as well. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  fault: ['it makes a strange noise'],
  model: ['X16-P'],
  serial: [
    'JX1600004711',
    statusPage({ model: 'X16-P 5800', serial: 'JX1600004711' }),
    statusPage({ serial: 'JX1600004711' }),
  ],
  since: ['yesterday'],
  count: ['5 machines'],
  check: [
    statusPage({ model: 'X16-P 5800', serial: 'JX1600004711', average: 5_790 }),
    statusPage({ model: 'X16-P 5800', serial: 'JX1600004711', average: 0, chips: [1, 0, 1] }),
  ],
  machines: ['JX1600004712', 'JX1600004713, JX1600004714'],
  name: ['Ana Example'],
  phone: ['+49 30 23125 555'],
  'parcel.carrier': ['SF SF1234567890123, prepaid by me, well packed'],
  'parcel.address': ['Example Street 5, 10115 Berlin, Germany'],
  'parcel.confirm': ['yes'],
}
/** A button of an earlier question, which would change an answer. */
const EARLIER = { kind: 'chose', question: 'model', offer: 'X44-P' } as const
/** Said while a person has the talk: more makes no difference there. */
const TO_A_PERSON = ['asdkjh', 'a person', 'menu', '/end', 'smoke is coming out']
const BY = 'Chen Example'
/** A code that was sent is that of another talk. */
const FOUND: Inbound = {
  kind: 'link',
  news: { kind: 'found', talk: 'wx:YW5vdGhlcg', code: makeLinkCode(1) },
}
/** Staff end a talk, at once and with a warning. */
const CLOSINGS: readonly Inbound[] = [0, 15 * MINUTE].map((afterMs) => ({ kind: 'staff.closed', by: BY, afterMs }))
/** What staff do with an order, from the return to the way back; only what is legal is tried. */
const MOVES: readonly UnsignedMove[] = [
  { type: 'official.recorded', officialNumber: 'AS-0001' },
  { type: 'return.confirmed' },
  { type: 'return.declined' },
  { type: 'machine.received', machine: 0 },
  { type: 'machine.inspected', machine: 0, condition: 'scrapped', covered: false },
  { type: 'machine.quoted', machine: 0, amount: 100, currency: 'USD' },
  { type: 'machine.paid', machine: 0 },
  { type: 'machine.repaired', machine: 0 },
  { type: 'machines.returned', machines: [0], carrier: 'sf', tracking: 'SF1234567890123', batch: false },
]

const { draw } = said('')
const inbound = (what: Inbound, at: Instant): StepEvent => ({ kind: 'inbound', at, inbound: what, draw })

/** What may happen at a place. */
function happenings(place: Place): readonly StepEvent[] {
  const { stored, at } = place
  const asked = talk.question(stored)
  const anyTime = hasPerson(place) ? TO_A_PERSON : [...WORDS, ...(isIdle(stored) ? OPENINGS : [])]
  const words = [...anyTime, ...answersTo(asked?.id ?? '')]
  const taps = offersTried(asked).map((offer) => ({ kind: 'chose' as const, question: asked?.id ?? '', offer }))
  const acts: readonly Inbound[] = [
    ...words.map((text) => ({ kind: 'said' as const, text })),
    ...taps,
    ...(asked?.id === 'serial' ? [EARLIER] : []),
    ...(hasPerson(place) ? [] : [FOUND]),
    { kind: 'staff.said', text: 'Hello, this is Chen.', by: BY },
    { kind: 'staff.released', by: BY },
    ...(deskAt(place) === 'person.answered' ? CLOSINGS : []),
    ...legalMoves(place),
  ]
  // Timers fire in the order in which they are due.
  const [next] = timersOf(stored).toSorted((a, b) => a.dueAt - b.dueAt)
  const wakes: readonly StepEvent[] =
    next === undefined ? [] : [{ kind: 'timer', at: Math.max(at, next.dueAt), timer: next, draw }]
  return [...acts.map((act) => inbound(act, at)), ...wakes]
}

/** One model, symptom or change leads where another does: the first and the last two of them. */
function offersTried(asked: ReturnType<typeof talk.question>): readonly string[] {
  const offers = (asked?.offers ?? []).map(({ id }) => id)
  const isLong = ['model', 'fault', 'changed', 'since'].includes(asked?.id ?? '')
  return isLong ? offers.filter((_, place) => place === 0 || place >= offers.length - 2) : offers
}

const answersTo = (question: string): readonly string[] =>
  ANSWERS[/^(?:check|site)\./.test(question) ? 'check' : question] ?? []

function legalMoves(place: Place): readonly Inbound[] {
  const { stored, at } = place
  const order = orderOf(place)
  if (order === undefined || !isIdle(stored)) return []
  const legal = MOVES.filter((move) => moveOrder(order, { ...move, at, who: 'staff' } as never).ok)
  return legal.map((move) => ({ kind: 'staff.moved', number: order.number, move, by: BY }))
}

/** The place that an event leads to, with the orders as it leaves them. */
export function stepFrom(place: Pick<Place, 'stored' | 'orders'> | null, event: StepEvent): Place {
  const known = place?.orders ?? new Map<OrderNumber, Order>()
  const wanted = talk.ordersWanted(place?.stored ?? null, event).flatMap((number) => known.get(number) ?? [])
  const { stored, effects } = talk.step(place?.stored ?? null, event, wanted)
  const changed = effects.flatMap((effect) => ('order' in effect ? [effect.order] : []))
  const orders = new Map([...known, ...changed.map((order) => [order.number, order] as const)])
  return { stored, at: event.at, orders, effects }
}

const isIdle = ({ flow }: Stored): boolean => flow.context.topic === 'none'

/** `fault.askingModel`; the regions of a parallel state side by side. */
export const pathOf = (value: StateValue): string =>
  typeof value === 'string'
    ? value
    : Object.entries(value)
        .map(([name, inner]) => `${name}.${pathOf(inner ?? '')}`)
        .join(' | ')

/** Where the talk stands (`fault.askingModel`), and whether the customer is there (`present`). */
export const talkAt = ({ stored }: { readonly stored: Standing }): string => regionOf(stored, 'talk')
const attentionAt = ({ stored }: { readonly stored: Standing }): string => regionOf(stored, 'attention')
export const deskAt = ({ stored }: Pick<Place, 'stored'>): string => pathOf(stored.desk.value)

const hasPerson = (place: Pick<Place, 'stored'>): boolean => deskAt(place).startsWith('person')

interface Standing {
  readonly flow: Pick<Stored['flow'], 'value'>
}
const regionOf = ({ flow: { value } }: Standing, region: 'talk' | 'attention'): string =>
  typeof value === 'string' ? value : pathOf(value[region] ?? '')

/** The customer is there; in any other state of attention they have been silent, and the next word brings them back to where they were. */
const AT_HAND = ['present', 'listening', 'trying']

/** What a place has in common with others that lead to the same. */
export function kindOf(place: Place): string {
  const silence = attentionAt(place)
  // Whether the person or the customer had the last word leads to the same in every matter.
  if (['person.owing', 'person.closing'].includes(deskAt(place))) return [deskAt(place), isIdle(place.stored)].join(' ')
  if (!AT_HAND.includes(silence)) return [silence, deskAt(place), isIdle(place.stored)].join(' ')
  return [talkAt(place), deskAt(place), ...whatElseMatters(place)].join(' ')
}

const MOST_MISSES = 5

/** With a person, or in the queue, nothing; during a correction only what it is; orders only where nothing is under way. */
function whatElseMatters({ stored, orders }: Place): readonly string[] {
  if (typeof stored.desk.value === 'string' || 'person' in stored.desk.value) return []
  const { context } = stored.flow
  const { topic } = context
  if (context.changing !== null) return [topic, context.changing]
  if (isIdle(stored)) return [standingOf(orderOf({ stored, orders }))]
  // One form, one question a step.
  if (topic === 'parcel' || topic === 'quote') return [topic, talk.question(stored)?.id ?? '']
  if (BESIDE.includes(talkAt({ stored }))) return [topic]
  return [topic, `danger ${context.danger}`, ...whereMatters(stored)]
}

/** From here all ways lead back to the matter as it was. */
const BESIDE = ['choosingLanguage', 'leaving', 'privacy.askingForget', 'linking.askingJoin', 'changingEarlier']

/** Where misses lead is the same at every question: one stands for all. */
function whereMatters({ flow: { value, context } }: Stored): readonly string[] {
  const { tried, siteTried, misses, danger } = context
  const several = areSeveral(context) ? ['several'] : []
  switch (talkAt({ stored: { flow: { value } } })) {
    case 'fault.checking':
      return [`check ${siteTried.length + tried.length}`, ...several]
    case 'fault.offering':
    case 'order.askingMachines':
      return several
    case 'fault.askingModel':
      return danger === false ? [`missed ${Math.min(misses, MOST_MISSES)}`] : []
    default:
      return []
  }
}

const orderOf = ({ stored, orders }: Pick<Place, 'stored' | 'orders'>): Order | undefined =>
  orders.get(stored.flow.context.orders.at(-1) ?? ('' as OrderNumber))

/** Of the same state, an order with the parcel's form leads elsewhere than one without. */
const standingOf = (order: Order | undefined): string =>
  order === undefined ? 'no order' : `${order.state}${order.logistics === null ? '' : ', parcel known'}`

interface Happens {
  readonly type: 'happens'
  readonly event: StepEvent
}
interface Transition {
  readonly event: Happens
  readonly state: { readonly context: Place }
}

/** More ways than this, and the kinds do not hold the walk together any more. */
const MOST_WAYS = 60_000

/** All that can be reached from first words at a moment, while the desk stays as open, or as closed, as it is then. */
export function walkFrom(at: Instant): Walked {
  const logic = fromTransition(
    (place: Place, { event }: Happens) => stepFrom(place, event),
    stepFrom(null, said('/start', at)),
  )
  const kinds = new WeakMap<Place, string>()
  const map = getAdjacencyMap(logic, {
    events: ({ context }) => happenings(context).map((event) => ({ type: 'happens', event })),
    serializeState: ({ context }) => {
      const kind = kinds.get(context) ?? kindOf(context)
      kinds.set(context, kind)
      return kind
    },
    stopWhen: ({ context }) => hours.isOpen(context.at) !== hours.isOpen(at),
    limit: MOST_WAYS,
  })
  const found = Object.values(map)
  return {
    places: found.map(({ state }) => state.context),
    ways: found.flatMap(({ state, transitions }) =>
      Object.values<Transition>(transitions).map((way) => ({
        from: state.context,
        event: way.event.event,
        to: way.state.context,
      })),
    ),
  }
}
