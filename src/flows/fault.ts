/** The fault: danger first, then what it is, which machine, since when, and the remote checks. Ends in an offer to draft the order. */
import type { Content } from '../domain/content.ts'
import type { Context } from './context.ts'
import { askingChanged, askingCount, askingSerial, askingSince } from './fault/asking.ts'
import { checking, confirming, goodNews } from './fault/checking.ts'
import type { Kit } from './kit.ts'
import { settlingMachine } from './pasted/hearing.ts'
import type { Phrase } from './texts/phrase.ts'

/** What was understood is said back, so that a wrong guess shows at once. */
const acknowledge = {
  type: 'say',
  params: ({ context }: { readonly context: Context }): { readonly phrase: Phrase } => ({
    phrase: context.symptom === null ? ['noted'] : ['gotFault', context.symptom],
  }),
} as const

export const fault = (kit: Kit, content: Content) =>
  kit.createStateConfig({
    initial: 'askingDanger',
    on: { 'customer.said': goodNews },
    states: {
      askingDanger: {
        meta: { question: 'danger' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.chose': [
            {
              guard: { type: 'chose', params: { offer: 'no' } },
              actions: ['dangerNo', { type: 'say', params: { phrase: ['good'] } }],
              target: '#deciding',
            },
            {
              guard: { type: 'chose', params: { offer: 'yes' } },
              actions: [
                'dangerYes',
                { type: 'say', params: { phrase: ['safety'] } },
                { type: 'callStaff', params: { reason: 'danger' } },
              ],
              target: '#deciding',
            },
          ],
        },
      },
      settlingMachine: settlingMachine(kit),
      describing: {
        meta: { question: 'fault' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.said': { guard: 'saysEnough', actions: ['takeFault', acknowledge], target: '#deciding' },
          'customer.chose': { guard: 'isSymptomOffer', actions: ['chooseSymptom', acknowledge], target: '#deciding' },
        },
      },
      askingModel: {
        meta: { question: 'model' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.said': [
            { guard: 'namesModel', actions: 'takeModel', target: '#deciding' },
            {
              guard: 'namesSerialFirst',
              actions: [
                'noteFacts',
                { type: 'say', params: ({ context }) => ({ phrase: ['gotSerial', context.serial] }) },
                'ask',
              ],
            },
          ],
          'customer.chose': { guard: 'namesModel', actions: 'takeModel', target: '#deciding' },
        },
      },
      askingSerial: askingSerial(kit),
      askingSince: askingSince(kit, content),
      askingChanged: askingChanged(kit),
      askingCount: askingCount(kit),
      checking: checking(kit, content),
      confirming: confirming(kit),
      offering: {
        meta: { question: 'offer' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.said': [
            ...goodNews,
            { guard: 'saysUnsure', actions: ['miss', { type: 'say', params: { phrase: ['offerExplained'] } }, 'ask'] },
          ],
          'customer.chose': [
            {
              guard: { type: 'chose', params: { offer: 'draft' } },
              actions: 'startForm',
              target: '#deciding',
            },
            {
              guard: { type: 'chose', params: { offer: 'later' } },
              actions: [{ type: 'say', params: { phrase: ['laterThen'] } }],
              target: '#resting',
            },
          ],
        },
      },
    },
  })
