/** The contact's name in the answer to the question for it. */
import { fold } from '../../domain/fold.ts'
import { factsOf, wordsOf } from '../heard.ts'
import { isNod, putsOff } from '../talk/nod.ts'
import { asksForTime } from '../talk/patience.ts'
import type { Facts, FlowEvent } from '../types.ts'
import { onceEach } from '../understand/once.ts'
import { answerIn, isQuestion, isUnsure } from '../words.ts'

/** The longest name that is kept, in UTF-16 units. */
const NAME_LIMIT = 80
/** 我姓李, 叫我小李就行. */
const INTRODUCED = /^\s*(?:就?叫我|我姓|我是|我叫|本人|免贵姓|姓)(?=\p{Script=Han})/u
const ENOUGH = /(?:就行|就可以|就好|即可|吧|了)+[。!！]?\s*$/u
/** Of these no Chinese name is made: 没拆过, 外壳有点划痕. */
const SAYS_SOMETHING = /[没不吗呢吧啥怎么]|有点|拆过|开过|修过/u
/** "Since last week" answers another question. */
const A_TIME = /^(?:since|for)\b|^从|开始$/iu
const PARTS = /[,，;；、|\n]+/

/** The name that words give: announced, or what is left of them when numbers are taken away. Null when they are none. */
export const nameIn = onceEach(readName)

function readName(event: FlowEvent): string | null {
  const told = factsOf(event)?.name ?? null
  if (told !== null || isAboutMachine(factsOf(event))) return told
  const words = wordsOf(event).replace(INTRODUCED, '').replace(ENOUGH, '')
  const parts = (PARTS.test(words) ? words.split(PARTS) : [words]).map(beforeNumber)
  const name = parts.filter((part) => part !== '' && !/\d{4}/.test(part)).join(', ')
  return /\p{L}/u.test(name) && isName(name) ? name : null
}

/** 张示例 13800138000: what stands before the number. */
const beforeNumber = (part: string): string =>
  part.replace(/[\s:：]+(?:电话|手机)?号?[:：\s]*\+?\d[\d\s-]{6,}$/u, '').trim()

const isAboutMachine = (facts: Facts | null): boolean => facts?.serial != null || facts?.model != null

/** Words that no name has: the customer speaks of something else. */
const NO_NAME =
  /\b(?:it|only|just|this|that|one|order|draft|wait|why|need|want|please|still|again|hash ?rate|working|broken|later|none|nobody|anyone|anybody)\b|哪|为什么|只有|就这|机器|矿机|等一下|稍等/iu

const isName = (words: string): boolean =>
  words.length <= NAME_LIMIT &&
  !/^\d/.test(words) &&
  !SAYS_SOMETHING.test(words) &&
  answerIn(words) === null &&
  ![isUnsure, isQuestion, isNod, putsOff, asksForTime].some((is) => is(words)) &&
  !A_TIME.test(words) &&
  !NO_NAME.test(fold(words, NAME_LIMIT))
