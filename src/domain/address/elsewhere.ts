/** Addresses outside China: free lines, postcode and country (domain section 4). A postcode is taken where the country's shape is known. */
import { getCountries } from 'libphonenumber-js/max'
import { fold } from '../fold.ts'

export interface ElsewhereParts {
  readonly lines: readonly string[]
  /** Empty where the customer said that there is none. */
  readonly postcode: string | null
  /** ISO 3166 code, `DE`. */
  readonly country: string | null
}
export const ELSEWHERE_PARTS = ['lines', 'postcode', 'country'] as const
export type ElsewherePart = (typeof ELSEWHERE_PARTS)[number]

const LONGEST_LINE = 120
const MOST_LINES = 8
const SHORTEST_ADDRESS = 8
/** Other words for a country than its English and Chinese names. */
const ALSO: Readonly<Record<string, string>> = {
  usa: 'US',
  us: 'US',
  america: 'US',
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'great britain': 'GB',
  holland: 'NL',
  'the netherlands': 'NL',
  uae: 'AE',
  'czech republic': 'CZ',
  turkey: 'TR',
  korea: 'KR',
  'russian federation': 'RU',
  'viet nam': 'VN',
  deutschland: 'DE',
  'hong kong': 'HK',
  香港: 'HK',
  macau: 'MO',
  澳门: 'MO',
}
const SHAPES: Readonly<Record<string, RegExp>> = {
  US: /(?<![\w-])\d{5}(?:-\d{4})?(?![\w-])/g,
  CA: /\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b/gi,
  GB: /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/gi,
  NL: /\b\d{4} ?[A-Z]{2}\b/gi,
  JP: /(?<![\w-])\d{3}-\d{4}(?![\w-])/g,
  BR: /(?<![\w-])\d{5}-\d{3}(?![\w-])/g,
  PL: /(?<![\w-])\d{2}-\d{3}(?![\w-])/g,
  PT: /(?<![\w-])\d{4}-\d{3}(?![\w-])/g,
}
const FIVE = 'DE FR ES IT KR TH TR MX MY UA FI'.split(' ')
const FOUR = 'AU NZ AT CH BE DK NO HU'.split(' ')
const SIX = 'CN RU IN SG KZ VN RO'.split(' ')
/** Countries whose addresses have no postcode. */
const WITHOUT = new Set(
  'AE AG AO BF BI BJ BO BS BW BZ CG CM DJ DM ER FJ GD GH GM GQ GY HK JM KI KM KP MO MR MW NR QA RW SB SC SL SR ST SY TG TK TL TO TV UG VU YE ZW'.split(
    ' ',
  ),
)
const LABELLED = /\b(?:post ?code|postal code|zip(?: code)?)\b\s*[:#]?\s*([a-z0-9][a-z0-9 -]{1,9}[a-z0-9])/i

const NAMES = countryNames()

/** The country that a text is, by its English or Chinese name or its code in capitals; null when it is none. */
export function countryNamed(text: string): string | null {
  const typed = fold(text).replace(/[.。]/g, '')
  const name = typed.toLowerCase()
  return NAMES.get(name) ?? (Object.hasOwn(ALSO, name) ? (ALSO[name] ?? null) : isCode(typed) ? typed : null)
}

/** The parts of a pasted address: its lines, or what commas part; the country where it stands alone, the postcode where only one can be. */
export function elsewhereParts(pasted: string): ElsewhereParts {
  const written = pasted.split('\n').flatMap((line) => (pasted.includes('\n') ? [line] : line.split(',')))
  const labelled = LABELLED.exec(pasted)
  const lines = linesOf(written.map((line) => line.replace(LABELLED, '')))
  const country = [...lines].reverse().find((line) => countryNamed(line) !== null)
  const code = country === undefined ? null : countryNamed(country)
  const postcode = labelled?.[1] ?? (code === null ? null : postcodeIn(lines.join('\n'), code))
  return { lines: lines.filter((line) => line !== country), postcode: postcode?.toUpperCase() ?? null, country: code }
}

/** Lines that hold something, cleaned. */
export function linesOf(written: readonly string[]): readonly string[] {
  const lines = written.map((line) => fold(line, LONGEST_LINE).replace(/^[\s,;]+|[\s,;]+$/g, ''))
  return lines.filter((line) => line !== '').slice(0, MOST_LINES)
}

/** What is missing of an address that must be clear and complete (P6). A street without its town is not one. */
export function missingElsewhere({ lines, postcode, country }: ElsewhereParts): ElsewherePart[] {
  const missing: ElsewherePart[] = []
  const letters = lines.join('').length
  if (lines.length < 2 && !lines.join().includes(',')) missing.push('lines')
  else if (letters < SHORTEST_ADDRESS) missing.push('lines')
  if (postcode === null && !(country !== null && WITHOUT.has(country))) missing.push('postcode')
  if (country === null) missing.push('country')
  return missing
}

/** The address as read back: its lines, the postcode when no line has it, the country's English name. */
export function elsewhereLines({ lines, postcode, country }: ElsewhereParts): readonly string[] {
  const stands = postcode === null || lines.some((line) => line.toUpperCase().includes(postcode))
  return [...lines, ...(stands || postcode === '' ? [] : [postcode]), ...(country === null ? [] : [nameOf(country)])]
}

function postcodeIn(text: string, country: string): string | null {
  const digits = FIVE.includes(country) ? 5 : FOUR.includes(country) ? 4 : SIX.includes(country) ? 6 : 0
  const shape = SHAPES[country] ?? (digits === 0 ? null : new RegExp(`(?<![\\w-])\\d{${digits}}(?![\\w-])`, 'g'))
  const found = shape === null ? [] : (text.match(shape) ?? [])
  return found.length === 1 ? (found[0] ?? null) : null
}

const isCode = (typed: string): boolean => (getCountries() as readonly string[]).includes(typed)

function countryNames(): ReadonlyMap<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'region' })
  const chinese = new Intl.DisplayNames('zh-CN', { type: 'region' })
  return new Map(
    getCountries().flatMap((code) => [
      [
        fold(english.of(code) ?? code)
          .replaceAll('.', '')
          .toLowerCase(),
        code,
      ],
      [chinese.of(code) ?? code, code],
    ]),
  )
}

const nameOf = (country: string): string => new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country
