/** Strings and words of a pasted object: what they are worth, and whether they are whole. */

export type Scalar = string | number | boolean | null

const NUMBER = /^[+-]?\d{1,17}(?:\.\d{1,17})?(?:e[+-]?\d{1,3})?$/i
const WORDS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['none', null],
  ['nil', null],
  ['nan', null],
  ['undefined', null],
])
const ESCAPE = /\\(?:u([0-9a-f]{4})|(.))/gis
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '', b: '', f: '' }
/** After its closing quote a string is followed by one of these, or by nothing more. */
const AFTER_STRING = /^\s*(?:[,:}\])]|$)/
const LOOK_AHEAD = 300
const LONGEST_QUOTE = 120
const MORE_THAN_A_SPACE = /[\n\t]| {2}/

export interface ReadString {
  readonly value: string
  readonly end: number
  readonly whole: boolean
}

/** A word without quotes. */
export function wordValue(word: string): Scalar {
  const known = WORDS.get(word.toLowerCase())
  if (known !== undefined) return known
  return NUMBER.test(word) ? Number(word) : word
}

/** Reads the string whose quote is at `from`. A line end cuts it, unless it closes on the next line: terminals wrap long lines. */
export function readString(text: string, from: number): ReadString {
  const quote = text[from]
  let wrapped = false
  for (let at = from + 1; at < text.length; at += 1) {
    const symbol = text[at]
    if (symbol === '\\') at += 1
    else if (symbol === quote) return { value: cooked(text.slice(from + 1, at), wrapped), end: at + 1, whole: true }
    else if (symbol === '\n') {
      if (!closesSoon(text, at + 1, quote ?? '"')) return { value: '', end: at, whole: false }
      wrapped = true
    }
  }
  return { value: '', end: text.length, whole: false }
}

function closesSoon(text: string, from: number, quote: string): boolean {
  const line = text.slice(from, from + LOOK_AHEAD).split('\n', 1)[0] ?? ''
  const closing = line.indexOf(quote)
  return closing !== -1 && AFTER_STRING.test(line.slice(closing + 1))
}

function cooked(raw: string, wrapped: boolean): string {
  const text = wrapped ? raw.replace(/\n\s*/g, '') : raw
  if (!text.includes('\\')) return text
  return text.replace(ESCAPE, (_, code: string | undefined, symbol: string | undefined) =>
    code === undefined ? (ESCAPED[symbol ?? ''] ?? symbol ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** `u'…'` of Python. */
export function isPrefix(text: string, at: number): boolean {
  const next = text[at + 1]
  return (next === '"' || next === "'") && /[ubr]/i.test(text[at] ?? '')
}

/** The words from one place to another, on one line, at most 120 characters. */
export function quoted(text: string, from: number, to: number): string {
  const raw = text.slice(from, Math.min(to, from + LONGEST_QUOTE * 2))
  return (MORE_THAN_A_SPACE.test(raw) ? raw.replace(/\s+/g, ' ') : raw).slice(0, LONGEST_QUOTE)
}
