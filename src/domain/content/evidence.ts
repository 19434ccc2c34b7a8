/** The shape of `content/evidence.yaml`: what staff need to see of a fault, by the code that trees ask for it. */
import { z } from 'zod'
import type { Bilingual } from '../values.ts'
import { repeated } from './policy.ts'
import { bilingual, id, record } from './shapes.ts'

const LONGEST_CODE = 24

/** What each piece of evidence is called, by its code, as it reads in a list: "a photo of the label". */
export type EvidenceNames = Readonly<Record<string, Bilingual>>

export const evidenceSchema = record({
  evidence: z.array(record({ code: id(LONGEST_CODE), name: bilingual(80) })).min(1),
})
  .superRefine(({ evidence }, context) => {
    for (const index of repeated(evidence.map(({ code }) => code))) {
      context.addIssue({ code: 'custom', path: ['evidence', index, 'code'], message: 'stands twice' })
    }
  })
  .transform(({ evidence }): EvidenceNames => Object.fromEntries(evidence.map(({ code, name }) => [code, name])))
