/** Where an order and each machine in it stand, in English: in plain words, with what comes next and who is on turn (P4-P20). */
import { chinaTime } from '../../../domain/china-time.ts'
import {
  type MachineState,
  type Order,
  type OrderMachine,
  type OrderState,
  PUBLIC_STATES,
  publicState,
} from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { Instant, OrderNumber } from '../../../domain/values.ts'
import { lacksToShip } from '../../own-orders.ts'
import { IN_DOUBT } from '../in-doubt.ts'
import { amountWritten, carrierWritten, trackingWritten } from '../order-words.ts'
import type { Wording } from '../wording.ts'
import { maySend, notYet } from './clearance.ts'

/** Where the order is. */
const STATES: Readonly<Record<OrderState, string>> = {
  submitted: 'filed, our staff have yet to confirm it',
  return_declined: 'nothing has to be sent in',
  awaiting_logistics: 'to come in, the parcel is not ready to go yet',
  ready_to_ship: 'ready to be shipped',
  in_transit: 'on its way to us',
  received: 'arrived',
  at_work: 'at the workshop',
  awaiting_payment: 'waits for an answer to the quote or for the payment',
  returning: 'partly on its way back to you',
  completed: 'everything is sent back',
  rejected: 'its parcel was not accepted',
  cancelled: 'cancelled',
  forfeited: 'not returned any more',
}

/** What comes next, and from whom. Shipping and the quote depend on the order itself. */
const NEXT: Readonly<Record<OrderState, string>> = {
  submitted: 'Next, our staff decide whether it has to come in (please don’t ship before that).', // P4, P11a
  return_declined: 'Nothing is left for you to do; with a question, say “a person”.', // P4
  awaiting_logistics: '',
  ready_to_ship: '',
  in_transit: 'Next, it is signed for, unpacked and inspected on arrival.', // P10
  received: 'Next, our staff inspect it.', // P10
  at_work: 'Our staff are on it; I tell you about each step.', // P16
  awaiting_payment: 'Your turn: say “quote” to answer a quote, or “paid” when you have paid.', // P17, P19
  returning: 'The rest follows; please accept the parcels.', // P18, P20
  completed: 'Please accept the parcel if it is still on its way: a refused one is not sent again.', // P18
  rejected: 'To talk it over with our staff, say “a person”.', // P11
  cancelled: 'Please don’t ship anything for it.',
  forfeited: 'With a question, say “a person”.', // P18
}

/** Where one machine is. */
const MACHINE: { readonly [State in MachineState]: (machine: Extract<OrderMachine, { state: State }>) => string } = {
  expected: () => 'not here yet',
  received: () => 'arrived, to be inspected',
  inspected: ({ condition, covered }) => {
    if (condition === 'unrepairable') return 'inspected: can’t be repaired, goes back unrepaired' // P16
    if (condition === 'scrapped') return 'inspected: counts as scrap' // P15
    if (condition === 'mixed') return 'inspected: counts as a mixed-board machine, staff decide what is next' // P17
    return covered ? 'inspected: in warranty, to be repaired' : 'inspected: not in warranty, staff quote next' // P12, P16
  },
  quoted: ({ bill, condition }) =>
    `quote ${money(bill)}, waits for your answer${condition === 'normal' ? '' : ' (you may decline it)'}`, // P17
  accepted: ({ bill }) => (isDue(bill) ? `accepted, ${money(bill)} to be paid` : 'to be repaired'), // P19
  declined: () => 'quote declined, goes back unrepaired', // P17
  repaired: ({ bill }) => (isDue(bill) ? `repaired, ${money(bill)} to be paid` : 'repaired, goes back next'), // P18
  returned: ({ repaired, parcel }) =>
    `sent back ${repaired ? 'repaired' : 'unrepaired'} with ${carrierWritten(parcel.carrier, 'en')}, ${trackingWritten(parcel.tracking)}`, // P21
}

export const status = (wording: Wording) => {
  // P7
  const official = `On the official site you find it under Personal Center > After-sales Service > Service Record (${wording.site.en}).`

  return {
    /** Newest first; `rest`: the numbers of those that are not shown, too old or not found just now. */
    status: (orders: readonly Order[], rest: readonly OrderNumber[]): string => {
      const [only, ...others] = orders
      if (only === undefined)
        return rest.length > 0
          ? `Filed here: ${numbers(rest)}. Where they stand I can’t look up just now; please try again a little later. ${IN_DOUBT.en}`
          : `No order has been filed in this conversation yet. If yours was filed elsewhere, send me its number. ${IN_DOUBT.en}`
      const lines = others.length === 0 ? [whole(only, true)] : orders.map((order) => `• ${head(order)}`)
      return [
        ...lines,
        ...(rest.length > 0 ? [`• Earlier: ${numbers(rest)}`] : []),
        ...(others.length > 0 || rest.length > 0 ? ['For one of them in full, send me its number.'] : []),
        ...(orders.some(isInSystem) ? [official] : []),
        IN_DOUBT.en,
      ].join('\n')
    },
    statusOf: (order: Order): string =>
      [whole(order, true), ...(isInSystem(order) ? [official] : []), IN_DOUBT.en].join('\n'),
    statusOfAnother: statusElsewhere,
    orderMistyped: () =>
      'There is a slip in that order number: its nine characters don’t fit together. Please compare it once more.',
    statusUnknown: () => 'I can’t look that order up just now. Please try again a little later.',
    askLastDigits: (number: OrderNumber | null): string =>
      `Order ${number === null ? '' : `${showOrderNumber(number)} `}was not filed in this chat. To show where it stands I need the last four digits of its phone number.`,
    notFourDigits: (misses: number): string =>
      misses % 2 === 1
        ? 'Four digits are enough, or “back” to leave it.'
        : 'I need the last four digits of that phone number, nothing else.',
    /** The same whether there is no such order or the digits are others'. */
    lookupFailed: (misses: number): string =>
      misses % 2 === 0
        ? 'I find no order with that number and those digits. Please compare both.'
        : 'Still none: the number and the last four digits of the order’s phone have to fit together.',
    lookupLocked: (until: Instant, now: Instant, misses: number): string => {
      const when = `It can be tried again after ${chinaTime(until, 'en', now)}`
      return misses % 2 === 1
        ? `That was wrong too often to go on. ${when}; our staff can look it up too: say “a person”.`
        : `No look-up just now. ${when}, or say “a person”.`
    },
  }
}

/** States only: no serial number, no address, no contact, no parcel. */
export const statusElsewhere = (order: Order): string => whole(order, false)

export type StatusTexts = ReturnType<typeof status>

const MOST_NUMBERS = 5

const numbers = (all: readonly OrderNumber[]): string =>
  `${all.slice(0, MOST_NUMBERS).map(showOrderNumber).join(', ')}${all.length > MOST_NUMBERS ? ' …' : ''}`

type Bill = Extract<OrderMachine, { state: 'quoted' }>['bill']

const isDue = (bill: Bill | null): bill is Bill => bill !== null && bill.amount > 0 && bill.paidAt === null
const money = ({ amount, currency }: Bill): string =>
  amount === 0 ? 'free of charge' : amountWritten(amount, currency)

const isInSystem = ({ official, officialNumber }: Order): boolean => official || officialNumber !== null

function head(order: Order): string {
  const named = publicState(order)
  return `${showOrderNumber(order.number)}: ${STATES[order.state]}${named === null ? '' : ` (${PUBLIC_STATES[named].en})`}`
}

function whole(order: Order, own: boolean): string {
  const hasBegun = order.returning === 'confirmed' || order.machines.some(({ state }) => state !== 'expected')
  const machines = order.machines.map((machine, place) =>
    hasBegun && order.closed === null
      ? `• ${nameOf(machine, place, own)}: ${situation(machine, own)}`
      : `• ${nameOf(machine, place, own)}`,
  )
  return [head(order), ...machines, own ? next(order) : NEXT[order.state]].filter((line) => line !== '').join('\n')
}

const nameOf = ({ model, serial }: OrderMachine, place: number, own: boolean): string =>
  own ? `${model}${serial === null ? '' : `, ${serial}`}` : `machine ${place + 1}`

function situation(machine: OrderMachine, own: boolean): string {
  if (!own && machine.state === 'returned') return 'sent back'
  // `MACHINE` pairs each state with its machine; TypeScript cannot follow that through the look-up.
  return (MACHINE[machine.state] as (of: OrderMachine) => string)(machine)
}

function next(order: Order): string {
  if (order.state !== 'awaiting_logistics' && order.state !== 'ready_to_ship') return NEXT[order.state]
  if (lacksToShip(order).length === 0) return maySend(order)
  return order.logistics === null ? `${notYet(order)} Say “parcel” to fill in its details.` : notYet(order)
}
