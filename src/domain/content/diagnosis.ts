/** The shape of `content/diagnosis/<symptom>.yaml`: the checks a customer can do from outside, one at a time (domain section 3). */
import { z } from 'zod'
import { SYMPTOMS } from '../values.ts'
import { repeated } from './policy.ts'
import { bilingual, id, record } from './shapes.ts'

/** Where an answer leads: the fault is gone, the next check, or a person at once. */
const OUTCOMES = ['solved', 'next', 'staff'] as const

/** Ids travel in buttons. */
const LONGEST_ID = 16

// biome-ignore lint/suspicious/noThenProperty: the word staff read in the tree; a string is never called as a promise.
const option = record({ id: id(LONGEST_ID), label: bilingual(40), then: z.enum(OUTCOMES) })

const check = record({
  id: id(LONGEST_ID),
  ask: bilingual(),
  why: bilingual(300).optional(),
  options: z
    .array(option)
    .min(2, 'needs at least two answers')
    .max(6, 'at most six answers fit')
    .superRefine(refuseRepeated)
    .refine(
      (options) => options.some(({ then }) => then === 'next'),
      'needs an answer that leads to next, for who cannot do it',
    ),
})

export const diagnosisSchema = record({
  symptom: z.enum(SYMPTOMS),
  checks: z.array(check).min(1).max(8).superRefine(refuseRepeated),
})

export type Diagnosis = z.output<typeof diagnosisSchema>

function refuseRepeated(items: readonly { readonly id: string }[], context: z.core.$RefinementCtx): void {
  for (const index of repeated(items.map((item) => item.id))) {
    context.addIssue({ code: 'custom', path: [index, 'id'], message: 'this id stands twice in the list' })
  }
}
