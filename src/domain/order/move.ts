/**
 * The moves of an order: who did what, when. One shape serves as input, as the event of the machines and as the entry of an order's
 * history. What comes from outside is cleaned and measured here; whether a move is legal is not decided here.
 */
import { z } from 'zod'
import { fold, readable } from '../fold.ts'
import { RETURN_CARRIERS } from '../tracking.ts'
import type { SerialNumber } from '../values.ts'

export const WHO = ['customer', 'staff', 'system'] as const
export type Who = (typeof WHO)[number]

export const CONDITIONS = ['normal', 'scrapped', 'mixed', 'unrepairable'] as const

/** P11: no order exists; the contents do not match it; the tracking number is wrong or the repair information incomplete. */
export const REJECTIONS = ['P11a', 'P11b', 'P11c'] as const

/** P18: no order and no contact for more than 90 days; an unpaid fee; a returned package that the owner refused. */
export const FORFEITS = ['no_contact', 'unpaid', 'return_refused'] as const

const words = (cap: number) => z.string().transform((text) => readable(text, cap))
const filled = (cap: number) => words(cap).refine((text) => text !== '', 'must not be empty')
/** A parcel's number as a label shows it; its door is `tracking.ts`. */
const code = z.string().transform((text) =>
  fold(text, 64)
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase(),
)

export const instant = z.int()
export const serialNumber = z
  .string()
  .regex(/^[A-Z0-9-]{6,32}$/)
  .transform((serial) => serial as SerialNumber)
export const bill = { amount: z.number().nonnegative().max(1e9), currency: z.string().regex(/^[A-Z]{3}$/) }

const part = (cap: number) => words(cap).nullable()
/** Where machines go back to, as `address.ts` reads it. Missing parts are let in: that they are missing is an answer of P6, not a defect. */
export const addressSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('china'),
    province: part(40),
    city: part(40),
    district: part(40),
    street: part(200),
    postcode: part(20),
  }),
  z.strictObject({
    kind: z.literal('elsewhere'),
    lines: z.array(words(120)).max(8).readonly(),
    postcode: part(20),
    country: part(60),
  }),
])

/** What the customer fills in once the return is confirmed (P5), without the address, which is kept once, in the order. */
export const formShape = {
  carrier: words(60),
  tracking: code,
  /** The sender pays at dispatch (运费现付), no freight collect, no depot pick-up (P8). */
  senderPaid: z.boolean(),
  /** Packed protectively (P9). */
  packed: z.boolean(),
  /** The explicit yes after the address was read back with the warning that it cannot be changed (P6). */
  addressConfirmed: z.boolean(),
  returnCarrier: z.enum(RETURN_CARRIERS).nullable(),
}

/** Which person of staff made it, and their words to the customer that went with it: known of moves since the history names them. */
const signature = { by: words(80).optional(), note: words(300).optional() }

const signed = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), at: instant, who: z.enum(WHO), ...signature, ...shape })
/** Counted from 0, in the order in which the machines were filed. */
const machine = { machine: z.int().nonnegative() }

const withoutForm = [
  signed('return.confirmed', {}),
  signed('return.declined', {}),
  signed('official.recorded', { officialNumber: filled(64) }),
  signed('repair_address.recorded', { repairAddress: filled(400) }),
  signed('tracking.corrected', { carrier: words(60), tracking: code }),
  signed('parcel.shipped', {}),
  signed('parcel.rejected', { reason: z.enum(REJECTIONS) }),
  signed('order.cancelled', {}),
  /** `lastContactAt`: when the owner was last heard of, for `no_contact`. */
  signed('order.forfeited', { reason: z.enum(FORFEITS), lastContactAt: instant.nullable() }),
  signed('machine.identified', { ...machine, model: filled(60), serial: serialNumber.nullable() }),
  signed('machine.received', machine),
  /** `covered`: in warranty by staff's judgement (P12-P14). */
  signed('machine.inspected', { ...machine, condition: z.enum(CONDITIONS), covered: z.boolean() }),
  signed('machine.quoted', { ...machine, ...bill }),
  signed('machine.accepted', machine),
  signed('machine.declined', machine),
  /** Staff have seen the payment voucher (P19). */
  signed('machine.paid', machine),
  signed('machine.repaired', machine),
  /** One parcel back. `batch`: staff mean it to go although other machines of the order stay (P20). */
  signed('machines.returned', {
    machines: z.array(machine.machine).min(1).max(500),
    carrier: z.string().transform((name) => fold(name, 60).toLowerCase()),
    tracking: code,
    batch: z.boolean(),
  }),
] as const

export const moveSchema = z.discriminatedUnion('type', [
  signed('logistics.submitted', { ...formShape, address: addressSchema }),
  ...withoutForm,
])
/** A move as made: all of it but the address. */
export const entrySchema = z.discriminatedUnion('type', [signed('logistics.submitted', formShape), ...withoutForm])

export type Move = z.output<typeof moveSchema>
export type MoveType = Move['type']
export type MoveOf<Type extends MoveType> = Extract<Move, { type: Type }>
export type Entry = z.output<typeof entrySchema>
/** Moves of one machine; `machines.returned` is the order's, since a parcel holds several. */
export type MachineMove = Extract<Move, { machine: number }>

/** The entry that a move leaves in the history. */
export function entryOf(move: Move): Entry {
  if (move.type !== 'logistics.submitted') return move
  const { address: _, ...entry } = move
  return entry
}
