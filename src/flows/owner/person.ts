/** A person has the talk: the bot is silent until it is handed back, left, closed, or the person is gone for too long. */
import type { Clocks } from './clocks.ts'
import type { DeskKit, Standing } from './kit.ts'
import { ladder } from './ladder.ts'
import { relayed, said } from './said.ts'

const backToBot = ['forget', { type: 'say', params: { phrase: ['backWithBot'] } }, 'ask'] as const
const notice = <About extends string>(about: About) => ({ type: 'notify' as const, params: { about } })

export const person = (kit: DeskKit, clocks: Clocks) => {
  const named = (phrase: 'closedReply' | 'closedUnanswered' | 'personGone') =>
    said(({ event: { at } }: Standing) => [phrase, clocks.nextOpening(at), at])
  /** The desk is closed and nobody says so: once a closed period, and not on the heels of a person's words. */
  const wrote = (rest: { readonly actions: readonly 'owe'[]; readonly target?: 'owing' }) => [
    {
      guard: 'repliesAutomatically' as const,
      ...rest,
      actions: [...rest.actions, relayed, named('closedReply'), 'noteReply' as const],
    },
    { ...rest, actions: [...rest.actions, relayed] },
  ]

  return kit.createStateConfig({
    id: 'person',
    tags: 'person',
    initial: 'settling',
    after: {
      personIsAway: [
        { guard: 'isStillThere', target: '#person', reenter: true },
        {
          guard: 'isOwedAndOpen',
          actions: ['returnToQueue', notice('tookTooLong'), { type: 'say', params: { phrase: ['nobodyCame'] } }, 'ask'],
          target: '#expecting',
        },
        {
          guard: 'isOwedSinceOpen',
          actions: ['returnToQueue', 'waitOvernight', notice('tookTooLong'), named('closedUnanswered'), 'ask'],
          target: '#queued',
        },
        { guard: 'isOwed', actions: ['forget', notice('idle'), named('personGone'), 'ask'], target: 'bot' },
        { actions: [notice('idle'), ...backToBot], target: 'bot' },
      ],
    },
    states: {
      settling: { always: [{ guard: 'isOwed', target: 'owing' }, { target: 'answered' }] },
      /** Theirs was the last word. */
      answered: { on: { 'customer.wrote': wrote({ actions: ['owe'], target: 'owing' }) } },
      /** The customer waits for their answer. */
      owing: {
        id: 'owing',
        after: ladder('#owing', ['owed', 'owedLong'], ['stillWaitingForAnswer'], false),
        on: { 'customer.wrote': wrote({ actions: [] }) },
      },
      /** The talk is closed soon, unless the customer writes. */
      closing: {
        id: 'closing',
        after: { closesSoon: { actions: ['forget', notice('closed'), 'closeTalk'], target: '#desk.bot' } },
        on: { 'customer.wrote': { actions: ['owe', relayed], target: 'owing' } },
      },
    },
    on: {
      'customer.forgot': { actions: 'forget', target: 'bot' },
      /** Whoever writes must know that their words did not arrive, each time. */
      'customer.unreachable': [
        { guard: 'isToldAtTheLine', actions: 'noteGone' },
        {
          actions: [
            'noteGone',
            { type: 'notify', params: ({ event }) => ({ about: 'undelivered', detail: event.reason }) },
          ],
        },
      ],
      'customer.left': [
        { guard: 'isBusy', actions: [notice('left'), ...backToBot], target: 'bot' },
        { actions: ['forget', notice('left'), 'closeTalk'], target: 'bot' },
      ],
      'staff.released': { actions: [notice('released'), ...backToBot], target: 'bot' },
      /** Who had the talk is no longer on the list: it returns to the queue. */
      'staff.gone': [
        {
          guard: 'isTheirsWhileOpen',
          actions: ['returnToQueue', 'climbAnew', { type: 'say', params: { phrase: ['colleagueLeft'] } }, 'postCard'],
          target: '#waiting',
        },
        {
          guard: 'isTheirs',
          actions: ['returnToQueue', 'waitOvernight', named('closedUnanswered'), 'ask'],
          target: '#queued',
        },
      ],
    },
  })
}
