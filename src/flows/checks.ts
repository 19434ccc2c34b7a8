/** The walk through a symptom's diagnosis tree: which check is next after the answers so far, and what an answer leads to. */

import { isVerdict, NEXT, type Verdict } from '../domain/content/tree-check.ts'
import type { Check, Content, Diagnosis } from '../domain/content.ts'
import type { StepTried } from '../domain/order.ts'
import type { Bilingual } from '../domain/values.ts'
import type { Context } from './context.ts'

/** A verdict, another check, or `done`: no check is left and nothing is known for certain. */
export type Outcome = Verdict | 'more' | 'done'
type Tried = readonly StepTried[]
interface Answered {
  readonly symptom: Context['symptom']
  readonly tried: Tried
}

/** The evidence that a pasted status is. */
const STATUS = 'status'

/** A loop asks the same check at most so often. */
const MOST_VISITS = 2

/** The check to ask now; null when there is none left, or a verdict was reached. */
export function nextCheck(content: Content, context: Answered & Pick<Context, 'checked'>): Check | null {
  const tree = treeOf(content, context)
  if (tree === null || context.checked) return null
  return checkAfter(tree, context.tried)
}

/** What an answer to the open check leads to; null when the check does not offer it. */
export function outcomeOf(content: Content, context: Answered, check: Check, offer: string): Outcome | null {
  const tree = treeOf(content, context)
  const then = check.options.find((option) => option.id === offer)?.then
  if (tree === null || then === undefined) return null
  if (isVerdict(then)) return then
  return checkAfter(tree, [...context.tried, { check: check.id, answer: offer }]) === null ? 'done' : 'more'
}

/** How often the check was answered already: 0, or 1 in the second round of a loop. */
export const visits = (tried: Tried, check: Check): number => tried.filter((step) => step.check === check.id).length

/** The verdict that the answers ended with, and what the tree says of it; null while there is none. */
export function conclusionOf(content: Content, context: Answered) {
  const tree = treeOf(content, context)
  const then = tree === null ? undefined : lastAnswer(tree, context.tried)?.leadsTo
  if (tree === null || then === undefined || !isVerdict(then)) return null
  const text = tree.verdicts[then]
  return text === undefined ? null : { verdict: then, say: text.say, why: text.why ?? null }
}

/** What staff will want to see of this fault (domain section 3, evidence for an order); a status that was sent is not asked for again. */
export const evidenceFor = (content: Content, context: Answered, isStatusSent = false): readonly Bilingual[] =>
  (treeOf(content, context)?.evidence ?? [])
    .filter((code) => code !== STATUS || !isStatusSent)
    .flatMap((code) => content.evidence[code] ?? [])

const treeOf = (content: Content, { symptom }: Pick<Context, 'symptom'>): Diagnosis | null =>
  symptom === null ? null : (content.diagnosis[symptom] ?? null)

/** The check that a tree asks after these answers; null at its end. */
export function checkAfter(tree: Diagnosis, tried: Tried): Check | null {
  const last = lastAnswer(tree, tried)
  const to = last === null ? 0 : last.leadsTo === NEXT ? last.place + 1 : placeOf(tree, last.leadsTo)
  const check = tree.checks[to]
  return check === undefined || visits(tried, check) >= MOST_VISITS ? null : check
}

/** The newest answer to a check that the tree still has; an answer it no longer knows leads on as `next`. */
function lastAnswer(tree: Diagnosis, tried: Tried): { readonly place: number; readonly leadsTo: string } | null {
  const newest = tried.findLast(({ check }) => placeOf(tree, check) !== -1)
  if (newest === undefined) return null
  const place = placeOf(tree, newest.check)
  const option = tree.checks[place]?.options.find(({ id }) => id === newest.answer)
  return { place, leadsTo: option?.then ?? NEXT }
}

const placeOf = (tree: Diagnosis, id: string): number => tree.checks.findIndex((check) => check.id === id)
