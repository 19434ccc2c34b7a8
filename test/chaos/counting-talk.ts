/**
 * The real talk, and beside it one that counts: a customer whose first words are `#1 …` gets each message answered by its number and by how many
 * were handled so far. What is lost, comes twice or out of order then shows in the answers themselves. Pure, as a talk is.
 */
import type { Talk } from '../../src/flows/step.ts'
import type { Stored } from '../../src/flows/stored.ts'
import type { Effect, StepEvent } from '../../src/flows/types.ts'
import type { Ask, Said } from './answers.ts'

const MARK = 'counting '
/** Counting talks are in nobody's calendar: the real talk only gives them a state that its schema takes. */
const START = { kind: 'said', text: '/menu' } as const

type Inbound = Extract<StepEvent, { kind: 'inbound' }>
type Timers = Stored['flow']['timers']

/** Messages of a counting customer are JSON after `#`. */
const isCounting = (text: string): boolean => text.startsWith('#')
export const asMessage = (ask: Ask): string => `#${JSON.stringify(ask)}`

export function withCounting(real: Talk): Talk {
  return {
    ...real,
    ordersWanted: (stored, event) => (counts(stored, event) ? [] : real.ordersWanted(stored, event)),
    question: (stored) => (counts(stored) ? null : real.question(stored)),
    step: (stored, event, orders) =>
      counts(stored, event)
        ? count(stored ?? real.step(null, { ...event, kind: 'inbound', inbound: START }).stored, event)
        : real.step(stored, event, orders),
  }
}

function counts(stored: Stored | null, event?: StepEvent): boolean {
  if (stored !== null) return stored.flow.context.description.startsWith(MARK)
  return event?.kind === 'inbound' && event.inbound.kind === 'said' && isCounting(event.inbound.text)
}

const countIn = ({ flow }: Stored): number =>
  flow.context.description.startsWith(MARK) ? Number(flow.context.description.slice(MARK.length)) : 0

function count(stored: Stored, event: StepEvent) {
  if (event.kind === 'timer') return wake(stored, event)
  if (event.kind !== 'inbound') throw new TypeError(`a counting talk hears no ${event.kind}`)
  const { inbound } = event
  if (inbound.kind === 'said') return answer(stored, event, JSON.parse(inbound.text.slice(1)) as Ask)
  if (inbound.kind === 'staff.said') return { stored, effects: [line({ kind: 'staff', text: inbound.text })] }
  throw new TypeError(`a counting talk hears no ${inbound.kind}`)
}

function wake(stored: Stored, { timer, draw }: Extract<StepEvent, { kind: 'timer' }>) {
  const { [timer.id]: armed, ...rest } = stored.flow.timers
  if (armed?.generation !== timer.generation) return { stored, effects: [] }
  return { stored: withTimers(stored, rest), effects: [line({ kind: 'timer', id: timer.id, draw })] }
}

function answer(stored: Stored, { at, draw }: Inbound, ask: Ask) {
  const handled = countIn(stored) + 1
  const fresh = countIn(stored) === 0 ? {} : stored.flow.timers
  const cancelled = ask.kind === 'cancel' ? Object.keys(fresh) : []
  const armed = ask.kind === 'timer' ? { [ask.id]: { generation: handled, dueAt: at + ask.ms } } : {}
  const said = line({ kind: 'number', n: ask.n, handled, cancelled, draw })
  const posts: Effect[] =
    ask.kind === 'post' ? [{ kind: 'staff', post: { kind: 'notice', text: JSON.stringify(ask) } }] : []
  const timers = ask.kind === 'cancel' ? {} : { ...fresh, ...armed }
  return { stored: withCount(withTimers(stored, timers), handled), effects: [said, ...posts] }
}

const withTimers = (stored: Stored, timers: Timers): Stored => ({
  ...stored,
  flow: { ...stored.flow, timers },
  desk: { ...stored.desk, timers: {} },
})

const withCount = (stored: Stored, handled: number): Stored => {
  const context = { ...stored.flow.context, description: `${MARK}${handled}` }
  return { ...stored, flow: { ...stored.flow, context } }
}

const line = (said: Said): Effect => ({
  kind: 'line',
  line: { from: 'bot', text: JSON.stringify(said), question: null },
})
