/** What an owner tells of a machine beyond its fault (domain section 4, P13): shapes only. Null is what was not told. */
import { z } from 'zod'
import { CHANGES } from '../changes.ts'
import { sinceSchema } from '../since.ts'

/** Signs that bear on the warranty (P13), as the owner tells them; staff judge. */
export const MARKS = ['damaged', 'opened', 'overclocked'] as const
export type Mark = (typeof MARKS)[number]

/** The mains, by the two nominal ranges; `other` is any other voltage. */
export const VOLTAGES = ['200-240', '100-120', 'other'] as const
export type Voltage = (typeof VOLTAGES)[number]

/** What came after the first version of the record has a default: an order of that version says nothing of it. */
export const toldShape = {
  since: sinceSchema.nullable().default(null),
  changed: z.enum(CHANGES).nullable().default(null),
  /** Empty when the owner says that there is none of it. */
  marks: z.array(z.enum(MARKS)).readonly().nullable().default(null),
  /** What the owner denied, where the others stayed unknown. */
  unmarked: z.array(z.enum(MARKS)).readonly().default([]),
  voltage: z.enum(VOLTAGES).nullable().default(null),
}
const toldSchema = z.strictObject(toldShape)
export type Told = Readonly<z.output<typeof toldSchema>>

/** Nothing was told. */
export const NOTHING_TOLD: Told = { since: null, changed: null, marks: null, unmarked: [], voltage: null }
