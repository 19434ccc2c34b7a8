/** The order form after the fault is known: machines, contact, condition, recap, change, consent, number (P4, P11, P13). */
import type { Content } from '../domain/content.ts'
import type { Hours } from '../domain/hours.ts'
import { callingCodeIn } from '../domain/phone-country.ts'
import { goodNews } from './fault/checking.ts'
import { type Changeable, wordsOf } from './heard.ts'
import type { Kit } from './kit.ts'
import { askingMachines } from './order/asking-machines.ts'
import { consenting, thanksBefore } from './order/consenting.ts'
import type { Phrase } from './texts/phrase.ts'

const toAnswer = (slot: Changeable, target: string) => ({
  guard: { type: 'isSlotOffer' as const, params: { slot } },
  actions: 'beginChange' as const,
  target: `#conversation.talk.${target}`,
})

/** Where each answer is given anew. */
const toAnswers = [
  toAnswer('fault', 'fault.describing'),
  toAnswer('since', 'fault.askingSince'),
  toAnswer('changed', 'fault.askingChanged'),
  toAnswer('model', 'fault.askingModel'),
  toAnswer('serial', 'fault.askingSerial'),
  toAnswer('machines', 'order.askingMachines'),
  toAnswer('marks', 'order.askingMarks'),
  toAnswer('voltage', 'order.askingVoltage'),
  toAnswer('name', 'order.askingName'),
  toAnswer('phone', 'order.askingPhone'),
]

/** An answer is to be given anew, at any moment of a fault or its order; what was not asked yet will be. */
export const wantedChange = [
  ...toAnswers.map(({ guard, ...rest }) => ({ guard: { ...guard, type: 'changesSlot' as const }, ...rest })),
  {
    actions: [
      'settle' as const,
      { type: 'say' as const, params: { phrase: ['notAskedYet'] as const } },
      'ask' as const,
    ],
  },
]

const takesVoltage = { guard: 'saysVoltage', actions: 'takeVoltage', target: '#deciding' } as const

export const order = (kit: Kit, content: Content, hours: Hours) =>
  kit.createStateConfig({
    initial: 'askingName',
    states: {
      askingMachines: askingMachines(kit),
      askingName: {
        meta: { question: 'name' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.said': { guard: 'saysName', actions: 'takeName', target: '#deciding' },
          'customer.chose': { guard: 'hasDisplayName', actions: 'takeName', target: '#deciding' },
        },
      },
      askingPhone: {
        meta: { question: 'phone' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.said': [
            { guard: 'saysPhone', actions: 'takePhone', target: '#deciding' },
            {
              guard: 'completesName',
              actions: ['completeName', { type: 'say', params: { phrase: ['noted'] } }, 'ask'],
            },
            {
              guard: 'avoidsPhone',
              actions: [
                'miss',
                { type: 'say', params: ({ context }) => ({ phrase: ['phoneNeeded', context.misses] }) },
                'ask',
              ],
            },
            {
              guard: 'namesCountry',
              actions: [
                'miss',
                {
                  type: 'say',
                  params: ({ event }): { readonly phrase: Phrase } => ({
                    phrase: ['callingCode', callingCodeIn(wordsOf(event)) ?? ''],
                  }),
                },
              ],
            },
            {
              guard: 'triesPhone',
              actions: [
                'miss',
                { type: 'say', params: ({ context }) => ({ phrase: ['notAPhone', context.misses] }) },
                'ask',
              ],
            },
          ],
        },
      },
      askingMarks: {
        meta: { question: 'marks' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.said': [
            { guard: 'saysMarks', actions: 'takeMarks', target: '#deciding' },
            {
              guard: 'deniesSomeMarks',
              actions: ['noteUnmarked', { type: 'say', params: { phrase: ['noted'] } }, 'ask'],
            },
            { guard: 'saysPlainYes', actions: ['miss', { type: 'say', params: { phrase: ['whichMark'] } }, 'ask'] },
          ],
          'customer.chose': { guard: 'saysMarks', actions: 'takeMarks', target: '#deciding' },
        },
      },
      askingVoltage: {
        meta: { question: 'voltage' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: { 'customer.said': takesVoltage, 'customer.chose': takesVoltage },
      },
      recap: {
        meta: { question: 'recap' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.said': goodNews,
          'customer.commanded': thanksBefore('recap'),
          'customer.chose': [
            { guard: { type: 'chose', params: { offer: 'change' } }, target: 'choosingChange' },
            { guard: { type: 'chose', params: { offer: 'drop' } }, target: '#leaving' },
            {
              guard: { type: 'chose', params: { offer: 'submit' } },
              actions: { type: 'say', params: { phrase: ['terms'] } },
              target: 'consenting',
            },
          ],
        },
      },
      consenting: consenting(kit, content, hours),
      choosingChange: {
        meta: { question: 'change' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.chose': [...toAnswers, { guard: { type: 'chose', params: { offer: 'nothing' } }, target: 'recap' }],
          'customer.said': {
            guard: 'correctsInPassing',
            actions: ['correctFacts', { type: 'say', params: { phrase: ['good'] } }],
            target: 'recap',
          },
          'customer.commanded': { guard: { type: 'commanded', params: { command: 'back' } }, target: 'recap' },
        },
      },
    },
  })
