/**
 * Reads objects as customers paste them: JSON, Python dicts, keys without quotes, cut at either end or in the middle. It never goes back, so
 * its cost is linear; what is deeper than 24 levels is passed over. Knows nothing of miners.
 */
import { isPrefix, quoted, readString, type Scalar, wordValue } from './loose-scalars.ts'

export interface Field {
  /** Lower case, without spaces, dashes, dots and underscores: firmware spells keys differently. */
  readonly name: string
  /** One value, or the plain values of a list. */
  readonly values: readonly Scalar[]
  /** As pasted, on one line, at most 120 characters. */
  readonly quote: string
}

/** One object, wherever it stood. */
export interface Block {
  /** `summary`, `boards.board[1]`; empty for the outermost. */
  readonly path: string
  readonly fields: Map<string, Field>
}

export interface Parsed {
  readonly blocks: readonly Block[]
  /** Where reading ended. */
  readonly end: number
  /** The object does not end, or part of it is missing. */
  readonly cut: boolean
}

const MAX_DEPTH = 24
const MAX_NESTED_STRINGS = 2
const LONGEST_KEY = 60
const LONGEST_GAP = 300

const BLANK = /[\s,;\\]*/y
const SPACE = /[\s\\]*/y
const BARE_KEY = /[\p{L}_$][\p{L}\p{N}_$%. -]{0,60}?(?=\s{0,8}[:=])/uy
const BARE_VALUE = /[^,}\])\n]*/y
const STARTS_A_VALUE = /^(?:[+-]?\.?\p{N}|\p{L})/u
/** What may stand on the line after a value without quotes; anything else means that the value was cut. */
const GOES_ON = /^\s*[,}\])"']/
const NEXT_KEY = /["'][\w %.$-]{1,48}["']\s*:/

export const nameOf = (key: string): string => key.toLowerCase().replace(/[\s_.()\-\u00b0]/g, '')

/** Reads from `from`, which is a `{` or the first key of an object whose beginning is missing. */
export function parseLoosely(text: string, from: number, nested = 0): Parsed {
  const blocks: Block[] = []
  let at = from
  let lastGood = from
  let cut = false
  let stuck = false
  let anonymous = 0

  const beginningMissing = text[from] !== '{'
  if (beginningMissing) cut = true
  else at += 1
  readObject('', 0, beginningMissing)
  return { blocks, end: stuck ? Math.max(lastGood, from + 1) : at, cut }

  function readObject(path: string, depth: number, open: boolean): void {
    const block: Block = { path, fields: new Map() }
    blocks.push(block)
    while (!stuck) {
      pass(BLANK)
      const symbol = text[at]
      if (symbol === undefined) {
        endOfText()
        return
      }
      if (symbol === '}' || symbol === ']' || symbol === ')') {
        if (!open) {
          if (symbol === '}') at += 1
          return
        }
        at += 1
      } else if (symbol === '{' && open) {
        at += 1
        readObject(join(path, `[${anonymous++}]`), depth + 1, false)
      } else if (!readPair(block, depth)) {
        seekNextKey()
      }
    }
  }

  function readPair(block: Block, depth: number): boolean {
    const start = at
    const key = readKey()
    if (key === null) return false
    pass(SPACE)
    if (text[at] !== ':' && text[at] !== '=') return false
    at += 1
    if (text[at] === '>') at += 1
    pass(SPACE)
    const values: Scalar[] = []
    const whole = readValue(join(block.path, key), values, depth)
    if (whole && values.length > 0) {
      const name = nameOf(key)
      block.fields.set(name, { name, values, quote: quoted(text, start, at) })
    }
    if (whole) lastGood = at
    return true
  }

  function readKey(): string | null {
    const quote = text[at]
    if (quote === '"' || quote === "'") {
      const read = readString(text, at)
      at = read.end
      return read.whole ? read.value.slice(0, LONGEST_KEY) : null
    }
    BARE_KEY.lastIndex = at
    const bare = BARE_KEY.exec(text)?.[0]
    if (bare === undefined) return null
    at += bare.length
    return bare.trim()
  }

  /** False when the value is not whole: a number cut in half is no number. */
  function readValue(path: string, values: Scalar[], depth: number): boolean {
    const symbol = text[at]
    if (symbol === '{' || symbol === '[' || symbol === '(') {
      if (depth >= MAX_DEPTH) return passOver()
      at += 1
      if (symbol === '{') readObject(path, depth + 1, false)
      else readList(path, values, depth + 1)
      return true
    }
    if (isPrefix(text, at)) at += 1
    if (text[at] === '"' || text[at] === "'") return readText(values)
    return readBare(values)
  }

  function readBare(values: Scalar[]): boolean {
    BARE_VALUE.lastIndex = at
    const bare = BARE_VALUE.exec(text)?.[0] ?? ''
    if (bare !== '' && !STARTS_A_VALUE.test(bare)) {
      cut = true
      return false
    }
    at += bare.length
    if (at >= text.length) {
      endOfText()
      return false
    }
    if (text[at] === '\n' && !GOES_ON.test(text.slice(at, at + LONGEST_GAP))) {
      cut = true
      return false
    }
    if (bare.trim() !== '') values.push(wordValue(bare.trim()))
    return true
  }

  function readText(values: Scalar[]): boolean {
    const { value, end, whole } = readString(text, at)
    at = end
    if (!whole) {
      cut = true
      return false
    }
    values.push(value)
    if (nested < MAX_NESTED_STRINGS && /^\s*\{/.test(value)) {
      const inner = parseLoosely(value, value.indexOf('{'), nested + 1)
      blocks.push(...inner.blocks)
      cut ||= inner.cut
    }
    return true
  }

  function readList(path: string, values: Scalar[], depth: number): void {
    for (let index = 0; !stuck; index += 1) {
      pass(BLANK)
      const symbol = text[at]
      if (symbol === undefined) {
        endOfText()
        return
      }
      if (symbol === '}') return
      if (symbol === ']' || symbol === ')') {
        at += 1
        return
      }
      const before = at
      readValue(`${path}[${index}]`, values, depth)
      if (at === before) {
        seekNextKey()
        return
      }
    }
  }

  /** Too deep: to the matching end without reading. */
  function passOver(): boolean {
    let depth = 0
    for (; at < text.length; at += 1) {
      const symbol = text[at]
      if (symbol === '{' || symbol === '[' || symbol === '(') depth += 1
      else if (symbol === '}' || symbol === ']' || symbol === ')') depth -= 1
      if (depth === 0) {
        at += 1
        return true
      }
    }
    endOfText()
    return false
  }

  /** Something stands in the way (a time stamp between two messages, an ellipsis): on with the next key, if it is near. */
  function seekNextKey(): void {
    cut = true
    const ahead = text.slice(at, at + LONGEST_GAP).search(NEXT_KEY)
    if (ahead === -1) stuck = true
    else at += ahead
  }

  function endOfText(): void {
    cut = true
    at = text.length
    stuck = true
    lastGood = at
  }

  function pass(pattern: RegExp): void {
    pattern.lastIndex = at
    pattern.exec(text)
    at = pattern.lastIndex
  }
}

const join = (path: string, key: string): string => {
  if (path.length > 200) return path
  return path === '' || key.startsWith('[') ? `${path}${key}` : `${path}.${key}`
}
