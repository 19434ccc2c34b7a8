/** Numbers as machines write them: with units, as strings, with commas, as durations. Pure values; null for what is no number. */

const NUMBER = /^[^\d+.-]{0,3}([+-]?(?:\d+(?:[ ,]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)(?:e[+-]?\d{1,3})?)(.{0,24})/i
const GROUPED = /^[+-]?\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?$/
const RATE_UNIT = /^\s*([kmgtp]?)h(?:ash(?:es)?)?(?:\s*\/?\s*(?:s|sec|second)|ps|s)?(?![a-z])/i
const IN_MHS: Readonly<Record<string, number>> = { '': 1e-6, k: 1e-3, m: 1, g: 1e3, t: 1e6, p: 1e9 }

const CLOCK = /(\d{1,4}):(\d{2})(?::(\d{2}))?/
const DAYS = /(\d{1,5})\s*(?:d\b|days?|天)/i
const PARTS: readonly (readonly [RegExp, number])[] = [
  [/(\d{1,6})\s*(?:d(?![a-z])|days?|天)/i, 86_400],
  [/(\d{1,6})\s*(?:h(?![a-z])|hours?|hrs?|小时|时)/i, 3_600],
  [/(\d{1,6})\s*(?:m(?![a-z])|minutes?|mins?|分钟?)/i, 60],
  [/(\d{1,9})\s*(?:s(?![a-z])|seconds?|secs?|秒)/i, 1],
]

interface Quantity {
  readonly value: number
  /** What follows the number. */
  readonly unit: string
}

/** `1957.71 MH/s`, `71 %`, `1,957.71`, ` 28.0000`: the number and what follows it. */
export function quantity(written: unknown): Quantity | null {
  if (typeof written === 'number') return Number.isFinite(written) ? { value: written, unit: '' } : null
  if (typeof written !== 'string') return null
  const match = NUMBER.exec(written.slice(0, 64).trim())
  const digits = match?.[1]
  if (match === null || digits === undefined) return null
  const value = Number(GROUPED.test(digits) ? digits.replace(/[ ,]/g, '') : digits.replace(',', '.'))
  return Number.isFinite(value) ? { value, unit: match[2] ?? '' } : null
}

/** The number alone. */
export const numberIn = (written: unknown): number | null => quantity(written)?.value ?? null

/** A hash rate in MH/s. `unit` is what the field's name says (`GHS av`), used when the value has none; without either it is taken as MH/s. */
export function hashRate(written: unknown, unit: string | null): { value: number; unitGiven: boolean } | null {
  const read = quantity(written)
  if (read === null || read.value < 0) return null
  const named = RATE_UNIT.exec(read.unit)?.[1] ?? unit
  const factor = IN_MHS[(named ?? 'm').toLowerCase()] ?? 1
  return { value: read.value * factor, unitGiven: named !== null }
}

/** Seconds in `92135`, `1 day, 2:03:04`, `3d 4h`, `5小时20分`. */
export function seconds(written: unknown): number | null {
  if (typeof written !== 'string') return numberIn(written)
  const text = written.slice(0, 64)
  const clock = CLOCK.exec(text)
  if (clock !== null) {
    const [hours = 0, minutes = 0, rest = 0] = clock.slice(1).map((part) => Number(part ?? 0))
    return Number(DAYS.exec(text)?.[1] ?? 0) * 86_400 + hours * 3_600 + minutes * 60 + rest
  }
  const parts = PARTS.map(([pattern, size]) => [pattern.exec(text)?.[1], size] as const)
  if (parts.every(([count]) => count === undefined)) return numberIn(text)
  return parts.reduce((sum, [count, size]) => sum + Number(count ?? 0) * size, 0)
}
