/**
 * Who owns the talk: the bot, a queue, or a person (design: bot, waiting, person); or nobody, when staff have banned the customer. It hears each event first and the conversation hears only
 * what it lets through. A person comes in only while the desk is open (P1); at other times the request waits for the opening.
 */
import type { Hours } from '../domain/hours.ts'
import { NOT_KEPT } from './files/counted.ts'
import { banned } from './owner/banned.ts'
import { bot } from './owner/bot.ts'
import { createClocks } from './owner/clocks.ts'
import { QUIET } from './owner/context.ts'
import { createDeskKit, type StaffReachable } from './owner/kit.ts'
import { person } from './owner/person.ts'
import { waiting } from './owner/waiting.ts'

export type { Owner, StaffReachable } from './owner/kit.ts'

/** `staffReachable`: there is somewhere that a request can go to. Without it nobody is promised. */
export const createDesk = (hours: Hours, staffReachable: StaffReachable) => {
  const clocks = createClocks(hours)
  const kit = createDeskKit(clocks, staffReachable)
  return kit.createMachine({
    id: 'desk',
    context: QUIET,
    initial: 'bot',
    on: {
      /** A first word from staff is the takeover, wherever the talk stands. Two people answering at once are warned. */
      'staff.said': [
        {
          guard: 'isWithAnother',
          actions: [
            { type: 'notify', params: ({ context: { by } }) => ({ about: 'withAnother', detail: by ?? '' }) },
            'takeOver',
            { type: 'deliver', params: ({ event }) => ({ text: event.text, file: event.file, from: event.from }) },
          ],
          target: '.person',
        },
        {
          actions: [
            'takeOver',
            { type: 'deliver', params: ({ event }) => ({ text: event.text, file: event.file, from: event.from }) },
          ],
          target: '.person',
        },
      ],
      /** A word that the customer has already, written on the account's phone: the takeover too. */
      'staff.wrote': {
        actions: [
          'takeOver',
          // Empty, since the words are there: a question that is not sent yet gives way to it.
          { type: 'deliver', params: { text: '', file: null, from: null } },
          {
            type: 'notify',
            params: ({ event: { by, text } }) => ({ about: 'byPhone', detail: `${by}: ${text}` }),
          },
        ],
        target: '.person',
      },
      'staff.unsent': {
        actions: { type: 'notify', params: ({ event }) => ({ about: 'unsent', detail: NOT_KEPT[event.why] }) },
      },
      'staff.took': [
        {
          guard: 'isWithAnother',
          actions: [
            { type: 'notify', params: ({ context: { by } }) => ({ about: 'withAnother', detail: by ?? '' }) },
            'takeOver',
          ],
          target: '.person',
        },
        { actions: ['takeOver', { type: 'say', params: { phrase: ['personHere'] } }], target: '.person' },
      ],
      /** The talk with a person is done: at once, or after some minutes in which the customer may still write. */
      'staff.closed': [
        {
          guard: 'closesLater',
          actions: [
            'takeOver',
            'closeSoon',
            { type: 'say', params: ({ event }) => ({ phrase: ['closingSoon', event.afterMs] }) },
          ],
          target: '#closing',
        },
        { actions: ['forget', { type: 'notify', params: { about: 'closed' } }, 'closeTalk'], target: '.bot' },
      ],
      /** Whatever the talk was doing, it stops here; the customer is told once. */
      'staff.banned': {
        actions: [
          'ban',
          { type: 'say', params: { phrase: ['banned'] } },
          {
            type: 'notify',
            params: ({ event: { by, reason } }) => ({
              about: 'banned',
              detail: reason === null ? by : `${by}: ${reason}`,
            }),
          },
        ],
        target: '.banned',
      },
      'staff.unbanned': { actions: { type: 'notify', params: { about: 'notBanned' } } },
      'customer.unreachable': [
        { guard: 'isKnownGone' },
        { guard: 'isToldAtTheLine', actions: 'noteGone' },
        {
          actions: [
            'noteGone',
            { type: 'notify', params: ({ event }) => ({ about: 'undelivered', detail: event.reason }) },
          ],
        },
      ],
      'customer.blocked': [
        { guard: 'isKnownGone' },
        { actions: ['noteGone', { type: 'notify', params: { about: 'blocked' } }] },
      ],
      'customer.cameBack': {
        guard: 'isKnownGone',
        actions: ['noteBack', { type: 'notify', params: { about: 'cameBack' } }],
      },
    },
    states: { bot: bot(kit, clocks), waiting: waiting(kit, clocks), person: person(kit, clocks), banned: banned(kit) },
  })
}

export type Desk = ReturnType<typeof createDesk>
