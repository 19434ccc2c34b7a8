/**
 * Whether words say that a thing is well again or that it is as before: "it works now", 好了 against "still zero", 还是一样. What is doubtful,
 * past, or both at once has no sense; wrong costs more than asking again.
 */

import { stem, wordsIn } from './english.ts'
import { senseOfChinese } from './sense-chinese.ts'
import { isSlip } from './spelling.ts'

export type Sense = 'better' | 'same'

export const HAN = /\p{Script=Han}/u

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Stems: what works, and what does not. */
const WELL = words(
  'work function solv resolv fix back normal better improv recover hash min open online connect turn run aliv start cool cooler stabl success succeed good repair well gone',
)
const HELPS = words('help improv differenc')
const ILL = words('same unchang wors fail useles broken zero refus dead stuck faulty offline fault')
/** Bad only when it is denied: "no change", "no luck". */
const NO_USE = words('chang luck effect us joy avail result progres success')
const NEGATING = words('not no never nothing none without nor neither hardly barely')
const TROUBLE = words('problem issu error trouble')
/** Doubt, condition, past, what is still under way. */
const UNSURE = words(
  'if unless should would could maybe perhaps might seem probably hopefully sometime partly almost nearly half only until trying waiting checking will ll soon think guess hope want need yesterday earlier before yet how why which who where what',
)
const PAST = words('was were used had')
const LONGEST_WELL = 6
const REACH = 4

/** Typing slips of the words that carry the sense most often: `wroking`. */
const OFTEN = [
  'working',
  'works',
  'hashing',
  'turning',
  'spinning',
  'connected',
  'normal',
  'online',
  'running',
  'opens',
  'starts',
]

/** The sense of a folded, lower-case text; null without one. */
export function senseOf(text: string): Sense | null {
  return HAN.test(text) ? senseOfChinese(text) : together(text.split(/[,.;!:]+|\bbut\b/).map(senseOfClause))
}

/** Whether a word carries sense, or denies it: it needs no other explanation. */
export const isSensible = (word: string): boolean => {
  const meant = stem(spelt(word))
  return [WELL, HELPS, ILL, NO_USE, NEGATING, TROUBLE].some((list) => list.has(meant)) || meant === 'still'
}

type Found = Sense | 'unclear' | null

function together(found: readonly Found[]): Sense | null {
  const [first, ...others] = new Set(found.filter((each) => each !== null))
  return others.length > 0 || first === 'unclear' ? null : (first ?? null)
}

function senseOfClause(clause: string): Found {
  const all = wordsIn(clause).map(spelt)
  if (all.some((word) => UNSURE.has(word) || UNSURE.has(stem(word)))) return 'unclear'
  const found = all.map((word, at) => senseAt(stem(word), all.slice(Math.max(0, at - REACH), at)))
  const said = new Set(found.filter((each) => each !== null))
  if (all.includes('still')) return stillSense(all, said)
  return said.size > 1 ? 'unclear' : ([...said][0] ?? null)
}

/** "Still zero" and "still not working" are as before, "still there" is well; "still working" could be either. */
function stillSense(all: readonly string[], said: ReadonlySet<Found>): Found {
  if (all.includes('there') || all.includes('mine')) return said.has('same') ? 'unclear' : 'better'
  return said.has('better') ? 'unclear' : 'same'
}

function senseAt(word: string, before: readonly string[]): Found {
  const denied = before.some((each) => NEGATING.has(each))
  if (WELL.has(word) || HELPS.has(word)) {
    if (denied) return 'same'
    return before.slice(-2).some((each) => PAST.has(each)) ? 'unclear' : 'better'
  }
  if (TROUBLE.has(word)) return denied ? 'better' : null
  if (NO_USE.has(word)) return denied ? 'same' : null
  return ILL.has(word) ? (denied ? 'unclear' : 'same') : null
}

/** A word that carries the sense often, slips mended. */
export const spelt = (word: string): string =>
  word.length < LONGEST_WELL - 1 ? word : (OFTEN.find((each) => isSlip(word, each)) ?? word)
