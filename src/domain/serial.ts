/**
 * The door for serial numbers. No public format exists (domain section 2), so a typed one is only measured; a serial inside free text must
 * announce itself or look like nothing else. Free of texts and of the list of models.
 */
import { fold } from './fold.ts'
import { readOrderNumber } from './order-number.ts'
import type { SerialNumber } from './values.ts'

const SHORTEST = 6
const LONGEST = 32
const SHORTEST_UNANNOUNCED = 8
const FREE_TEXT_CAP = 4096

export type SerialRefusal = 'empty' | 'too_short' | 'too_long' | 'symbols' | 'looks_like_phone'
export type ReadSerial =
  | { readonly ok: true; readonly serial: SerialNumber }
  | { readonly ok: false; readonly reason: SerialRefusal }

/** What people write before a serial. Latin names need something after them: a serial may itself begin with SN. */
const CHINESE_NAME = '(?:机器|设备|矿机|产品|机身)?(?:序列号码|序列号|序号|编号|编码|机器码|sn码|sn号)'
const ENGLISH_NAME = '\\b(?:serial(?:\\s*(?:number|num|no\\.?|nr\\.?|#))?|s/n|sn)(?=[\\s:=#是为]|$)'
const NAME = `(?:${CHINESE_NAME}|${ENGLISH_NAME})`
const LINK = '(?:\\s*(?:\\b(?:is|are|was)\\b|[:=#是为]))*\\s*'
const OPENER =
  "(?:(?:my|the|its|it's|it is|this is|that is|here is|here's)\\s+|(?:我的|这台的?|这个是|是)\\s*)?(?:(?:machine|miner|device)\\s+)?"
const ANNOUNCED_START = new RegExp(`^${OPENER}(?:${NAME}${LINK})?`, 'i')
const ANNOUNCED = new RegExp(`${NAME}${LINK}([a-z0-9-]{${SHORTEST},${LONGEST}})(?![a-z0-9-])`, 'gi')
const TOKEN = /(?<![a-z0-9-]|[a-z0-9][./@_])[a-z0-9][a-z0-9-]*(?![a-z0-9-]|[.:/@_][a-z0-9])/gi

const MAINLAND_MOBILE = /^(?:86)?1[3-9]\d{9}$/
const INTERNATIONAL_PHONE = /^\+[\d\s().-]{6,}$/
/** The family's naming, X and a number, then letters: `X16-Q-PRO`, `X4-1U`. */
const MODEL = /^(?:JASMINER-?)?X\d{1,2}(?:-?(?:1U|QE|Q|P|C|PRO|SERVER))*$/
const HARDWARE_ADDRESS = /^[0-9A-F]{2}(?:-[0-9A-F]{2}){5}$/
const QUANTITY =
  /^\d+-?(?:[KMGT]?HS?|[KMGT]?HPS|RPM|V|VOLTS?|W|WATTS?|HOURS?|HRS?|DAYS?|MINS?|MINUTES?|WEEKS?|MONTHS?|USD|USDT)$/
const DATE_AND_TIME = /^\d{4}-\d{1,2}-\d{1,2}T/
const WORD_IN_IT = /[a-z]{5}/
const WALLET = /^0X/

/**
 * Reads a whole answer as a serial number: full width folded, upper case, a leading `SN:`, `S/N`, `序列号：` or `my serial is` dropped, groups
 * of a label joined. Only its length and symbols are judged, and that it is no phone number.
 */
export function readSerial(text: string): ReadSerial {
  const typed = fold(text)
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(ANNOUNCED_START, '')
    .replace(/[\s.,;!。，；！]+$/, '')
  if (typed === '') return { ok: false, reason: 'empty' }
  if (looksLikePhone(typed)) return { ok: false, reason: 'looks_like_phone' }
  if (!typed.includes(' ')) return measure(typed)
  const inside = findSerial(typed)
  if (inside !== null) return { ok: true, serial: inside }
  return isGrouped(typed) ? measure(typed.replaceAll(' ', '')) : { ok: false, reason: 'symbols' }
}

/**
 * The serial number in free text, null without one or when two could be meant. Announced ones (`SN`, `serial`, `序列号` …) need a digit; any
 * other needs eight symbols with letters and digits and must not look like a model, an order number, a date, a quantity or an address.
 */
export function findSerial(text: string): SerialNumber | null {
  const folded = fold(text, FREE_TEXT_CAP)
  const announced = distinct([...folded.matchAll(ANNOUNCED)].map((match) => match[1] ?? '').filter(couldBeAnnounced))
  if (announced.length > 0) return onlyOne(announced)
  return onlyOne(distinct([...folded.matchAll(TOKEN)].map(([token]) => token).filter(standsOut)))
}

function measure(typed: string): ReadSerial {
  if (!/^[a-z0-9-]+$/i.test(typed) || !/[a-z0-9]/i.test(typed)) return { ok: false, reason: 'symbols' }
  if (typed.length < SHORTEST) return { ok: false, reason: 'too_short' }
  if (typed.length > LONGEST) return { ok: false, reason: 'too_long' }
  return { ok: true, serial: typed.toUpperCase() as SerialNumber }
}

function looksLikePhone(typed: string): boolean {
  return INTERNATIONAL_PHONE.test(typed) || MAINLAND_MOBILE.test(typed.replace(/[\s-]/g, ''))
}

/** `JX2A 0001 2345`: every group has a digit, so that no sentence is taken for a serial. */
function isGrouped(typed: string): boolean {
  return typed
    .split(' ')
    .every((group) => /^[a-z0-9-]{2,}$/i.test(group) && /\d/.test(group) && !MODEL.test(group.toUpperCase()))
}

function couldBeAnnounced(token: string): boolean {
  return /\d/.test(token) && !looksLikePhone(token)
}

function standsOut(token: string): boolean {
  const serial = token.toUpperCase()
  const rightSize = serial.length >= SHORTEST_UNANNOUNCED && serial.length <= LONGEST
  return rightSize && /\d/.test(serial) && /[A-Z]/.test(serial) && !WORD_IN_IT.test(token) && !isSomethingElse(serial)
}

function isSomethingElse(serial: string): boolean {
  const shapes = [MODEL, HARDWARE_ADDRESS, QUANTITY, DATE_AND_TIME, WALLET]
  return shapes.some((shape) => shape.test(serial)) || readOrderNumber(serial).ok
}

function distinct(tokens: readonly string[]): string[] {
  return [...new Set(tokens.map((token) => token.toUpperCase()))]
}

function onlyOne(serials: readonly string[]): SerialNumber | null {
  const [first] = serials
  return first !== undefined && serials.length === 1 ? (first as SerialNumber) : null
}
