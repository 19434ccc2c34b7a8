/** Questions to the parcel's form under way, and to what a message adds to it. */
import type { Order } from '../../domain/order.ts'
import type { Asking } from '../change.ts'
import { offerOf, textOf, wordsOf } from '../heard.ts'
import { awaitsParcel, awaitsParcelForm, movedByCustomer, ownOrders } from '../own-orders.ts'
import { wantsChange } from '../words.ts'
import { namesPickup } from './address-words.ts'
import { after } from './changes.ts'
import { moveOf, nextStep, type Parcel } from './form.ts'
import { choosesCollect, partToChange, saysSubmit } from './reading.ts'

/** The order that the form is about. */
const orderOf = (asking: Asking, parcel: Parcel): Order | null =>
  ownOrders(asking).find(({ number }) => number === parcel.number) ?? null

/** The order as the whole form would leave it; null while the form or a rule is in the way. */
export function completed(asking: Asking, parcel: Parcel): Order | null {
  const order = orderOf(asking, parcel)
  const move = moveOf(parcel)
  return order === null || move === null ? null : movedByCustomer(order, move, asking.event.at)
}

const formAfter = ({ context, event }: Asking): Parcel | null =>
  context.parcel === null ? null : after(context.parcel, event)

export const parcelGuards = {
  isParcel: ({ context }: Asking) => context.topic === 'parcel' && context.parcel !== null,
  /** A number, and no doubt about it: one that looks odd is shown by the question itself. */
  takesNumber: (asking: Asking) => {
    const form = formAfter(asking)
    const isNew = form !== null && form.tracking !== null && form.tracking !== asking.context.parcel?.tracking
    return isNew && nextStep(form) !== 'compare'
  },
  fillsParcel: (asking: Asking) => JSON.stringify(formAfter(asking)) !== JSON.stringify(asking.context.parcel),
  /** The only thing left was the number, and it stands now. */
  correctsParcel: (asking: Asking) => {
    const form = formAfter(asking)
    return form?.filed === true && completed(asking, form) !== null
  },
  submitsParcel: (asking: Asking) => {
    const { parcel } = asking.context
    const isYes = offerOf(asking.event) === 'submit' || saysSubmit(wordsOf(asking.event))
    return parcel !== null && isYes && completed(asking, parcel) !== null
  },
  choosesCollect: ({ event }: Asking) => offerOf(event) === 'collect' || choosesCollect(wordsOf(event)),
  namesPickup: ({ context, event }: Asking) => {
    const step = context.parcel === null ? null : nextStep(context.parcel)
    return (step === 'address' || step === 'addressPart') && namesPickup(textOf(event))
  },
  wantsPartChanged: ({ context, event }: Asking) =>
    context.parcel !== null && nextStep(context.parcel) === 'confirm' && wantsChange(wordsOf(event)),
  namesPartToChange: ({ context, event }: Asking) =>
    context.parcel !== null && nextStep(context.parcel) === 'confirm' && partToChange(wordsOf(event)) !== null,
  /** The order still wants what the form is for. */
  parcelStands: (asking: Asking) => {
    const { parcel } = asking.context
    const order = parcel === null ? null : orderOf(asking, parcel)
    return parcel !== null && order !== null && (parcel.filed ? awaitsParcel(order) : awaitsParcelForm(order))
  },
}
