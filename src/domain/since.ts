/** Since when a machine has been faulty, as its owner tells it: a moment with how exactly it was named, or no moment at all. */
import { z } from 'zod'
import type { Precision } from './when.ts'

const PRECISIONS = ['minute', 'hour', 'part_of_day', 'day', 'week', 'month', 'year'] as const satisfies Precision[]

export const sinceSchema = z.discriminatedUnion('kind', [
  /** `at` is the beginning of what was meant, in China time. */
  z.strictObject({ kind: z.literal('moment'), at: z.int(), precision: z.enum(PRECISIONS) }),
  z.strictObject({ kind: z.enum(['some_days', 'longer', 'unknown']) }),
])
export type Since = Readonly<z.output<typeof sinceSchema>>
