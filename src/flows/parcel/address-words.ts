/** The return address as it stands in a message, whole or the part that was missing (P6). Pure; nothing is guessed. */
import { type AddressParts, checkAddress, countryNamed, readAddress, showAddress } from '../../domain/address.ts'
import { fold, readable } from '../../domain/fold.ts'
import { carrierIn } from '../../domain/tracking.ts'
import { answerIn, isQuestion, isUnsure } from '../words.ts'
import { addressLack, type Parcel } from './form.ts'
import { withoutTracking } from './tracking-words.ts'

const CAP = 600
const PART_LIMIT = 120
const PICKUP = /自提|驿站|快递柜|丰巢|自取|\b(?:parcel )?locker\b|\bpick-?up point\b|\bpackstation\b/iu
const SHORTEST_ADDRESS = 8
const LABEL = /(?:收货|收件|寄回|回寄|退回)?地址\s*(?:是|为|:|：)?/gu
const STREET = /[路街道巷弄村镇乡区县市省号栋幢座室楼苑]/u
const NO_POSTCODE = /^(?:none|no|there is none|we have none|no postcode|没有|没有邮编|无)$/iu

type Address = NonNullable<Parcel['address']>
type Lack = NonNullable<ReturnType<typeof addressLack>>

/** Delivery is to a door (P8). */
export const namesPickup = (text: string): boolean => PICKUP.test(fold(text, CAP))

/** The address in the words; null without one. Unasked, only what can be nothing else: a whole one in China, or one announced as such. */
export function addressIn(text: string, isAsked: boolean): Address | null {
  const read = readAddress(withoutTracking(text).replace(LABEL, '\n'))
  if (!('address' in read)) return null
  const address = withStreetBefore(read.address, read.aside)
  const isCertain = read.ok && (read.address.kind === 'china' || /\baddress\b/iu.test(text))
  return isCertain || (isAsked && isLikely(address, text)) ? stored(address) : null
}

/** The street may stand before the city: 科技路1号，广东省深圳市南山区. */
const withStreetBefore = (address: AddressParts, aside: string): AddressParts =>
  address.kind === 'china' && address.street === null && /\d/.test(aside) && STREET.test(aside)
    ? { ...address, street: aside }
    : address

/** What nobody would write but for an address: a named place, a street, a number among words. */
function isLikely(address: AddressParts, text: string): boolean {
  const words = fold(text, CAP)
  if (address.kind === 'china') return address.city !== null || (address.province ?? '') !== '' || STREET.test(words)
  return address.country !== null || (/\d/.test(words) && /\p{L}{3}/u.test(words) && words.length >= SHORTEST_ADDRESS)
}

/** Words that answer no such question. */
const isTalk = (text: string): boolean =>
  answerIn(text) !== null || isUnsure(text) || isQuestion(text) || (carrierIn(text) !== null && !/\d/.test(text))

/** The answer as the part that was missing, or read again with what comes after it: whichever leaves less to ask. */
export function mended(parcel: Parcel, text: string): Parcel['address'] {
  const { address } = parcel
  const lack = addressLack(parcel)
  if (address === null || lack === null || (isTalk(text) && lack !== 'postcode')) return address
  const readings = [again(address, lack, text), withPart(address, lack, text)].filter((one) => one !== null)
  return stored(readings.toSorted((a, b) => lacking(a) - lacking(b))[0] ?? address)
}

function withPart(address: AddressParts, lack: Lack, text: string): AddressParts | null {
  const answer = readable(text, PART_LIMIT)
  if (address.kind === 'china') {
    const isStreet = lack !== 'street' && address.street === null && /\d/.test(answer) && !/[省市区县旗]$/u.test(answer)
    return { ...address, [isStreet ? 'street' : lack]: answer }
  }
  if (lack === 'lines') return { ...address, lines: [...address.lines, ...answer.split('\n')] }
  if (lack === 'postcode') return { ...address, postcode: NO_POSTCODE.test(fold(answer)) ? '' : answer.toUpperCase() }
  return { ...address, country: countryNamed(answer) }
}

/** In China the answer may name more than the part asked for (浙江省杭州市), and the street may begin with its district. */
function again(address: AddressParts, lack: Lack, text: string): AddressParts | null {
  const { kind } = address
  const pasted = kind === 'china' ? `${text}${below(address, lack)}` : `${showAddress(address)}\n${text}`
  const read = readAddress(pasted)
  return 'address' in read && read.address.kind === kind ? read.address : null
}

const below = (address: Extract<AddressParts, { kind: 'china' }>, lack: Lack): string =>
  [lack === 'district' || lack === 'street' ? null : address.district, lack === 'street' ? null : address.street]
    .filter((part) => part !== null)
    .join('')

const lacking = (address: AddressParts): number => {
  const checked = checkAddress(address)
  return checked.ok ? 0 : checked.missing.length
}

/** With the full names of known places. */
const stored = (address: AddressParts): Address => checkAddress(address).address
