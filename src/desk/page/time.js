/** Moments as staff read them: China time, near ones by the clock, others with their day. */
import { language, word } from './words.js'

const ZONE = 'Asia/Shanghai'
const DAY_MS = 86_400_000
/** Desk time less the browser's: their clocks differ, and in a rehearsal by months. */
let ahead = 0

/** @param {number} now desk time */
export function setClock(now) {
  ahead = now - Date.now()
}
export const deskNow = () => Date.now() + ahead

/** @param {number} at */
const dayOf = (at) => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(at)
const locale = () => (language() === 'zh' ? 'zh-CN' : 'en-GB')

/** @param {number} at */
export const clock = (at) =>
  new Intl.DateTimeFormat(locale(), { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(at)

/** @param {number} at */
export const day = (at) =>
  new Intl.DateTimeFormat(locale(), { timeZone: ZONE, weekday: 'short', month: 'short', day: 'numeric' }).format(at)

/** @param {number} at */
export const dateAndClock = (at) => `${day(at)} ${clock(at)}`

/** @param {number} at @param {number} now */
export function when(at, now) {
  if (dayOf(at) === dayOf(now)) return clock(at)
  return now - at < 300 * DAY_MS ? day(at) : dayOf(at)
}

/** @param {number} one @param {number} other */
export const isSameDay = (one, other) => dayOf(one) === dayOf(other)

/** @param {number} minutes */
export const waited = (minutes) =>
  minutes < 60 ? word('waitedMinutes', minutes) : word('waitedLong', Math.floor(minutes / 60), minutes % 60)

/** Minutes since midnight as a clock shows them. @param {number} minutes */
export const ofDay = (minutes) =>
  `${Math.floor(minutes / 60) % 24}:${String(Math.floor(minutes % 60)).padStart(2, '0')}`
