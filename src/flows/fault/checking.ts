/** The remote checks, of the place and of the machine, and what their ends lead to: solved, staff, or a return proposed (P4). */
import type { Content } from '../../domain/content.ts'
import type { Kit } from '../kit.ts'
import { tellEvidence, tellVerdict } from '../verdict.ts'

/** What staff must look at: why, in the tree's words, and what they will want to see. */
const toTechnicians = (content: Content) =>
  [
    'takeCheck',
    { type: 'say', params: { phrase: ['needsTechnicians'] } },
    tellVerdict(content),
    tellEvidence(content),
  ] as const

export const checking = (kit: Kit, content: Content) =>
  kit.createStateConfig({
    id: 'checking',
    meta: { question: 'check' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.chose': [
        {
          guard: { type: 'isCheckAnswer', params: { outcome: 'solved' } },
          actions: ['takeCheck', tellVerdict(content)],
          target: '#deciding',
        },
        { guard: { type: 'isCheckAnswer', params: { outcome: 'more' } }, actions: 'takeCheck', target: '#deciding' },
        {
          guard: { type: 'isCheckAnswer', params: { outcome: 'machine' } },
          actions: ['takeCheck', tellVerdict(content)],
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
  })

/**
 * That the fault is gone is confirmed, whether an answer, a page or the customer's own words tell it: a tap too quick must not end the
 * matter.
 */
export const confirming = (kit: Kit) =>
  kit.createStateConfig({
    id: 'confirming',
    meta: { question: 'solved' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.chose': [
        {
          guard: { type: 'chose', params: { offer: 'yes' } },
          actions: ['noteSolved', { type: 'say', params: { phrase: ['solved'] } }, 'forgetTalk'],
          target: '#resting',
        },
        {
          guard: 'deniesSolved',
          actions: ['takeBack', { type: 'say', params: { phrase: ['thenOn'] } }],
          target: '#deciding',
        },
        { guard: { type: 'chose', params: { offer: 'no' } }, target: '#deciding' },
      ],
      // No answer led here, so none is taken back.
      'customer.commanded': {
        guard: 'goesBackUnsolved',
        target: '#deciding',
      },
    },
  })

/** Good news at a question that does not ask for it. After a danger no machine is to run before staff have looked at it. */
export const goodNews = [
  {
    guard: 'bringsGoodNewsAfterDanger',
    actions: ['settle', { type: 'say', params: { phrase: ['stayAway'] } }, 'ask'],
  },
  { guard: 'bringsGoodNews', actions: 'settle', target: '#confirming' },
] as const
