/** What a customer is told at once when staff have moved their order (P4-P21), in English, each with what comes next. */
import type { Move, MoveOf, MoveType, Order } from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import { lacksToShip, unpaidIn } from '../../own-orders.ts'
import { IN_DOUBT } from '../in-doubt.ts'
import { amountWritten, carrierWritten, machinesNamed, placesIn, trackingWritten } from '../order-words.ts'
import type { Wording } from '../wording.ts'
import { maySend, notYet } from './clearance.ts'

/** What a text on a move may need beside the move. `machines`: those moved, in words. */
interface Known {
  readonly order: Order
  readonly number: string
  readonly machines: string
  /** The question about it follows at once. */
  readonly leads: boolean
}
type Told = { readonly [Type in MoveType]: (move: MoveOf<Type>, known: Known) => string }

/** P11, what the vendor's guides name. */
const REJECTED = {
  P11a: 'there was no order for it in the vendor’s system',
  P11b: 'what was in it did not match the order',
  P11c: 'the order was not right: its tracking number was wrong, or information about the repair was missing',
} as const

/** P18 */
const FORFEITED = {
  no_contact: 'there was no order for it and no contact for more than 90 days',
  unpaid: 'the fee for it was not paid',
  return_refused: 'the parcel we sent back was refused',
} as const

/** P15-P17 */
const JUDGED = {
  normal: 'it can be repaired',
  scrapped: 'scrap. A quote for it may be declined; the return is then unrepaired',
  mixed: 'a mixed-board machine. A quote for it may be declined; the return is then unrepaired',
  unrepairable: 'it can’t be repaired, or is not worth it. The return is unrepaired',
} as const

export const moves = (wording: Wording) => {
  const told: Told = {
    'return.confirmed': (_, { number, machines }) =>
      // P4, P5, P11
      `Our staff have confirmed for order ${number}: ${machines} should come in. Please don’t hand anything to a courier yet; I need a few details for the parcel first, and tell you when it may go.`,
    'return.declined': (_, { number }) =>
      // P4
      `Our staff have decided for order ${number}: nothing has to be sent in. Please don’t ship it. To ask about it, say “a person”.`,
    'official.recorded': ({ officialNumber }, { number, order }) =>
      // P4
      [`Order ${number} is now in the vendor’s system, as “${officialNumber}”.`, shipping(order)].join('\n').trim(),
    'repair_address.recorded': ({ repairAddress }, { number, order }) =>
      mayShip(order)
        ? shipping(order)
        : [`The repair address for order ${number} is “${repairAddress}”.`, shipping(order)].join(' ').trim(),
    'logistics.submitted': ({ carrier, tracking }, { number, order }) =>
      // P5, P6
      `Our staff have filled in the parcel of order ${number}: ${carrierWritten(carrier, 'en')}, ${trackingWritten(tracking)}. The address can’t be changed from now on. ${shipping(order)}`.trim(),
    'tracking.corrected': ({ carrier, tracking }, { number }) =>
      // P11c
      `The parcel of order ${number} is now down with ${carrierWritten(carrier, 'en')}, number ${trackingWritten(tracking)}. Please compare it: with a wrong number a parcel is rejected.`,
    'parcel.shipped': (_, { number }) =>
      `The parcel of order ${number} is noted as sent. I tell you when it has arrived.`,
    'parcel.rejected': ({ reason }, { number }) =>
      // P11
      `I am sorry: the parcel of order ${number} was not accepted, because ${REJECTED[reason]}. By the after-sales rules the losses from that, repair cost and lost income included, stay with the sender. To talk it over with our staff, say “a person”.`,
    'order.cancelled': (_, { number }) =>
      `Order ${number} is cancelled. Please don’t ship anything for it. If that is not what you expected, say “a person”.`,
    'order.forfeited': ({ reason }, { number, machines }) =>
      // P18
      `I have to tell you that ${machines} of order ${number} will not be returned, because ${FORFEITED[reason]}. If you see it differently, say “a person”.`,
    'machine.identified': ({ model, serial }, { number, machines }) =>
      `In order ${number}, ${machines} is now down as ${model}, serial number ${serial ?? 'not known'}.`,
    'machine.received': (_, { number, machines }) =>
      // P10
      `Order ${number}: we have received ${machines}. Unpacking and inspection come next; I tell you what is found.`,
    'machine.inspected': ({ condition, covered }, { number, machines }) =>
      inspected(number, machines, condition, covered),
    'machine.quoted': ({ amount, currency }, { number, machines, leads }) => {
      // P16
      const cost = amount === 0 ? 'free of charge' : amountWritten(amount, currency)
      if (leads) return `Our staff have sent a quote: ${cost}.`
      return `Order ${number}: the quote for ${machines} is there: ${cost}.`
    },
    'machine.accepted': (_, { number, machines }) =>
      `Order ${number}: our staff have noted that you accept the quote for ${machines}.`,
    'machine.declined': (_, { number, machines }) =>
      // P17
      `Order ${number}: our staff have noted that you decline the quote for ${machines}. The return is unrepaired.`,
    'machine.paid': (_, { number, machines }) =>
      // P19, P20, P22
      `Order ${number}: our staff have seen your payment voucher for ${machines}. Generally the return follows within ${wording.returnDays} working days from that voucher; large orders can take longer, and one unpaid machine holds up the whole order. ${IN_DOUBT.en}`,
    'machine.repaired': (_, { number, machines, order }) =>
      // P18, P20
      unpaidIn(order).length > 0
        ? `Order ${number}: the repair of ${machines} is done. The order goes back once the fee is paid; say “paid” when it is.`
        : `Order ${number}: the repair of ${machines} is done. ${together(order)}I give you the tracking number as soon as there is one.`,
    'machines.returned': ({ carrier, tracking }, { number, machines }) =>
      // P18, P21
      `Order ${number}: we have sent ${machines} back to you with ${carrierWritten(carrier, 'en')}, number ${trackingWritten(tracking)}. Please accept the parcel: one that is refused is not sent again.`,
  }

  const shipping = (order: Order): string => {
    if (order.returning !== 'confirmed' || order.shippedAt !== null || order.closed !== null) return ''
    return mayShip(order) ? maySend(order) : notYet(order)
  }
  const mayShip = (order: Order): boolean =>
    order.shippedAt === null && order.closed === null && lacksToShip(order).length === 0

  return {
    /** Moves of one type, made together. `leads`: the next question follows at once; else the words that bring it are told. */
    moved: (order: Order, all: readonly Move[], note: string | null, leads: boolean): string => {
      const [first] = all
      if (first === undefined) return ''
      const places = placesIn(all)
      const machines = machinesNamed(
        order,
        places.length === 0 ? order.machines.map((_, place) => place) : places,
        'en',
      )
      const known = { order, number: showOrderNumber(order.number), machines, leads }
      // `Told` pairs each type with its move; TypeScript cannot follow that through the look-up.
      const text = (told[first.type] as (move: Move, known: Known) => string)(first, known)
      return [text, ...(note === null ? [] : [`They write: “${note}”`]), ...(leads ? [] : reminder(first.type))].join(
        '\n',
      )
    },
  }
}

export type MovesTexts = ReturnType<typeof moves>

/** P20 */
const together = ({ machines }: Order): string =>
  machines.length === 1 ? '' : 'The machines of an order normally go back together; '

/** How the customer comes back to what the move calls for, where something else is being talked about. */
function reminder(type: MoveType): readonly string[] {
  if (type === 'return.confirmed') return ['Say “parcel” when you want to fill that in.']
  return type === 'machine.quoted' ? ['Say “quote” when you want to answer it.'] : []
}

function inspected(number: string, machines: string, condition: keyof typeof JUDGED, covered: boolean): string {
  const found = `Order ${number}, inspection of ${machines}: ${JUDGED[condition]}`
  if (condition !== 'normal') return `${found}.`
  // P13, P16, P17
  return covered
    ? `${found}, and it is in warranty. The repair is next.`
    : `${found}, but it is not in warranty. Our staff send you a quote next. A quote for a machine that can be repaired can’t be turned into a return without repair.`
}
