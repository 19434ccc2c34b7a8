/** Questions to a look-up: whose order it is, whether the digits fit, whether there were too many wrong ones. */
import type { Order } from '../../domain/order.ts'
import type { Instant } from '../../domain/values.ts'
import type { Asking } from '../change.ts'
import { textOf } from '../heard.ts'
import { digitsIn, lockedUntil, missesWith, unlocks } from './digits.ts'

/** The order that is looked for; null where there is none of that number. */
export const soughtIn = ({ context, event }: Asking): Order | null => {
  const number = event.type === 'customer.namedOrder' ? event.number : context.lookup
  return event.orders.find((order) => order.number === number) ?? null
}

/** Until when nothing can be looked up here, or not this order anywhere; null when it can. */
export function lockedFor({ context, event }: Asking): Instant | null {
  const number = event.type === 'customer.namedOrder' ? event.number : context.lookup
  const here = lockedUntil(context.lookupMisses, event.at)
  const anywhere = event.locks.find((lock) => lock.number === number)?.until ?? null
  return here === null || anywhere === null ? (here ?? anywhere) : Math.max(here, anywhere)
}

const givesDigits = ({ event }: Asking): boolean => digitsIn(textOf(event)) !== null

export const lookupGuards = {
  isOwnOrder: ({ context, event }: Asking) =>
    event.type === 'customer.namedOrder' && context.orders.includes(event.number),
  lookupLocked: (asking: Asking) => lockedFor(asking) !== null,
  givesDigits,
  unlocksOrder: (asking: Asking) => {
    const order = soughtIn(asking)
    const digits = digitsIn(textOf(asking.event))
    return order !== null && digits !== null && unlocks(order, digits)
  },
  /** A wrong try, and the last of this hour. */
  triesInVain: ({ context, event }: Asking) =>
    givesDigits({ context, event }) && lockedUntil(missesWith(context.lookupMisses, event.at), event.at) !== null,
}
