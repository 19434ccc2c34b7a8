/** The bot has the talk: free, queued for the opening, or with staff expected any moment. */
import type { Clocks } from './clocks.ts'
import type { DeskKit, Standing } from './kit.ts'
import { closing, ladder } from './ladder.ts'
import { said } from './said.ts'

export const bot = (kit: DeskKit, clocks: Clocks) => {
  const opens = [
    // Who has waited for days is not told so every morning.
    { guard: 'isLongWaitAndOpen', actions: ['stayOnTop', 'postCard'], target: 'expecting' },
    {
      guard: 'isOpenAndBusy',
      actions: ['climbAnew', { type: 'say', params: { phrase: ['openAndBusy'] } }, 'postCard', 'ask'],
      target: 'expecting',
    },
    {
      guard: 'isOpenNow',
      actions: ['climbAnew', { type: 'say', params: { phrase: ['openNow'] } }, 'postCard'],
      target: '#waiting',
    },
  ] as const
  const sayClosed = said(({ event: { at } }: Standing) => ['closedPerson', clocks.nextOpening(at), at])
  return kit.createStateConfig({
    tags: 'bot',
    initial: 'free',
    states: {
      free: {},
      /** A person was asked for outside hours, or nobody came before the end of the day: the bot goes on, the request waits. */
      queued: {
        id: 'queued',
        after: {
          untilOpening: [
            ...opens,
            // Fired late (nothing ran at the opening), or the calendar has changed: wait for the next one.
            { target: 'queued', reenter: true },
          ],
        },
        on: {
          'hours.changed': [
            ...opens,
            {
              guard: 'isOpeningMoved',
              actions: [said(({ event: { at } }) => ['openingMoved', clocks.nextOpening(at), at]), 'ask'],
              target: 'queued',
              reenter: true,
            },
          ],
        },
      },
      /** Staff have the card, the customer is in the middle of something: the bot goes on until a person's first word. */
      expecting: {
        id: 'expecting',
        after: {
          ...ladder('expecting', ['waits', 'waitsLong'], ['stillExpected'], true),
          ...closing('expecting', clocks),
        },
        on: {
          'hours.changed': closing('expecting', clocks).untilClosing,
          'customer.askedForPerson': {
            guard: 'isOpenNow',
            actions: { type: 'say', params: { phrase: ['staffAskedAlready'] } },
            target: '#waiting',
          },
          'staff.released': {
            actions: ['forget', { type: 'say', params: { phrase: ['backWithBot'] } }, 'ask'],
            target: 'free',
          },
        },
      },
    },
    on: {
      'customer.forgot': { actions: 'forget', target: '.free' },
      'customer.left': {
        guard: 'isWanted',
        actions: [
          'forget',
          { type: 'notify', params: { about: 'left' } },
          { type: 'say', params: { phrase: ['leftQueue'] } },
          'ask',
        ],
        target: '.free',
      },
      'customer.askedForPerson': [
        { guard: 'isOutOfReach', actions: [{ type: 'say', params: { phrase: ['noStaffHere'] } }, 'ask'] },
        {
          guard: 'isOpenNow',
          actions: ['queue', said(({ event: { ahead } }) => ['staffAsked', ahead]), 'postCard'],
          target: '#waiting',
        },
        { actions: ['queue', sayClosed, 'ask'], target: '.queued' },
      ],
      'flow.calledStaff': [
        { guard: 'isOutOfReach', actions: { type: 'say', params: { phrase: ['noStaffHere'] } } },
        {
          guard: 'isOpenNow',
          actions: ['queue', { type: 'say', params: { phrase: ['staffAskedForDanger'] } }, 'postCard'],
          target: '#waiting',
        },
        { actions: ['queue', sayClosed], target: '.queued' },
      ],
    },
  })
}
