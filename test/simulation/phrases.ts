/** What the bot's lines mean to a customer who waits, told by their words in either language, whatever times they name. */
import { chinaTime } from '../../src/domain/china-time.ts'
import { LANGUAGES, type Language } from '../../src/domain/values.ts'
import type { Talk } from '../../src/flows/step.ts'
import type { Phrase } from '../../src/flows/texts/phrase.ts'

/** Any moment: what a phrase says of times is left out of the comparison. */
const THEN = Date.parse('2026-03-10T09:00:00+08:00')

/** Says why no person is there yet, or that one comes later. */
const HONEST: readonly Phrase[] = [
  ['stillWaiting'],
  ['stillExpected'],
  ['stillWaitingForAnswer'],
  ['nobodyCame'],
  ['closedUnanswered', THEN, THEN],
  ['closedPerson', THEN, THEN],
  ['closedReply', THEN, THEN],
  ['personGone', THEN, THEN],
  ['openingMoved', THEN, THEN],
]
const AUTOMATIC: readonly Phrase[] = [['closedReply', THEN, THEN]]

export interface Meaning {
  isHonest(text: string): boolean
  /** The automatic reply of a closed period. */
  isAutomatic(text: string): boolean
}

export function createMeaning(talk: Talk): Meaning {
  const anyOf = (phrases: readonly Phrase[]) => {
    const marks = LANGUAGES.flatMap((lang) =>
      phrases.map((phrase) => markOf(talk.catalogue.render(phrase, lang), lang)),
    )
    return (text: string) => marks.some((mark) => text.includes(mark))
  }
  return { isHonest: anyOf(HONEST), isAutomatic: anyOf(AUTOMATIC) }
}

/** The longest part of a text that names no time. */
function markOf(text: string, lang: Language): string {
  const parts = text.split(chinaTime(THEN, lang, THEN))
  return parts.toSorted((a, b) => b.length - a.length)[0] ?? text
}
