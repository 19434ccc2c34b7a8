/** An order of which the owner's contact data are erased: what was decided and repaired stays, who it was for, and what they were told, does not. */
import type { PhoneNumber } from '../values.ts'
import type { Entry } from './move.ts'
import type { Order } from './record.ts'

const NOBODY = { name: '', phone: '' as PhoneNumber, country: null }
const NOWHERE = { kind: 'elsewhere', country: null, lines: [], postcode: null } as const

/** The same order without name, phone, address and words to the customer. Only an order that is over can go without them. */
export const withoutContact = (order: Order): Order => ({
  ...order,
  contact: NOBODY,
  logistics: order.logistics && { ...order.logistics, address: NOWHERE },
  history: order.history.map(({ note: _, ...entry }) => entry as Entry),
})
