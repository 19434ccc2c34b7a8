/** The questions of the parcel's form, one for each step of it; its id names the step, so that an earlier button is recognised. */
import { type Asked, type Known, offer, typed } from '../asking.ts'
import { addressLack, nextStep, type Parcel, type Part, type Step } from './form.ts'

const CHANGEABLE: readonly Part[] = ['carrier', 'tracking', 'address', 'returnCarrier']

type Ask = (known: Known, form: Parcel) => Asked

const ASKED: Readonly<Record<Step, Ask>> = {
  carrier: ({ texts, content }) =>
    typed('parcel.carrier', texts.askCarrier(), [
      ...content.policy.returnCarriers.map((carrier) => offer(carrier, texts.offerCarrier(carrier))),
      offer('not_yet', texts.offerNotYet()),
    ]),
  tracking: ({ texts }) => ({
    ...typed('parcel.tracking', texts.askTracking(), [offer('not_yet', texts.offerNotYet())]),
    no: 'not_yet',
    unsure: 'not_yet',
  }),
  compare: ({ texts }, form) => ({
    ...typed('parcel.compare', texts.askCompare(form), [
      offer('right', texts.offerRight()),
      offer('other', texts.offerOtherNumber()),
    ]),
    agreed: 'right',
    no: 'other',
  }),
  senderPaid: ({ texts }) => ({
    ...typed('parcel.freight', texts.askSenderPaid(), [
      offer('yes', texts.offerPayMyself()),
      offer('collect', texts.offerCollect()),
    ]),
    agreed: 'yes',
    no: 'collect',
  }),
  packed: ({ texts }) => ({
    ...typed('parcel.packing', texts.askPacked(), [
      offer('yes', texts.offerWillPack()),
      offer('person', texts.offerPerson()),
    ]),
    agreed: 'yes',
  }),
  address: ({ texts }) => typed('parcel.address', texts.askAddress(), []),
  addressPart: ({ texts }, form) => {
    const lack = addressLack(form) ?? 'street'
    const offers = lack === 'postcode' ? [offer('none', texts.offerNoPostcode())] : []
    return typed(`parcel.${lack}`, texts.askAddressPart(lack), offers)
  },
  returnCarrier: ({ texts, content }) =>
    typed(
      'parcel.back',
      texts.askReturnCarrier(),
      content.policy.returnCarriers.map((carrier) => offer(carrier, texts.offerReturnCarrier(carrier))),
    ),
  /** P6: agreement alone ("ok") is no explicit yes. */
  confirm: ({ texts }, form) => ({
    ...typed('parcel.confirm', texts.askConfirm(form), [
      offer('submit', texts.offerSubmitParcel()),
      offer('change', texts.offerChange()),
    ]),
    yes: 'submit',
    no: 'change',
  }),
}

export const parcelQuestions = (known: Known) => ({
  parcel: (): Asked => {
    const { parcel } = known.context
    if (parcel === null) throw new Error('a parcel is asked about although none is filled in')
    return ASKED[nextStep(parcel)](known, parcel)
  },
  parcelChange: () => ({
    ...typed('parcel.change', known.texts.askParcelChange(), [
      ...CHANGEABLE.map((part) => offer(part, known.texts.offerPart(part))),
      offer('nothing', known.texts.offerNothing()),
    ]),
    no: 'nothing',
  }),
})
