/** The one way to change an order: a move is made, or refused with the rule in its way. Also replays what was made. */
import { transition } from 'xstate'
import { asFiled } from './filed.ts'
import { type Entry, entryOf, type Move, moveSchema } from './move.ts'
import { orderMachine } from './order-life.ts'
import { explain } from './order-rules.ts'
import type { Order, OrderState } from './record.ts'
import { type Refusal, refused } from './refusal.ts'
import { stateOf } from './state.ts'

export type MovedOrder = { readonly ok: true; readonly order: Order } | ({ readonly ok: false } & Refusal)

/**
 * Makes a move: the order with its new state and the move in its history, or the reason and the rule (P4-P21) against it. Never throws;
 * what is no move at all is `malformed`, its wrong parts in `details`.
 */
export function moveOrder(order: Order, move: Move): MovedOrder {
  const read = moveSchema.safeParse(move)
  if (!read.success) {
    const wrong = read.error.issues.slice(0, 5).map(({ path }) => path.join('.'))
    return { ok: false, ...refused('malformed', null, wrong) }
  }
  const before = orderMachine.resolveState({
    value: stateOf(order),
    context: { draft: null, official: order.official, order },
  })
  const [after] = transition(orderMachine, before, read.data)
  const changed = after.context.order
  if (changed === null || changed === order) return { ok: false, ...explain(order, read.data) }
  const history = [...order.history, entryOf(read.data)]
  return { ok: true, order: { ...changed, state: after.value as OrderState, history } }
}

/** Makes every move of an order's history again, from its filing on: the same order, or the first entry that is refused. */
export function replayOrder(order: Order): MovedOrder {
  let moved: MovedOrder = { ok: true, order: asFiled(order) }
  for (const entry of order.history) {
    if (!moved.ok) return moved
    moved = moveOrder(moved.order, moveOf(entry, order))
  }
  return moved
}

/** The address is kept once, in the order: it cannot have changed since (P6). */
function moveOf(entry: Entry, { logistics }: Order): Move {
  if (entry.type !== 'logistics.submitted') return entry
  const none = { kind: 'elsewhere' as const, country: null, lines: [], postcode: null }
  return { ...entry, address: logistics?.address ?? none }
}
