/** What a serial number in text looks like, and what looks like one but is something else. Patterns and measures only. */
import { readOrderNumber } from '../order-number.ts'
import type { SerialNumber } from '../values.ts'

const SHORTEST = 6
const LONGEST = 32
const SHORTEST_UNANNOUNCED = 8

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
export const ANNOUNCED_START = new RegExp(`^${OPENER}(?:${NAME}${LINK})?`, 'i')
export const ANNOUNCED = new RegExp(`${NAME}${LINK}([a-z0-9-]{${SHORTEST},${LONGEST}})(?![a-z0-9-])`, 'gi')
export const TOKEN = /(?<![a-z0-9-]|[a-z0-9][./@_])[a-z0-9][a-z0-9-]*(?![a-z0-9-]|[.:/@_][a-z0-9])/gi

const MAINLAND_MOBILE = /^(?:86)?1[3-9]\d{9}$/
const INTERNATIONAL_PHONE = /^\+[\d\s().-]{6,}$/
/** The family's naming, X and a number, then letters: `X16-Q-PRO`, `X4-1U`. */
export const MODEL = /^(?:JASMINER-?)?X\d{1,2}(?:-?(?:1U|QE|Q|P|C|PRO|SERVER))*$/
const HARDWARE_ADDRESS = /^[0-9A-F]{2}(?:-[0-9A-F]{2}){5}$/
const QUANTITY =
  /^\d+-?(?:[KMGT]?HS?|[KMGT]?HPS|RPM|V|VOLTS?|W|WATTS?|HOURS?|HRS?|DAYS?|MINS?|MINUTES?|WEEKS?|MONTHS?|USD|USDT)$/
const DATE_AND_TIME = /^\d{4}-\d{1,2}-\d{1,2}T/
const WORD_IN_IT = /[a-z]{5}/
const WALLET = /^0X/

/** Measures length and symbols, nothing else. */
export function measure(typed: string): ReadSerial {
  if (!/^[a-z0-9-]+$/i.test(typed) || !/[a-z0-9]/i.test(typed)) return { ok: false, reason: 'symbols' }
  if (typed.length < SHORTEST) return { ok: false, reason: 'too_short' }
  if (typed.length > LONGEST) return { ok: false, reason: 'too_long' }
  return { ok: true, serial: typed.toUpperCase() as SerialNumber }
}

export function looksLikePhone(typed: string): boolean {
  return INTERNATIONAL_PHONE.test(typed) || MAINLAND_MOBILE.test(typed.replace(/[\s-]/g, ''))
}

/** After its name a serial needs a digit only. */
export function couldBeAnnounced(token: string): boolean {
  return /\d/.test(token) && !looksLikePhone(token)
}

/** Without its name it must look like nothing else. */
export function standsOut(token: string): boolean {
  const serial = token.toUpperCase()
  const rightSize = serial.length >= SHORTEST_UNANNOUNCED && serial.length <= LONGEST
  return rightSize && /\d/.test(serial) && /[A-Z]/.test(serial) && !WORD_IN_IT.test(token) && !isSomethingElse(serial)
}

function isSomethingElse(serial: string): boolean {
  const shapes = [MODEL, HARDWARE_ADDRESS, QUANTITY, DATE_AND_TIME, WALLET]
  return shapes.some((shape) => shape.test(serial)) || readOrderNumber(serial).ok
}
