/**
 * Which answer of a question a text speaks of, by the words it shares with one and not with the others. Nearly every word must be
 * accounted for: a sentence about something else is no answer because it shares a word with one.
 */
import { stem, wordsIn } from './english.ts'
import { likeInChinese, strangersInChinese } from './likeness-chinese.ts'
import { lastSentence, plain, type Question, withoutReason } from './question.ts'
import { carriesSense, clausesOf, HAN, isDenied, isSensible, type Sense, senseOf } from './sense.ts'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Words that say nothing about which answer is meant. */
const FILLERS = words(
  'a an the it its s is are am m i my our we you your he she they them this that these those there here now just yes yeah yep yup no not nope ok okay alright thank thanks thx so much very really all both again already did do does done have has had ve d re been be to of on in at for with and or too also as after then well hey hi please sorry more any some everything up out oh ah hmm right got get few minutes hours min sir bro mate dear friend one two three still tried try test tests what guys seems can from by me was were second first third fourth last show shows showing look looks say says said see sees new use using used bit come comes came coming twice times once',
)
/** Always accounted for, but words like any other. */
const MACHINE = words('machine miner unit device asic rig')
/** Stems of things that are asked about: alone they are no answer. */
const THINGS = words('board chip pool pag fan light network router machin miner hash noth')
/** So much of a text may be strange: less where a choice is named than beside good or bad news. */
const MOST_STRANGERS = 1 / 5
const MOST_STRANGERS_IN_CHINESE = 1 / 4
const MOST_STRANGERS_BESIDE_NEWS = 1 / 4
/** Where or how it was found out: "it works in a private window". */
const CIRCUMSTANCE = /\b(?:in|with|on|at|after|from|since|via) \S.*$|^.*(?:以后|之后|也(?=[不没]))/u
const HALF = 0.5

/** The one offer that the folded, lower-case text speaks of; null with none or several. */
export function offerLike(text: string, asked: Question): string | null {
  if (!isAccountedFor(text, asked)) return null
  const labels = asked.offers.map(({ label }) => plain(label))
  const [place = -1, ...others] = HAN.test(text)
    ? likeInChinese(text, labels, asked)
    : likeInEnglish(text, labels, asked)
  const isMeant = others.length === 0 && agree(senseOf(text), senseOf(labels[place] ?? ''))
  return isMeant ? (asked.offers[place]?.id ?? null) : null
}

/** How much of a text (0-1) is neither small talk, nor tells of well or ill, nor stands in the question. */
export function shareOfStrangers(text: string, { prompt, offers }: Question): number {
  const question = plain([prompt, ...offers.map(({ label }) => label)].join(' '))
  if (HAN.test(text)) return strangersInChinese(text, question) / text.length
  const known = new Set(wordsIn(question).map(stem))
  const isKnown = (word: string) => FILLERS.has(word) || MACHINE.has(word) || known.has(stem(word)) || isSensible(word)
  const all = wordsIn(text)
  return all.length === 0 ? 0 : all.filter((word) => !isKnown(word)).length / all.length
}

/** Whether nearly every word of a text is accounted for. */
export const isAccountedFor = (text: string, asked: Question): boolean =>
  shareOfStrangers(text, asked) <= (HAN.test(text) ? MOST_STRANGERS_IN_CHINESE : MOST_STRANGERS)

/** As `isAccountedFor`, for a text that tells of well or ill. */
export const isNewsOf = (text: string, asked: Question): boolean =>
  shareOfStrangers(text, asked) <= MOST_STRANGERS_BESIDE_NEWS

/** Whether a clause is about what was asked last, or has its news in the words of the offers: "all fans turn now". */
export function isAboutTheLast(clause: string, { prompt, offers }: Question): boolean {
  const own = new Set(offers.flatMap(({ label }) => wordsIn(plain(label)).map(stem)))
  const isOwnNews = (word: string) => !isSensible(word) && carriesSense(word) && own.has(stem(word))
  const news = (HAN.test(clause) ? clause : wordsIn(clause).join(' ')).replace(CIRCUMSTANCE, '')
  return isAccountedFor(news, { prompt: lastSentence(prompt), offers }) || wordsIn(clause).some(isOwnNews)
}

/** What is doubtful answers nothing; good news is not the answer that says the opposite. */
function agree(said: Sense, label: Sense): boolean {
  if (said === 'doubtful') return false
  return said === label || said === null || (said !== 'mixed' && (label === null || label === 'mixed'))
}

/**
 * The labels that have every word of the text that any label has, denied or not as the text has it. What stands in the question, or tells
 * of well or ill, tells less: only where there is nothing else, and then most of the label must be said.
 */
function likeInEnglish(text: string, labels: readonly string[], asked: Question): readonly number[] {
  const known = new Set(labels.flatMap((label) => [...told(label)].map(bare)))
  const inPrompt = new Set(wordsIn(plain(withoutReason(asked.prompt))).map(stem))
  const isWeak = (word: string) => inPrompt.has(word) || THINGS.has(word) || carriesSense(word)
  const all = [...told(text)].filter((word) => known.has(bare(word)))
  const strong = all.filter((word) => !isWeak(word))
  const said = strong.some((word) => word === bare(word)) ? strong : all
  if (said.every((word) => THINGS.has(word))) return []
  const places = labels.flatMap((label, place) => (said.every((word) => told(label).has(word)) ? [place] : []))
  const isWhole = all.length === told(text).size
  return places.filter((place) => places.length > 1 || isSaid(labels[place] ?? '', all, strong, isWhole))
}

/** The stems that carry meaning, and whether each is denied: `fan` and `not fan` are two. */
function told(text: string): ReadonlySet<string> {
  const clauses = text.split(/[,.;!:]+|\bbut\b|\band\b/).map(wordsIn)
  const meaning = clauses.flatMap((all) =>
    all.flatMap((word, at) =>
      FILLERS.has(word) ? [] : [isDenied(all.slice(0, at)) ? `not ${stem(word)}` : stem(word)],
    ),
  )
  return new Set(meaning)
}

const bare = (word: string): string => word.replace(/^not /, '')

/** Whether enough of a label is said: half of it, or of its last clause, by words that tell; a denial or a number tells enough. */
function isSaid(label: string, all: readonly string[], strong: readonly string[], isWhole: boolean): boolean {
  const tells = (word: string) => word !== bare(word) || /^\d+$/.test(word) || /\bor\b/.test(label)
  if (strong.some(tells)) return true
  const share = Math.max(...[label, clausesOf(label).at(-1) ?? ''].map((part) => shareOf(all, told(part))))
  return share > HALF || (share === HALF && !/[,;]/.test(label) && (strong.length > 0 || isWhole))
}

const shareOf = (said: readonly string[], own: ReadonlySet<string>): number =>
  own.size === 0 ? 0 : said.filter((word) => own.has(word)).length / own.size
