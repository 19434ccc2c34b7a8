/** An instant as people type it: ISO 8601, in China time unless it says otherwise. Reads no clock. */
import type { Instant } from '../domain/values.ts'

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?$/
const CHINA_OFFSET = '+08:00'

/** `2026-03-10T10:00`, with or without seconds and offset; without one it is China time. Null for anything else, and for dates that do not exist. */
export function parseInstant(text: string): Instant | null {
  const match = ISO.exec(text.trim())
  if (match === null) return null
  const [, date = '', minutes = '', seconds = ':00', offset = CHINA_OFFSET] = match
  if (!dateExists(date)) return null
  const at = Date.parse(`${date}T${minutes}${seconds}${offset}`)
  return Number.isNaN(at) ? null : at
}

/** `Date.parse` takes 30 February for 2 March. */
function dateExists(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date)
}
