/** Consent in plain words before an order is filed (P9, P11, P17, P18), the filing, and what happens next (P4, P7). */
import type { Content } from '../../domain/content.ts'
import type { Hours } from '../../domain/hours.ts'
import { evidenceFor } from '../checks.ts'
import type { Context } from '../context.ts'
import { openCheck } from '../fault/open-check.ts'
import type { Kit } from '../kit.ts'
import { isChecking } from '../taking.ts'
import { draftOf } from './draft.ts'

/** At the end of the checks it was; what can be shown of a machine in danger was not. */
const wasNamed = (content: Content, context: Context): boolean =>
  context.danger !== true && isChecking(context) && openCheck(content, context) === null

/** What stands above is not shown again. */
export const thanksBefore = (question: 'recap' | 'terms') =>
  ({
    guard: { type: 'commanded', params: { command: 'thanks' } },
    actions: ['settle', { type: 'say', params: { phrase: ['gladlyBefore', question] } }],
  }) as const

export const consenting = (kit: Kit, content: Content, hours: Hours) =>
  kit.createStateConfig({
    meta: { question: 'terms' },
    tags: 'awaiting-customer',
    entry: 'ask',
    on: {
      'customer.chose': [
        {
          guard: 'confirmsComplete',
          actions: [
            { type: 'recordOrder', params: ({ context, event }) => ({ draft: draftOf(context, event.at) }) },
            {
              type: 'announce',
              params: ({ context, event: { at, draw } }) => ({
                phrase: [
                  'filed',
                  draw,
                  at,
                  hours.isOpen(at) ? null : hours.nextOpening(at),
                  wasNamed(content, context) ? null : evidenceFor(content, context, context.sent !== null),
                ],
              }),
            },
            'keepOrder',
          ],
          target: '#resting',
        },
        {
          guard: { type: 'chose', params: { offer: 'question' } },
          actions: ['settle', { type: 'say', params: { phrase: ['askAway'] } }],
        },
        {
          guard: { type: 'chose', params: { offer: 'later' } },
          actions: ['settle', { type: 'say', params: { phrase: ['laterThen'] } }],
          target: '#resting',
        },
      ],
      'customer.commanded': [
        thanksBefore('terms'),
        { guard: { type: 'commanded', params: { command: 'back' } }, actions: 'settle', target: 'recap' },
        {
          guard: { type: 'commanded', params: { command: 'repeat' } },
          actions: ['settle', { type: 'say', params: { phrase: ['terms'] } }, 'ask'],
        },
      ],
    },
  })
