/** Questions to the answers of the order form, and to what it still lacks. */
import { fileOrder } from '../../domain/order.ts'
import { readPhone } from '../../domain/phone.ts'
import type { Asking } from '../change.ts'
import type { Slot } from '../context.ts'
import { offerOf, slotOffered, wordsOf } from '../heard.ts'
import { answerIn, isQuestion, isUnsure } from '../words.ts'
import { NAME_LIMIT } from './changes.ts'
import { draftOf } from './draft.ts'

export const orderGuards = {
  hasDisplayName: ({ context, event }: Asking) => offerOf(event) === 'use_display_name' && context.displayName !== null,
  saysName: ({ event }: Asking) => {
    const words = wordsOf(event)
    return (
      /\p{L}/u.test(words) &&
      words.length <= NAME_LIMIT &&
      answerIn(words) === null &&
      !isUnsure(words) &&
      !isQuestion(words) &&
      !/\d{4}/.test(words)
    )
  },
  saysPhone: ({ event }: Asking) => readPhone(wordsOf(event)).ok,
  isSlotOffer: ({ event }: Asking, params: { readonly slot: Slot }) => slotOffered(event) === params.slot,
  confirmsComplete: ({ context, event }: Asking) =>
    offerOf(event) === 'submit' && fileOrder(draftOf(context), event.draw, event.at).ok,
  nameUnknown: ({ context }: Asking) => context.name === null,
  phoneUnknown: ({ context }: Asking) => context.phone === null,
}
