/** In what language and in what tone something is said, as far as the talk must heed it. Matched after folding. */
import { fold } from '../../domain/fold.ts'
import { languageOf } from '../../domain/triage.ts'

const CAP = 500
const LETTER = /\p{L}/gu
const FEWEST_LETTERS = 4
/** One word of plain letters and digits, a serial number perhaps. */
const PLAIN_WORD = /^[\w+().-]{0,64}$/
const INSULT =
  /\b(?:f+u+c+k\w*|wtf|shit\w*|bullshit|assholes?|bastards?|idiots?|morons?|scammers?|(?:you(?:'?re| are)?(?: all)?|your|stupid|useless) (?:so )?(?:stupid|dumb|useless|bot|company|support))\b|傻[逼比叉]|妈的|他妈|操你|滚蛋|垃圾(?!桶|箱)|废物|骗子|去死|白痴|脑残|混蛋/iu

/** Whether a text is written in a language other than English and Chinese. */
export function isForeign(text: string): boolean {
  if (PLAIN_WORD.test(text)) return false
  const folded = fold(text, CAP)
  return (folded.match(LETTER)?.length ?? 0) >= FEWEST_LETTERS && languageOf(folded) === 'other'
}

/** Whether a text insults. */
export const isAbuse = (text: string): boolean => INSULT.test(fold(text, CAP).replaceAll('’', "'"))
