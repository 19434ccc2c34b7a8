/** What a look-up leaves behind: the number asked for, and the moments of wrong tries, which a cancel does not forget. */
import { assigns } from '../change.ts'
import { missesWith } from './digits.ts'

export const lookupChanges = assigns({
  beginLookup: (_, event) => (event.type === 'customer.namedOrder' ? { lookup: event.number, misses: 0 } : {}),
  missLookup: ({ lookupMisses }, event) => ({ lookupMisses: missesWith(lookupMisses, event.at), misses: 0 }),
  endLookup: () => ({ lookup: null, misses: 0 }),
})
