/** Finds what a turn fails on, by trying steps and throwing their results away. Pure. */
import type { Talk } from '../flows/step.ts'
import { takeTurn } from '../flows/turn.ts'
import type { StepEvent } from '../flows/types.ts'

type TimerEvent = Extract<StepEvent, { kind: 'timer' }>

/**
 * `talk`: the stored talk cannot go on whatever is said to it (its question is gone from the content). `timers`: those due. `message`: what
 * is left when neither of them is at fault.
 */
export type Blame = 'talk' | 'timers' | 'message'

export function blameFor(talk: Talk, state: string | null, timers: readonly TimerEvent[], stamp: Stamp): Blame {
  if (state === null) return 'message'
  if (fails(() => takeTurn(talk, state, [{ ...HARMLESS, ...stamp }]))) return 'talk'
  return timers.length > 0 && fails(() => takeTurn(talk, state, timers)) ? 'timers' : 'message'
}

type Stamp = Pick<StepEvent, 'at' | 'draw'>

/** Leaves the talk where it is and asks its question again. */
const HARMLESS = { kind: 'inbound', inbound: { kind: 'said', text: '/help' } } as const

function fails(work: () => unknown): boolean {
  try {
    work()
    return false
  } catch {
    return true
  }
}
