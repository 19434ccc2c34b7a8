/**
 * Which answer of a question a text speaks of, by the words that only this answer has. Every word must be accounted for, or nearly: a
 * sentence about something else is no answer because it shares a word with one.
 */
import type { Asked } from '../questions.ts'
import type { Offer } from '../types.ts'
import { stem, wordsIn } from './english.ts'
import { HAN, isSensible } from './sense.ts'
import { withoutSense } from './sense-chinese.ts'

/** What is asked, and the answers that are offered. */
type Question = Pick<Asked, 'prompt' | 'offers'>

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Words that say nothing about which answer is meant. */
const FILLERS = words(
  'a an the it its s is are am m i my mine we our you your he she they them this that these those there here now just yes yeah yep yup no not nope ok thank thx so much very really all both again already did do doe done have has had ve d re been be to of on in at for with and or too also as after then well hey hi please sorry more any some everything up out oh ah hmm right got get few minute hour min sir bro mate dear friend one two three still tried tri test what guy seem for can from by me was wa were',
)
const HAN_FILLERS =
  /[我您你它们现在已经都了的还也又再这那个台机器矿刚才试过弄按说做后就是吧啊呢哦嗯谢请一下然后结果看重启目前有很两三二四几块]/gu
const NEGATED = /\b(?:no|not|never|none|nothing|without|nope)\b|[不没無无未]/u
/** One word in so many may be a stranger. */
const STRANGER_IN = 4

/** The one offer whose own words the folded, lower-case text uses; null with none or several. */
export function offerLike(text: string, asked: Question): string | null {
  const labels = asked.offers.map(({ label }) => plain(label))
  const own = HAN.test(text) ? ownPieces : ownStems
  const named = asked.offers.filter(
    (_, at) => own(text, labels, at) && NEGATED.test(opened(text)) === NEGATED.test(opened(labels[at] ?? '')),
  )
  return named.length === 1 && isAccountedFor(text, asked) ? (named[0] as Offer).id : null
}

/** Whether nearly every word of a text is small talk, tells of well or ill, or stands in the question. */
export function isAccountedFor(text: string, asked: Question): boolean {
  const question = plain([asked.prompt, ...asked.offers.map(({ label }) => label)].join(' '))
  if (HAN.test(text)) return strangersInChinese(text, question) * STRANGER_IN <= text.length
  const known = new Set(wordsIn(question).map(stem))
  const all = wordsIn(text)
  const strangers = all.filter((word) => !isFiller(word) && !known.has(stem(word)) && !isSensible(word))
  return strangers.length * STRANGER_IN <= all.length
}

export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('’', "'")

const opened = (text: string): string => wordsIn(text).join(' ') + (text.match(/[不没無无未]/u)?.[0] ?? '')

const isFiller = (word: string): boolean => FILLERS.has(word) || FILLERS.has(stem(word))

function strangersInChinese(text: string, question: string): number {
  const rest = withoutSense(text)
    .replace(HAN_FILLERS, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  return Array.from(rest).filter((char) => !question.includes(char)).length
}

/** A stem that only this label has. */
function ownStems(text: string, labels: readonly string[], at: number): boolean {
  const told = new Set(wordsIn(text).map(stem))
  const others = new Set(labels.flatMap((label, place) => (place === at ? [] : wordsIn(label).map(stem))))
  return wordsIn(labels[at] ?? '').some((word) => !isFiller(word) && told.has(stem(word)) && !others.has(stem(word)))
}

/** A character or pair of characters that only this label has; without spaces that is as near to a word as it gets. */
function ownPieces(text: string, labels: readonly string[], at: number): boolean {
  const told = piecesOf(text)
  const others = new Set(labels.flatMap((label, place) => (place === at ? [] : [...piecesOf(label)])))
  return [...piecesOf(labels[at] ?? '')].some((piece) => told.has(piece) && !others.has(piece))
}

function piecesOf(text: string): ReadonlySet<string> {
  const chars = Array.from(text.replace(HAN_FILLERS, ' '))
  const pairs = chars.flatMap((char, at) => {
    const pair = `${char}${chars[at + 1] ?? ''}`
    return /^\p{Script=Han}{2}$/u.test(pair) ? [pair] : []
  })
  return new Set([...pairs, ...chars.filter((char) => /[\p{Script=Han}a-z]/u.test(char) && !NEGATED.test(char))])
}
