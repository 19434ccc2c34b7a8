/** Addresses in mainland China: province, city, district and street out of a pasted line, or given one by one (domain section 4). */
import {
  cityNamed,
  hasDistricts,
  LOOSE_PROVINCES,
  MUNICIPALITIES,
  type Place,
  placeAt,
  provinceNamed,
  skipSeparator,
} from './places.ts'

export interface ChinaParts {
  readonly province: string | null
  readonly city: string | null
  /** Null too where a city has none (东莞). */
  readonly district: string | null
  readonly street: string | null
  readonly postcode: string | null
}
export const CHINA_PARTS = ['province', 'city', 'district', 'street'] as const
export type ChinaPart = (typeof CHINA_PARTS)[number]

const MOST_STARTS = 40
const HAN = /\p{Script=Han}/u
const COUNTRY = /^(?:中华人民共和国|中国|china|p\.?r\.?c\.?)[\s,]*/i
const LABELLED_POSTCODE = /(?:邮编|邮政编码|postcode|zip)\s*:?\s*(\d{6})(?!\d)/i
const POSTCODE_ALONE = /(?:^|[\s,])(\d{6})(?=[\s,]|$)/
/** Ends in 区, 县, 市 or 旗, and is no street, estate or village on the way there. */
const DISTRICT =
  /^(?:市辖区|县(?=\p{Script=Han}+县))?((?:(?![\d号镇村]|大道|\p{Script=Han}路|\p{Script=Han}街)\p{Script=Han}){1,14}?(?:[区县市旗](?=区|市)[区市]|[区县旗市]))(.*)$/su
const NO_DISTRICT = /(?:[小社校厂库院街园]区|.市)$/
const NAMED_PARK = /(?:工业|产业|科技|创意)园区$/

/** The parts that a pasted line names; `aside` is what stands before them. Null when no province or city of China is in it. */
export function chinaParts(pasted: string): { readonly parts: ChinaParts; readonly aside: string } | null {
  const { text, postcode } = takePostcode(pasted)
  for (const start of starts(text)) {
    const place = placeAt(text.slice(start))
    if (place === null) continue
    const { district, street } = streetOf(place)
    const aside = text.slice(0, start).replace(/[\s,;:、]+$/, '')
    return { parts: { province: place.province, city: place.city, district, street, postcode }, aside }
  }
  return null
}

/** Parts given one by one, with the full names of what is known; a part as typed when it is not. Blank ones are null. */
export function chinaFields(typed: ChinaParts): ChinaParts {
  const province = typed.province === null ? null : (provinceNamed(typed.province) ?? typed.province)
  if (province !== null && (MUNICIPALITIES.has(province) || LOOSE_PROVINCES.has(province)))
    return { ...typed, province, city: province }
  const city = typed.city ?? ''
  const known = MUNICIPALITIES.has(provinceNamed(city) ?? '') ? municipality(city) : cityNamed(city, province)
  if (known === null) return { ...typed, province }
  return { ...typed, province: known.province, city: known.city, district: typed.district ?? known.district }
}

/** What is missing of an address that must be clear and complete (P6). */
export function missingParts({ province, city, district, street }: ChinaParts): ChinaPart[] {
  const given = { province, city, district: district ?? (hasDistricts(province, city) ? null : ''), street }
  return CHINA_PARTS.filter((part) => given[part] === null)
}

/** `广东省深圳市南山区科技路1号`. */
export function chinaLine({ province, city, district, street }: ChinaParts): string {
  const above = city === province ? [province] : [province, city]
  return [...above, district, street].filter((part) => part !== null).join('')
}

function municipality(city: string): Place | null {
  const name = provinceNamed(city)
  return name === null ? null : { province: name, city: name, district: null, rest: '' }
}

function takePostcode(pasted: string): { text: string; postcode: string | null } {
  const found = LABELLED_POSTCODE.exec(pasted) ?? POSTCODE_ALONE.exec(pasted)
  if (found === null) return { text: pasted, postcode: null }
  const text = `${pasted.slice(0, found.index)} ${pasted.slice(found.index + found[0].length)}`.trim()
  return { text, postcode: found[1] ?? null }
}

/** Where a place may begin: at the head, and after anything that is no Chinese letter, the first ones of them. */
function starts(text: string): number[] {
  const head = COUNTRY.exec(text)?.[0].length ?? 0
  const found = [head]
  for (let index = head + 1; index < text.length && found.length < MOST_STARTS; index += 1) {
    const before = text.charAt(index - 1)
    if (HAN.test(text.charAt(index)) && !HAN.test(before)) {
      found.push(index, index + (COUNTRY.exec(text.slice(index, index + 8))?.[0].length ?? 0))
    }
  }
  return found
}

function streetOf(place: Place): { district: string | null; street: string | null } {
  const rest = skipSeparator(place.rest)
  if (place.district !== null || !hasDistricts(place.province, place.city))
    return { district: place.district, street: streetText(rest) }
  const [, district = '', following = ''] = DISTRICT.exec(rest) ?? []
  const isDistrict = district !== '' && (NAMED_PARK.test(district) || !NO_DISTRICT.test(district))
  if (!isDistrict) return { district: null, street: streetText(rest) }
  return { district, street: streetText(skipSeparator(following)) }
}

function streetText(rest: string): string | null {
  const street = rest.replace(/[\s,;、.]+$/, '')
  return street === '' ? null : street
}
