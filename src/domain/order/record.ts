/** An order as it is stored (JSON, `v: 1`), with each machine in it: shapes only. What issue by issue came later has a default. */
import { z } from 'zod'
import { readOrderNumber } from '../order-number.ts'
import { FINDING_CODES } from '../reading/types.ts'
import { RETURN_CARRIERS } from '../tracking.ts'
import { LANGUAGES, type OrderNumber, type PhoneNumber, SYMPTOMS } from '../values.ts'
import { evidenceSchema } from './evidence.ts'
import {
  addressSchema,
  bill,
  CONDITIONS,
  entrySchema,
  FORFEITS,
  formShape,
  instant,
  REJECTIONS,
  serialNumber,
} from './move.ts'
import { toldShape } from './told.ts'

/** A longer history is neither written nor read. */
export const MOST_ENTRIES = 2_000

export const ORDER_STATES = [
  'submitted',
  'return_declined',
  'awaiting_logistics',
  'ready_to_ship',
  'in_transit',
  'received',
  'at_work',
  'awaiting_payment',
  'returning',
  'completed',
  'rejected',
  'cancelled',
  'forfeited',
] as const
/** A draft is no order yet: it lives in the conversation. `returning`: some machines went back, others have yet to. */
export type OrderState = (typeof ORDER_STATES)[number]

const reported = {
  model: z.string(),
  serial: serialNumber.nullable(),
  symptom: z.enum(SYMPTOMS).nullable(),
  description: z.string(),
  tried: z.array(z.strictObject({ check: z.string(), answer: z.string() })).readonly(),
  danger: z.boolean(),
  status: z
    .strictObject({ found: z.array(z.enum(FINDING_CODES)).readonly(), which: z.array(z.number().int()).readonly() })
    .nullable()
    .default(null),
  ...toldShape,
}
const received = { ...reported, receivedAt: instant }
/** An amount of 0 is a repair free of charge. `paidAt`: when staff saw the voucher. */
const billSchema = z.strictObject({ ...bill, paidAt: instant.nullable() })
const inspected = { ...received, condition: z.enum(CONDITIONS), covered: z.boolean(), bill: billSchema.nullable() }
const quoted = { ...inspected, bill: billSchema }

export const machineSchema = z.discriminatedUnion('state', [
  z.strictObject({ ...reported, state: z.literal('expected') }),
  z.strictObject({ ...received, state: z.literal('received') }),
  z.strictObject({ ...inspected, state: z.literal('inspected') }),
  z.strictObject({ ...quoted, state: z.literal('quoted') }),
  z.strictObject({ ...quoted, state: z.literal('accepted') }),
  z.strictObject({ ...quoted, state: z.literal('declined') }),
  z.strictObject({ ...inspected, state: z.literal('repaired') }),
  z.strictObject({
    ...inspected,
    state: z.literal('returned'),
    repaired: z.boolean(),
    parcel: z.strictObject({ at: instant, carrier: z.enum(RETURN_CARRIERS), tracking: z.string() }),
  }),
])
export type OrderMachine = z.output<typeof machineSchema>
export type MachineState = OrderMachine['state']
/** A machine that staff have inspected, whatever became of it since. */
export type InspectedMachine = Exclude<OrderMachine, { state: 'expected' | 'received' }>

const closedSchema = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('rejected'), at: instant, reason: z.enum(REJECTIONS) }),
  z.strictObject({ as: z.literal('cancelled'), at: instant }),
  z.strictObject({ as: z.literal('forfeited'), at: instant, reason: z.enum(FORFEITS) }),
])

const logisticsSchema = z.strictObject({ ...formShape, address: addressSchema })
export type Logistics = z.output<typeof logisticsSchema>

const orderNumber = z
  .string()
  .refine(isOrderNumber)
  .transform((number) => number as OrderNumber)
/** Empty once it was erased. */
const phone = z
  .string()
  .regex(/^(?:\+\d{4,15})?$/)
  .transform((digits) => digits as PhoneNumber)

export const orderSchema = z.strictObject({
  v: z.literal(1),
  number: orderNumber,
  /** Follows from all that is below; kept for those who only show it. */
  state: z.enum(ORDER_STATES),
  /** The number staff record when the vendor's website is the place of orders (P4). */
  officialNumber: z.string().min(1).nullable(),
  filedAt: instant,
  language: z.enum(LANGUAGES),
  contact: z.strictObject({ name: z.string(), phone, country: z.string().nullable().default(null) }),
  machines: z.array(machineSchema).readonly(),
  /** `orders.official` when it was filed: the order is the vendor's own and needs no other number (P4). */
  official: z.boolean().default(false),
  /** When the customer agreed to P9, P11, P17 and P18; null in orders filed before they were asked. */
  termsAt: instant.nullable().default(null),
  /** Photos, videos and files that came with it; they themselves are kept with the conversation. */
  evidence: evidenceSchema.nullable().default(null),
  /** Other open orders that named one of its serial numbers: for staff to look into, and in the way of nothing. */
  alsoIn: z
    .array(z.strictObject({ serial: serialNumber, order: orderNumber }))
    .readonly()
    .default([]),
  /** Staff's decision (P4). */
  returning: z.enum(['confirmed', 'declined']).nullable().default(null),
  /** Where to send the machines, as staff enter it. */
  repairAddress: z.string().nullable().default(null),
  /** Once there, its address never changes (P6). */
  logistics: logisticsSchema.nullable().default(null),
  shippedAt: instant.nullable().default(null),
  /** When the customer last said that a fee is paid; whether it is, staff see (P19). */
  voucherAt: instant.nullable().default(null),
  closed: closedSchema.nullable().default(null),
  history: z.array(entrySchema).readonly().default([]),
})
export type Order = Readonly<z.output<typeof orderSchema>>

function isOrderNumber(symbols: string): boolean {
  const read = readOrderNumber(symbols)
  return read.ok && read.number === symbols
}
