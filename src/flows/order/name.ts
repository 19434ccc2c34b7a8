/** The contact's name in the answer to the question for it. */
import { factsOf, wordsOf } from '../heard.ts'
import { isNod } from '../talk/nod.ts'
import { asksForTime } from '../talk/patience.ts'
import type { Facts, FlowEvent } from '../types.ts'
import { answerIn, isQuestion, isUnsure } from '../words.ts'

/** The longest name that is kept, in UTF-16 units. */
const NAME_LIMIT = 80
/** "Since last week" answers another question. */
const A_TIME = /^(?:since|for)\b|^从|开始$/iu
const PARTS = /[,，;；、|\n]+/u

/** The name that words give: announced, or what is left of them when numbers are taken away. Null when they are none. */
export function nameIn(event: FlowEvent): string | null {
  const told = factsOf(event)?.name ?? null
  if (told !== null || isAboutMachine(factsOf(event))) return told
  const parts = wordsOf(event)
    .split(PARTS)
    .map((part) => part.trim())
  const name = parts.filter((part) => !/\d{4}/.test(part)).join(', ')
  return /\p{L}/u.test(name) && isName(name) ? name : null
}

const isAboutMachine = (facts: Facts | null): boolean => facts?.serial != null || facts?.model != null

const isName = (words: string): boolean =>
  words.length <= NAME_LIMIT && !A_TIME.test(words) && !saysNothing(words) && !isQuestion(words)

const saysNothing = (words: string): boolean =>
  answerIn(words) !== null || isUnsure(words) || isNod(words) || asksForTime(words)
