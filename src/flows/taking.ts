/** What taking an answer has in common, whatever was asked: the trail for `back`, and what a text says beyond the question. */
import type { Context, Slot } from './context.ts'
import type { Facts } from './types.ts'

/** The longest description that is kept, in UTF-16 units. */
export const DESCRIPTION_LIMIT = 600

/** An answer was given: remembered for `back`, misses forgotten, a correction ended. */
export const answered = (context: Context, slot: Slot): Pick<Context, 'trail' | 'misses' | 'changing'> => ({
  trail: context.changing === null ? [...context.trail, slot] : context.trail,
  misses: 0,
  changing: null,
})

/** What a text says beyond the question it answers is kept too, where nothing was known: it is not asked again. */
export const noted = (context: Context, facts: Facts | null): Partial<Context> => ({
  symptom: context.symptom ?? facts?.symptom ?? null,
  model: context.model ?? facts?.model ?? null,
  serial: context.serial ?? facts?.serial ?? null,
})
