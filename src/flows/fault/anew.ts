/** A better description of the fault than the first: when it takes its place, and what that changes. Its checks begin anew. */
import { fold } from '../../domain/fold.ts'
import type { Symptom } from '../../domain/values.ts'
import type { Context } from '../context.ts'
import { factsOf, textOf } from '../heard.ts'
import { described, isChecking, noted } from '../taking.ts'
import type { FlowEvent } from '../types.ts'

/** Before them the customer was wrong, or was taken wrongly. */
const CORRECTS =
  /\b(?:actually|i mean|i meant|rather|no wait|correction|my mistake|i was wrong|that'?s wrong|not that|misread|mistaken)\b|^(?:no|nope|sorry)\b[\s,.!]|不对|不是(?:的|这个)?[,，。 ]|其实|说错|弄错|搞错|看错|更正|应该是|我是说|我说的是|(?:^|[,，。 ])不[,，。 ]/iu
/** "The router is up" names a thing, and nothing wrong with it. */
const IS_FINE =
  /^(?:(?:yes|no|and|but|the|my|our)[\s,]+)*[\w-]+(?: [\w-]+)? (?:is|are) (?:up|on|fine|ok|okay|good|running|working|alive|normal)\b[\s,.!]*(?:yes|too|all|and running|now)?[\s.!]*$/iu
const CAP = 200

/** The symptom that takes the place of the one told before; null when that stays. What a status page shows is no guess. */
export function symptomAnew(context: Context, event: FlowEvent): Symptom | null {
  const { symptom, guessed, sent } = context
  if (symptom === null || (sent?.found.length ?? 0) > 0) return null
  const corrects = CORRECTS.test(fold(textOf(event), CAP).replaceAll('’', "'"))
  const isBetter = guessed && !isChecking(context)
  const facts = corrects || isBetter ? factsOf(event) : null
  if (facts === null || !facts.fault || !facts.sure || IS_FINE.test(textOf(event))) return null
  return facts.symptom === symptom ? null : facts.symptom
}

/** What was told of the fault before goes, with the checks that were made for it; what else the words tell is noted. */
export const faultAnew = (context: Context, event: FlowEvent): Partial<Context> => ({
  ...noted(context, event),
  symptom: symptomAnew(context, event) ?? context.symptom,
  guessed: false,
  description: described(event),
  siteTried: [],
  tried: [],
  checked: false,
  trail: context.trail.filter((slot) => slot !== 'check'),
  misses: 0,
})
