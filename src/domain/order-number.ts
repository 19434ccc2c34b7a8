/**
 * Order numbers that a person can read over the phone: nine of 31 symbols, the last a check. Holds the arithmetic and the door for typed
 * ones; draws nothing at random and looks nothing up.
 */
import { fold } from './fold.ts'
import type { OrderNumber } from './values.ts'

/** 0-9 and A-Z without I L O S U, which look like something else. */
export const SYMBOLS = '0123456789ABCDEFGHJKMNPQRTVWXYZ'
const BASE = SYMBOLS.length
const VALUE_SYMBOLS = 8
const LENGTH = VALUE_SYMBOLS + 1
const SHARDS = 64
/** The random part is below this: 33 bits. */
export const ORDER_BITS_LIMIT = 2 ** 33
/** A generator of the numbers mod 31: neighbours always weigh differently, and no weight is zero. */
const WEIGHT = 3

export const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', S: '5', U: 'V' }
const BETWEEN = /[\s\p{Pd}\u2212]+/gu
/** Three by three, or nine in a row; nothing that would make it part of something longer. */
const IN_TEXT =
  /(?<![a-z0-9]|[a-z0-9][-_./@])(?:[a-z0-9]{9}|[a-z0-9]{3}([- ])[a-z0-9]{3}\1[a-z0-9]{3})(?![a-z0-9]|[-_.:/@][a-z0-9])/gi
const DASHES = /\s*[\p{Pd}\u2212]+\s*/gu

export type ReadOrderNumber =
  | { readonly ok: true; readonly number: OrderNumber }
  /** `check`: nine good symbols, but one is wrong or two changed places. */
  | { readonly ok: false; readonly reason: 'empty' | 'length' | 'symbol' | 'check' }

/** The number of shard `shard` (0-63) with 33 random bits (0 to 2^33-1). A value out of range is a defect and throws RangeError. */
export function makeOrderNumber(shard: number, bits: number): OrderNumber {
  requireWhole(shard, SHARDS, 'shard')
  requireWhole(bits, ORDER_BITS_LIMIT, 'bits')
  let value = bits * SHARDS + shard
  let symbols = ''
  for (let place = 0; place < VALUE_SYMBOLS; place += 1) {
    symbols = SYMBOLS.charAt(value % BASE) + symbols
    value = Math.floor(value / BASE)
  }
  return (symbols + checkSymbol(symbols)) as OrderNumber
}

/** The random part of a number that was drawn, for what is drawn instead of an order. */
export const bitsOf = (number: OrderNumber): number => Math.floor(numericValue(number) / SHARDS)

/** The shard (0-63) whose conversation filed the order. */
export function shardOfOrder(number: OrderNumber): number {
  return numericValue(number) % SHARDS
}

/** As people see it: `XXX-XXX-XXX`. */
export function showOrderNumber(number: OrderNumber): string {
  return `${number.slice(0, 3)}-${number.slice(3, 6)}-${number.slice(6)}`
}

/**
 * Reads a whole answer as an order number, forgiving what people do to one: spaces, dashes of any kind, a leading #, lower case, full width,
 * and the letters that are no symbols (O is 0, I and L are 1, S is 5, U is V).
 */
export function readOrderNumber(text: string): ReadOrderNumber {
  const typed = fold(text).replace(/^#/, '').replace(BETWEEN, '').toUpperCase()
  if (typed === '') return { ok: false, reason: 'empty' }
  if ([...typed].length !== LENGTH) return { ok: false, reason: 'length' }
  const number = typed.replace(/[OILSU]/g, (letter) => LOOKALIKES[letter] ?? letter)
  if (![...number].every((symbol) => SYMBOLS.includes(symbol))) return { ok: false, reason: 'symbol' }
  if (!isOrderNumber(number)) return { ok: false, reason: 'check' }
  return { ok: true, number }
}

/**
 * The first order number in free text, null without one. Words never count: nine symbols in a row or three words of three need two digits,
 * and `ABC-DEF-GHJ` needs a digit or capitals; nine digits alone are some other number.
 */
export function findOrderNumber(text: string): OrderNumber | null {
  for (const [candidate] of fold(text, FREE_TEXT_CAP).replace(DASHES, '-').matchAll(IN_TEXT)) {
    if (!looksMeant(candidate)) continue
    const read = readOrderNumber(candidate)
    if (read.ok) return read.number
  }
  return null
}
const FREE_TEXT_CAP = 4096

function looksMeant(candidate: string): boolean {
  const digits = candidate.replace(/[^0-9]/g, '').length
  if (candidate.includes('-')) return digits > 0 || candidate === candidate.toUpperCase()
  return digits >= 2 && digits < LENGTH
}

function isOrderNumber(symbols: string): symbols is OrderNumber {
  return (
    checkSymbol(symbols.slice(0, VALUE_SYMBOLS)) === symbols.charAt(VALUE_SYMBOLS) &&
    numericValue(symbols) < ORDER_BITS_LIMIT * SHARDS
  )
}

/** Makes the sum of all symbols, this one included, each times 3 to the power of its distance from the end, a multiple of 31. */
export function checkSymbol(symbols: string): string {
  let sum = 0
  for (const symbol of symbols) sum = (sum + SYMBOLS.indexOf(symbol)) * WEIGHT
  return SYMBOLS.charAt((BASE - (sum % BASE)) % BASE)
}

function numericValue(symbols: string): number {
  let value = 0
  for (const symbol of symbols.slice(0, VALUE_SYMBOLS)) value = value * BASE + SYMBOLS.indexOf(symbol)
  return value
}

function requireWhole(value: number, limit: number, what: string): void {
  if (!Number.isInteger(value) || value < 0 || value >= limit) {
    throw new RangeError(`${what} must be a whole number from 0 to ${limit - 1}, not ${value}`)
  }
}
