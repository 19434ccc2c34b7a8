/** What messages change in the parcel's form: it is opened for an order, filled, corrected and put away. */
import type { Order } from '../../domain/order.ts'
import { assigns, type Change } from '../change.ts'
import type { Context } from '../context.ts'
import { offerOf, textOf } from '../heard.ts'
import { awaitsParcel, awaitsParcelForm, orderMeant } from '../own-orders.ts'
import type { FlowEvent } from '../types.ts'
import { correction, newParcel, nextStep, PARTS, type Parcel, returnCarrierNamed, takenBack } from './form.ts'
import { filled, gleaned, partToChange } from './reading.ts'

/** The form after an answer: a chosen offer, or whatever the words say for it. Several guards ask this of one event: it is read once. */
export function after(parcel: Parcel, event: FlowEvent): Parcel {
  const known = READ.get(event)
  if (known?.before === parcel) return known.form
  const form = read(parcel, event)
  READ.set(event, { before: parcel, form })
  return form
}
const READ = new WeakMap<FlowEvent, { readonly before: Parcel; readonly form: Parcel }>()

function read(parcel: Parcel, event: FlowEvent): Parcel {
  const offer = offerOf(event)
  if (offer !== null) return afterChoice(parcel, offer)
  if (event.type === 'customer.spokeOfOrder') return gleaned(parcel, textOf(event))
  return event.type === 'customer.said' ? filled(parcel, textOf(event)) : parcel
}

function afterChoice(parcel: Parcel, offer: string): Parcel {
  switch (nextStep(parcel)) {
    case 'carrier':
      return returnCarrierNamed(offer) === null
        ? parcel
        : { ...parcel, carrier: offer, compared: false, changing: null }
    case 'compare':
      if (offer === 'other') return { ...parcel, tracking: null }
      return offer === 'right' ? { ...parcel, compared: true } : parcel
    case 'senderPaid':
      return offer === 'yes' ? { ...parcel, senderPaid: true, changing: null } : parcel
    case 'packed':
      return offer === 'yes' ? { ...parcel, packed: true, changing: null } : parcel
    case 'addressPart':
      return offer === 'none' ? filled(parcel, 'none') : parcel
    case 'returnCarrier': {
      const returnCarrier = returnCarrierNamed(offer)
      return returnCarrier === null ? parcel : { ...parcel, returnCarrier, changing: null }
    }
    default:
      return parcel
  }
}

const putOff = ({ topic, parcel, quote }: Context): Parcel['before'] => {
  if (topic === 'parcel') return parcel?.before ?? 'none'
  return topic === 'quote' ? (quote?.before ?? 'none') : topic
}

/** What the words say already is filled in at once, into what was put off if there is such a form. */
const openFor =
  (holds: (order: Order) => boolean, form: (order: Order, before: Parcel['before']) => Parcel): Change =>
  (context, event) => {
    const order = orderMeant({ context, event }, holds)
    if (order === null) return {}
    const fresh = form(order, putOff(context))
    const { parcel } = context
    const goesOn = parcel !== null && parcel.number === fresh.number && parcel.filed === fresh.filed
    return { topic: 'parcel', parcel: after(goesOn ? parcel : fresh, event), misses: 0 }
  }

/** The order that staff have moved. */
const openParcelMoved: Change = (context, event) =>
  event.type === 'staff.movedOrder'
    ? { topic: 'parcel', parcel: newParcel(event.number, putOff(context)), misses: 0 }
    : {}

const onForm =
  (change: (parcel: Parcel, event: FlowEvent) => Parcel): Change =>
  ({ parcel }, event) =>
    parcel === null ? {} : { parcel: change(parcel, event), misses: 0 }

export const parcelChanges = assigns({
  openParcel: openFor(awaitsParcelForm, ({ number }, before) => newParcel(number, before)),
  openCorrection: openFor(awaitsParcel, correction),
  openParcelMoved,
  fillParcel: onForm(after),
  takeBackPart: onForm(takenBack),
  changePart: onForm((parcel, event) => ({
    ...parcel,
    changing: PARTS.find((part) => part === offerOf(event)) ?? partToChange(textOf(event)),
  })),
  keepPart: onForm((parcel) => ({ ...parcel, changing: null })),
  /** The address goes with it: it stands in the order now, or was not submitted. */
  closeParcel: ({ parcel }) => ({ topic: parcel?.before ?? 'none', parcel: null, misses: 0 }),
})
