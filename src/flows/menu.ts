/** Where a talk begins and where it comes to rest: the menu, the quiet after something ended, leaving a draft, choosing a language. */
import { and } from 'xstate'
import type { Content } from '../domain/content.ts'
import type { Asking } from './change.ts'
import { heardOf } from './fault/understood.ts'
import type { Kit } from './kit.ts'
import { movedWhileIdle } from './order-talk.ts'
import type { Phrase } from './texts/phrase.ts'

/** A model or serial number before anything is wrong with it: kept for what comes. */
const noteMachineAlone = [
  'settle',
  'noteFacts',
  {
    type: 'say',
    params: ({ context }: Asking): { readonly phrase: Phrase } => ({
      phrase: ['machineNoted', context.model, context.serial],
    }),
  },
] as const

/** A matter is opened by describing a fault or by choosing from the menu; both at the menu and out of the quiet. */
const openings = (kit: Kit, content: Content) =>
  kit.createStateConfig({
    on: {
      'staff.movedOrder': movedWhileIdle,
      'customer.said': [
        {
          guard: 'continuesFault',
          actions: ['noteFacts', { type: 'say', params: { phrase: ['noted'] } }],
          target: '#deciding',
        },
        {
          guard: and(['describesFault', 'hasMatter']),
          actions: ['putAside', { type: 'say', params: ({ context }) => ({ phrase: ['stillOpen', context] }) }],
          target: '#returning',
        },
        {
          guard: 'describesFault',
          actions: [
            'startFault',
            'noteFacts',
            'keepWords',
            { type: 'say', params: ({ context }) => ({ phrase: ['understood', heardOf(content, context)] }) },
          ],
          target: '#deciding',
        },
      ],
      'customer.chose': [
        {
          guard: and([{ type: 'chose', params: { offer: 'fault' } }, 'hasMatter']),
          actions: ['expectNew', { type: 'say', params: ({ context }) => ({ phrase: ['stillOpen', context] }) }],
          target: '#returning',
        },
        { guard: { type: 'chose', params: { offer: 'fault' } }, actions: 'startFault', target: '#deciding' },
        { guard: { type: 'chose', params: { offer: 'order' } }, actions: 'startForm', target: '#deciding' },
        { guard: { type: 'chose', params: { offer: 'resume' } }, target: '#deciding' },
      ],
    },
  })

/** From a question beside the matter, `back` leads to the matter and takes no answer of it back. */
const backToTalk = {
  'customer.commanded': { guard: { type: 'commanded', params: { command: 'back' } }, target: '#deciding' },
} as const

export const menu = (kit: Kit, content: Content) => {
  const opening = openings(kit, content)
  return kit.createStateConfig({
    id: 'menu',
    meta: { question: 'menu' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      ...opening.on,
      ...backToTalk,
      'customer.said': [
        ...opening.on['customer.said'],
        { guard: 'namesMachineAlone', actions: [...noteMachineAlone, 'ask'] },
        { guard: 'saysUnsure', actions: ['miss', { type: 'say', params: { phrase: ['helpChoosing'] } }, 'ask'] },
      ],
    },
  })
}

/** Something has ended and nothing is asked: whatever comes next opens a matter, or brings the menu back. */
export const resting = (kit: Kit, content: Content) => {
  const opening = openings(kit, content)
  return kit.createStateConfig({
    id: 'resting',
    ...opening,
    on: {
      ...opening.on,
      // "ok", 👍: nothing is wanted. Anything else brings the menu back.
      'customer.said': [
        ...opening.on['customer.said'],
        { guard: 'namesMachineAlone', actions: [...noteMachineAlone], target: '#menu' },
        { guard: 'nods', actions: { type: 'say', params: { phrase: ['anyTime'] } } },
        { target: '#menu' },
      ],
      /** A greeting to a matter that was put off is a return. */
      'customer.commanded': {
        guard: { type: 'commandedAndOpen', params: { command: 'start' } },
        actions: { type: 'say', params: ({ context }) => ({ phrase: ['welcomeBack', context] }) },
        target: '#returning',
      },
      /** The moment has come that the customer wanted to be reminded at. */
      'talk.resumed': { target: '#deciding' },
    },
  })
}

export const leaving = (kit: Kit) =>
  kit.createStateConfig({
    id: 'leaving',
    meta: { question: 'leave' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.chose': [
        {
          guard: { type: 'chose', params: { offer: 'yes' } },
          actions: ['forgetTalk', { type: 'say', params: { phrase: ['dropped'] } }],
          target: 'menu',
        },
        { guard: { type: 'chose', params: { offer: 'no' } }, target: '#deciding' },
      ],
      ...backToTalk,
    },
  })

export const choosingLanguage = (kit: Kit) =>
  kit.createStateConfig({
    id: 'choosingLanguage',
    meta: { question: 'language' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.chose': {
        guard: 'isLanguageOffer',
        actions: ['setLanguage', { type: 'say', params: { phrase: ['languageSet'] } }],
        target: '#deciding',
      },
      ...backToTalk,
    },
  })
