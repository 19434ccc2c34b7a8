/**
 * One claim's worth of steps: several events in order, joined into lines for the customer with at most one question, the last. Pure; what
 * comes out is all that the commit writes.
 */
import type { FiledOrder, Order } from '../domain/order.ts'
import type { Instant, SerialNumber } from '../domain/values.ts'
import type { LinkEffect } from './linking/news.ts'
import { type Asked, isCheck } from './questions.ts'
import { customerNow, standingOf } from './standing.ts'
import type { Talk } from './step.ts'
import { pack, type Stored } from './stored.ts'
import { isRunning } from './timers.ts'
import {
  ALONE,
  type Amendment,
  type Around,
  type CustomerNow,
  type Effect,
  type Line,
  type StaffPost,
  type StepEvent,
  type Timer,
} from './types.ts'
import { askedIn } from './understand/question.ts'

/** How a matter ended, as the customer told it. */
export type Outcome = Extract<Effect, { kind: 'solved' | 'rated' }>

export interface Turn {
  /** JSON, ready to be stored. */
  readonly state: string
  /** The same, as the next turn may go on from it. */
  readonly stored: Stored
  /** How it stood before the turn; null in a new conversation, and when that could not be read. */
  readonly before: Stored | null
  readonly lines: readonly Line[]
  /** Orders that did not exist before. */
  readonly orders: readonly FiledOrder[]
  /** Orders that existed, as they are after the turn. */
  readonly moved: readonly Order[]
  readonly posts: readonly StaffPost[]
  /** Lines of staff that are changed or taken back. */
  readonly amendments: readonly Amendment[]
  /** Who the customer is and how the talk stands, for staff. */
  readonly customer: CustomerNow
  /** It stands otherwise than before the turn. */
  readonly standsAnew: boolean
  /** The hand-over card's new text; null where it says what it said, or is posted by this turn, or nobody is called. */
  readonly cardChanged: string | null
  /** Serial numbers of which it is asked whether other open orders name them. */
  readonly asked: readonly SerialNumber[]
  /** What is to be done about talks of the same customer in other apps. */
  readonly links: readonly LinkEffect[]
  /** Since when the customer waits for a person; null when they do not. */
  readonly waiting: Instant | null
  /** They have begun to wait in this turn, while the desk is open. */
  readonly joins: boolean
  /** What the reports count of it. */
  readonly outcomes: readonly Outcome[]
  /** An order form is begun and not filed. */
  readonly drafting: boolean
  /** The transcript so far is to be erased. */
  readonly forget: boolean
  /** All armed timers of the new state. */
  readonly timers: readonly Timer[]
  /** Why the stored state could not be read, when the talk had to start again. */
  readonly broken: string | null
  /** The question that was open before the turn; told only where a message of it can be edited. */
  readonly openBefore: string | null
}

/** A short word of agreement shares its line with what follows. */
const SHORT = 12

/**
 * Steps the events in order from a state as it is stored, or as a turn left it (null in a new conversation). `orders`: those that
 * `ordersWanted` named, as stored.
 */
export function takeTurn(
  talk: Talk,
  state: string | Stored | null,
  events: readonly StepEvent[],
  orders: readonly Order[] = [],
  around: Around = ALONE,
): Turn {
  const read = typeof state === 'string' ? talk.unpack(state) : state && { ok: true as const, stored: state }
  const before = read?.ok ? read.stored : null
  let stored: Stored | null = before
  const broken = read !== null && !read.ok ? read.reason : null
  const openBefore = stored !== null && events.some(canBeEdited) ? (talk.question(stored)?.id ?? null) : null
  let lost = broken !== null
  const effects: Effect[] = []
  for (const event of events) {
    const known = [...new Map([...orders, ...ordersIn(effects)].map((order) => [order.number, order])).values()]
    const stepped = lost ? talk.restart(event, String(state), known) : talk.step(stored, event, known, around)
    lost = false
    stored = stepped.stored
    effects.push(...stepped.effects)
  }
  if (stored === null) throw new Error('a turn needs at least one event')
  const posts = effects.flatMap((effect) => (effect.kind === 'staff' ? [effect.post] : []))
  const customer = customerNow(stored)
  return {
    state: pack(stored),
    stored,
    before: read?.ok ? read.stored : null,
    lines: linesOf(talk, stored, effects),
    ...changedOrders(effects),
    posts,
    amendments: effects.flatMap((effect) => (effect.kind === 'amend' ? [effect.amendment] : [])),
    customer,
    standsAnew: customer.standing !== (before === null ? 'closed' : standingOf(before)),
    cardChanged: posts.some(({ kind }) => kind === 'card') ? null : cardChanged(talk, before, stored),
    asked: effects.flatMap((effect) => (effect.kind === 'registry.asked' ? [effect.serial] : [])),
    links: effects.filter(isOfLinks),
    waiting: waitingSince(stored),
    joins: stored.desk.value === 'waiting' && (read?.ok !== true || waitingSince(read.stored) === null),
    outcomes: effects.flatMap(outcomeOf),
    drafting: stored.flow.context.topic === 'order',
    forget: effects.some(({ kind }) => kind === 'forget'),
    timers: timersOf(stored),
    broken,
    openBefore,
  }
}

const isOfLinks = (effect: Effect): effect is LinkEffect =>
  effect.kind === 'link.opened' || effect.kind === 'link.tried' || effect.kind === 'link.told'

/** Only while staff are called or have the talk. */
function cardChanged(talk: Talk, before: Stored | null, after: Stored): string | null {
  if (before === null || !isCalled(before) || !isCalled(after)) return null
  const card = talk.card(after)
  return card === talk.card(before) ? null : card
}

const isCalled = (stored: Stored): boolean => !['closed', 'banned'].includes(standingOf(stored))

/** Who has a person does not wait for one, even for an answer. */
const waitingSince = ({ desk: { context } }: Stored): Instant | null =>
  context.reason === null || context.by !== null ? null : context.since
const outcomeOf = (effect: Effect): readonly Outcome[] =>
  effect.kind === 'solved' || effect.kind === 'rated' ? [effect] : []

/** Its words may change later; then it matters what they answered. */
const canBeEdited = (event: StepEvent): boolean =>
  event.kind === 'inbound' && 'ref' in event.inbound && event.inbound.kind !== 'edited'

const ordersIn = (effects: readonly Effect[]): readonly Order[] =>
  effects.flatMap((effect) => (effect.kind === 'order.filed' || effect.kind === 'order.moved' ? [effect.order] : []))

/** Each order once, as its last change left it; one filed in this turn stays new whatever happened to it since. */
function changedOrders(effects: readonly Effect[]): Pick<Turn, 'orders' | 'moved'> {
  const filed = new Set(effects.flatMap((effect) => (effect.kind === 'order.filed' ? [effect.order.number] : [])))
  const last = [...new Map(ordersIn(effects).map((order) => [order.number, order])).values()]
  return {
    orders: last.filter(({ number }) => filed.has(number)),
    moved: last.filter(({ number }) => !filed.has(number)),
  }
}

/** The timers that run; those that are frozen wait for nothing. */
export function timersOf(stored: Stored): readonly Timer[] {
  return (['flow', 'desk'] as const).flatMap((machine) =>
    Object.entries(stored[machine].timers).flatMap(([id, timer]) =>
      isRunning(timer) ? [{ machine, id, generation: timer.generation, dueAt: timer.dueAt }] : [],
    ),
  )
}

/** The talk as if these timers had never been armed. */
export function withoutTimers(stored: Stored, dropped: readonly Timer[]): Stored {
  const rest = (machine: Timer['machine']) => {
    const ids = new Set(dropped.filter((timer) => timer.machine === machine).map(({ id }) => id))
    const timers = Object.entries(stored[machine].timers).filter(([id]) => !ids.has(id))
    return { ...stored[machine], timers: Object.fromEntries(timers) }
  }
  return { ...stored, flow: rest('flow'), desk: rest('desk') } as Stored
}

/** The timers that are due at `at`, earliest first. */
export const dueTimers = (timers: readonly Timer[], at: Instant): readonly Timer[] =>
  timers.filter(({ dueAt }) => dueAt <= at).toSorted((a, b) => a.dueAt - b.dueAt)

function linesOf(talk: Talk, stored: Stored, effects: readonly Effect[]): readonly Line[] {
  const lines: Line[] = []
  let said: string[] = []
  const flush = () => {
    if (said.length > 0) lines.push({ from: 'bot', text: joined(said), question: null })
    said = []
  }
  for (const effect of effects) {
    if (effect.kind === 'say') said.push(effect.text)
    if (effect.kind === 'line') {
      flush()
      lines.push(effect.line)
    }
  }
  const isNew = effects.some(({ kind }) => kind === 'ask')
  const asked = isNew || effects.some(({ kind }) => kind === 'recall') ? talk.question(stored) : null
  if (asked === null) flush()
  else {
    const { id, offers } = asked
    const statement = said.length === 0 ? {} : { statement: joined(said) }
    const prompt = isNew ? asked.prompt : recalled(talk, stored, asked)
    lines.push({ from: 'bot', text: joined([...said, prompt]), question: { id, offers }, ...statement })
  }
  return lines
}

/** A check is put in short when it is so much longer than what it asks in the end; what somebody agrees to is always said in full. */
const MUCH = { en: 60, zh: 25 } as const

/** The open question as it is put beside something else. */
export function recalled({ catalogue }: Pick<Talk, 'catalogue'>, { flow }: Stored, asked: Asked): string {
  const { lang } = flow.context
  const asks = isCheck(asked) ? askedIn(asked.prompt) : null
  if (asks === null || asked.prompt.length - asks.length < MUCH[lang]) return asked.prompt
  return catalogue.render(['recalled', asks], lang)
}

const joined = (texts: readonly string[]): string =>
  texts.reduce((all, text) => {
    const last = all.slice(all.lastIndexOf('\n') + 1)
    if (all === '') return text
    if (last.length > SHORT) return `${all}\n${text}`
    return /\p{Script=Han}|。$/u.test(last) ? `${all}${text}` : `${all} ${text}`
  }, '')
