/** Look-ups of other conversations' orders in what a claim brings: each try is counted before it is stepped, and what is locked is said. */
import type { Order } from '../domain/order.ts'
import { findOrderNumber } from '../domain/order-number.ts'
import { digitsIn, lockedUntil, unlocks } from '../flows/lookup/digits.ts'
import type { Stored } from '../flows/stored.ts'
import type { Lock, StepEvent } from '../flows/types.ts'
import type { Store } from '../ports.ts'

/** The orders that may not be looked up just now. A turn that is taken again counts no try twice. */
export async function locksFor(
  store: Pick<Store, 'tryLookUp'>,
  stored: Stored | null,
  events: readonly StepEvent[],
  orders: readonly Order[],
): Promise<readonly Lock[]> {
  const locks: Lock[] = []
  const { lookup = null, orders: own = [], lookupMisses = [] } = stored?.flow.context ?? {}
  let sought = lookup
  for (const event of events) {
    if (event.kind !== 'inbound' || event.inbound.kind !== 'said') continue
    const { text } = event.inbound
    sought = findOrderNumber(text) ?? sought
    const digits = digitsIn(text)
    if (sought === null || digits === null || own.includes(sought)) continue
    // Who may not try at all does not use up the tries of others.
    if (lockedUntil(lookupMisses, event.at) !== null) continue
    const order = orders.find(({ number }) => number === sought)
    const waitMs = await store.tryLookUp(sought, digits, order !== undefined && unlocks(order, digits))
    if (waitMs > 0) locks.push({ number: sought, until: event.at + waitMs })
  }
  return locks
}
