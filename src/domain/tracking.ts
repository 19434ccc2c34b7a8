/**
 * The door for tracking numbers. Carriers' number shapes are hints, never gates (domain section 4): what does not fit is taken with a
 * warning and read back, since a wrong number gets the parcel rejected (P11c).
 */
import { fold } from './fold.ts'
import { type Carrier, carrierByShape, carrierIn, fitsCarrier, possibleCarrier } from './tracking/carriers.ts'
import type { TrackingNumber } from './values.ts'

export {
  CARRIERS,
  type Carrier,
  carrierIn,
  carrierName,
  RETURN_CARRIERS,
  type ReturnCarrier,
} from './tracking/carriers.ts'

/**
 * `other_carrier`: only another carrier's numbers look like this. `unusual_shape`: none of the named carrier's do. `looks_like_phone`: may be
 * the phone number instead.
 */
export type TrackingWarning = 'other_carrier' | 'unusual_shape' | 'looks_like_phone'
export type ReadTracking =
  | {
      readonly ok: true
      readonly number: TrackingNumber
      /** The carrier that was named, else the one its shape suggests, else null. */
      readonly carrier: Carrier | null
      readonly warnings: readonly TrackingWarning[]
    }
  /** `several`: more than one number could be meant. */
  | { readonly ok: false; readonly reason: 'empty' | 'no_number' | 'too_short' | 'too_long' | 'several' }

const SHORTEST = 5
const LONGEST = 40
/** A group of so many symbols is a number of its own, not a part of one. */
const WHOLE_GROUP = 9
const GROUP_OF_FOUR = /.{1,4}/g
const DATE = /\b\d{4}([-/.])\d{1,2}\1\d{1,2}\b(?![-\d])/g
/** Groups with a digit each, as labels print them; a carrier's or a postal service's letters may stand apart in front, its country behind. */
const PREFIX = '(?:sf|dp[kl]|ky|jd|jt|yt|[cer][a-z])'
const GROUPS = new RegExp(
  `(?<![a-z0-9])(?:(?:${PREFIX}[ -]+|[a-z]{1,4}-)(?=\\d))?(?=[a-z0-9]*\\d)[a-z0-9]+(?:[ -]+(?=[a-z]{0,2}\\d)[a-z0-9]+)*(?:[ -]+cn\\b)?`,
  'gi',
)
const APART = new RegExp(`^(${PREFIX})[ -]+`, 'i')
const MAINLAND_MOBILE = /^1[3-9]\d{9}$/

/**
 * Reads a tracking number out of an answer: `sf 1234-5678 90123`, `顺丰单号：SF…`. Upper case, without spaces and dashes. `named` is the
 * carrier chosen before; one that stands in the text itself goes before it.
 */
export function readTracking(text: string, named: Carrier | null = null): ReadTracking {
  const typed = fold(text).replace(/\p{Pd}|\u2212/gu, '-')
  if (typed === '') return { ok: false, reason: 'empty' }
  const numbers = numbersIn(typed)
  const [number] = numbers
  if (number === undefined) return { ok: false, reason: 'no_number' }
  if (numbers.length > 1) return { ok: false, reason: 'several' }
  if (number.length < SHORTEST) return { ok: false, reason: 'too_short' }
  if (number.length > LONGEST) return { ok: false, reason: 'too_long' }
  return judged(number as TrackingNumber, carrierIn(typed) ?? named)
}

/** As it is read back to the customer (P11c), letters apart and digits in fours: `SF 1234 5678 9012 3`. */
export function showTracking(number: TrackingNumber): string {
  const [, prefix = '', rest = ''] = /^([A-Z]*)(.*)$/.exec(number) ?? []
  return [prefix, ...(rest.match(GROUP_OF_FOUR) ?? [])].filter((part) => part !== '').join(' ')
}

function judged(number: TrackingNumber, named: Carrier | null): ReadTracking {
  const warnings: TrackingWarning[] = []
  const suggested = carrierByShape(number)
  if (named !== null && suggested !== null && suggested !== named) warnings.push('other_carrier')
  else if (named !== null && fitsCarrier(number, named) === false) warnings.push('unusual_shape')
  if (MAINLAND_MOBILE.test(number)) warnings.push('looks_like_phone')
  return { ok: true, number, carrier: named ?? possibleCarrier(number), warnings }
}

/** The numbers that could be meant: the long ones, or, where all are short, the longest. Dates and counted words are none. */
function numbersIn(typed: string): string[] {
  const found = typed.replace(DATE, ' ; ').match(GROUPS) ?? []
  const all = [...new Set(found.flatMap(joined).map((number) => number.toUpperCase()))]
  const known = all.filter((number) => carrierByShape(number) !== null)
  if (known.length > 0) return known
  const long = all.filter((number) => number.length >= WHOLE_GROUP)
  const parcels = long.filter((number) => !MAINLAND_MOBILE.test(number))
  if (long.length > 0) return parcels.length > 0 ? parcels : long
  return all.sort((a, b) => b.length - a.length).slice(0, 1)
}

/** `SF 1234 5678 90123` is one number; with two whole numbers side by side, or a whole one and a rest, each stands alone. */
function joined(groups: string): string[] {
  const parts = groups.replace(APART, '$1').split(/[ -]+/)
  if (parts.some((part) => carrierByShape(part.toUpperCase()) !== null)) return parts
  return parts.filter((part) => part.length >= WHOLE_GROUP).length > 1 ? parts : [parts.join('')]
}
