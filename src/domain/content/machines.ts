/** The shapes of `content/models.yaml` and `content/symptoms.yaml`: what machines there are, and how each fault is called. */
import { z } from 'zod'
import type { Model } from '../models.ts'
import { type Bilingual, SYMPTOMS, type Symptom } from '../values.ts'
import { repeated } from './policy.ts'
import { bilingual, record, text } from './shapes.ts'

/** How a symptom is called. */
export interface SymptomText {
  readonly code: Symptom
  /** As it reads in the middle of a sentence. */
  readonly name: Bilingual
  /** Its label when a menu offers the most common ones; null when the menu leaves it out. */
  readonly menu: Bilingual | null
  /** What is asked before its checks, because it tells something: since when, what changed, whether several machines have it. */
  readonly askFirst: readonly AskedFirst[]
}

export const ASKED_FIRST = ['since', 'changed', 'several'] as const
export type AskedFirst = (typeof ASKED_FIRST)[number]

/** A button carries the name, in 64 bytes with its question. */
const MODEL_NAME_BYTES = 39
const modelName = text(40).refine(
  (name) => new TextEncoder().encode(name).length <= MODEL_NAME_BYTES,
  `must be at most ${MODEL_NAME_BYTES} bytes long, since a button carries it`,
)

const model = record({
  name: modelName,
  aliases: z.array(text(40)),
  nominal_mhs: z.number().positive().optional(),
  power_w: z.number().positive().optional(),
  fans: z.int().positive().optional(),
  chips: z.int().positive().optional(),
  warranty_days: z.int('must be a whole number of days').positive('must be one day or more').max(3650).optional(),
  notes: text().optional(),
}).transform(
  ({ nominal_mhs, power_w, warranty_days, ...rest }): Model => ({
    ...rest,
    nominalMhs: nominal_mhs,
    powerW: power_w,
    warrantyDays: warranty_days,
  }),
)

export const modelsSchema = record({ models: z.array(model).min(1) })
  .transform(({ models }): readonly Model[] => models)
  .superRefine((models, context) => {
    const owners = models.flatMap(({ name, aliases }, index) =>
      [name, ...aliases].map((spelling) => ({ spelling, index })),
    )
    for (const again of repeated(owners.map(({ spelling }) => spelling.toLowerCase().replace(/[\s_-]/g, '')))) {
      const { spelling, index = 0 } = owners[again] ?? {}
      context.addIssue({ code: 'custom', path: ['models', index], message: `the spelling ${spelling} stands twice` })
    }
  })

const symptom = record({
  code: z.enum(SYMPTOMS),
  name: bilingual(60),
  menu: bilingual(30).optional(),
  ask_first: z.array(z.enum(ASKED_FIRST)).optional(),
}).transform(
  ({ menu, ask_first, ...rest }): SymptomText => ({ ...rest, menu: menu ?? null, askFirst: ask_first ?? [] }),
)

export const symptomsSchema = record({ symptoms: z.array(symptom) })
  .transform(({ symptoms }): readonly SymptomText[] => symptoms)
  .superRefine((symptoms, context) => {
    const codes = symptoms.map(({ code }) => code)
    for (const index of repeated(codes)) {
      context.addIssue({ code: 'custom', path: ['symptoms', index, 'code'], message: 'stands twice' })
    }
    const missing = SYMPTOMS.filter((code) => !codes.includes(code))
    if (missing.length > 0) {
      context.addIssue({
        code: 'custom',
        path: ['symptoms'],
        message: `these codes are missing: ${missing.join(', ')}`,
      })
    }
  })
