/**
 * A serial number that another open order names already: asked when it is told, said when the answer comes, never waited for, never a refusal.
 * Of somebody else's order nothing is told but that there is one (P7: its states go with its number and the digits of its phone).
 */
import type { SerialNumber } from '../domain/values.ts'
import type { Asking } from './change.ts'
import type { Context } from './context.ts'
import type { Kit } from './kit.ts'
import { machinesOf } from './order/machines.ts'
import type { Phrase } from './texts/phrase.ts'

/** The serial numbers that came in with a step, each once. */
export function serialsTold(before: Context, after: Context): readonly SerialNumber[] {
  const known = new Set(serialsOf(before))
  return [...new Set(serialsOf(after))].filter((serial) => !known.has(serial))
}

const serialsOf = (context: Context): readonly SerialNumber[] =>
  machinesOf(context).flatMap(({ serial }) => (serial === null ? [] : [serial]))

/** Beside the open question, which is asked again, so that its answers stay at hand. */
const sayElsewhere = {
  type: 'say',
  params: ({ context, event }: Asking): { readonly phrase: Phrase } => {
    if (event.type !== 'registry.answered') throw new Error('nothing was answered')
    const own = event.numbers.find((number) => context.orders.includes(number)) ?? null
    return { phrase: ['serialElsewhere', event.serial, own] }
  },
} as const

export const elsewhere = (kit: Kit) =>
  kit.createStateConfig({
    on: {
      'registry.answered': [
        { guard: 'elsewhereIsStale' },
        { guard: 'elsewhereIsAside', actions: 'noteElsewhere' },
        { actions: ['noteElsewhere', sayElsewhere, 'recall'] },
      ],
    },
  })
