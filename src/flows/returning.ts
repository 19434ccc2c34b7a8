/** Where a talk stands that lost its thread: after a long silence, and after words that nothing could be made of. All answers are kept. */

import type { Content } from '../domain/content.ts'
import { keptForStaff } from './fault/asking.ts'
import { heardOf } from './fault/understood.ts'
import type { Kit } from './kit.ts'

const resume = {
  guard: { type: 'chose', params: { offer: 'resume' } },
  actions: 'dropAside',
  target: '#deciding',
} as const
const toMenu = { guard: { type: 'chose', params: { offer: 'menu' } }, actions: 'dropAside', target: '#menu' } as const

/** More about the open matter is an answer too: yes, go on. */
const goesOn = (kit: Kit) =>
  kit.createStateConfig({
    on: {
      'customer.said': {
        guard: 'tellsMore',
        actions: ['dropAside', 'noteFacts', { type: 'say', params: { phrase: ['noted'] } }],
        target: '#deciding',
      },
      'customer.commanded': { guard: { type: 'commanded', params: { command: 'back' } }, target: '#deciding' },
    },
  })

/** The customer is back: go on, start anew, or look at the menu. */
export const returning = (kit: Kit, content: Content) =>
  kit.createStateConfig({
    id: 'returning',
    meta: { question: 'returning' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      ...goesOn(kit).on,
      'customer.chose': [
        resume,
        {
          guard: { type: 'chose', params: { offer: 'anew' } },
          actions: [
            'startAnew',
            { type: 'say', params: ({ context }) => ({ phrase: ['understood', heardOf(content, context)] }) },
          ],
          target: '#deciding',
        },
        toMenu,
      ],
    },
  })

/** The question is put down: what comes now is answered in few words, each time in others. */
export const stuck = (kit: Kit, content: Content) =>
  kit.createStateConfig({
    id: 'stuck',
    meta: { question: 'stuck' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      ...goesOn(kit).on,
      'customer.said': [
        goesOn(kit).on['customer.said'],
        {
          guard: 'correctsFacts',
          actions: ['correctFacts', { type: 'say', params: ({ context }) => ({ phrase: ['corrected', context] }) }],
          target: '#deciding',
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
        keptForStaff,
        { actions: ['miss', { type: 'say', params: ({ context }) => ({ phrase: ['stillStuck', context.misses] }) }] },
      ],
      'customer.chose': [resume, toMenu],
    },
  })
