/** Whether something is under way with the customer: what a reminder is about, and what an opening desk must not cut off. Pure. */
import type { StateValue } from 'xstate'
import type { Context } from '../context.ts'

/** A fault or an order is being talked about, or was put off. */
export const hasMatter = ({ topic }: Pick<Context, 'topic'>): boolean => topic !== 'none'

/** There is a matter, and it was not put off. */
export const isMidMatter = ({ value, context }: { readonly value: StateValue; readonly context: Context }): boolean =>
  hasMatter(context) && stateOf(value, 'talk') !== 'resting'

/** The customer went silent after the reminder: the talk is parked. */
export const isAway = (value: StateValue): boolean => stateOf(value, 'attention') === 'away'

/** The reminder was the last word. */
export const isReminded = (value: StateValue): boolean => stateOf(value, 'attention') === 'reminded'

const stateOf = (value: StateValue, region: 'talk' | 'attention'): StateValue | undefined =>
  typeof value === 'string' ? undefined : value[region]
