/** What is said about filed orders at any moment: staff's moves are told, and words like "I have shipped it" do what they say or lead there. */
import type { Order } from '../domain/order.ts'
import type { Asking } from './change.ts'
import { textOf } from './heard.ts'
import type { Kit } from './kit.ts'
import type { OrderMatter, OrderMove } from './order-types.ts'
import { awaitsParcel, awaitsParcelForm, movedByCustomer, orderMeant, ownOrders, unpaidIn } from './own-orders.ts'
import { correction, moveOf, nextStep, type Parcel } from './parcel/form.ts'
import { gleaned } from './parcel/reading.ts'
import { quotesIn } from './quote/open-quote.ts'
import type { Phrase } from './texts/phrase.ts'

type Said = { readonly phrase: Phrase }

const movedIn =
  (leads: boolean) =>
  ({ event }: Asking): Said => {
    if (event.type !== 'staff.movedOrder') throw new Error('a move is told although none was made')
    const order = event.orders.find(({ number }) => number === event.number)
    if (order === undefined) throw new Error('an order was moved that is not there')
    return { phrase: ['moved', order, event.moves, event.note, leads] }
  }

/** What staff did, while something else is open. */
export const tellMoved = { type: 'say', params: movedIn(false) } as const
/** The same, and what it calls for is asked at once. */
const tellAndLead = { type: 'say', params: movedIn(true) } as const

/** Nothing else is open: what staff did leads on by itself. */
export const movedWhileIdle = [
  { guard: 'movedToParcel', actions: [tellAndLead, 'openParcelMoved'], target: '#parcel' },
  { guard: 'movedToQuote', actions: [tellAndLead, 'openQuote'], target: '#quote' },
  { actions: tellMoved, target: '#resting' },
] as const

const canShip = (asking: Asking) => (order: Order) =>
  movedByCustomer(order, { type: 'parcel.shipped' }, asking.event.at) !== null
/** The customer may think that it can go. */
const isBeforeShipping = ({ closed, shippedAt }: Order): boolean => closed === null && shippedAt === null

/** The correction that the words make by themselves; null when something is still to be asked, or nothing is corrected. */
function correctionIn(asking: Asking): Parcel | null {
  const order = orderMeant(asking, awaitsParcel)
  if (order === null) return null
  const form = gleaned(correction(order, 'none'), textOf(asking.event))
  const move = nextStep(form) === 'confirm' ? moveOf(form) : null
  return move !== null && movedByCustomer(order, move, asking.event.at) !== null ? form : null
}

/** "Sent, SF123…" with another number than the form's: the number is corrected on the way. */
function correctedAndSent(asking: Asking): { readonly form: Parcel; readonly order: Order } | null {
  const form = correctionIn(asking)
  const order = form === null ? undefined : ownOrders(asking).find(({ number }) => number === form.number)
  if (form === null || order === undefined || order.logistics?.tracking === form.tracking) return null
  const move = moveOf(form)
  const corrected = move === null ? null : movedByCustomer(order, move, asking.event.at)
  return corrected !== null && canShip(asking)(corrected) ? { form, order } : null
}

const speaksOf = ({ event }: Asking, matters: readonly OrderMatter[]): boolean =>
  event.type === 'customer.spokeOfOrder' && matters.includes(event.matter)

export const orderTalkGuards = {
  movedToParcel: ({ event }: Asking) =>
    event.type === 'staff.movedOrder' &&
    event.moves.some(({ type }) => type === 'return.confirmed') &&
    event.orders.some((order) => order.number === event.number && awaitsParcelForm(order)),
  movedToQuote: ({ event }: Asking) =>
    event.type === 'staff.movedOrder' && event.moves.some(({ type }) => type === 'machine.quoted'),
  sendsCorrected: (asking: Asking) => speaksOf(asking, ['shipped']) && correctedAndSent(asking) !== null,
  sends: (asking: Asking) => speaksOf(asking, ['shipped']) && orderMeant(asking, canShip(asking)) !== null,
  sendsWithoutForm: (asking: Asking) => speaksOf(asking, ['shipped']) && orderMeant(asking, awaitsParcelForm) !== null,
  correctsTracking: (asking: Asking) => speaksOf(asking, ['tracking']) && correctionIn(asking) !== null,
  wantsCorrection: (asking: Asking) => speaksOf(asking, ['tracking']) && orderMeant(asking, awaitsParcel) !== null,
  wantsParcel: (asking: Asking) =>
    speaksOf(asking, ['parcel', 'tracking', 'address']) && orderMeant(asking, awaitsParcelForm) !== null,
  hasParcel: (asking: Asking) => speaksOf(asking, ['parcel']) && orderMeant(asking, awaitsParcel) !== null,
  wantsQuote: (asking: Asking) => speaksOf(asking, ['quote']) && quotesIn(ownOrders(asking), 'none').length > 0,
  speaks: (asking: Asking, { matter }: { readonly matter: OrderMatter }) => speaksOf(asking, [matter]),
}

const say = (params: (asking: Asking) => Phrase) => ({
  type: 'say' as const,
  params: (asking: Asking): Said => ({ phrase: params(asking) }),
})
const needed = <T>(value: T | null): T => {
  if (value === null) throw new Error('words about an order passed their guard without one')
  return value
}

const noteSent = (order: Order, asking: Asking): Phrase => [
  'shipped',
  movedByCustomer(order, { type: 'parcel.shipped' }, asking.event.at) ?? order,
]
const tellSent = say((asking) => noteSent(needed(orderMeant(asking, canShip(asking))), asking))
const tellCorrected = say((asking) => ['trackingChanged', needed(correctionIn(asking))])
export const tellNotSent = say((asking) => {
  const order = orderMeant(asking, isBeforeShipping)
  if (order !== null) return ['shippedTooEarly', order]
  const sent = orderMeant(asking, awaitsParcel)
  return sent === null ? ['nothingToShip'] : ['shippedNoted', sent]
})
const tellNoParcel = say((asking) => {
  const isPast = speaksOf(asking, ['tracking']) && orderMeant(asking, ({ logistics }) => logistics !== null) !== null
  if (isPast) return ['trackingTooLate']
  return ['noParcelYet', orderMeant(asking, ({ returning, closed }) => returning === null && closed === null)]
})
const tellParcel = say((asking) => ['parcelKnown', needed(orderMeant(asking, awaitsParcel))])
const tellAddress = say((asking) =>
  orderMeant(asking, ({ logistics }) => logistics !== null) === null ? ['addressLater'] : ['addressLocked'],
)
const feeDue = (asking: Asking): Order => needed(orderMeant(asking, (order) => unpaidIn(order).length > 0))

const send = {
  type: 'moveOrder',
  params: (asking: Asking): OrderMove => ({
    number: needed(orderMeant(asking, canShip(asking))).number,
    move: { type: 'parcel.shipped' },
  }),
} as const
const sendCorrected = {
  type: 'moveOrder',
  params: (asking: Asking): OrderMove => ({
    number: needed(correctedAndSent(asking)).order.number,
    move: { type: 'parcel.shipped' },
  }),
} as const
const correct = {
  type: 'moveOrder',
  params: (asking: Asking): OrderMove => {
    const form = needed(correctionIn(asking))
    return { number: form.number, move: needed(moveOf(form)) }
  },
} as const

/** The parcel goes: noted, with what happens on arrival (P10). */
export const sendNow = ['settle', tellSent, send, 'ask'] as const

/** Staff are told that a payment is said to be made; only they can see whether it is (P19). */
export const takeVoucher = [
  'settle',
  { type: 'tellVoucher', params: (asking: Asking) => ({ number: feeDue(asking).number }) },
  say((asking) => ['voucherNoted', feeDue(asking).number]),
  'ask',
] as const

/** Words about a parcel, a quote or a payment, at any moment. */
export const orderTalk = (kit: Kit) =>
  kit.createStateConfig({
    on: {
      'staff.movedOrder': { actions: [tellMoved, 'ask'] },
      'customer.spokeOfOrder': [
        {
          guard: 'sendsCorrected',
          actions: [
            'settle',
            tellCorrected,
            say((asking) => noteSent(needed(correctedAndSent(asking)).order, asking)),
            correct,
            sendCorrected,
            'ask',
          ],
        },
        { guard: 'sends', actions: sendNow },
        { guard: 'sendsWithoutForm', actions: [tellNotSent, 'openParcel'], target: '#parcel' },
        { guard: { type: 'speaks', params: { matter: 'shipped' } }, actions: ['settle', tellNotSent, 'ask'] },
        { guard: 'correctsTracking', actions: ['settle', tellCorrected, correct, 'ask'] },
        { guard: 'wantsCorrection', actions: 'openCorrection', target: '#parcel' },
        { guard: 'wantsParcel', actions: 'openParcel', target: '#parcel' },
        { guard: 'hasParcel', actions: ['settle', tellParcel, 'ask'] },
        { guard: { type: 'speaks', params: { matter: 'address' } }, actions: ['settle', tellAddress, 'ask'] },
        { guard: { type: 'speaks', params: { matter: 'parcel' } }, actions: ['settle', tellNoParcel, 'ask'] },
        { guard: { type: 'speaks', params: { matter: 'tracking' } }, actions: ['settle', tellNoParcel, 'ask'] },
        { guard: 'wantsQuote', actions: 'openQuote', target: '#quote' },
        { guard: { type: 'speaks', params: { matter: 'quote' } }, actions: ['settle', say(() => ['noQuote']), 'ask'] },
        { guard: 'owesFee', actions: takeVoucher },
        { actions: ['settle', say(() => ['nothingToPay']), 'ask'] },
      ],
    },
  })
