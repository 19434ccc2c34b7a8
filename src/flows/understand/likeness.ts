/**
 * Which answer of a question a text speaks of, by the words it shares with one and not with the others. Nearly every word must be
 * accounted for: a sentence about something else is no answer because it shares a word with one.
 */
import type { Asked } from '../questions.ts'
import { stem, wordsIn } from './english.ts'
import { HAN, isDenied, isSensible, senseOf } from './sense.ts'
import { withoutSense } from './sense-chinese.ts'

/** What is asked, and the answers that are offered. */
type Question = Pick<Asked, 'prompt' | 'offers'>

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Words that say nothing about which answer is meant. */
const FILLERS = words(
  'a an the it its s is are am m i my mine we our you your he she they them this that these those there here now just yes yeah yep yup no not nope ok okay alright thank thanks thx so much very really all both again already did do does done have has had ve d re been be to of on in at for with and or too also as after then well hey hi please sorry more any some everything up out oh ah hmm right got get few minutes hours min sir bro mate dear friend one two three still tried try try try test tests what guys seems for can from by me was were second first third fourth last machine miner unit',
)
const HAN_FILLERS =
  /现在|已经|刚刚|看了|结果|目前|然后|一下|机器|矿机|[我您你它们都了的还也又再这那一个台刚才试过弄按说做后就是吧啊呢哦嗯谢请有很两三二四几]/gu
const NEGATED = /[不没無无未]/u
/** One word in so many may be a stranger; one in a short answer, too, that names what nothing else names. */
const STRANGER_IN = 4

/** The one offer that the folded, lower-case text speaks of; null with none or several. */
export function offerLike(text: string, asked: Question): string | null {
  const sense = senseOf(text)
  if (sense === 'doubtful') return null
  const labels = asked.offers.map(({ label }) => plain(label))
  const named = HAN.test(text) ? likeInChinese(text, labels, askedIn(asked.prompt)) : likeInEnglish(text, labels, asked)
  const place = named.length === 1 ? (named[0] as number) : -1
  const agrees = sense !== 'mixed' || senseOf(labels[place] ?? '') === 'mixed'
  return agrees ? (asked.offers[place]?.id ?? null) : null
}

/** Whether nearly every word of a text is small talk, tells of well or ill, or stands in the question. */
export function isAccountedFor(text: string, { prompt, offers }: Question, allowed = 0): boolean {
  const question = plain([prompt, ...offers.map(({ label }) => label)].join(' '))
  if (HAN.test(text)) return strangersInChinese(text, question) * STRANGER_IN <= text.length
  const known = new Set(wordsIn(question).map(stem))
  const all = wordsIn(text)
  const strangers = all.filter((word) => !FILLERS.has(word) && !known.has(stem(word)) && !isSensible(word))
  return strangers.length <= allowed || strangers.length * STRANGER_IN <= all.length
}

/** A question without the reason that stands in a line below it. */
const askedIn = (prompt: string): string => prompt.split('\n')[0] ?? ''

/** What a question asks in the end: its last sentence. */
export function lastSentence(prompt: string): string {
  const asks = askedIn(prompt)
  return asks.split(/(?<=[.!?。！？])\s*(?=\S)/u).at(-1) ?? asks
}

export const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('’', "'")

/** The words that carry meaning, and whether each is denied: `fan` and `not fan` are two. */
function told(text: string): ReadonlySet<string> {
  const clauses = text.split(/[,.;!:]+|\bbut\b|\band\b/).map(wordsIn)
  return new Set(
    clauses.flatMap((all) =>
      all.flatMap((word, at) =>
        FILLERS.has(word) ? [] : [`${isDenied(all.slice(0, at)) ? 'not ' : ''}${stem(word)}`],
      ),
    ),
  )
}

const bare = (word: string): string => word.replace(/^not /, '')

/**
 * The labels that have every word of the text that any label has, denied or not as the text has it. Words of the question itself tell
 * less: only where there are no others, and then most of the label must be said.
 */
function likeInEnglish(text: string, labels: readonly string[], asked: Question): readonly number[] {
  const known = new Set(labels.flatMap((label) => [...told(label)].map(bare)))
  const inPrompt = new Set(wordsIn(plain(askedIn(asked.prompt))).map(stem))
  const all = [...told(text)].filter((word) => known.has(bare(word)))
  const strong = all.filter((word) => !inPrompt.has(word))
  const said = strong.some((word) => word === bare(word)) ? strong : all
  if (said.length === 0 || !isAccountedFor(text, asked, strong.length > 0 ? 1 : 0)) return []
  return placesOf(labels, (label) => {
    const own = told(label)
    return said.every((word) => own.has(word)) && (strong.length > 0 || said.length * 2 > own.size)
  })
}

function placesOf(labels: readonly string[], isMeant: (label: string) => boolean): readonly number[] {
  return labels.flatMap((label, place) => (isMeant(label) ? [place] : []))
}

/** Without spaces a character or a pair of them is as near to a word as it gets: the labels that have one of their own in the text. */
function likeInChinese(text: string, labels: readonly string[], prompt: string): readonly number[] {
  const said = piecesOf(text)
  if (!isAccountedFor(text, { prompt, offers: labels.map((label) => ({ id: '', label })) })) return []
  return placesOf(labels, (label) => {
    const others = new Set(labels.flatMap((other) => (other === label ? [] : [...piecesOf(other)])))
    const all = [...piecesOf(label)]
    const own = all.filter((piece) => said.has(piece) && !others.has(piece))
    const isTelling = own.some((piece) => !prompt.includes(piece)) || own.length * 2 >= all.length
    return own.length > 0 && isTelling && NEGATED.test(text) === NEGATED.test(label)
  })
}

function strangersInChinese(text: string, question: string): number {
  const rest = withoutSense(text)
    .replace(HAN_FILLERS, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  return Array.from(rest).filter((char) => !question.includes(char)).length
}

function piecesOf(text: string): ReadonlySet<string> {
  const chars = Array.from(text.replaceAll('零', '0').replace(HAN_FILLERS, ' '))
  const pairs = chars.flatMap((char, at) => {
    const pair = `${char}${chars[at + 1] ?? ''}`
    return /^\p{Script=Han}{2}$/u.test(pair) ? [pair] : []
  })
  return new Set([...pairs, ...chars.filter((char) => /[\p{Script=Han}a-z0-9]/u.test(char) && !NEGATED.test(char))])
}
