/** The shape of `content/triage.yaml`: the phrases and words that triage learns from. A schema and its types; no file is read here. */
import { z } from 'zod'
import { INTENTS, LANGUAGES, SYMPTOMS } from './values.ts'

/** What a phrase can be filed under: a symptom, or what a first message wants when it names no fault. */
export const TRIAGE_LABELS = [...SYMPTOMS, 'warranty_rma', 'human_request', 'other', 'unclear'] as const
export type TriageLabel = (typeof TRIAGE_LABELS)[number]

/** Questions about rules that have an answer of their own. */
export const TOPICS = [
  'hours',
  'warranty',
  'shipping',
  'freight',
  'return_time',
  'packing',
  'contacts',
  'status',
] as const
export type Topic = (typeof TOPICS)[number]

const line = z.string().trim().min(1).max(600)

/** One list of texts for each language. */
const texts = z.strictObject({
  [LANGUAGES[0]]: z.array(line).min(1),
  [LANGUAGES[1]]: z.array(line).min(1),
})

/** Words looked for in a message (`*` and `+` are told in `triage/flags.ts`), and look-alikes that are taken out before looking. */
const wordList = z.strictObject({ words: texts, except: texts })

export const triageSchema = z.strictObject({
  /** Divides the scores: below 1 sharpens the confidence, above 1 softens it. `scripts/eval-triage.ts` measures the best value. */
  calibration: z.strictObject({ temperature: z.number().min(0.1).max(5) }),
  phrases: z.record(z.enum(TRIAGE_LABELS), texts),
  topics: z.record(z.enum(TOPICS), z.strictObject({ intent: z.enum(INTENTS), ...texts.shape })),
  /** Words that mean the same thing, by a name of the editor's choosing. */
  concepts: z.record(z.string().regex(/^[a-z_]{2,24}$/), texts),
  danger: wordList,
  security: wordList,
  /** Words that turn what follows into its opposite, and the small words that may stand in between ("no *sign of* smoke"). */
  denials: z.strictObject({ words: texts, between: texts }),
})

export type TriageContent = z.infer<typeof triageSchema>
