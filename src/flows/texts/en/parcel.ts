/** The form of a parcel, in English: carrier, number, freight, packing, address, the way back (P5-P9, P21). */
import { checkAddress, showAddress } from '../../../domain/address.ts'
import type { Order } from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { ReturnCarrier, TrackingWarning } from '../../../domain/tracking.ts'
import { lacksToShip } from '../../own-orders.ts'
import type { addressLack, Parcel, Part, Step } from '../../parcel/form.ts'
import { doubtsOf } from '../../parcel/form.ts'
import { carrierWritten, trackingWritten } from '../order-words.ts'
import { maySend, notYet } from './clearance.ts'

/** P6: a clear and complete address has these. */
const LACKS: Readonly<Record<NonNullable<ReturnType<typeof addressLack>>, string>> = {
  province: 'Which province is that in?',
  city: 'Which city?',
  district: 'Which district or county?',
  street: 'And the street, house number and door?',
  lines: 'And the rest of it: street, house number and town?',
  postcode: 'What is the postcode?',
  country: 'Which country is that in?',
}
const PARTS: Readonly<Record<Part, string>> = {
  carrier: 'the courier',
  tracking: 'the tracking number',
  senderPaid: 'the freight',
  packed: 'the packing',
  address: 'the address',
  returnCarrier: 'the courier back',
}
const DOUBTS: Readonly<Record<TrackingWarning, string>> = {
  other_carrier: 'it looks like a number of another courier',
  unusual_shape: 'that courier’s numbers usually look different',
  looks_like_phone: 'it looks like a phone number',
}

export const parcel = () => ({
  askCarrier: () => 'Which courier will you send it with? You can give me the tracking number along with it.',
  askTracking: () => 'What is the tracking number on the waybill?',
  askCompare: (form: Parcel) =>
    // P11c
    `${shown(form)}: ${doubtsOf(form)
      .map((doubt) => DOUBTS[doubt])
      .join(', and ')}. With a wrong number a parcel is rejected. Is it right as it stands?`,
  askSenderPaid: () => 'Will you pay the freight when you hand the parcel over? Freight collect can’t be used.', // P8
  askPacked: () => 'Please pack it protectively: damage on the way is not covered. Can I note that it will be?', // P9
  askAddress: () =>
    'Where should it go back to? The full address, please: in China with province, city, district and street; elsewhere with town, postcode and country.', // P6
  askAddressPart: (lack: NonNullable<ReturnType<typeof addressLack>>) => LACKS[lack],
  askReturnCarrier: () => 'Which courier should bring it back?', // P21
  askConfirm: (form: Parcel) =>
    // P6, P8
    [
      `For order ${showOrderNumber(form.number)}:`,
      `• To us: ${shown(form)}, freight paid by you at dispatch`,
      `• Back to you${form.returnCarrier === null ? '' : ` with ${carrierWritten(form.returnCarrier, 'en')}`}: “${form.address === null ? '–' : showAddress(form.address)}”`,
      ...(form.address !== null && isWithoutNumber(form) ? ['I see no house number in it; please look twice.'] : []),
      'The address can’t be changed any more once it is submitted. Is all of it right?',
    ].join('\n'),
  askParcelChange: () => 'What shall I change in it?',
  offerCarrier: (carrier: string) => carrierWritten(carrier, 'en'),
  offerReturnCarrier: (carrier: ReturnCarrier) => carrierWritten(carrier, 'en'),
  offerNotYet: () => 'I don’t have it yet',
  offerRight: () => 'Yes, it is right',
  offerOtherNumber: () => 'No, another number',
  offerPayMyself: () => 'Yes, I pay at dispatch',
  offerCollect: () => 'No, freight collect',
  offerWillPack: () => 'Yes, packed protectively',
  offerNoPostcode: () => 'There is none',
  offerSubmitParcel: () => 'Yes, submit it',
  offerPart: (part: Part) => capital(PARTS[part]),
  /** P11c: a number is read back at once. */
  numberTaken: (form: Parcel): string => `${shown(form)}, noted.`,
  parcelMissed: (step: Step, misses: number): string => {
    if (step === 'tracking')
      return misses % 2 === 1
        ? 'I can’t find one tracking number in that: letters and digits, as on the waybill.'
        : 'That doesn’t work as a tracking number either. If there is none yet, just say so.'
    if (step === 'addressPart' || step === 'address')
      return misses % 2 === 1 ? 'I can’t take that as an address.' : 'That is not an address I can use yet.'
    if (step === 'confirm')
      // P6
      return misses % 2 === 1
        ? 'It can’t be changed afterwards, so I need a clear yes.'
        : 'A plain “yes” submits it; “change” corrects something.'
    return misses % 2 === 1
      ? 'I didn’t get that for the parcel.'
      : 'Still not clear to me; a number from the list is enough.'
  },
  payAtDispatch: () => 'A parcel sent freight collect can’t be used here: the sender pays when handing it over.', // P8
  toTheDoor: () => 'Only an address with a door, please: nothing is delivered to lockers or pick-up points.', // P8
  waitForNumber: () =>
    'All right. You get it from the courier when you book. Please don’t hand the parcel over yet; send me the number and we go on.', // P11
  parcelLater: () =>
    'All right, I keep what you filled in. Say “parcel” when you want to go on; please don’t ship before that.', // P11
  parcelDropped: () =>
    'I have put the parcel’s details away; the order stays. Say “parcel” to start again, and please don’t ship before that.', // P11
  parcelFiled: (order: Order): string => `Thank you, the parcel’s details are complete.\n${clearance(order)}`,
  trackingChanged: (form: Parcel): string => `Changed: ${shown(form)}. Please compare it once more with the waybill.`, // P11c
  trackingTooLate: () =>
    'That number can’t be changed here any more: the parcel is with us or the order is closed. Our staff can look: say “a person”.',
  shipped: (order: Order): string =>
    // P10
    `Thank you, noted: the parcel of order ${showOrderNumber(order.number)} is on its way. When it arrives it is signed for, unpacked and inspected; I tell you each step.`,
  shippedNoted: (order: Order): string =>
    `Order ${showOrderNumber(order.number)}: the parcel is noted as sent already. I tell you when there is news.`,
  shippedTooEarly: (order: Order): string =>
    // P11
    `I can’t note order ${showOrderNumber(order.number)} as sent: with something missing a parcel is rejected. ${notYet(order)} If it has left already, say “a person” and our staff look into it.`,
  nothingToShip: () =>
    'There is no order here whose parcel could go. Please don’t ship before our staff have confirmed an order. If it has left already, say “a person”.', // P11a
  noParcelYet: (order: Order | null): string =>
    order === null
      ? 'There is no order here that waits for a parcel.'
      : `For order ${showOrderNumber(order.number)} the parcel’s details come once our staff have confirmed that it should come in; I ask you then.`, // P5
  parcelKnown: (order: Order): string => {
    const { logistics } = order
    const stands =
      logistics === null
        ? ''
        : `${carrierWritten(logistics.carrier, 'en')}, number ${trackingWritten(logistics.tracking)}`
    return `Order ${showOrderNumber(order.number)} has its parcel: ${stands}. ${order.shippedAt === null ? clearance(order) : 'It is noted as sent.'} If the number is wrong, say “change the tracking number”.`
  },
  addressLocked: (): string =>
    'I am sorry, the return address can’t be changed any more once it was submitted. If it really doesn’t work, our staff are the ones to ask: say “a person”.', // P6
  addressLater: () =>
    'Nothing has been submitted for that yet: I ask for the return address when an order is to come in.', // P5, P6
})

export type ParcelTexts = ReturnType<typeof parcel>

const shown = ({ carrier, tracking }: Parcel): string =>
  `${carrierWritten(carrier ?? '–', 'en')}, number ${tracking === null ? '–' : trackingWritten(tracking)}`

const clearance = (order: Order): string => (lacksToShip(order).length === 0 ? maySend(order) : notYet(order))

const isWithoutNumber = ({ address }: Parcel): boolean => {
  const checked = address === null ? null : checkAddress(address)
  return checked?.ok === true && checked.doubts.includes('no_house_number')
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
