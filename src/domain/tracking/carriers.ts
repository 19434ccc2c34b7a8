/** Who carries parcels: the vendor's three for the way back (P21), and those that senders name. Names and shapes only; nothing is refused here. */
import { fold } from '../fold.ts'
import type { Bilingual } from '../values.ts'

/** P21. */
export const RETURN_CARRIERS = ['sf', 'deppon', 'kye'] as const
export type ReturnCarrier = (typeof RETURN_CARRIERS)[number]

export const CARRIERS = [
  ...RETURN_CARRIERS,
  'jd',
  'ems',
  'zto',
  'yto',
  'sto',
  'yunda',
  'jt',
  'dhl',
  'fedex',
  'ups',
  'tnt',
  'aramex',
] as const
export type Carrier = (typeof CARRIERS)[number]

interface CarrierFacts {
  readonly name: Bilingual
  /** How people write it: whole words in Latin letters, anywhere in Chinese. */
  readonly spelling: RegExp
  /** Shapes its numbers have (domain section 4). `own`: no other carrier's. Those of senders' other carriers are not known here. */
  readonly own?: RegExp
  readonly shared?: RegExp
}

const FACTS: Readonly<Record<Carrier, CarrierFacts>> = {
  sf: {
    name: { en: 'SF', zh: '顺丰' },
    spelling: /顺丰|順豐|\bs\.?f\.?(?![\w-])|\bsf[ -]?express\b|\bshun ?feng\b/i,
    own: /^SF\d{12,15}$/,
    shared: /^(?:\d{12}|\d{15})$/,
  },
  deppon: { name: { en: 'Deppon', zh: '德邦' }, spelling: /德邦|\bdep+on\b|\bde ?bang\b/i, own: /^DP[KL]\d{10,14}$/ },
  kye: { name: { en: 'KYE', zh: '跨越' }, spelling: /跨越|\bky-?e\b|\bkua ?yue\b/i, own: /^KY\d{8,14}$/ },
  jd: { name: { en: 'JD', zh: '京东' }, spelling: /京东|\bjd\b|\bjing ?dong\b/i },
  ems: { name: { en: 'EMS', zh: 'EMS' }, spelling: /邮政|\bems\b|\bchina ?post\b/i },
  zto: { name: { en: 'ZTO', zh: '中通' }, spelling: /中通|\bzto\b/i },
  yto: { name: { en: 'YTO', zh: '圆通' }, spelling: /圆通|\byto\b/i },
  sto: { name: { en: 'STO', zh: '申通' }, spelling: /申通|\bsto\b/i },
  yunda: { name: { en: 'Yunda', zh: '韵达' }, spelling: /韵达|\byun ?da\b/i },
  jt: { name: { en: 'J&T', zh: '极兔' }, spelling: /极兔|\bj ?& ?t\b/i },
  dhl: { name: { en: 'DHL', zh: 'DHL' }, spelling: /敦豪|\bdhl\b/i },
  fedex: { name: { en: 'FedEx', zh: 'FedEx' }, spelling: /联邦快递|\bfed ?ex\b/i },
  ups: { name: { en: 'UPS', zh: 'UPS' }, spelling: /\bups\b/i },
  tnt: { name: { en: 'TNT', zh: 'TNT' }, spelling: /\btnt\b/i },
  aramex: { name: { en: 'Aramex', zh: 'Aramex' }, spelling: /\baramex\b/i },
}

/** How a carrier is called. */
export const carrierName = (carrier: Carrier): Bilingual => FACTS[carrier].name

/** The carrier that a text names, `SF`, `顺丰速运`; null when it names none or several. */
export function carrierIn(text: string): Carrier | null {
  const folded = fold(text)
  const [first, ...others] = CARRIERS.filter((carrier) => FACTS[carrier].spelling.test(folded))
  return first !== undefined && others.length === 0 ? first : null
}

/** The carrier whose numbers alone look like this; null when none or any could be meant. */
export function carrierByShape(number: string): Carrier | null {
  return CARRIERS.find((carrier) => FACTS[carrier].own?.test(number)) ?? null
}

/** Whether the number has a shape of this carrier; null when its shapes are not known. */
export function fitsCarrier(number: string, carrier: Carrier): boolean | null {
  const { own, shared } = FACTS[carrier]
  if (own === undefined) return null
  return own.test(number) || shared?.test(number) === true
}

/** Carriers whose numbers may look like this, not only theirs do. */
export function possibleCarrier(number: string): Carrier | null {
  return carrierByShape(number) ?? CARRIERS.find((carrier) => FACTS[carrier].shared?.test(number)) ?? null
}
