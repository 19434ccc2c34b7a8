/** A file that a platform still has: the letters that tell of it, with all that is needed to fetch it. They hold no bytes. */
import { z } from 'zod'
import { FILE_KINDS } from '../../domain/file-type.ts'
import { LANGUAGES } from '../../domain/values.ts'
import type { Attachment, Captioned, Inbound } from '../../flows/types.ts'

/** Of a customer. */
export interface Attached extends Attachment, Captioned {
  readonly kind: 'attached'
}

/** A message that was changed, with the file that it has now. */
export type EditedAttached = Extract<Inbound, { kind: 'edited' }> & { readonly attachment: Attachment }

/** Of a person, for the customer. */
export type StaffAttached = Extract<Inbound, { kind: 'staff.said' }> & { readonly attachment: Attachment }

export const attachmentSchema = z.object({
  what: z.enum(FILE_KINDS),
  source: z.object({
    via: z.enum(['telegram', 'wechat']),
    key: z.string(),
    unique: z.string(),
    size: z.number().nullable(),
    name: z.string().nullable(),
  }),
})

const text = z.string().optional()
export const attachedSchema = z.object({
  kind: z.literal('attached'),
  ...attachmentSchema.shape,
  caption: text,
  ref: text,
  quote: text,
  album: text,
  name: text,
  hint: z.enum(LANGUAGES).optional(),
})
