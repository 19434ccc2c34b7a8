/** Questions to the parcel's form under way, and to what a message adds to it. */
import type { Order } from '../../domain/order.ts'
import type { Asking } from '../change.ts'
import { offerOf, textOf, wordsOf } from '../heard.ts'
import { awaitsParcel, awaitsParcelForm, movedByCustomer, ownOrders } from '../own-orders.ts'
import { after } from './changes.ts'
import { moveOf, nextStep, type Parcel } from './form.ts'
import { choosesCollect, namesPickup } from './reading.ts'

/** The order that the form is about. */
export const orderOf = (asking: Asking, parcel: Parcel): Order | null =>
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
  fillsParcel: (asking: Asking) => JSON.stringify(formAfter(asking)) !== JSON.stringify(asking.context.parcel),
  /** The only thing left was the number, and it stands now. */
  correctsParcel: (asking: Asking) => {
    const form = formAfter(asking)
    return form?.filed === true && completed(asking, form) !== null
  },
  submitsParcel: (asking: Asking) => {
    const { parcel } = asking.context
    return parcel !== null && offerOf(asking.event) === 'submit' && completed(asking, parcel) !== null
  },
  choosesCollect: ({ context, event }: Asking) =>
    context.parcel !== null &&
    (offerOf(event) === 'collect' || choosesCollect(wordsOf(event), nextStep(context.parcel))),
  namesPickup: ({ context, event }: Asking) =>
    context.parcel !== null &&
    (nextStep(context.parcel) === 'address' || nextStep(context.parcel) === 'addressPart') &&
    namesPickup(textOf(event)),
  /** The order still wants what the form is for. */
  parcelStands: (asking: Asking) => {
    const { parcel } = asking.context
    const order = parcel === null ? null : orderOf(asking, parcel)
    return parcel !== null && order !== null && (parcel.filed ? awaitsParcel(order) : awaitsParcelForm(order))
  },
}
