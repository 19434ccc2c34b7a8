/** The answer about a machine's condition (P13): an offer or words. */
import { MARKS, type Mark } from '../../domain/order.ts'
import { offerOf, wordsOf } from '../heard.ts'
import type { FlowEvent } from '../types.ts'
import { answerIn } from '../words.ts'
import { marksDenied, marksIn } from './spoken.ts'

/** What the question about the condition offers. */
export const MARK_OFFERS = ['none', ...MARKS] as const
export type MarkOffer = (typeof MARK_OFFERS)[number]

/** What an offer says; null where none was chosen. */
export function marksOffered(event: FlowEvent): Mark[] | null {
  const offer = offerOf(event)
  if (offer === 'none') return []
  const mark = MARKS.find((one) => one === offer)
  return mark === undefined ? null : [mark]
}

/** What words say; what was denied before counts too. Null where they tell nothing, or only of some that they are not there. */
export function marksTold(event: FlowEvent, unmarked: readonly Mark[]): Mark[] | null {
  const told = marksIn(wordsOf(event))
  if (told !== null) return [...told]
  const agreed = markAgreed(event, unmarked)
  if (agreed !== null) return agreed
  const denied = marksLeft([...unmarked, ...marksDenied(wordsOf(event))])
  return denied.length === 0 ? [] : null
}

/** 对 may agree to what was said before. */
const SO_IT_IS = /^\s*(?:有|y)/iu

/** What a plain yes means where one mark alone is left to ask for. */
function markAgreed(event: FlowEvent, unmarked: readonly Mark[]): Mark[] | null {
  const left = marksLeft(unmarked)
  return left.length === 1 && SO_IT_IS.test(wordsOf(event)) && answerIn(wordsOf(event)) === 'yes' ? [...left] : null
}

/** The marks that are still open. */
export const marksLeft = (unmarked: readonly Mark[]): readonly Mark[] =>
  MARKS.filter((mark) => !unmarked.includes(mark))
