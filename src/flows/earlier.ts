/**
 * Answers to questions that are not open any more, as their buttons give them: taken where nothing was known, offered as a change where
 * something else was, and politely placed where they mean nothing now.
 */
import type { Kit } from './kit.ts'

const wished = (...offers: readonly string[]) => ({ guard: { type: 'choseEarlier' as const, params: { offers } } })

/** What the button of an earlier question leads to, at any moment. */
export const earlierAnswers = (kit: Kit) =>
  kit.createStateConfig({
    on: {
      'customer.choseEarlier': [
        {
          guard: 'toldDangerEarlier',
          actions: [
            'noteDanger',
            { type: 'say', params: { phrase: ['safety'] } },
            { type: 'callStaff', params: { reason: 'danger' } },
          ],
          target: '#deciding',
        },
        { ...wished('order', 'draft'), actions: 'startForm', target: '#deciding' },
        { ...wished('resume'), actions: 'settle', target: '#deciding' },
        { ...wished('menu'), actions: 'settle', target: '#menu' },
        {
          guard: 'putsOffEarlier',
          actions: ['settle', { type: 'say', params: { phrase: ['laterThen'] } }],
          target: '#resting',
        },
        {
          guard: 'confirmsKnown',
          actions: ['settle', { type: 'say', params: { phrase: ['haveThat'] } }, 'ask'],
        },
        { guard: 'answersUnknown', actions: ['noteEarlier', 'takeEarlier'], target: '#deciding' },
        { guard: 'changesKnown', actions: 'noteEarlier', target: '#changingEarlier' },
        { actions: ['settle', { type: 'say', params: { phrase: ['earlierQuestion'] } }, 'ask'] },
      ],
    },
  })

/** "You chose X16-Q earlier. Change it?" */
export const changingEarlier = (kit: Kit) =>
  kit.createStateConfig({
    id: 'changingEarlier',
    meta: { question: 'earlier' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.chose': [
        {
          guard: { type: 'chose', params: { offer: 'yes' } },
          actions: ['takeEarlier', { type: 'say', params: { phrase: ['changed'] } }],
          target: '#deciding',
        },
        { guard: { type: 'chose', params: { offer: 'no' } }, actions: 'dropEarlier', target: '#deciding' },
      ],
      /** Whoever answers the question before it leaves things as they are. */
      'customer.said': { guard: 'tellsMore', actions: ['dropEarlier', 'noteFacts'], target: '#deciding' },
      'customer.commanded': {
        guard: { type: 'commanded', params: { command: 'back' } },
        actions: 'dropEarlier',
        target: '#deciding',
      },
    },
  })
