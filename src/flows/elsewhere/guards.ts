/** Questions to what a registry answered: whether it is still of use, and whether the bot may speak. */
import type { Asking } from '../change.ts'
import { hasSerial } from '../order/machines.ts'

export const elsewhereGuards = {
  /** The talk has moved on to another machine, or the customer was told already. */
  elsewhereIsStale: ({ context, event }: Asking) =>
    event.type !== 'registry.answered' ||
    !hasSerial(context, event.serial) ||
    context.elsewhere.some(
      ({ serial, numbers }) => serial === event.serial && event.numbers.every((number) => numbers.includes(number)),
    ),
  elsewhereIsAside: ({ event }: Asking) => event.type === 'registry.answered' && event.aside,
}
