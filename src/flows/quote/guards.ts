/** Questions to the quote that waits, and to what a customer says about it (P17). */
import { fold } from '../../domain/fold.ts'
import type { Asking } from '../change.ts'
import { offerOf, wordsOf } from '../heard.ts'
import type { UnsignedMove } from '../order-types.ts'
import { movedByCustomer, ownOrders, quotedIn, unpaidIn } from '../own-orders.ts'
import { nextQuote } from './changes.ts'
import { isSame, type OpenQuote, openQuote } from './open-quote.ts'

const ACCEPT =
  /^(?:i )?(?:accept|agree|approve)(?:d| it| to it)?\b|\brepair it\b|同意|接受|维修吧|修吧|就修|^修$|可以修/iu
const DECLINE =
  /\b(?:decline|refuse|reject|too expensive|too much)\b|\b(?:not|n['’]t|never|without) (?:\w+ )?(?:accept|agree|repair|pay)\w*|\bunrepaired\b|拒绝|不接受|不同意|不修|不维修|太贵|退回|直接寄回/iu

const saysDecline = (asking: Asking): boolean =>
  offerOf(asking.event) === 'decline' || DECLINE.test(fold(wordsOf(asking.event)))
const saysAccept = (asking: Asking): boolean =>
  offerOf(asking.event) === 'accept' || (!saysDecline(asking) && ACCEPT.test(fold(wordsOf(asking.event))))

/** The customer's answer as a move of the machine. */
export const answerTo = ({ machine, sure }: OpenQuote): UnsignedMove => ({
  type: sure === 'decline' ? 'machine.declined' : 'machine.accepted',
  machine,
})

export const quoteGuards = {
  isQuote: ({ context }: Asking) => context.topic === 'quote' && context.quote !== null,
  acceptsQuote: saysAccept,
  declinesQuote: (asking: Asking) => saysDecline(asking) && asking.context.quote?.condition !== 'normal',
  /** P17: a machine found normal is repaired. */
  declinesNormal: (asking: Asking) => saysDecline(asking) && asking.context.quote?.condition === 'normal',
  /** The explicit yes to what was chosen, and nothing has changed about the quote since. */
  confirmsQuote: (asking: Asking, { sure }: { readonly sure: OpenQuote['sure'] }) => {
    const { quote } = asking.context
    if (quote === null || quote.sure !== sure || offerOf(asking.event) !== 'sure') return false
    const order = ownOrders(asking).find(({ number }) => number === quote.number)
    const open = order === undefined ? null : openQuote(order, quote.machine, quote.before)
    const stands = open !== null && isSame(open, quote)
    return stands && order !== undefined && movedByCustomer(order, answerTo(quote), asking.event.at) !== null
  },
  quoteWaits: ({ context, event }: Asking) => nextQuote(context, event) !== null,
  /** The quote under way is neither answered nor given anew. */
  quoteStands: (asking: Asking) => {
    const { quote } = asking.context
    const order = ownOrders(asking).find(({ number }) => number === quote?.number)
    const open = quote === null || order === undefined ? null : openQuote(order, quote.machine, quote.before)
    return open !== null && quote !== null && isSame(open, quote)
  },
  owesFee: (asking: Asking) => ownOrders(asking).some((order) => unpaidIn(order).length > 0),
  /** A picture while a fee is open is taken for the voucher (P19): staff look at it. */
  sendsVoucher: (asking: Asking) =>
    showsPaper(asking.event) &&
    ownOrders(asking).some((order) => unpaidIn(order).length > 0 && quotedIn(order).length === 0),
}

/** A photo or a document, seen or only told of. */
function showsPaper(event: Asking['event']): boolean {
  const isPaper = (what: string) => what === 'photo' || what === 'file'
  if (event.type === 'customer.sentUnreadable') return isPaper(event.what)
  return event.type === 'customer.sentFiles' && !event.aside && event.kinds.some(isPaper)
}
