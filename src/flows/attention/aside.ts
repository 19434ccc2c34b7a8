/** What a customer wrote on their return that may be a new matter: kept until they say so, then not asked again. */
import { z } from 'zod'
import { type SerialNumber, SYMPTOMS } from '../../domain/values.ts'

export const asideSchema = z.strictObject({
  symptom: z.enum(SYMPTOMS).nullable(),
  model: z.string().nullable(),
  serial: z
    .string()
    .transform((text) => text as SerialNumber)
    .nullable(),
  description: z.string(),
})
