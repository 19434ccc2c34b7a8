/**
 * The door for serial numbers. No public format exists (domain section 2), so a typed one is only measured; a serial inside free text must
 * announce itself or look like nothing else. Free of texts and of the list of models.
 */
import { fold } from './fold.ts'
import {
  ANNOUNCED,
  ANNOUNCED_START,
  couldBeAnnounced,
  looksLikePhone,
  MODEL,
  measure,
  type ReadSerial,
  standsOut,
  TOKEN,
} from './serial/shapes.ts'
import type { SerialNumber } from './values.ts'

export type { ReadSerial, SerialRefusal } from './serial/shapes.ts'

const FREE_TEXT_CAP = 4096
/** A group of a label is shorter; two so long are two serials. */
const WHOLE_SERIAL = 8

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
  const named = distinct(announced(folded))
  return onlyOne(named.length > 0 ? named : distinct(standingOut(folded)))
}

/** Every serial number in free text, announced or standing out, in the order in which they come; each once. */
export function findSerials(text: string): readonly SerialNumber[] {
  const folded = fold(text, FREE_TEXT_CAP)
  const found = [...announced(folded), ...standingOut(folded)].toSorted((a, b) => a.place - b.place)
  return distinct(found) as SerialNumber[]
}

interface Found {
  readonly token: string
  readonly place: number
}

function announced(folded: string): Found[] {
  const found = [...folded.matchAll(ANNOUNCED)].map(({ 0: all, 1: token = '', index }) => ({
    token,
    place: index + all.length - token.length,
  }))
  return found.filter(({ token }) => couldBeAnnounced(token))
}

function standingOut(folded: string): Found[] {
  return [...folded.matchAll(TOKEN)]
    .map(({ 0: token, index }) => ({ token, place: index }))
    .filter(({ token }) => standsOut(token))
}

/** `JX2A 0001 2345`: every group has a digit, so that no sentence is taken for a serial, and one at most is as long as a whole one. */
function isGrouped(typed: string): boolean {
  const groups = typed.split(' ')
  if (groups.filter(({ length }) => length >= WHOLE_SERIAL).length > 1) return false
  return groups.every((group) => /^[a-z0-9-]{2,}$/i.test(group) && /\d/.test(group) && !MODEL.test(group.toUpperCase()))
}

function distinct(found: readonly Found[]): string[] {
  return [...new Set(found.map(({ token }) => token.toUpperCase()))]
}

function onlyOne(serials: readonly string[]): SerialNumber | null {
  const [first] = serials
  return first !== undefined && serials.length === 1 ? (first as SerialNumber) : null
}
