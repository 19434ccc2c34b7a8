/** The fault: danger first, then what it is, which machine, and the remote checks of its tree. Ends in an offer to draft the order. */
import type { Content } from '../domain/content.ts'
import type { Context } from './context.ts'
import type { Kit } from './kit.ts'
import { confirmingWell, settlingMachine } from './pasted/hearing.ts'
import type { Phrase } from './texts/phrase.ts'
import { tellEvidence, tellVerdict } from './verdict.ts'

/** What was understood is said back, so that a wrong guess shows at once. */
const acknowledge = {
  type: 'say',
  params: ({ context }: { readonly context: Context }): { readonly phrase: Phrase } => ({
    phrase: context.symptom === null ? ['noted'] : ['gotFault', context.symptom],
  }),
} as const

/** What staff must look at: why, in the tree's words, and what they will want to see. */
const toTechnicians = (content: Content) =>
  [
    'takeCheck',
    { type: 'say', params: { phrase: ['needsTechnicians'] } },
    tellVerdict(content),
    tellEvidence(content),
  ] as const

export const fault = (kit: Kit, content: Content) =>
  kit.createStateConfig({
    initial: 'askingDanger',
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
      confirmingWell: confirmingWell(kit),
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
          'customer.said': { guard: 'namesModel', actions: 'takeModel', target: '#deciding' },
          'customer.chose': { guard: 'namesModel', actions: 'takeModel', target: '#deciding' },
        },
      },
      askingSerial: {
        meta: { question: 'serial' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.said': [
            {
              guard: 'namesSerial',
              actions: [
                'takeSerial',
                { type: 'say', params: ({ context }) => ({ phrase: ['gotSerial', context.serial] }) },
              ],
              target: '#deciding',
            },
            {
              guard: 'missedTwice',
              actions: ['leaveSerial', { type: 'say', params: { phrase: ['serialLater'] } }],
              target: '#deciding',
            },
            {
              actions: [
                'miss',
                { type: 'say', params: ({ context }) => ({ phrase: ['notASerial', context.misses] }) },
                'ask',
              ],
            },
          ],
          'customer.chose': {
            guard: { type: 'chose', params: { offer: 'unreadable' } },
            actions: ['leaveSerial', { type: 'say', params: { phrase: ['serialLater'] } }],
            target: '#deciding',
          },
        },
      },
      checking: {
        meta: { question: 'check' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.chose': [
            {
              guard: { type: 'isCheckAnswer', params: { outcome: 'solved' } },
              actions: [
                'takeCheck',
                { type: 'say', params: { phrase: ['solved'] } },
                tellVerdict(content),
                'forgetTalk',
              ],
              target: '#resting',
            },
            {
              guard: { type: 'isCheckAnswer', params: { outcome: 'more' } },
              actions: 'takeCheck',
              target: '#deciding',
            },
            {
              guard: { type: 'isCheckAnswer', params: { outcome: 'done' } },
              actions: ['takeCheck', tellEvidence(content)],
              target: '#deciding',
            },
            {
              guard: { type: 'isCheckAnswer', params: { outcome: 'staff' } },
              actions: toTechnicians(content),
              target: '#deciding',
            },
            {
              // P4: a return is only proposed; what follows is the offer of an order, about which staff decide.
              guard: { type: 'isCheckAnswer', params: { outcome: 'return' } },
              actions: toTechnicians(content),
              target: '#deciding',
            },
          ],
        },
      },
      offering: {
        meta: { question: 'offer' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
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
