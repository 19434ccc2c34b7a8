/** What a message says about a parcel: several parts of the form may stand in one. Pure; words in, the form with more in it out. */
import { type AddressParts, checkAddress, countryNamed, readAddress, showAddress } from '../../domain/address.ts'
import { fold, readable } from '../../domain/fold.ts'
import { carrierIn, type ReadTracking, readTracking } from '../../domain/tracking.ts'
import { isQuestion, isUnsure } from '../words.ts'
import { addressLack, knownCarrier, nextStep, type Parcel, returnCarrierNamed, type Step } from './form.ts'

const CAP = 1_000
const CARRIER_LIMIT = 40
/** A number that only a parcel's can be: a carrier's letters before it, or a word that says so. */
const SHAPED = /(?<![a-z0-9])(?:sf|dp[kl]|ky)[ -]?\d(?:[ -]?\d){7,16}(?![a-z0-9])/iu
const ANNOUNCED =
  /(?:(?:快递|物流|运|寄件)?单号?号?码?|tracking(?: (?:number|no\.?|code|id))?|waybill(?: (?:number|no\.?))?)\s*(?:is|was|are|是|为|改成|改为|to|=|:|：|,|，)*\s*((?:[a-z]{1,4}[ -]?)?\d[a-z0-9 -]{4,40})/iu
const COLLECT = /到付|货到付款|freight collect|\bcollect\b|cash on delivery|\bcod\b|receiver pays|you(?: will)? pay/iu
const SENDER_PAYS =
  /现付|寄付|先付|预付|我付|自己付|我来付|已付|sender pays|prepaid|pre-paid|\bi(?:['’]ll| will| have| can)? (?:pay|paid)\b|at dispatch/iu
const PACKED =
  /(?:包装|打包|包)(?:得)?(?:好|牢|严实)|已(?:经)?(?:包装|打包)|\b(?:well|is|it['’]s|already|have) packed\b|\bpacked (?:well|protectively|in|it|with)\b/iu
const PICKUP_WORDS = /自提|驿站|快递柜|丰巢|自取|\b(?:parcel )?locker\b|\bpick-?up point\b|\bpackstation\b/iu

/** A tracking number that stands in a text for certain; null when it may be something else. */
export function trackingNamed(text: string): Extract<ReadTracking, { ok: true }> | null {
  const words = fold(text, CAP)
  const found = SHAPED.exec(words)?.[0] ?? ANNOUNCED.exec(words)?.[1]
  if (found === undefined) return null
  const read = readTracking(`${carrierNameIn(words)} ${found}`)
  return read.ok ? read : null
}

/** Freight collect is what must not be chosen (P8). */
export const choosesCollect = (text: string, step: Step): boolean =>
  step === 'senderPaid' && COLLECT.test(fold(text, CAP))

/** Delivery is to a door (P8). */
export const namesPickup = (text: string): boolean => PICKUP_WORDS.test(fold(text, CAP))

/** The form with all that the words say for it; the same form when they say nothing. */
export function filled(parcel: Parcel, text: string): Parcel {
  const step = nextStep(parcel)
  const now = withTracking(withCarrier(parcel, text, step), text, step)
  if (parcel.filed) return now
  return withReturn(withAddress(withPromises(now, text, step), text, step), text, step)
}

function withCarrier(parcel: Parcel, text: string, step: Step): Parcel {
  const words = fold(text, CAP)
  const named = step === 'returnCarrier' || step === 'address' || step === 'addressPart' ? null : carrierIn(words)
  const isNew =
    named !== null &&
    (parcel.carrier === null ||
      step === 'carrier' ||
      trackingNamed(text) !== null ||
      /courier|carrier|快递/iu.test(words))
  if (isNew) return { ...parcel, carrier: named, changing: step === 'carrier' ? null : parcel.changing }
  if (step !== 'carrier' || trackingNamed(text) !== null || !isCarrierName(words)) return parcel
  return { ...parcel, carrier: readable(text, CARRIER_LIMIT), changing: null }
}

/** A carrier that is not on the list: a name, without digits and no sentence. */
const isCarrierName = (words: string): boolean =>
  /\p{L}{2}/u.test(words) &&
  words.length <= CARRIER_LIMIT &&
  !/\d/.test(words) &&
  words.split(' ').length <= 4 &&
  !isQuestion(words) &&
  !isUnsure(words)

function withTracking(parcel: Parcel, text: string, step: Step): Parcel {
  const asked = step === 'tracking' || step === 'compare'
  const answer = asked ? readTracking(text, knownCarrier(parcel.carrier)) : null
  const read = answer?.ok ? answer : trackingNamed(text)
  if (read === null || (read.number === parcel.tracking && step !== 'compare')) return parcel
  const carrier = parcel.carrier ?? read.carrier
  return {
    ...parcel,
    tracking: read.number,
    carrier,
    compared: false,
    changing: step === 'tracking' ? null : parcel.changing,
  }
}

function withPromises(parcel: Parcel, text: string, step: Step): Parcel {
  if (step === 'address' || step === 'addressPart') return parcel
  const words = fold(text, CAP)
  const pays = SENDER_PAYS.test(words) && !COLLECT.test(words) && !/不|not|n['’]t/iu.test(words)
  const packed = PACKED.test(words) && !/没|不|not|n['’]t/iu.test(words)
  return { ...parcel, senderPaid: parcel.senderPaid || pays, packed: parcel.packed || packed }
}

function withAddress(parcel: Parcel, text: string, step: Step): Parcel {
  if (namesPickup(text) || isQuestion(text)) return parcel
  if (step === 'addressPart') return { ...parcel, address: mended(parcel, text) }
  const read = readAddress(withoutTracking(text))
  if (!('address' in read)) return parcel
  // Unasked, only what can be nothing else: a whole address in China, or one announced as such.
  const certain = read.ok && (read.address.kind === 'china' || /\baddress\b/iu.test(text))
  return step === 'address' || certain
    ? { ...parcel, address: stored(read.address), changing: step === 'address' ? null : parcel.changing }
    : parcel
}

/** A tracking number beside an address is no part of the street. */
const withoutTracking = (text: string): string =>
  text
    .normalize('NFKC')
    .slice(0, CAP)
    .replace(ANNOUNCED, '\n')
    .replace(SHAPED, '\n')
    .replace(/(?:顺丰|德邦|跨越)(?:速运|快递)?[\s,，;；]*\n/gu, '\n')

/** The answer as the part that was missing, or the whole read again with it: whichever leaves less to ask. */
function mended(parcel: Parcel, text: string): Parcel['address'] {
  const { address } = parcel
  const lack = addressLack(parcel)
  if (address === null || lack === null) return address
  const candidates = [withPart(address, lack, text), again(address, text)].filter((one) => one !== null)
  return stored(candidates.toSorted((a, b) => lacking(a) - lacking(b))[0] ?? address)
}

const lacking = (address: AddressParts): number => {
  const checked = checkAddress(address)
  return checked.ok ? 0 : checked.missing.length
}

type Lack = NonNullable<ReturnType<typeof addressLack>>

function withPart(address: AddressParts, lack: Lack, text: string): AddressParts | null {
  const answer = readable(text, 120)
  if (address.kind === 'china') return { ...address, [lack]: answer }
  if (lack === 'lines') return { ...address, lines: [...address.lines, ...answer.split('\n')] }
  if (lack === 'postcode') return { ...address, postcode: NO_POSTCODE.test(fold(answer)) ? '' : answer.toUpperCase() }
  return { ...address, country: countryNamed(answer) }
}
const NO_POSTCODE = /^(?:none|no|there is none|we have none|no postcode|没有|无)$/iu

function again(address: AddressParts, text: string): AddressParts | null {
  const read = readAddress(
    address.kind === 'china' ? `${text}${showAddress(address)}` : `${showAddress(address)}\n${text}`,
  )
  return 'address' in read && read.address.kind === address.kind ? read.address : null
}

function withReturn(parcel: Parcel, text: string, step: Step): Parcel {
  const returnCarrier = step === 'returnCarrier' ? returnCarrierNamed(carrierIn(text)) : null
  return returnCarrier === null ? parcel : { ...parcel, returnCarrier, changing: null }
}

const stored = (address: AddressParts): NonNullable<Parcel['address']> =>
  address.kind === 'china' ? address : { ...address, lines: [...address.lines] }

/** What is not the customer's carrier but beside its number: `顺丰 1234…`. */
const carrierNameIn = (words: string): string => carrierIn(words) ?? ''
