/** Tracking numbers and carriers as they stand in a message: what is one for certain, and what may be one when it was asked for. Pure. */
import { fold } from '../../domain/fold.ts'
import { carrierIn, type ReadTracking, readTracking } from '../../domain/tracking.ts'
import { answerIn, isQuestion, isUnsure } from '../words.ts'

const CAP = 600
const CARRIER_LIMIT = 40
/** Beside a carrier's name, a shorter one may be a postcode or a house. */
const SHORTEST_BESIDE_NAME = 10
/** A number that only a parcel's can be: a carrier's letters before it. */
const SHAPED = /(?<![a-z0-9])(?:sf|dp[kl]|ky)[ -]?\d(?:[ -]?\d){7,16}(?![a-z0-9])/iu
/** Announced by a word that says so. */
const ANNOUNCED =
  /(?:(?:快递|物流|运|寄件)?单号?号?码?|tracking(?: (?:number|no\.?|code|id))?|waybill(?: (?:number|no\.?))?)\s*(?:is|was|are|是|为|改成|改为|to|=|:|,)*\s*((?:[a-z]{1,4}[ -]?)?\d[a-z0-9 -]{4,40})/iu
const CARRIER_BEFORE = /(?:顺丰|德邦|跨越)(?:速运|快递)?[\s,;]*\n/gu
/** Words of which no carrier's name is made. */
const TALK =
  /\b(?:i|it|is|no|not|that|this|the|what|how|yes|ok|okay|h+m+|wait|do|don['’]?t|can|my|you|we|go|back|too|later|nothing|please|why|sure)\b/iu
const CHINESE_NAME = /^\p{Script=Han}{1,8}(?:快递|速运|物流|快运|速递|货运)$/u

/** A tracking number that stands in a text for certain; null when it may be something else. */
export function trackingNamed(text: string): Extract<ReadTracking, { ok: true }> | null {
  const words = fold(text, CAP)
  const carrier = carrierIn(words)
  const found = SHAPED.exec(words)?.[0] ?? ANNOUNCED.exec(words)?.[1]
  if (found === undefined) return carrier === null ? null : besideName(words)
  const read = readTracking(`${carrier ?? ''} ${found}`)
  return read.ok ? read : null
}

/** `UPS 1Z999…`, `圆通 YT123…` */
function besideName(words: string): Extract<ReadTracking, { ok: true }> | null {
  const read = readTracking(words)
  if (!read.ok || read.number.length < SHORTEST_BESIDE_NAME) return null
  return read.warnings.includes('looks_like_phone') ? null : read
}

/** A tracking number beside an address is no part of the street. */
export const withoutTracking = (text: string): string =>
  text.normalize('NFKC').slice(0, CAP).replace(ANNOUNCED, '\n').replace(SHAPED, '\n').replace(CARRIER_BEFORE, '\n')

/** A carrier that is not on the list: a name, without digits and no sentence. */
export function isCarrierName(text: string): boolean {
  const words = fold(text, CARRIER_LIMIT * 2)
  if (CHINESE_NAME.test(words)) return true
  const isName = /^[\p{Script=Latin}&. -]{2,40}$/u.test(words) && words.split(' ').length <= 3
  return isName && !TALK.test(words) && answerIn(words) === null && !isQuestion(words) && !isUnsure(words)
}
