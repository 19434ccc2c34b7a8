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

const sentencesOf = (prompt: string): readonly string[] => withoutReason(prompt).split(/(?<=[.!?。！？])\s*(?=\S)/u)

/** The sentence in which a question asks: of several the last; null where none does. */
export const askedIn = (prompt: string): string | null =>
  sentencesOf(prompt).findLast((sentence) => /[?？]$/u.test(sentence)) ?? null

/** What a question asks in the end: its last sentence. */
export const lastSentence = (prompt: string): string => sentencesOf(prompt).at(-1) ?? prompt
