/** A conversation without Redis and without a clock: the same turns, in memory, at moments the caller sets. For the terminal and for tests. */

import type { FiledOrder, Order } from '../domain/order.ts'
import { DAY, HOUR, type Instant, MINUTE, type OrderNumber } from '../domain/values.ts'
import type { StaffLine } from '../flows/room/staff-line.ts'
import { inboundOfLine, readStaffLine, usageOf } from '../flows/staff-room.ts'
import type { Talk } from '../flows/step.ts'
import { dueTimers, takeTurn, timersOf } from '../flows/turn.ts'
import type { Inbound, Line, StaffPost, StepEvent } from '../flows/types.ts'

export interface RehearsalOptions {
  readonly talk: Talk
  readonly at: Instant
  readonly draw: () => OrderNumber
}

/** What one act led to. */
export interface Heard {
  readonly at: Instant
  readonly lines: readonly Line[]
  readonly posts: readonly StaffPost[]
  readonly orders: readonly FiledOrder[]
}

export interface Rehearsal {
  now(): Instant
  state(): string | null
  customer(inbound: Inbound): Heard
  /** A line typed by staff in answer to this customer; notes and unknown commands lead to nothing, a misused one to its usage. */
  staff(text: string, by: string): Heard
  /** Lets time pass; timers that come due on the way are stepped at their moment. */
  pass(ms: number): readonly Heard[]
}

export function createRehearsal({ talk, at, draw }: RehearsalOptions): Rehearsal {
  let now = at
  let state: string | null = null
  const orders = new Map<OrderNumber, Order>()

  function take(event: StepEvent): Heard {
    const read = state === null ? null : talk.unpack(state)
    const wanted = talk.ordersWanted(read?.ok ? read.stored : null, event)
    const turn = takeTurn(
      talk,
      state,
      [event],
      wanted.flatMap((number) => orders.get(number) ?? []),
    )
    state = turn.state
    for (const order of [...turn.orders, ...turn.moved]) orders.set(order.number, order)
    return { at: event.at, lines: turn.lines, posts: turn.posts, orders: turn.orders }
  }

  const inbound = (what: Inbound): Heard => take({ kind: 'inbound', at: now, inbound: what, draw: draw() })

  function nextTimer(until: Instant) {
    const read = state === null ? null : talk.unpack(state)
    return read?.ok ? dueTimers(timersOf(read.stored), until)[0] : undefined
  }

  return {
    now: () => now,
    state: () => state,
    customer: inbound,
    staff: (text, by) => {
      const line = readStaffLine(text)
      if (line.kind === 'assign') return inbound({ kind: 'staff.took', by: line.name })
      if (!isInside(line)) return inbound(inboundOfLine(line, text, by))
      const posts = line.kind === 'misused_act' ? [{ kind: 'notice' as const, text: usageOf(line.usage) }] : []
      return { at: now, lines: [], posts, orders: [] }
    },
    pass: (ms) => {
      const end = now + ms
      const heard: Heard[] = []
      for (let timer = nextTimer(end); timer !== undefined; timer = nextTimer(end)) {
        now = Math.max(now, timer.dueAt)
        heard.push(take({ kind: 'timer', at: now, timer, draw: draw() }))
      }
      now = end
      return heard
    },
  }
}

type Inside = Extract<StaffLine, { kind: 'note' | 'files' | 'misused_act' | 'unknown_command' | 'delete' }>

/** What no talk hears of. */
const isInside = (line: StaffLine): line is Inside =>
  ['note', 'files', 'misused_act', 'unknown_command', 'delete'].includes(line.kind)

const UNITS = { minute: MINUTE, hour: HOUR, day: DAY } as const

/** `(10 minutes pass)`, `(1 hour passes)`: how long, in milliseconds; null for any other line. */
export function readPassing(line: string): number | null {
  const [, count, unit] = /^\((\d{1,5}) (minute|hour|day)s? pass(?:es)?\)$/.exec(line.trim()) ?? []
  return count === undefined || unit === undefined ? null : Number(count) * UNITS[unit as keyof typeof UNITS]
}
