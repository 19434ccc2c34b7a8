/** What the desk machine remembers of a talk: why a person is wanted, who has it, since when somebody waits. Compact, plain JSON. */
import { z } from 'zod'

const moment = z.number().nullable()

export const deskContextSchema = z.strictObject({
  /** Why a person is wanted; null while nobody is. */
  reason: z.enum(['asked', 'danger', 'security']).nullable(),
  /** The person who has the talk. */
  by: z.string().nullable(),
  /** The customer was told that what they write is passed on. */
  acknowledged: z.boolean(),
  /** Nothing reaches the customer until they are heard of again; staff were told once. */
  gone: z.boolean(),
  /** Since when the customer waits for a person, or for an answer of the one who has the talk; null while they do not. */
  since: moment,
  /** From when the ladder counts: the same, or the opening after a night in between. */
  climbsFrom: moment,
  /** How far up the ladder this waiting went: 1 owner, 2 group, 3 the customer were told. */
  rung: z.number().int().min(0).max(3),
  /** How often the desk has closed over this waiting, up to 2: the customer is told of the first night alone. */
  nights: z.number().int().min(0).max(2),
  /** When the person who has the talk last wrote. */
  spoke: moment,
  /** The opening that the last automatic reply named: one a closed period is enough. */
  repliedUntil: moment,
  /** When the talk is closed unless the customer writes. */
  closeAt: moment,
  /** Who banned the customer, when and why; null while they are not. */
  ban: z
    .strictObject({
      at: z.number(),
      by: z.string(),
      reason: z.string().nullable(),
      /** Messages since then, which nobody was shown. */
      unread: z.number().int(),
      /** When staff last heard of a danger among them. */
      dangerTold: moment,
    })
    .nullable(),
})
export type DeskContext = z.infer<typeof deskContextSchema>

export const QUIET: DeskContext = {
  reason: null,
  by: null,
  acknowledged: false,
  gone: false,
  since: null,
  climbsFrom: null,
  rung: 0,
  nights: 0,
  spoke: null,
  repliedUntil: null,
  closeAt: null,
  ban: null,
}
