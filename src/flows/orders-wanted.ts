/** Which orders a step needs to know, before it is taken: those of the conversation and of talks joined with it, and one that is named, moved or looked up. Pure. */
import { findOrderNumber } from '../domain/order-number.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { Stored } from './stored.ts'
import type { Inbound, StepEvent } from './types.ts'

/** So many of a conversation's own orders are looked up: older ones are asked for by their number. */
const OWN_ORDERS = 20

/** The numbers, each once; not all of them need to exist. */
export function ordersWanted(stored: Stored | null, event: StepEvent): readonly OrderNumber[] {
  const own = (stored?.flow.context.orders ?? []).slice(-OWN_ORDERS)
  const said = event.kind === 'inbound' && event.inbound.kind === 'said' ? findOrderNumber(event.inbound.text) : null
  const moved = event.kind === 'inbound' ? movedByStaff(event.inbound) : null
  const linked = (stored?.flow.context.links ?? []).flatMap(({ orders }) => orders.slice(-OWN_ORDERS))
  const sought = stored?.flow.context.lookup ?? null
  return [...new Set([...own, ...linked, ...[said, moved, sought].filter((number) => number !== null)])]
}

function movedByStaff(inbound: Inbound): OrderNumber | null {
  if (inbound.kind === 'staff.moved') return inbound.number
  return inbound.kind === 'staff.acted' ? inbound.act.number : null
}
