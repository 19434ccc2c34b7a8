/** What a message says about a parcel: several parts of the form may stand in one. Pure; words in, the form with more in it out. */
import { fold, readable } from '../../domain/fold.ts'
import { carrierIn, readTracking } from '../../domain/tracking.ts'
import { isQuestion } from '../words.ts'
import { addressIn, mended, namesPickup } from './address-words.ts'
import { knownCarrier, nextStep, type Parcel, type Part, returnCarrierNamed, type Step } from './form.ts'
import { isCarrierName, trackingNamed } from './tracking-words.ts'

const CAP = 600
const CARRIER_LIMIT = 40
const COLLECT = /到付|freight collect|cash on delivery|\bcod\b|receiver pays|you(?: will)? pay/iu
const SENDER_PAYS =
  /现付|寄付|先付|预付|我付|自己付|我来付|已付|sender pays|prepaid|pre-paid|\bi(?:['’]ll| will| have| can)? (?:pay|paid)\b|at dispatch/iu
const PACKED =
  /(?:包装|打包|包)(?:得)?(?:好|牢|严实)|已(?:经)?(?:包装|打包)|\b(?:well|is|it['’]s|already|have|yes) packed\b|\bpacked (?:well|protectively|in|it|with)\b/iu
const NEGATED = /没|不|\bnot\b|n['’]t\b/iu
const SUBMIT =
  /^(?:yes,? |please )?(?:submit|confirm)(?: it| this| all)?$|^(?:确认|提交|确认提交|确认无误|是的?，?提交)$/iu

/** Freight collect is what must not be chosen (P8). */
export const choosesCollect = (text: string): boolean => COLLECT.test(fold(text, CAP)) && !NEGATED.test(fold(text, CAP))

/** The explicit yes in words (P6). */
export const saysSubmit = (text: string): boolean => SUBMIT.test(fold(text, CAP).replace(/[.!。！]+$/u, ''))

const CHANGE = /\b(?:change|correct|wrong|fix|edit)\b|改|换|错|不对/iu
const CHANGED: readonly (readonly [RegExp, Part])[] = [
  [/address|地址/iu, 'address'],
  [/tracking|number|waybill|单号/iu, 'tracking'],
  [/\bback\b|return|寄回/iu, 'returnCarrier'],
  [/courier|carrier|快递/iu, 'carrier'],
]

/** The part that is to be changed ("the address is wrong"); null where none is named. */
export function partToChange(text: string): Part | null {
  const words = fold(text, CAP)
  return CHANGE.test(words) ? (CHANGED.find(([named]) => named.test(words))?.[1] ?? null) : null
}

/** A message, read once: as typed, folded, and the tracking number in it for certain. */
interface Said {
  readonly text: string
  readonly words: string
  readonly named: ReturnType<typeof trackingNamed>
  readonly step: Step
}

/** The form with all that the words say for it. */
export function filled(parcel: Parcel, text: string): Parcel {
  const said: Said = { text, words: fold(text, CAP), named: trackingNamed(text), step: nextStep(parcel) }
  const now = withTracking(withCarrier(parcel, said), said)
  return parcel.filed ? now : withReturn(withAddress(withPromises(now, said), said), said)
}

/** Only what the words say for certain, whatever was asked: they answer no question of the form's. */
export const gleaned = (parcel: Parcel, text: string): Parcel =>
  trackingNamed(text) === null ? parcel : filled(parcel, text)

const isAboutAddress = (step: Step): boolean => step === 'address' || step === 'addressPart'

function withCarrier(parcel: Parcel, { text, words, named, step }: Said): Parcel {
  const carrier = step === 'returnCarrier' || isAboutAddress(step) ? null : carrierIn(words)
  const isMeant = step === 'carrier' || step === 'tracking' || parcel.carrier === null || named !== null
  const changing = step === 'carrier' ? null : parcel.changing
  if (carrier !== null && (isMeant || /courier|carrier|快递公司/iu.test(words)))
    return { ...parcel, carrier, compared: parcel.compared && carrier === parcel.carrier, changing }
  const isOther = step === 'carrier' && named === null && isCarrierName(text)
  return isOther ? { ...parcel, carrier: readable(text, CARRIER_LIMIT), compared: false, changing } : parcel
}

function withTracking(parcel: Parcel, { text, named, step }: Said): Parcel {
  const asked = step === 'tracking' || step === 'compare'
  const answer = asked ? readTracking(text, knownCarrier(parcel.carrier)) : null
  const read = answer?.ok ? answer : named
  const changing = step === 'tracking' ? null : parcel.changing
  if (read === null) return parcel
  if (read.number === parcel.tracking) return { ...parcel, changing }
  return { ...parcel, tracking: read.number, carrier: parcel.carrier ?? read.carrier, compared: false, changing }
}

function withPromises(parcel: Parcel, { words, step }: Said): Parcel {
  if (isAboutAddress(step) || NEGATED.test(words) || isQuestion(words)) return parcel
  const pays = SENDER_PAYS.test(words) && !COLLECT.test(words)
  const packed = PACKED.test(words) || (step === 'packed' && /\bpack(?:ed|ing)?\b|包/iu.test(words))
  return { ...parcel, senderPaid: parcel.senderPaid || pays, packed: parcel.packed || packed }
}

function withAddress(parcel: Parcel, { text, step }: Said): Parcel {
  if (namesPickup(text) || isQuestion(text)) return parcel
  if (step === 'addressPart') return { ...parcel, address: mended(parcel, text) }
  const address = addressIn(text, step === 'address')
  if (address === null) return parcel
  return { ...parcel, address, changing: step === 'address' ? null : parcel.changing }
}

function withReturn(parcel: Parcel, { words, step }: Said): Parcel {
  const returnCarrier = step === 'returnCarrier' ? returnCarrierNamed(carrierIn(words)) : null
  return returnCarrier === null ? parcel : { ...parcel, returnCarrier, changing: null }
}
