/**
 * Codes that join two talks of one customer: seven of 31 symbols and a check, shown as `LINK-XXXX-XXXX`, so that none is taken for an order or a
 * serial number. Draws nothing at random: 33 drawn bits become a code.
 */
import { fold } from './fold.ts'
import { checkSymbol, LOOKALIKES, ORDER_BITS_LIMIT, SYMBOLS } from './order-number.ts'
import { MINUTE } from './values.ts'

/** Eight symbols, the last a check. */
export type LinkCode = string & { readonly __brand: 'LinkCode' }

export const LINK_CODE_MINUTES = 10
export const LINK_CODE_GOOD_MS = LINK_CODE_MINUTES * MINUTE

const VALUE_SYMBOLS = 7
const CAP = 60
/** A code is announced by its word, as the bot shows it or behind the command; what follows may be mistyped. */
const ANNOUNCED = /^(?:\/link\s+|(?:\/?关联|绑定)(?:码)?[\s:]*)?(?:link[\s-]*)?(?<typed>[a-z0-9]{4}[\s-]?[a-z0-9]{4})$/i
const BARE = /^[a-z0-9]{4}[\s-]?[a-z0-9]{4}$/i
const DASHES = /\s*[\p{Pd}\u2212]+\s*/gu

/** The code of 33 drawn bits (0 to 2^33-1). A value out of range is a defect and throws a RangeError. */
export function makeLinkCode(bits: number): LinkCode {
  if (!Number.isInteger(bits) || bits < 0 || bits >= ORDER_BITS_LIMIT) throw new RangeError('a code is made of 33 bits')
  let value = bits
  let symbols = ''
  for (let place = 0; place < VALUE_SYMBOLS; place += 1) {
    symbols = SYMBOLS.charAt(value % SYMBOLS.length) + symbols
    value = Math.floor(value / SYMBOLS.length)
  }
  return (symbols + checkSymbol(symbols)) as LinkCode
}

/** As people see it and send it. */
export const showLinkCode = (code: LinkCode): string => `LINK-${code.slice(0, 4)}-${code.slice(4)}`

/** `code`: null where one is meant and a symbol is wrong. */
export type FoundLinkCode = { readonly code: LinkCode | null }

/** The code that a whole message is; null for a message that is none. Eight symbols without the word may be anything. */
export function findLinkCode(text: string): FoundLinkCode | null {
  const folded = fold(text, CAP).replace(DASHES, '-').trim()
  const typed = BARE.test(folded) ? undefined : ANNOUNCED.exec(folded)?.groups?.['typed']
  if (typed === undefined) return null
  const symbols = typed
    .replace(/[\s-]/g, '')
    .toUpperCase()
    .replace(/[OILSU]/g, (letter) => LOOKALIKES[letter] ?? letter)
  return { code: isLinkCode(symbols) ? symbols : null }
}

const isLinkCode = (symbols: string): symbols is LinkCode =>
  [...symbols].every((symbol) => SYMBOLS.includes(symbol)) &&
  checkSymbol(symbols.slice(0, VALUE_SYMBOLS)) === symbols.charAt(VALUE_SYMBOLS)
