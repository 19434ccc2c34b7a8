/** The door for phone numbers: what a customer types becomes E.164 or a reason to ask again. Free of texts. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { fold } from './fold.ts'
import type { PhoneNumber } from './values.ts'

export type ReadPhone =
  | { readonly ok: true; readonly phone: PhoneNumber }
  | { readonly ok: false; readonly reason: 'empty' | 'not_a_phone' | 'needs_country_code' }

/** Digits as people group them. */
const NUMBER = /\+?\s?\(?\d[\d\s().\-/]*\d/g
/** As `NUMBER`, standing for itself: no part of a serial number, a model or an address. */
const NUMBER_IN_TEXT = /(?<![a-z0-9.@_-])\+?\(?\d[\d ().\-/]{5,24}\d(?![a-z0-9@_-]|\.\d)/gi
const FREE_TEXT_CAP = 1_500
const MAINLAND_MOBILE = /^1[3-9]\d{9}$/
const MAINLAND_MOBILE_WITHOUT_PLUS = /^86(1[3-9]\d{9})$/
/** `1 415 …` is how North Americans group; a mainland mobile keeps its first three digits together. */
const NORTH_AMERICAN_GROUPING = /^1[\s().-]/
const ONE_DIGIT_REPEATED = /^(\d)\1*$/
const SHORTEST_NUMBER = 6
const LONGEST_NUMBER = 15

/** 一三八零零…: numbers dictated in words, a zero for each way to say it. */
const SPELT = /[零〇洞一幺二两三四五六七八九](?:\s?[零〇洞一幺二两三四五六七八九\d]){6,}/gu
const HAN_DIGITS = ['零〇洞', '一幺', '二两', '三', '四', '五', '六', '七', '八', '九']
const inDigits = (text: string): string =>
  text.replace(SPELT, (run) =>
    run.replace(/\p{Script=Han}/gu, (char) => String(HAN_DIGITS.findIndex((ways) => ways.includes(char)))),
  )

/**
 * Reads a whole answer as a phone number, words around it allowed. Full-width digits are folded, a mainland mobile needs no +86, every
 * other number needs its country code (`+` or `00`) and a length that its country has.
 */
export function readPhone(text: string): ReadPhone {
  const typed = inDigits(fold(text).replace(/\p{Pd}|\u2212/gu, '-'))
  if (typed === '') return { ok: false, reason: 'empty' }
  const [number, ...others] = typed.match(NUMBER) ?? []
  if (number === undefined || others.length > 0) return { ok: false, reason: 'not_a_phone' }
  return readNumber(number.trim())
}

/** The one phone number in free text, null without one or when several could be meant. Judged as `readPhone` judges an answer. */
export function findPhone(text: string): PhoneNumber | null {
  const typed = inDigits(fold(text, FREE_TEXT_CAP).replace(/\p{Pd}|\u2212/gu, '-'))
  const found = [...typed.matchAll(NUMBER_IN_TEXT)].flatMap(([number]) => {
    const read = readNumber(number.trim())
    return read.ok ? [read.phone] : []
  })
  const [first, ...others] = new Set(found)
  return first !== undefined && others.length === 0 ? first : null
}

/** The country of a number, as ISO 3166 has it (`DE`); null where its code is shared and the number does not tell. */
export const countryOf = (phone: PhoneNumber): string | null => parsePhoneNumberFromString(phone)?.country ?? null

/** For staff groups and logs: the country code and at most the last four digits, `+86*******8000`. */
export function maskPhone(phone: PhoneNumber): string {
  const country = parsePhoneNumberFromString(phone)?.countryCallingCode ?? ''
  const national = phone.slice(1 + country.length)
  const shown = Math.min(4, Math.floor(national.length / 2))
  return `+${country}${'*'.repeat(national.length - shown)}${national.slice(national.length - shown)}`
}

function readNumber(number: string): ReadPhone {
  const digits = number.replace(/\D/g, '')
  if (number.startsWith('+')) return international(digits)
  if (digits.startsWith('00')) return international(digits.slice(2))
  return mainlandMobile(number, digits) ?? withoutCountry(digits)
}

function international(digits: string): ReadPhone {
  const parsed = parsePhoneNumberFromString(`+${digits}`)
  // Possible is enough: which blocks are assigned changes faster than a list of them, and a person dials it.
  if (!parsed?.isPossible() || ONE_DIGIT_REPEATED.test(parsed.nationalNumber))
    return { ok: false, reason: 'not_a_phone' }
  return { ok: true, phone: parsed.number as string as PhoneNumber }
}

function mainlandMobile(number: string, digits: string): ReadPhone | null {
  const mobile = MAINLAND_MOBILE_WITHOUT_PLUS.exec(digits)?.[1] ?? digits
  if (!MAINLAND_MOBILE.test(mobile) || NORTH_AMERICAN_GROUPING.test(number)) return null
  const read = international(`86${mobile}`)
  return read.ok ? read : null
}

function withoutCountry(digits: string): ReadPhone {
  const plausible = digits.length >= SHORTEST_NUMBER && digits.length <= LONGEST_NUMBER
  return { ok: false, reason: plausible ? 'needs_country_code' : 'not_a_phone' }
}
