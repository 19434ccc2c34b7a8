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

/** Well, whatever is spoken of. */
const WELL = stems('work function solve resolve fix back normal better improve recover success succeed repair')
/** Said of one thing and not of another: a page opens, a fan turns. */
const WELL_IN_ITS_WAY = stems('hash mining open online connect turn run alive start cooler stable')
/** "Fix it" is no news. */
const ASKED_FOR = words('fix solve resolve repair improve recover')
/** Praise tells of a thing only where it says so: "all good now". */
const PRAISE = stems('good well')
const OF_A_THING = /\b(?:now|all|again|everything|it|they)\b/
const HELPS = words('helped helps')
const ILL = stems('same unchanged worse fail useless broken zero dead stuck faulty fault')
const ILL_IN_ITS_WAY = stems('offline refused')
/** Bad only when it is denied: "no change", "no luck". */
const NO_USE = stems('help change luck effect use joy result progress difference improvement reaction response sign')
/** "Found it" is good news, "I find" is none. */
const FOUND = stem('solve')
const NEGATING = words('not no never nothing none without nor neither hardly barely')
const TROUBLE = stems('problem issue error trouble')
const DOUBT = words(
  'if unless should would could maybe perhaps might seems seem probably hopefully sometimes until trying waiting checking stops stopped stopping will ll soon think guess hope want need yesterday earlier before yet how why which who where what',
)
/** They turn good news into half of it, or into news of something else. */
const QUALIFYING = words('only half almost nearly partly bit little slightly somewhat other others another')
/** "It works, but slow". */
const FLAWED = /\b(?:slow|slower|low|lower|weak|weaker|bad|loud|unstable)\b|偏[低高慢快]|[很太]慢|很吵/u
/** "It worked for five minutes", "you are not helping". */
const FOR_A_WHILE = /\bfor (?:a|an|some|few|only|\d+|one|two|five|ten)\b|\byou (?:are|were|do|did|re)\b/
const PAST = words('was were used had')
const REACH = 4

/** Slips are mended in the words that carry the sense most often: `wroking`. */
const OFTEN = words('working works hashing turning spinning connected normal online running opens starts')
const SHORTEST_MENDED = 5

/** The customer is back, not the machine. */
const WRITER_BACK = /\bi(?:'?m| am| was)(?: now)? (?:back|here|home|online)\b|我(?:又)?(?:回来|来)了/u

/** The sense of a folded, lower-case text. */
export function senseOf(whole: string): Sense {
  const text = whole.replace(WRITER_BACK, ' ')
  const sense = HAN.test(text) ? senseOfChinese(text) : together(clausesOf(text).map(senseInTurn))
  return sense === 'better' && FLAWED.test(text) ? 'mixed' : sense
}

/** "The power came back, but the miner didn't." */
const UNLIKE = /\b(?:did|does|do|is|are|was|were|has|have|had|will|can|would)(?:n'?t| not)(?: yet)?\s*$/

const senseInTurn = (clause: string, place: number): Sense =>
  senseOfClause(clause) ?? (place > 0 && UNLIKE.test(clause) ? 'same' : null)

/** A text in pieces of which each says one thing. */
export const clausesOf = (text: string): readonly string[] => text.split(/[,.;!:，。；！、\n]+|\bbut\b|但是|但|不过/u)

/** One sense out of those of the clauses. */
function together(found: readonly Sense[]): Sense {
  const said = new Set(found.filter((each) => each !== null))
  if (said.has('doubtful')) return 'doubtful'
  return said.size > 1 ? 'mixed' : ([...said][0] ?? null)
}

/** Whether a word carries sense of whatever is spoken of, or denies it: it needs no other explanation. */
export function isSensible(word: string): boolean {
  const meant = stem(spelt(word))
  if (word === 'still' || NEGATING.has(word) || HELPS.has(word)) return true
  return [WELL, PRAISE, ILL, NO_USE, TROUBLE].some((list) => list.has(meant))
}

/** As `isSensible`, or it carries the sense of some things only. */
export const carriesSense = (word: string): boolean =>
  isSensible(word) || WELL_IN_ITS_WAY.has(stem(word)) || ILL_IN_ITS_WAY.has(stem(word))

/** Whether what stands before a word in its clause denies it: "no light", "does not open". */
export const isDenied = (before: readonly string[]): boolean => before.slice(-REACH).some((each) => NEGATING.has(each))

/** A word that carries the sense often, slips mended. */
export function spelt(word: string): string {
  if (word.length < SHORTEST_MENDED || OFTEN.has(word)) return word
  return [...OFTEN].find((each) => isSlip(word, each)) ?? word
}

function senseOfClause(clause: string): Sense {
  const all = wordsIn(clause).map(spelt)
  if (FOR_A_WHILE.test(clause) || all.some((word) => DOUBT.has(word))) return 'doubtful'
  const praises = OF_A_THING.test(clause)
  const sense = together(all.map((word, at) => senseAt(word, all.slice(0, at), praises)))
  if (sense !== null && all.some((word) => QUALIFYING.has(word))) return 'mixed'
  return all.includes('still') ? stillSense(all, sense) : sense
}

/** "Still zero" and "still not working" are as before, "still there" is well; "still working" could be either. */
function stillSense(all: readonly string[], sense: Sense): Sense {
  if (all.includes('there') || all.includes('own')) return sense === null ? 'better' : 'mixed'
  return sense === null || sense === 'same' ? 'same' : sense === 'doubtful' ? sense : 'mixed'
}

function senseAt(word: string, before: readonly string[], praises: boolean): Sense {
  const meant = word === 'found' ? FOUND : stem(word)
  const denied = isDenied(before)
  if (PRAISE.has(meant)) return denied ? 'same' : praises ? 'better' : null
  if (isWell(word, meant)) {
    if (denied) return 'same'
    return before.slice(-2).some((each) => PAST.has(each)) ? 'doubtful' : 'better'
  }
  if (TROUBLE.has(meant)) return denied && before.length > 1 ? 'better' : null
  if (NO_USE.has(meant)) return denied ? 'same' : null
  return ILL.has(meant) || ILL_IN_ITS_WAY.has(meant) ? (denied ? 'doubtful' : 'same') : null
}

const isWell = (word: string, meant: string): boolean =>
  (WELL.has(meant) && !ASKED_FOR.has(word)) || WELL_IN_ITS_WAY.has(meant) || HELPS.has(word)
