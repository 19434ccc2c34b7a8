/** The form of a parcel (P5-P9, P21): its shape, what is still to be asked, and the move it ends in. Plain data; texts and questions are elsewhere. */
import { z } from 'zod'
import { checkAddress } from '../../domain/address.ts'
import { addressSchema } from '../../domain/order/move.ts'
import type { Order } from '../../domain/order.ts'
import {
  CARRIERS,
  type Carrier,
  RETURN_CARRIERS,
  type ReturnCarrier,
  readTracking,
  type TrackingWarning,
} from '../../domain/tracking.ts'
import type { OrderNumber } from '../../domain/values.ts'
import type { UnsignedMove } from '../order-types.ts'

/** What a customer fills in, in the order in which it is asked. */
export const PARTS = ['carrier', 'tracking', 'senderPaid', 'packed', 'address', 'returnCarrier'] as const
export type Part = (typeof PARTS)[number]

export const parcelSchema = z.strictObject({
  number: z.string().transform((number) => number as OrderNumber),
  /** The matter that was put off for it, and comes back after it. */
  before: z.enum(['none', 'fault', 'order']),
  /** The form was submitted before: only the tracking number is corrected. */
  filed: z.boolean(),
  /** One of `CARRIERS`, or a name as typed. */
  carrier: z.string().nullable(),
  tracking: z.string().nullable(),
  /** The customer has compared a number that looks odd. */
  compared: z.boolean(),
  senderPaid: z.boolean(),
  packed: z.boolean(),
  /** Whatever is known of it yet. */
  address: addressSchema.nullable(),
  returnCarrier: z.enum(RETURN_CARRIERS).nullable(),
  /** The part being corrected from the read-back. */
  changing: z.enum(PARTS).nullable(),
})
export type Parcel = z.output<typeof parcelSchema>

/** What is asked next: a part, a look at an odd number, what an address lacks, or the yes to all of it. */
export type Step = Part | 'compare' | 'addressPart' | 'confirm'

export const newParcel = (number: OrderNumber, before: Parcel['before']): Parcel => ({
  number,
  before,
  filed: false,
  carrier: null,
  tracking: null,
  compared: false,
  senderPaid: false,
  packed: false,
  address: null,
  returnCarrier: null,
  changing: null,
})

/** A form that only corrects the tracking number of an order whose parcel was filled in. */
export const correction = (order: Order, before: Parcel['before']): Parcel => ({
  ...newParcel(order.number, before),
  filed: true,
  carrier: order.logistics?.carrier ?? null,
})

/** A carrier that is known by name; null for one that is not. */
export const knownCarrier = (name: string | null): Carrier | null =>
  CARRIERS.find((carrier) => carrier === name) ?? null

/** What is odd about the tracking number (P11c): a warning, never a refusal. */
export function doubtsOf({ carrier, tracking }: Pick<Parcel, 'carrier' | 'tracking'>): readonly TrackingWarning[] {
  const read = tracking === null ? null : readTracking(tracking, knownCarrier(carrier))
  return read?.ok ? read.warnings : []
}

export function nextStep(parcel: Parcel): Step {
  if (parcel.changing !== null) return parcel.changing
  if (parcel.carrier === null) return 'carrier'
  if (parcel.tracking === null) return 'tracking'
  if (!parcel.compared && doubtsOf(parcel).length > 0) return 'compare'
  if (parcel.filed) return 'confirm'
  if (!parcel.senderPaid) return 'senderPaid'
  if (!parcel.packed) return 'packed'
  if (parcel.address === null) return 'address'
  if (!checkAddress(parcel.address).ok) return 'addressPart'
  return parcel.returnCarrier === null ? 'returnCarrier' : 'confirm'
}

/** What the address lacks first; null when it is complete (P6). */
export function addressLack({ address }: Parcel) {
  const checked = address === null ? null : checkAddress(address)
  if (checked === null || checked.ok) return null
  // Some countries have no postcode, and in others it is found once the country is known.
  const { missing } = checked
  return missing.find((part) => part === 'country' && !missing.includes('lines')) ?? missing[0] ?? null
}

/** The move that a whole form makes; null while something is missing. The yes to the address is the caller's to have (P6). */
export function moveOf(parcel: Parcel): UnsignedMove | null {
  const { carrier, tracking, address, filed } = parcel
  if (carrier === null || tracking === null || nextStep(parcel) !== 'confirm') return null
  if (filed) return { type: 'tracking.corrected', carrier, tracking }
  if (address === null) return null
  const { senderPaid, packed, returnCarrier } = parcel
  return {
    type: 'logistics.submitted',
    carrier,
    tracking,
    senderPaid,
    packed,
    address,
    addressConfirmed: true,
    returnCarrier,
  }
}

/** The part before the open one: what `back` takes back. */
export function takenBack(parcel: Parcel): Parcel {
  if (parcel.changing !== null) return { ...parcel, changing: null }
  const given: Readonly<Record<Part, boolean>> = {
    carrier: parcel.carrier !== null && !parcel.filed,
    tracking: parcel.tracking !== null,
    senderPaid: parcel.senderPaid,
    packed: parcel.packed,
    address: parcel.address !== null,
    returnCarrier: parcel.returnCarrier !== null,
  }
  const last = PARTS.findLast((part) => given[part])
  return last === undefined ? parcel : withoutPart(parcel, last)
}

function withoutPart(parcel: Parcel, part: Part): Parcel {
  const empty = newParcel(parcel.number, parcel.before)
  return { ...parcel, [part]: empty[part], ...(part === 'tracking' && { compared: false }) }
}

export const returnCarrierNamed = (name: string | null): ReturnCarrier | null =>
  RETURN_CARRIERS.find((carrier) => carrier === name) ?? null
