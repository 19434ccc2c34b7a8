/** Desks that break a promise, for the judge to notice: what a simulated year is worth. */
import type { Talk } from '../../src/flows/step.ts'
import type { Stored } from '../../src/flows/stored.ts'

/** `late_clock`: open hours are taken for an hour later; `forgetful`: each automatic reply is forgotten; `no_clocks`: nothing happens by itself. */
export const BROKEN = ['late_clock', 'forgetful', 'no_clocks'] as const
export type Broken = (typeof BROKEN)[number]

/** The talk with that defect. */
export function breaking(talk: Talk, broken: Broken): Talk {
  return {
    ...talk,
    step(stored, event, orders, around) {
      const stepped = talk.step(stored, event, orders, around)
      return { ...stepped, stored: spoilt(stepped.stored, broken) }
    },
  }
}

function spoilt(stored: Stored, broken: Broken): Stored {
  const { desk } = stored
  if (broken === 'forgetful') return { ...stored, desk: { ...desk, context: { ...desk.context, repliedUntil: null } } }
  return broken === 'no_clocks' ? { ...stored, desk: { ...desk, timers: {} } } : stored
}
