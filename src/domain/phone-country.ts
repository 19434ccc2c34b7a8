/** The country that a customer names instead of its calling code. Free of texts. */
import { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/max'
import { fold } from './fold.ts'

/** As people say it where the dictionary is longer. */
const SHORT_NAMES: Readonly<Record<string, CountryCode>> = {
  america: 'US',
  england: 'GB',
  'great britain': 'GB',
  holland: 'NL',
  'hong kong': 'HK',
  korea: 'KR',
  macau: 'MO',
  macao: 'MO',
  'south korea': 'KR',
  turkey: 'TR',
  uae: 'AE',
  uk: 'GB',
  us: 'US',
  usa: 'US',
  内地: 'CN',
  大陆: 'CN',
  国内: 'CN',
  澳门: 'MO',
  阿联酋: 'AE',
  香港: 'HK',
}
const LONGEST_NAME = 48
const LED_IN =
  /^(?:(?:it'?s|it is|that'?s|i(?:'m| am)|we(?:'re| are)|a|an|in|from|the|number|phone)\s+)+|^(?:我|我们|是|在|这是)+/u
const ENDED = /(?:\s+(?:number|phone|please))+$|(?:的|号码|手机|电话|这边|那边)+$/u

const byName = namesOf(['en', 'zh-CN'])

function namesOf(languages: readonly string[]): ReadonlyMap<string, CountryCode> {
  const named = languages.flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region' })
    return getCountries().map((country) => [(names.of(country) ?? country).toLowerCase(), country] as const)
  })
  return new Map([...named, ...Object.entries(SHORT_NAMES)])
}

/** The calling code of the country that a whole message names ("Germany", "I am in the UK", 德国的), without `+`; null for other words. */
export function callingCodeIn(text: string): string | null {
  const words = fold(text, LONGEST_NAME + 1)
    .toLowerCase()
    .replace(/[.!,。！，~～]+$/u, '')
  if (words.length > LONGEST_NAME) return null
  const country = byName.get(words) ?? byName.get(words.replace(LED_IN, '').replace(ENDED, '').trim())
  return country === undefined ? null : getCountryCallingCode(country)
}
