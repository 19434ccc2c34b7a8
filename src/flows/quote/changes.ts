/** What messages change about the quote that waits for an answer. */
import { assigns, type Change } from '../change.ts'
import type { Context } from '../context.ts'
import { ownOrders } from '../own-orders.ts'
import { isSame, type OpenQuote, quotesIn } from './open-quote.ts'

const putOff = ({ topic, quote, parcel }: Context): OpenQuote['before'] => {
  if (topic === 'quote') return quote?.before ?? 'none'
  return topic === 'parcel' ? (parcel?.before ?? 'none') : topic
}

/** The quote to ask about: of the order that staff have just moved, else the first that waits. The one just answered is none. */
export function nextQuote(...[context, event]: Parameters<Change>): OpenQuote | null {
  const waiting = quotesIn(ownOrders({ context, event }), putOff(context))
  const answered = event.type === 'customer.chose' ? context.quote : null
  const open = waiting.filter((one) => answered === null || !isSame(one, answered))
  const moved = event.type === 'staff.movedOrder' ? open.find(({ number }) => number === event.number) : undefined
  return moved ?? open[0] ?? null
}

export const quoteChanges = assigns({
  openQuote: (context, event) => {
    const quote = nextQuote(context, event)
    return quote === null ? {} : { topic: 'quote', quote, parcel: null, misses: 0 }
  },
  beSureToAccept: ({ quote }) => ({ quote: quote && { ...quote, sure: 'accept' }, misses: 0 }),
  beSureToDecline: ({ quote }) => ({ quote: quote && { ...quote, sure: 'decline' }, misses: 0 }),
  beUnsure: ({ quote }) => ({ quote: quote && { ...quote, sure: null }, misses: 0 }),
  closeQuote: ({ quote }) => ({ topic: quote?.before ?? 'none', quote: null, misses: 0 }),
})
