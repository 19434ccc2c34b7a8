/** The answer about a machine's condition (P13): an offer or words. */
import { MARKS, type Mark } from '../../domain/order.ts'
import { offerOf, wordsOf } from '../heard.ts'
import type { FlowEvent } from '../types.ts'
import { marksIn } from './spoken.ts'

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

export function marksTold(event: FlowEvent): Mark[] | null {
  const told = marksIn(wordsOf(event))
  return told === null ? null : [...told]
}
