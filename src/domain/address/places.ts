/** Finds the province and the city at the head of a Chinese address. Only what is in the table is recognised; nothing is completed by likeness. */
import { DIVISIONS } from './divisions.ts'

export interface Place {
  readonly province: string
  readonly city: string | null
  /** A county-level city (昆山市), which stands in the district's place. */
  readonly district: string | null
  /** What follows. */
  readonly rest: string
}

interface City {
  readonly name: string
  readonly short: string
  readonly province: Province
  /** Streets follow directly: 东莞, 中山, cities directly under their province. */
  readonly withoutDistricts: boolean
  readonly counties: readonly string[]
}
interface Province {
  readonly name: string
  readonly short: string
  readonly cities: City[]
}

/** A city that is a province: the two are the same name, and districts follow. */
export const MUNICIPALITIES: ReadonlySet<string> = new Set(['北京市', '天津市', '上海市', '重庆市'])
/** No cities are read below these; streets follow. */
export const LOOSE_PROVINCES: ReadonlySet<string> = new Set(['香港特别行政区', '澳门特别行政区', '台湾省'])

const PEOPLES =
  '朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|黎族|蒙古族|蒙古|柯尔克孜|哈萨克|维吾尔'
const PROVINCE_KIND = /(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区)$/
const CITY_KIND = new RegExp(`(?:市|地区|盟|林区|县|(?:${PEOPLES})*自治[州县])$`)
const SEPARATOR = /^[\s,.;:/|、-]+/
const DISTRICT_FOLLOWS = /^\p{Script=Han}{1,9}?[区县市旗]/u
const TOWN_FOLLOWS = /^\p{Script=Han}{1,6}?(?:镇|街道|乡)/u
const STREET_FOLLOWS = /^[东西南北中]?(?:大道|大街|路|街|巷|道|镇|村|新村|小区|广场)/

const PROVINCES: readonly Province[] = DIVISIONS.split('\n').map(provinceOf)
const CITIES: readonly City[] = PROVINCES.flatMap(({ cities }) => cities)
/** Longest first, so that no short name hides a longer one. */
const LONGEST_FIRST = [...PROVINCES].sort((a, b) => b.short.length - a.short.length)

/** The place at the beginning of the text, province first or a known city alone; null when it begins with neither. */
export function placeAt(text: string): Place | null {
  return withProvince(text) ?? cityIn(text, CITIES)
}

/** The full name of a province given alone (`广东`); null when there is none such. */
export function provinceNamed(typed: string): string | null {
  const found = PROVINCES.find(({ name, short }) => typed === name || typed === short || typed === `${short}省`)
  return found?.name ?? null
}

/** A city given alone, within a province when that is known; a county-level city brings its prefecture. */
export function cityNamed(typed: string, province: string | null): Place | null {
  const among = CITIES.filter((city) => province === null || city.province.name === province)
  const city = among.find(({ name, short }) => typed === name || typed === short || typed === `${short}州`)
  if (city !== undefined) return { province: city.province.name, city: city.name, district: null, rest: '' }
  const parent = among.find(({ counties }) => counties.includes(typed))
  return parent === undefined ? null : { province: parent.province.name, city: parent.name, district: typed, rest: '' }
}

/** Whether addresses in this city have a district between city and street. */
export function hasDistricts(province: string | null, city: string | null): boolean {
  if (province !== null && LOOSE_PROVINCES.has(province)) return false
  return CITIES.find(({ name }) => name === city)?.withoutDistricts !== true
}

export const skipSeparator = (text: string): string => text.replace(SEPARATOR, '')

function withProvince(text: string): Place | null {
  for (const province of LONGEST_FIRST) {
    const head = headOf(text, province)
    if (head === null) continue
    const rest = skipSeparator(head.rest)
    if (MUNICIPALITIES.has(province.name)) {
      const again = rest.startsWith(province.name) ? rest.slice(province.name.length) : rest
      if (!head.full && !districtFollows(again)) continue
      return { province: province.name, city: province.name, district: null, rest: skipSeparator(again) }
    }
    const place = cityIn(rest, province.cities)
    if (place !== null) return place
    if (head.full) return { province: province.name, city: null, district: null, rest }
  }
  return null
}

function headOf(text: string, { name, short }: Province): { full: boolean; rest: string } | null {
  for (const full of [name, `${short}省`, `${short}自治区`])
    if (text.startsWith(full)) return { full: true, rest: text.slice(full.length) }
  return text.startsWith(short) ? { full: false, rest: text.slice(short.length) } : null
}

/** A city by its full name, or by its short one where a district, a town or nothing follows (中山路 is a street). */
function cityIn(text: string, cities: readonly City[]): Place | null {
  for (const city of cities) {
    const called = [city.name, `${city.short}州`].find((name) => text.startsWith(name))
    if (called !== undefined) return below(city, text.slice(called.length))
  }
  for (const city of cities) {
    const county = city.counties.find((name) => text.startsWith(name))
    if (county !== undefined) return placed(city, county, text.slice(county.length))
  }
  for (const city of cities) {
    const rest = text.slice(city.short.length)
    if (text.startsWith(city.short) && shortMayStand(rest, city)) return below(city, rest)
  }
  return null
}

function below(city: City, following: string): Place {
  const rest = skipSeparator(following)
  const county = city.counties.find((name) => rest.startsWith(name))
  return county === undefined ? placed(city, null, rest) : placed(city, county, rest.slice(county.length))
}

function placed(city: City, district: string | null, rest: string): Place {
  return { province: city.province.name, city: city.name, district, rest: skipSeparator(rest) }
}

function shortMayStand(rest: string, { withoutDistricts }: City): boolean {
  return rest === '' || SEPARATOR.test(rest) || districtFollows(rest) || (withoutDistricts && TOWN_FOLLOWS.test(rest))
}

const districtFollows = (rest: string): boolean =>
  DISTRICT_FOLLOWS.test(skipSeparator(rest)) && !STREET_FOLLOWS.test(rest)

function provinceOf(line: string): Province {
  const [name = '', cities = ''] = line.split(': ')
  const province: Province = { name, short: name.replace(PROVINCE_KIND, ''), cities: [] }
  for (const written of cities.split(' ').filter((one) => one !== '')) province.cities.push(cityOf(written, province))
  return province
}

function cityOf(written: string, province: Province): City {
  const [, name = '', star, counties = ''] = /^([^*(]+)(\*)?(?:\((.*)\))?$/.exec(written) ?? []
  return {
    name,
    short: name.replace(CITY_KIND, ''),
    province,
    withoutDistricts: star !== undefined,
    counties: counties.split(',').filter((county) => county !== ''),
  }
}
