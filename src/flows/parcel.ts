/** The parcel of an order that staff want to see (P5-P9, P21): one form, asked step by step, read back, submitted with an explicit yes. */
import type { Asking } from './change.ts'
import type { Kit } from './kit.ts'
import { sendNow, tellMoved, tellNotSent } from './order-talk.ts'
import type { OrderMove } from './order-types.ts'
import { after } from './parcel/changes.ts'
import { moveOf, nextStep, type Parcel } from './parcel/form.ts'
import { completed } from './parcel/guards.ts'
import type { Phrase } from './texts/phrase.ts'

const formOf = ({ context }: Asking): Parcel => {
  if (context.parcel === null) throw new Error('a parcel is talked about although none is filled in')
  return context.parcel
}
const formAfter = (asking: Asking): Parcel => after(formOf(asking), asking.event)

const moveWith = (parcel: Parcel): OrderMove => {
  const move = moveOf(parcel)
  if (move === null) throw new Error('a parcel passed its guard and is incomplete')
  return { number: parcel.number, move }
}

/** P11c: read back at once. */
const tellNumber = {
  type: 'say',
  params: (asking: Asking): { readonly phrase: Phrase } => ({ phrase: ['numberTaken', formAfter(asking)] }),
} as const

const tellFiled = {
  type: 'say',
  params: (asking: Asking): { readonly phrase: Phrase } => {
    const order = completed(asking, formOf(asking))
    if (order === null) throw new Error('a parcel passed its guard and cannot be submitted')
    return { phrase: ['parcelFiled', order] }
  },
} as const

const submit = [
  tellFiled,
  { type: 'moveOrder', params: (asking: Asking) => moveWith(formOf(asking)) },
  'closeParcel',
] as const

const correct = [
  {
    type: 'say',
    params: (asking: Asking): { readonly phrase: Phrase } => ({ phrase: ['trackingChanged', formAfter(asking)] }),
  },
  { type: 'moveOrder', params: (asking: Asking) => moveWith(formAfter(asking)) },
  'closeParcel',
] as const

const say = (phrase: Phrase) => ({ type: 'say' as const, params: { phrase } })

const tellMissed = {
  type: 'say',
  params: (asking: Asking): { readonly phrase: Phrase } => ({
    phrase: ['parcelMissed', nextStep(formOf(asking)), asking.context.misses],
  }),
} as const

const isCommand = (command: string) => ({ type: 'commanded' as const, params: { command } })
const isOffer = (offer: string) => ({ type: 'chose' as const, params: { offer } })

export const parcel = (kit: Kit) =>
  kit.createStateConfig({
    id: 'parcel',
    initial: 'filling',
    on: {
      'staff.movedOrder': [
        { guard: 'parcelStands', actions: [tellMoved, 'ask'] },
        { actions: [tellMoved, 'closeParcel'], target: '#afterwards' },
      ],
      'customer.commanded': [
        { guard: isCommand('back'), actions: 'takeBackPart', target: '.filling', reenter: true },
        { guard: isCommand('later'), actions: say(['parcelLater']), target: '#resting' },
        { guard: isCommand('cancel'), actions: [say(['parcelDropped']), 'closeParcel'], target: '#afterwards' },
      ],
    },
    states: {
      filling: {
        meta: { question: 'parcel' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.chose': [
            { guard: isOffer('not_yet'), actions: say(['waitForNumber']), target: '#resting' },
            { guard: isOffer('change'), target: 'choosingChange' },
            { guard: 'choosesCollect', actions: ['miss', say(['payAtDispatch']), 'ask'] },
            { guard: 'submitsParcel', actions: submit, target: '#afterwards' },
            { guard: 'correctsParcel', actions: correct, target: '#afterwards' },
            { guard: 'fillsParcel', actions: 'fillParcel', target: 'filling', reenter: true },
          ],
          'customer.said': [
            { guard: 'submitsParcel', actions: submit, target: '#afterwards' },
            { guard: 'choosesCollect', actions: ['miss', say(['payAtDispatch']), 'ask'] },
            { guard: 'namesPickup', actions: ['miss', say(['toTheDoor']), 'ask'] },
            { guard: 'correctsParcel', actions: correct, target: '#afterwards' },
            { guard: 'takesNumber', actions: [tellNumber, 'fillParcel'], target: 'filling', reenter: true },
            { guard: 'fillsParcel', actions: 'fillParcel', target: 'filling', reenter: true },
            { guard: 'namesPartToChange', actions: 'changePart', target: 'filling', reenter: true },
            { guard: 'wantsPartChanged', target: 'choosingChange' },
            { guard: 'putsOffMatter', actions: say(['parcelLater']), target: '#resting' },
            { guard: 'mayMissAgain', actions: ['miss', tellMissed, 'ask'] },
          ],
          'customer.spokeOfOrder': [
            { guard: 'sends', actions: sendNow },
            {
              guard: 'takesNumber',
              actions: [tellNotSent, tellNumber, 'fillParcel'],
              target: 'filling',
              reenter: true,
            },
            { actions: ['settle', tellNotSent, 'ask'] },
          ],
        },
      },
      choosingChange: {
        meta: { question: 'parcelChange' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.chose': [
            { guard: isOffer('nothing'), actions: 'keepPart', target: 'filling' },
            { actions: 'changePart', target: 'filling' },
          ],
          'customer.said': [
            { guard: 'takesNumber', actions: [tellNumber, 'fillParcel'], target: 'filling' },
            { guard: 'fillsParcel', actions: 'fillParcel', target: 'filling' },
          ],
          'customer.commanded': { guard: isCommand('back'), target: 'filling' },
        },
      },
    },
  })
