/** What unlocks an order of another conversation: the last four digits of its phone, five wrong tries an hour. Pure. */
import { fold } from '../../domain/fold.ts'
import type { Order } from '../../domain/order.ts'
import { readOrderNumber } from '../../domain/order-number.ts'
import { HOUR, type Instant } from '../../domain/values.ts'

const DIGITS = 4
const TRIES_AN_HOUR = 5
const CAP = 200
const NUMBER = /(?<![a-z0-9])(?:[a-z0-9]{9}|[a-z0-9]{3}[- ][a-z0-9]{3}[- ][a-z0-9]{3})(?![a-z0-9])/giu

/** The last four digits in the words, order numbers left out; null with fewer. A whole phone number will do. */
export function digitsIn(text: string): string | null {
  const words = fold(text, CAP).replace(NUMBER, (found) => (readOrderNumber(found).ok ? ' ' : found))
  const digits = words.replace(/\D/g, '')
  return digits.length < DIGITS ? null : digits.slice(-DIGITS)
}

/** Whether these are the last digits of the order's phone. */
export const unlocks = (order: Order, digits: string): boolean => order.contact.phone.endsWith(digits)

/** The wrong tries that still count, with this one. */
export const missesWith = (misses: readonly Instant[], at: Instant): Instant[] =>
  [...misses, at].filter((miss) => at - miss < HOUR).slice(-TRIES_AN_HOUR)

/** When the next try is allowed; null when it is now. */
export function lockedUntil(misses: readonly Instant[], at: Instant): Instant | null {
  const counting = misses.filter((miss) => at - miss < HOUR).slice(-TRIES_AN_HOUR)
  const [oldest] = counting
  return counting.length < TRIES_AN_HOUR || oldest === undefined ? null : oldest + HOUR
}
