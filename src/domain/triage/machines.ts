/** Counts the machines that a message names: "3 台", "two X16-P", "all five miners". Free of what is wrong with them. */

const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  hundred: 100,
  both: 2,
  couple: 2,
  pair: 2,
  dozen: 12,
}
const HAN_DIGITS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

const MODEL = 'x(?:4|16|44)\\b(?:[ -]?(?:1u|qe|q|p)\\b)?(?:[ -]?(?:pro|c)\\b)?s?'
const MACHINE = `(?:machines?|miners?|units?|asics?|rigs?|pcs|pieces|boxes|devices?|servers?|${MODEL})`
const NUMERAL = `(?:\\d{1,4}|${Object.keys(WORDS).join('|')})`
const BETWEEN =
  '(?:(?:of|my|our|the|these|those|other|new|brand|jasminer|same|all|a|identical|mining|asic|out)[ ,]+){0,4}'
const COUNTED = new RegExp(
  `(?<![\\w.#-])(${NUMERAL})(?: ?[x*×])? +${BETWEEN}(?:(?:${NUMERAL})(?: ?[x*×])? +${BETWEEN})?${MACHINE}(?![\\w])`,
  'g',
)
const OF_THEM = new RegExp(`(?<![\\w.])(${NUMERAL}) (?:out )?of (?:them|those|these|which)\\b`)
const HAN_MORE = /又|另|还有|再|和|加/
const TIMES = new RegExp(`${MODEL} ?(?:[x*×] ?(\\d{1,3})|(?:[(] ?)?(\\d{1,3}) ?(?:pcs|units?|台))(?![\\w.])`, 'g')
const HAN_COUNTED =
  /(?<!第|\d|[.]|不[止只光]|[加买装][了过]|另外|旁边)(\d{1,4}|[一二两三四五六七八九十百]{1,5}) ?(?:台|部(?!分)|个(?:机器|矿机|机子)|架)(?! ?(?:都)?(?:插|接在|接到|共用))/g
const HAN_PAIR = /(?:俩|两个) ?(?:机器|矿机|机子|x16|x44|x4)/

/** Most machines that one message is believed to mean. */
const MOST = 9_999

/** How many machines a folded text means, null when it names no number. Two counts of different models are added up; of a part, the part counts. */
export function machinesIn(folded: string): number | null {
  const text = folded.toLowerCase()
  const counts = [
    ...matches(text, COUNTED).map(([, digits]) => latinNumber(digits ?? '')),
    ...matches(text, TIMES).map(([, first, second]) => Number(first ?? second)),
    ...matches(text, HAN_COUNTED).map(([, digits]) => hanNumber(digits ?? '')),
  ].filter((count) => count > 0 && count <= MOST)
  const part = partOf(text)
  if (part !== null) return part
  if (counts.length > 0)
    return isSum(text, counts) ? counts.reduce((sum, count) => sum + count, 0) : (counts[0] ?? null)
  return HAN_PAIR.test(text) ? 2 : null
}

/** "Two X16-P, one of them …", 10 台 X4 … 3 台 …: those that are meant, out of those there are; null where no part is named. */
function partOf(text: string): number | null {
  const [, some] = OF_THEM.exec(text) ?? []
  if (some !== undefined) return latinNumber(some)
  const [all = 0, ...later] = matches(text, HAN_COUNTED).map(([, digits]) => hanNumber(digits ?? ''))
  const [few] = later
  return later.length === 1 && few !== undefined && few > 0 && few < all && !HAN_MORE.test(text) ? few : null
}

const matches = (text: string, pattern: RegExp): readonly RegExpMatchArray[] => [...text.matchAll(pattern)]

/** Counts add up when at least as many different models are named. */
function isSum(text: string, counts: readonly number[]): boolean {
  const models = new Set(
    matches(text, new RegExp(`(?<![\\w])${MODEL}`, 'g')).map(([model]) => model.replace(/[ -]|s$/g, '')),
  )
  return counts.length > 1 && models.size >= counts.length
}

function latinNumber(word: string): number {
  return WORDS[word] ?? Number(word)
}

function hanNumber(digits: string): number {
  if (/^\d+$/.test(digits)) return Number(digits)
  let total = 0
  let digit = 0
  for (const letter of digits) {
    const unit = letter === '十' ? 10 : letter === '百' ? 100 : 0
    if (unit === 0) digit = HAN_DIGITS[letter] ?? 0
    else {
      total += (digit || 1) * unit
      digit = 0
    }
  }
  return total + digit
}
