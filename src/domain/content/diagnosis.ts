/** The shape of `content/diagnosis/<symptom>.yaml`: the checks a customer can do from outside, one at a time (domain section 3). */
import { z } from 'zod'
import { LANGUAGES, SYMPTOMS } from '../values.ts'
import { forbiddenAdvice } from './advice.ts'
import { conditions, seenProblem } from './seen.ts'
import { bilingual, id, record } from './shapes.ts'
import { SITE_VERDICTS, treeProblems, VERDICTS } from './tree-check.ts'

/** Ids travel in buttons. */
const LONGEST_ID = 16
/** In Latin letters; a Chinese character takes two. A wider label is cut off in a button on a phone. */
const WIDEST_LABEL = 34
const LONGEST_REASON = 300
const MOST_CHECKS = 10
const LONGEST_WAIT_MINUTES = 48 * 60
const WIDE = /[\p{Script=Han}\p{Extended_Pictographic}\u3000-\u30FF\uFF00-\uFF60]/u
/** What is wrong in one place must not hide what is wrong in another. */
const ALWAYS = { when: () => true }

const told = (longest?: number) => bilingual(longest).superRefine(refuseForbidden, ALWAYS)

const label = told(40).superRefine(refuseWide, ALWAYS)

const option = record({
  id: id(LONGEST_ID),
  label,
  // biome-ignore lint/suspicious/noThenProperty: the word staff read in the tree; a string is never called as a promise.
  then: z.string('must be next, a verdict or a check'),
  /** A pasted status that shows this answers the check, whenever it came. */
  seen: conditions.optional(),
  /** The same, for a status that was sent as the answer to this check. */
  seen_after: conditions.optional(),
}).superRefine((answer, context) => {
  const problem = seenProblem(answer)
  if (problem !== null) context.addIssue({ code: 'custom', path: [problem.key], message: problem.message })
})

/** The answers that plain words mean at a check: "yes", "no", "it works now", "still the same". Left out where they could mean two. */
const meant = record({
  yes: id(LONGEST_ID).exactOptional(),
  no: id(LONGEST_ID).exactOptional(),
  better: id(LONGEST_ID).exactOptional(),
  same: id(LONGEST_ID).exactOptional(),
})

const check = record({
  id: id(LONGEST_ID),
  meant: meant.optional(),
  ask: told(),
  why: told(LONGEST_REASON).optional(),
  /** How long the customer has to wait before they can answer. */
  minutes: z.int('must be a whole number of minutes').min(1).max(LONGEST_WAIT_MINUTES).optional(),
  options: z.array(option).min(2, 'needs at least two answers').max(6, 'at most six answers fit'),
}).superRefine(refuseUnknownAnswers)

const verdict = record({ say: told(LONGEST_REASON), why: told(LONGEST_REASON).optional() })

/** The evidence codes that may be asked for; null when they are not known. */
type Codes = readonly string[] | null

const treeShape = (evidence: Codes) => ({
  checks: z.array(check).min(1).max(MOST_CHECKS),
  evidence: z.array(evidence === null ? z.string() : z.enum(evidence)).min(1),
})

const refuseWrong = (ends: readonly string[]) => (tree: unknown, context: z.core.$RefinementCtx) => {
  for (const problem of treeProblems(tree, ends))
    context.addIssue({ code: 'custom', ...problem, path: [...problem.path] })
}

/** A symptom's tree. */
export const diagnosisSchema = (evidence: Codes) =>
  record({
    symptom: z.enum(SYMPTOMS),
    ...treeShape(evidence),
    verdicts: z.partialRecord(z.enum(VERDICTS), verdict),
  }).superRefine(refuseWrong(VERDICTS), ALWAYS)

/** The tree of a place where several machines fail at once (`content/diagnosis/site.yaml`). */
export const siteSchema = (evidence: Codes) =>
  record({
    /** The first check for a symptom, where it is not the first of the list. */
    starts: z.partialRecord(z.enum(SYMPTOMS), z.string('must be a check')),
    ...treeShape(evidence),
    verdicts: z.partialRecord(z.enum(SITE_VERDICTS), verdict),
  }).superRefine(refuseWrong(SITE_VERDICTS), ALWAYS)

export type Diagnosis = z.output<ReturnType<typeof diagnosisSchema>>
export type Site = z.output<ReturnType<typeof siteSchema>>
export type Check = Diagnosis['checks'][number]

type Texts = Partial<Record<(typeof LANGUAGES)[number], unknown>>

function refuseForbidden(texts: Texts, context: z.core.$RefinementCtx): void {
  for (const [lang, text] of textsOf(texts)) {
    for (const what of forbiddenAdvice(text)) {
      const message = `must not advise ${what}; a warning is allowed: write "do not …", "请不要…" before it`
      context.addIssue({ code: 'custom', path: [lang], message })
    }
  }
}

interface Answered {
  readonly meant?: Readonly<Partial<Record<string, string | undefined>>> | undefined
  readonly options: readonly { readonly id: string }[]
}

function refuseUnknownAnswers({ meant = {}, options }: Answered, context: z.core.$RefinementCtx): void {
  const answers = options.map((each) => each.id)
  for (const [words, answer] of Object.entries(meant)) {
    if (answer === undefined || answers.includes(answer)) continue
    const message = `${answer} is no answer of this check; its answers: ${answers.join(', ')}`
    context.addIssue({ code: 'custom', path: ['meant', words], message })
  }
}

function refuseWide(texts: Texts, context: z.core.$RefinementCtx): void {
  for (const [lang, text] of textsOf(texts)) {
    if (widthOf(text) <= WIDEST_LABEL) continue
    const message = `is too long for a button: at most ${WIDEST_LABEL} letters, a Chinese character counts as two`
    context.addIssue({ code: 'custom', path: [lang], message })
  }
}

/** What can be read of a text that may be incomplete. */
function textsOf(texts: Texts): readonly (readonly [string, string])[] {
  return LANGUAGES.flatMap((lang) => {
    const text = texts?.[lang]
    return typeof text === 'string' ? [[lang, text] as const] : []
  })
}

const widthOf = (text: string): number => Array.from(text).reduce((width, char) => width + (WIDE.test(char) ? 2 : 1), 0)
