/** The shape of `content/triage.yaml`: the phrases and words that triage learns from. A schema and its types; no file is read here. */
import { z } from 'zod'
import { INTENTS, LANGUAGES, SYMPTOMS } from './values.ts'

/** What a phrase can be filed under: a symptom, or what a first message wants when it names no fault. */
export const TRIAGE_LABELS = [...SYMPTOMS, 'warranty_rma', 'human_request', 'other', 'unclear'] as const
export type TriageLabel = (typeof TRIAGE_LABELS)[number]

/** Questions that have an answer of their own. */
export const TOPICS = [
  'hours',
  'warranty',
  'shipping',
  'freight',
  'return_time',
  'packing',
  'contacts',
  'status',
  'opening_case',
  'overclocking',
  'cost',
  'quote_refusal',
  'unpaid',
  'no_contact',
  'pickup',
  'return_couriers',
  'address_change',
  'repair_address',
  'not_covered',
  'scrap',
  'parcel_refused',
  'parcel_arrives',
  'batches',
  'led_codes',
  'reset_steps',
  'password',
  'who_are_you',
  'languages',
  'privacy',
  'sales',
  'spare_parts',
  'how_to_order',
  'official_site',
  'hash_normal',
  'dag_wait',
  'my_fault',
  'refund',
] as const
export type Topic = (typeof TOPICS)[number]

const LONGEST_LINE = 600

/** One text a line; empty lines and lines that start with `#` are for the editor alone. */
const block = (split: RegExp) =>
  z
    .string()
    .transform((text) => itemsOf(text, split))
    .pipe(z.array(z.string().max(LONGEST_LINE, `no line may be longer than ${LONGEST_LINE} characters`)).min(1))

function itemsOf(text: string, split: RegExp): string[] {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(split))
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

const WHOLE_LINE = /(?!)/
const AT_COMMAS = /,/

/** One block of messages for each language, a message a line. */
const messages = z.strictObject({ [LANGUAGES[0]]: block(WHOLE_LINE), [LANGUAGES[1]]: block(WHOLE_LINE) })

/** One block of words for each language, parted by commas or line ends. */
const words = z.strictObject({ [LANGUAGES[0]]: block(AT_COMMAS), [LANGUAGES[1]]: block(AT_COMMAS) })

const temperature = z.number().min(0.1).max(5)

/** Words looked for in a message (`*` and `+` are told in `triage/flags.ts`), and look-alikes that are taken out before looking. */
const wordList = z.strictObject({ words, except: words })

/** The questions of a topic. Those about a symptom (what does the red light mean) are a fault with that symptom for who only asks what is wrong. */
const topic = z
  .strictObject({ intent: z.enum(INTENTS), symptom: z.enum(SYMPTOMS).optional(), ...messages.shape })
  .refine(({ intent, symptom }) => (intent === 'fault') === (symptom !== undefined), {
    path: ['symptom'],
    message: 'goes with the intent fault, and only with it',
  })

export const triageSchema = z.strictObject({
  /** Divides the scores: below 1 sharpens the confidence, above 1 softens it. `scripts/eval-triage.ts` measures the best value. */
  calibration: z.strictObject({ [LANGUAGES[0]]: temperature, [LANGUAGES[1]]: temperature }),
  phrases: z.record(z.enum(TRIAGE_LABELS), messages),
  topics: z.record(z.enum(TOPICS), topic),
  /** Sentences that people write around the matter and that tell nothing of it. */
  asides: messages,
  /** Words that mean the same thing, by a name of the editor's choosing. */
  concepts: z.record(z.string().regex(/^[a-z_]{2,24}$/), words),
  danger: wordList,
  security: wordList,
  /** Words that turn what follows into its opposite, and the small words that may stand in between ("no *sign of* smoke"). */
  denials: z.strictObject({ words, between: words }),
})

export type TriageContent = z.infer<typeof triageSchema>
