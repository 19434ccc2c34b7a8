/** The shape of `content/canned.yaml`: words that staff send by their name, `!!label`. */
import { z } from 'zod'
import type { Bilingual } from '../values.ts'
import { repeated } from './policy.ts'
import { bilingual, id, record } from './shapes.ts'

const LONGEST_NAME = 24
const LONGEST_TEXT = 600

/** By name. */
export type Canned = Readonly<Record<string, Bilingual>>

export const cannedSchema = record({
  canned: z.array(record({ name: id(LONGEST_NAME), text: bilingual(LONGEST_TEXT) })),
})
  .superRefine(({ canned }, context) => {
    for (const index of repeated(canned.map(({ name }) => name))) {
      context.addIssue({ code: 'custom', path: ['canned', index, 'name'], message: 'stands twice' })
    }
  })
  .transform(({ canned }): Canned => Object.fromEntries(canned.map(({ name, text }) => [name, text])))
