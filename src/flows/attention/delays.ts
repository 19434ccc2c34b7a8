/** How long the conversation waits for a customer before it says something, and before it stops waiting. */
import type { Content } from '../../domain/content.ts'
import { DAY, MINUTE } from '../../domain/values.ts'
import type { Asking } from '../change.ts'
import { openCheck } from '../fault/open-check.ts'

/** A wished reminder lies between these. */
export const SOONEST_REMINDER_MS = 5 * MINUTE
export const LATEST_REMINDER_MS = 3 * DAY

/** After the time that a check takes. */
const CHECK_GRACE_MINUTES = 10

export const attentionDelays = (content: Content) => ({
  customerGoesQuiet: 30 * MINUTE,
  checkIsDone: ({ context }: Asking) =>
    ((openCheck(content, context)?.check.minutes ?? 0) + CHECK_GRACE_MINUTES) * MINUTE,
  asPromised: ({ event }: Asking) => (event.type === 'customer.wantsReminder' ? event.after : SOONEST_REMINDER_MS),
  customerStaysAway: DAY,
})
