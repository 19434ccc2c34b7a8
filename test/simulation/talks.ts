/**
 * All talks of a simulated desk: each happening is a turn of the pure step, each timer is woken at its moment. In memory, with the moments that
 * the agenda gives; whoever watches hears of every turn.
 */
import type { Order } from '../../src/domain/order.ts'
import type { Instant, OrderNumber } from '../../src/domain/values.ts'
import type { Talk } from '../../src/flows/step.ts'
import type { Stored } from '../../src/flows/stored.ts'
import { dueTimers, type Turn, takeTurn } from '../../src/flows/turn.ts'
import type { Inbound, StepEvent } from '../../src/flows/types.ts'
import { drawing } from '../support/conversation-desk.ts'
import type { Agenda } from './agenda.ts'

/** A turn that was taken: what stood before, what came, what followed. */
export interface Taken {
  readonly customer: number
  readonly at: Instant
  readonly before: Stored | null
  readonly event: StepEvent
  readonly turn: Turn
}

export interface Talks {
  hear(customer: number, inbound: Inbound): void
  stored(customer: number): Stored | null
  /** Customers who wait for a person, who has waited longest first. */
  waiting(): readonly number[]
  steps(): number
}

interface Line {
  stored: Stored | null
  timers: Turn['timers']
  readonly orders: Map<OrderNumber, Order>
}

export function createTalks(talk: Talk, agenda: Agenda, onTaken: (taken: Taken) => void): Talks {
  const lines = new Map<number, Line>()
  const waits = new Map<number, Instant>()
  const draw = drawing()
  let steps = 0

  const lineOf = (customer: number): Line => {
    const known = lines.get(customer)
    if (known !== undefined) return known
    const fresh: Line = { stored: null, timers: [], orders: new Map() }
    lines.set(customer, fresh)
    return fresh
  }

  function take(customer: number, event: StepEvent): void {
    const line = lineOf(customer)
    const before = line.stored
    const wanted = talk.ordersWanted(before, event).flatMap((number) => line.orders.get(number) ?? [])
    const turn = takeTurn(talk, before, [event], wanted)
    steps += 1
    line.stored = turn.stored
    line.timers = turn.timers
    for (const order of [...turn.orders, ...turn.moved]) line.orders.set(order.number, order)
    if (turn.waiting === null) waits.delete(customer)
    else waits.set(customer, turn.waiting)
    for (const { dueAt } of turn.timers) agenda.put(dueAt, () => wake(customer))
    onTaken({ customer, at: event.at, before, event, turn })
  }

  function wake(customer: number): void {
    const [timer] = dueTimers(lineOf(customer).timers, agenda.now())
    if (timer === undefined) return
    take(customer, { kind: 'timer', at: agenda.now(), timer, draw: draw() })
    wake(customer)
  }

  return {
    hear: (customer, inbound) => take(customer, { kind: 'inbound', at: agenda.now(), inbound, draw: draw() }),
    stored: (customer) => lineOf(customer).stored,
    waiting: () => [...waits].toSorted((a, b) => a[1] - b[1]).map(([customer]) => customer),
    steps: () => steps,
  }
}
