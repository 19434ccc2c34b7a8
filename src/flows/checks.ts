/** The remote checks of a symptom, read from the content's trees: which one is next, and what an answer to it leads to. */
import type { Content } from '../domain/content.ts'
import type { Context } from './context.ts'

export type Check = NonNullable<ReturnType<typeof nextCheck>>
export type Outcome = Check['options'][number]['then']

/** The first check of the symptom's tree that has no answer yet; null when there is none, or staff were reached. */
export function nextCheck(content: Content, context: Pick<Context, 'symptom' | 'tried' | 'checked'>) {
  if (context.symptom === null || context.checked) return null
  const checks = content.diagnosis[context.symptom]?.checks ?? []
  return checks.find((check) => !context.tried.some((step) => step.check === check.id)) ?? null
}

/** What an answer leads to; null when the check does not offer it. */
export function outcomeOf(check: Check, offer: string): Outcome | null {
  return check.options.find((option) => option.id === offer)?.then ?? null
}
