/** Chance that a run can repeat: everything random in a simulated year is drawn here. */
import type { Instant } from '../../src/domain/values.ts'
import { randomFrom } from '../e2e/support/random.ts'

export interface Chance {
  /** True so often. */
  is(probability: number): boolean
  /** 0 up to, not including, `below`. */
  whole(below: number): number
  among<Thing>(things: readonly [Thing, ...Thing[]]): Thing
  /** Exponential, with that mean. */
  after(mean: number): number
  between(from: Instant, to: Instant): Instant
}

export function createChance(seed: number): Chance {
  const random = randomFrom(seed)
  return {
    is: (probability) => random() < probability,
    whole: (below) => Math.floor(random() * below),
    among: (things) => things[Math.floor(random() * things.length)] ?? things[0],
    after: (mean) => -Math.log(1 - random()) * mean,
    between: (from, to) => from + Math.floor(random() * (to - from)),
  }
}
