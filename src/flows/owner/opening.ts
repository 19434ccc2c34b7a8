/** The opening that a talk waits for, as it was when the talk was put down for it: told to the customer, and armed as a timer. */
import type { Instant } from '../../domain/values.ts'
import type { Stored } from '../stored.ts'
import { isRunning } from '../timers.ts'

/** Null when the talk is not down for an opening. */
export function openingAwaited({ desk }: Stored): Instant | null {
  const armed = Object.entries(desk.timers).find(([id]) => id.includes('untilOpening'))?.[1]
  return armed !== undefined && isRunning(armed) ? armed.dueAt : null
}
