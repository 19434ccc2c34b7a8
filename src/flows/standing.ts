/** How a talk stands, as the group's topics show it: from the stored talk alone. Pure. */
import type { Stored } from './stored.ts'
import type { CustomerNow, Standing } from './types.ts'

/** `person`: somebody of staff has the talk and owes an answer. */
export function standingOf({ desk: { value } }: Pick<Stored, 'desk'>): Standing {
  if (value === 'waiting' || value === 'banned') return value
  if (typeof value !== 'object') return 'closed'
  if ('person' in value) return value['person'] === 'answered' || value['person'] === 'closing' ? 'answered' : 'person'
  return value['bot'] === 'queued' || value['bot'] === 'expecting' ? 'waiting' : 'closed'
}

export const customerNow = (stored: Stored): CustomerNow => ({
  name: stored.flow.context.displayName ?? '',
  standing: standingOf(stored),
})
