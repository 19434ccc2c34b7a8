/** Numbers as people write them in dates and durations: digits, English words, Chinese numerals. */

const ENGLISH: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  several: 3,
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
  half: 0.5,
}
const HAN_DIGITS = '零一二三四五六七八九'
const HAN_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100 }

export const ENGLISH_NUMBER = `\\d{1,4}(?:\\.\\d{1,2})?|${Object.keys(ENGLISH).join('|')}`
export const HAN_NUMBER = '\\d{1,4}(?:\\.\\d{1,2})?|[零〇一二两俩三四五六七八九十百几数半]{1,5}'

/** `3`, `1.5`, `three`, `a`, `half`; NaN for anything else. Exact for all but "few" and "several". */
export function englishNumber(word: string): number {
  return Object.hasOwn(ENGLISH, word) ? (ENGLISH[word] ?? Number.NaN) : Number(word)
}

/** `3`, `三`, `两`, `十二`, `二十五`, `半`, `几` (three); NaN for anything else. */
export function hanNumber(word: string): number {
  if (/^[\d.]+$/.test(word)) return Number(word)
  if (word === '半') return 0.5
  let total = 0
  let digit = 0
  for (const letter of word) {
    const unit = HAN_UNITS[letter]
    if (unit === undefined) digit = hanDigit(letter)
    else {
      total += (digit || 1) * unit
      digit = 0
    }
  }
  return total + digit
}

/** Whether the number stands for "some". */
export const isSome = (word: string): boolean => /^(?:few|several)$|[几数]/.test(word)

function hanDigit(letter: string): number {
  if (letter === '两' || letter === '俩') return 2
  if (letter === '几' || letter === '数') return 3
  if (letter === '〇') return 0
  const digit = HAN_DIGITS.indexOf(letter)
  return digit < 0 ? Number.NaN : digit
}
