/** What the answers of the order form change, and what is left when it is filed. */
import { readPhone } from '../../domain/phone.ts'
import { assigns, type Change } from '../change.ts'
import { cleared } from '../context.ts'
import { offerOf, slotOffered, wordsOf } from '../heard.ts'
import { answered } from '../taking.ts'

/** The longest name that is kept, in UTF-16 units. */
export const NAME_LIMIT = 80

const takeName: Change = (context, event) => ({
  name: offerOf(event) === 'use_display_name' ? context.displayName : wordsOf(event).slice(0, NAME_LIMIT),
  ...answered(context, 'name'),
})

const takePhone: Change = (context, event) => {
  const read = readPhone(wordsOf(event))
  return { phone: read.ok ? read.phone : null, ...answered(context, 'phone') }
}

export const orderChanges = assigns({
  startForm: () => ({ topic: 'order', misses: 0 }),
  takeName,
  takePhone,
  beginChange: (_, event) => ({ changing: slotOffered(event), misses: 0 }),
  keepOrder: (context, event) => ({ ...cleared(context), orders: [...context.orders, event.draw] }),
})
