/** The walk through a symptom's diagnosis tree: which check is next after the answers so far, and what an answer leads to. */

import { isEnd, NEXT, type Verdict } from '../domain/content/tree-check.ts'
import type { Check, Content, Diagnosis, Site } from '../domain/content.ts'
import type { StepTried } from '../domain/order.ts'
import type { Bilingual } from '../domain/values.ts'
import type { Context } from './context.ts'

/** A verdict, another check, `machine` (of a place: one machine is left), or `done`: no check is left and nothing is known for certain. */
export type Outcome = Verdict | 'machine' | 'more' | 'done'
type Tree = Pick<Diagnosis | Site, 'checks'>
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
  return tree === null ? null : outcomeIn(tree, context.tried, check, offer)
}

/** As `outcomeOf`, in a tree of any kind. */
export function outcomeIn(tree: Tree, tried: Tried, check: Check, offer: string): Outcome | null {
  const then = check.options.find((option) => option.id === offer)?.then
  if (then === undefined) return null
  if (isEnd(then)) return then
  return checkAfter(tree, [...tried, { check: check.id, answer: offer }]) === null ? 'done' : 'more'
}

/** How often the check was answered already: 0, or 1 in the second round of a loop. */
export const visits = (tried: Tried, check: Check): number => tried.filter((step) => step.check === check.id).length

/** The verdict that the answers ended with, and what the tree says of it; null while there is none. */
export function conclusionOf(content: Content, context: Answered) {
  const tree = treeOf(content, context)
  const end = tree === null ? null : endOf(tree, context.tried)
  if (tree === null || end === null || end === 'machine') return null
  const text = tree.verdicts[end]
  return text === undefined ? null : { verdict: end, say: text.say, why: text.why ?? null }
}

/** What the newest answer ended the tree with; null while it leads on. */
export function endOf(tree: Tree, tried: Tried) {
  const then = lastAnswer(tree, tried)?.leadsTo ?? NEXT
  return isEnd(then) ? then : null
}

/** What can be shown of a machine that stays unplugged. */
const WITHOUT_POWER = ['label_photo', 'outside_photo'] as const

/** What staff will want to see of this fault (domain section 3, evidence for an order); a status that was sent is not asked for again. */
export const evidenceFor = (
  content: Content,
  context: Answered & Partial<Pick<Context, 'danger'>>,
  isStatusSent = false,
): readonly Bilingual[] =>
  (context.danger === true ? WITHOUT_POWER : (treeOf(content, context)?.evidence ?? []))
    .filter((code) => code !== STATUS || !isStatusSent)
    .flatMap((code) => content.evidence[code] ?? [])

const treeOf = (content: Content, { symptom }: Pick<Context, 'symptom'>): Diagnosis | null =>
  symptom === null ? null : (content.diagnosis[symptom] ?? null)

/** The check that a tree asks after these answers, from `start` or its first on; null at its end. */
export function checkAfter(tree: Tree, tried: Tried, start: string | null = null): Check | null {
  const last = lastAnswer(tree, tried)
  const to =
    last === null
      ? Math.max(0, placeOf(tree, start ?? ''))
      : last.leadsTo === NEXT
        ? last.place + 1
        : placeOf(tree, last.leadsTo)
  const check = tree.checks[to]
  return check === undefined || visits(tried, check) >= MOST_VISITS ? null : check
}

/** The newest answer to a check that the tree still has; an answer it no longer knows leads on as `next`. */
function lastAnswer(tree: Tree, tried: Tried): { readonly place: number; readonly leadsTo: string } | null {
  const newest = tried.findLast(({ check }) => placeOf(tree, check) !== -1)
  if (newest === undefined) return null
  const place = placeOf(tree, newest.check)
  const option = tree.checks[place]?.options.find(({ id }) => id === newest.answer)
  return { place, leadsTo: option?.then ?? NEXT }
}

const placeOf = (tree: Tree, id: string): number => tree.checks.findIndex((check) => check.id === id)
