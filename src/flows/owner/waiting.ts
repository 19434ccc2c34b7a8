/** A person is waited for. The bot asks nothing now; it still answers questions about rules, hours and status. */
import type { Clocks } from './clocks.ts'
import type { DeskKit } from './kit.ts'
import { closing, ladder } from './ladder.ts'
import { relayed, said } from './said.ts'

export const waiting = (kit: DeskKit, clocks: Clocks) =>
  kit.createStateConfig({
    id: 'waiting',
    tags: 'waiting',
    after: {
      ...ladder('#waiting', ['waits', 'waitsLong'], ['stillWaiting'], false),
      ...closing('#waiting', clocks),
    },
    on: {
      'hours.changed': closing('#waiting', clocks).untilClosing,
      'customer.askedForPerson': { actions: { type: 'say', params: { phrase: ['staffAskedAlready'] } } },
      /** A danger told while waiting is a card of its own: it goes before the queue. */
      'flow.calledStaff': { actions: ['queue', 'postCard'] },
      'customer.wrote': [
        // Whoever reports a danger is answered each time, in turn with two texts.
        {
          guard: 'isDangerSettled',
          actions: [relayed, { type: 'say', params: { phrase: ['stayAway'] } }, 'unacknowledge'],
        },
        {
          guard: 'isUnacknowledged',
          actions: [relayed, said(({ context }) => ['passedOn', context.reason === 'danger']), 'acknowledge'],
        },
        { actions: relayed },
      ],
      'customer.forgot': { actions: 'forget', target: 'bot' },
      'customer.left': { actions: ['forget', { type: 'notify', params: { about: 'left' } }, 'ask'], target: 'bot' },
      'staff.released': {
        actions: ['forget', { type: 'say', params: { phrase: ['backWithBot'] } }, 'ask'],
        target: 'bot',
      },
    },
  })
