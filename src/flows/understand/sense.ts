/**
 * Whether words say that a thing is well again or that it is as before: "it works now", 好了 against "still zero", 还是一样. What is doubtful,
 * past, or both at once is neither; a wrong answer costs more than asking again.
 */
import { stem, wordsIn } from './english.ts'
import { senseOfChinese } from './sense-chinese.ts'
import { isSlip } from './spelling.ts'

/** `mixed`: some of it well, some not. `doubtful`: perhaps, no longer, not yet. Null: nothing of the kind. */
export type Sense = 'better' | 'same' | 'mixed' | 'doubtful' | null

export const HAN = /\p{Script=Han}/u

const stems = (list: string): ReadonlySet<string> => new Set(list.split(' ').map(stem))
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const WELL = stems(
  'work function solve resolve fix back normal better improve recover hash mining open online connect turn run alive start cool cooler stable success succeed repair',
)
/** Praise tells of a thing only where it says so: "all good now". */
const PRAISE = stems('good well')
const OF_A_THING = /\b(?:now|all|again|everything|it|they)\b/
const HELPS = stems('help improve difference')
const ILL = stems('same unchanged worse fail useless broken zero refused dead stuck faulty offline fault')
/** Bad only when it is denied: "no change", "no luck". */
const NO_USE = stems('change luck effect use joy result progress')
/** "Found it" is good news, "I find" is none. */
const FOUND = stem('solve')
const NEGATING = words('not no never nothing none without nor neither hardly barely')
const TROUBLE = stems('problem issue error trouble')
const DOUBT = words(
  'if unless should would could maybe perhaps might seems seem probably hopefully sometimes until trying waiting checking will ll soon think guess hope want need yesterday earlier before yet how why which who where what',
)
/** They turn good news into half of it. */
const QUALIFYING = words('only half almost nearly partly')
const PAST = words('was were used had')
const REACH = 4

/** Slips are mended in the words that carry the sense most often: `wroking`. */
const OFTEN = words('working works hashing turning spinning connected normal online running opens starts')
const SHORTEST_MENDED = 5

/** The sense of a folded, lower-case text. */
export function senseOf(text: string): Sense {
  return HAN.test(text) ? senseOfChinese(text) : together(text.split(/[,.;!:]+|\bbut\b/).map(senseOfClause))
}

/** One sense out of those of the clauses. */
export function together(found: readonly Sense[]): Sense {
  const said = new Set(found.filter((each) => each !== null))
  if (said.has('doubtful')) return 'doubtful'
  return said.size > 1 ? 'mixed' : ([...said][0] ?? null)
}

/** Whether a word carries sense, or denies it: it needs no other explanation. */
export function isSensible(word: string): boolean {
  const meant = stem(spelt(word))
  return (
    word === 'still' ||
    NEGATING.has(word) ||
    [WELL, PRAISE, HELPS, ILL, NO_USE, TROUBLE].some((list) => list.has(meant))
  )
}

/** Whether what stands before a word in its clause denies it: "no light", "does not open". */
export const isDenied = (before: readonly string[]): boolean => before.slice(-REACH).some((each) => NEGATING.has(each))

/** A word that carries the sense often, slips mended. */
export function spelt(word: string): string {
  if (word.length < SHORTEST_MENDED || OFTEN.has(word)) return word
  return [...OFTEN].find((each) => isSlip(word, each)) ?? word
}

function senseOfClause(clause: string): Sense {
  const all = wordsIn(clause).map(spelt)
  if (all.some((word) => DOUBT.has(word))) return 'doubtful'
  const praises = OF_A_THING.test(clause)
  const sense = together(
    all.map((word, at) => senseAt(word === 'found' ? FOUND : stem(word), all.slice(0, at), praises)),
  )
  if (sense !== null && all.some((word) => QUALIFYING.has(word))) return 'mixed'
  return all.includes('still') ? stillSense(all, sense) : sense
}

/** "Still zero" and "still not working" are as before, "still there" is well; "still working" could be either. */
function stillSense(all: readonly string[], sense: Sense): Sense {
  if (all.includes('there') || all.includes('own')) return sense === null ? 'better' : 'mixed'
  return sense === null || sense === 'same' ? 'same' : sense === 'doubtful' ? sense : 'mixed'
}

function senseAt(word: string, before: readonly string[], praises: boolean): Sense {
  const denied = isDenied(before)
  if (WELL.has(word) || HELPS.has(word) || (praises && PRAISE.has(word))) {
    if (denied) return 'same'
    return before.slice(-2).some((each) => PAST.has(each)) ? 'doubtful' : 'better'
  }
  if (TROUBLE.has(word)) return denied ? 'better' : null
  if (NO_USE.has(word)) return denied ? 'same' : null
  return ILL.has(word) ? (denied ? 'doubtful' : 'same') : null
}
