/** Which checks of a diagnosis tree a pasted status answers (`content/diagnosis/README.md`). */
import type { Condition } from '../../domain/content/seen.ts'
import type { Check, Diagnosis } from '../../domain/content.ts'
import type { StepTried } from '../../domain/order.ts'
import { checkAfter } from '../checks.ts'
import type { Sent } from './types.ts'

type Option = Check['options'][number]

/**
 * The answers that a status gives, from the check that comes after `tried` on, one after another as far as it goes. `asked` is the id of the
 * open check, null when none was: only that one may be answered by what holds after the customer has done something.
 */
export function answersSeen(
  tree: Diagnosis,
  sent: Pick<Sent, 'found' | 'shown'>,
  tried: readonly StepTried[],
  asked: string | null,
): readonly StepTried[] {
  const answers: StepTried[] = []
  const holds = (conditions: readonly Condition[] | undefined) =>
    conditions?.every((condition) => isShown(condition, sent)) ?? false
  for (let check = checkAfter(tree, tried); check !== null; check = checkAfter(tree, [...tried, ...answers])) {
    const isOpen = check.id === asked && answers.length === 0
    const option = check.options.find(({ seen, seen_after }: Option) => holds(seen) || (isOpen && holds(seen_after)))
    if (option === undefined) break
    answers.push({ check: check.id, answer: option.id })
  }
  return answers
}

function isShown(condition: Condition, { found, shown }: Pick<Sent, 'found' | 'shown'>): boolean {
  if (condition === 'up_an_hour' && shown.includes('up_a_day')) return true
  return found.some((code) => code === condition) || shown.some((name) => name === condition)
}
