/**
 * The door for return addresses, which must be clear and complete and cannot be changed once submitted (P6). Reads what stands there, says
 * what is missing, and never guesses the rest.
 */
import { type ChinaPart, type ChinaParts, chinaFields, chinaLine, chinaParts, missingParts } from './address/china.ts'
import {
  type ElsewherePart,
  type ElsewhereParts,
  elsewhereLines,
  elsewhereParts,
  linesOf,
  missingElsewhere,
} from './address/elsewhere.ts'
import { takeContact } from './address/labels.ts'
import { fold } from './fold.ts'
import type { PhoneNumber } from './values.ts'

export type { ChinaPart, ChinaParts } from './address/china.ts'
export { countryNamed, type ElsewherePart, type ElsewhereParts } from './address/elsewhere.ts'

export type AddressParts = ({ readonly kind: 'china' } & ChinaParts) | ({ readonly kind: 'elsewhere' } & ElsewhereParts)

/** `no_house_number`: nothing in the street counts. `pickup_point`: a locker or depot, where nothing is delivered to the door (P8). */
export type AddressDoubt = 'no_house_number' | 'pickup_point'

/** What stood beside the address in a paste. */
export interface Beside {
  readonly recipient: string | null
  readonly phone: PhoneNumber | null
  /** Words before the address that nothing says the meaning of, and a phone number that is none. */
  readonly aside: string
}
export type CheckedAddress =
  | { readonly ok: true; readonly address: AddressParts; readonly doubts: readonly AddressDoubt[] }
  | {
      readonly ok: false
      readonly reason: 'incomplete'
      readonly address: AddressParts
      readonly missing: readonly (ChinaPart | ElsewherePart)[]
    }
export type ReadAddress = (CheckedAddress & Beside) | { readonly ok: false; readonly reason: 'empty' }

const LONGEST_PASTE = 1_000
const LONGEST_FIELD = 120
const HAN = /\p{Script=Han}/u
const COUNTED = /\d|[一二三四五六七八九十百]+(?:号|栋|幢|座|室|组|单元|楼|层)/
const PICKUP = /自提|驿站|快递柜|丰巢|自取|\b(?:parcel )?locker\b|\bpick-?up point\b|\bpackstation\b/i

/**
 * Reads a pasted address, of China where it names a place there or is written in Chinese, else of elsewhere. A labelled recipient and phone
 * are taken out of it (`收货人：`, `Phone:`), as is a mainland mobile in a Chinese one.
 */
export function readAddress(text: string): ReadAddress {
  const pasted = lines(text)
  if (pasted === '') return { ok: false, reason: 'empty' }
  const { address: written, ...contact } = takeContact(pasted)
  const inLine = fold(written, LONGEST_PASTE)
  const china = chinaParts(inLine)
  if (china !== null)
    return { ...checkAddress({ kind: 'china', ...china.parts }), ...contact, aside: joined(contact.aside, china.aside) }
  if (!HAN.test(inLine)) return { ...checkAddress({ kind: 'elsewhere', ...elsewhereParts(written) }), ...contact }
  const nothing = { kind: 'china', province: null, city: null, district: null, postcode: null } as const
  return { ...checkAddress({ ...nothing, street: inLine }), ...contact }
}

/** The same for parts given one by one; full names are put where they are known (`广东` is 广东省), nothing else is added. */
export function checkAddress(typed: AddressParts): CheckedAddress {
  const address = cleaned(typed)
  const missing = address.kind === 'china' ? missingParts(address) : missingElsewhere(address)
  if (missing.length > 0) return { ok: false, reason: 'incomplete', address, missing }
  return { ok: true, address, doubts: doubtsOf(address) }
}

/** The address as it is read back before submission (P6): one line in China, several elsewhere. */
export function showAddress(address: AddressParts): string {
  return address.kind === 'china' ? chinaLine(address) : elsewhereLines(address).join('\n')
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ')

function lines(text: string): string {
  const raw = text.slice(0, LONGEST_PASTE * 2).split(/\r\n?|[\n\u2028\u2029]/)
  return raw
    .map((line) => fold(line, LONGEST_PASTE))
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, LONGEST_PASTE)
}

function cleaned(typed: AddressParts): AddressParts {
  if (typed.kind === 'elsewhere')
    return { ...typed, lines: linesOf(typed.lines), postcode: trimmed(typed.postcode, '') }
  const { province, city, district, street, postcode } = typed
  const fields = {
    province: trimmed(province),
    city: trimmed(city),
    district: trimmed(district),
    street: trimmed(street),
    postcode: trimmed(postcode),
  }
  return { kind: 'china', ...chinaFields(fields) }
}

function trimmed(field: string | null, blank: '' | null = null): string | null {
  if (field === null) return null
  const text = fold(field, LONGEST_FIELD)
  return text === '' ? blank : text
}

function doubtsOf(address: AddressParts): AddressDoubt[] {
  const street = address.kind === 'china' ? (address.street ?? '') : address.lines.join('\n')
  const doubts: AddressDoubt[] = []
  if (!COUNTED.test(street)) doubts.push('no_house_number')
  if (PICKUP.test(street)) doubts.push('pickup_point')
  return doubts
}
