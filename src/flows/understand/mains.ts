/** The mains voltage in words: "dead, 110v", 接的是220伏. Only with its unit, and only where it may be mains. */
import { fold } from '../../domain/fold.ts'
import type { Voltage } from '../../domain/order.ts'

const CAP = 500
const VOLTS = /(?<![\d.])(\d{3})(?:\s?(?:-|~|to|至|到)\s?(\d{3}))?\s?(?:v(?:ac)?(?![a-z\d])|volts?(?![a-z])|伏)/iu
/** What was tried, or should be, is not what the machine runs on. */
const NOT_SO = /[?？]|\b(?:not|instead of|should|need|if|only runs|tried)\b|不是|没有|应该|需要|如果|试/iu
/** Supplies lie between these. */
const LOWEST = 90
const HIGHEST = 480

/** It runs on 200-240 V only; of the others nothing is known (domain section 2). */
const HIGH_MAINS_MODEL = 'X16-P'

/** Whether mains of that range are right for a model; null for one of which nothing is known. */
export const runsOn = (model: string | null, range: Voltage): boolean | null =>
  model === HIGH_MAINS_MODEL ? range === '200-240' : null

/** Its range; null where none is told, or where a text speaks of it in another way. */
export function mainsIn(text: string): Voltage | null {
  const words = fold(text, CAP)
  const [, low, high] = VOLTS.exec(words) ?? []
  return low === undefined || NOT_SO.test(words) ? null : rangeOf([low, high ?? low].map(Number))
}

/** A figure and little else, where the voltage is asked for: "230", "about 228 here". */
const FIGURE = /^\D{0,20}?(\d{3})(?!\d)\D{0,12}$/u

/** As `mainsIn`, where the voltage is asked for: a bare figure counts too. */
export function measuredIn(text: string): Voltage | null {
  const figure = FIGURE.exec(fold(text, CAP))?.[1]
  return mainsIn(text) ?? (figure === undefined ? null : rangeOf([Number(figure)]))
}

/** The nominal range that voltages lie in; null for what is no mains. */
export function rangeOf(volts: readonly number[]): Voltage | null {
  const areWithin = (from: number, to: number) => volts.every((each) => each >= from && each <= to)
  if (areWithin(200, 240)) return '200-240'
  if (areWithin(100, 127)) return '100-120'
  return areWithin(LOWEST, HIGHEST) ? 'other' : null
}
