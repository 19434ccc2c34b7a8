/** Whether a parcel may go (P11), in English: where to, or what is still missing and who provides it. */
import type { Order } from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import { type Lack, neededFirst } from '../../own-orders.ts'

/** By what is missing, who does it. */
const MISSING: Readonly<Record<Lack, string>> = {
  return_confirmed: 'our staff’s word that it should come in at all',
  official_number: 'the order’s number in the vendor’s system, which our staff record', // P4, P11a
  repair_information: 'information about the repair, which our staff complete with you', // P11c
  carrier: 'the parcel’s details from you',
  tracking: 'the parcel’s details from you',
  sender_paid: 'the parcel’s details from you',
  packing: 'the parcel’s details from you',
  address: 'the parcel’s details from you',
  address_confirmed: 'the parcel’s details from you',
  repair_address: 'the repair address, which our staff give you here',
}

/** P8, P9, P11, P17: what must be known before it is sent. */
export const maySend = ({ number, repairAddress }: Order): string =>
  `Order ${showOrderNumber(number)} may be shipped now, to: “${repairAddress ?? '–'}”\nPlease pay the freight at dispatch (never freight collect), with delivery to the door. A quote for a machine that can be repaired can’t be turned into a return without repair. When it is on its way, say “shipped”.`

export const notYet = (order: Order): string =>
  `Please don’t ship yet. Still missing: ${[...new Set(neededFirst(order).map((lack) => MISSING[lack]))].join('; ')}. I tell you as soon as it may go.`
