/** A question as free words are compared with it: its sentences and its text made plain. */
import type { Offer } from '../types.ts'

/** What is asked, and the answers that are offered. */
export interface Question {
  readonly prompt: string
  readonly offers: readonly Offer[]
}

/** Lower case, full width made plain, one kind of apostrophe, 8行 spelt out. */
export const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll('’', "'").replaceAll('8行', '不行')

/** A question without the reason that stands in a line below it. */
export const withoutReason = (prompt: string): string => prompt.split('\n')[0] ?? ''

/** What a question asks in the end, where that is a question. */
export function askedInTheEnd(prompt: string): string | null {
  const end = lastSentence(prompt)
  return /[?？]$/u.test(end) ? end : null
}

/** What a question asks in the end: its last sentence. */
export function lastSentence(prompt: string): string {
  const asks = withoutReason(prompt)
  return asks.split(/(?<=[.!?。！？])\s*(?=\S)/u).at(-1) ?? asks
}
