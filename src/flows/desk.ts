/**
 * Who owns the talk: the bot, a queue, or a person (design: bot, waiting, person). It hears each event first and the conversation hears only
 * what it lets through. A person comes in only while the desk is open (P1); at other times the request waits for the opening.
 */
import { assign, setup } from 'xstate'
import { z } from 'zod'
import type { Hours } from '../domain/hours.ts'
import type { Phrase } from './texts/phrase.ts'
import type { DeskEvent, Reason } from './types.ts'

/** Working minutes until a customer who waits is told honestly that nobody has been free. */
const NOBODY_ANSWERED_AFTER_MINUTES = 15

export const deskContextSchema = z.strictObject({
  /** Why a person is wanted; null while nobody is. */
  reason: z.enum(['asked', 'danger', 'security']).nullable(),
  /** The person who has the talk. */
  by: z.string().nullable(),
  /** The customer was told that what they write is passed on. */
  acknowledged: z.boolean(),
})
export type DeskContext = z.infer<typeof deskContextSchema>

export const QUIET: DeskContext = { reason: null, by: null, acknowledged: false }

export type Owner = 'bot' | 'waiting' | 'person'

/** `staffReachable`: there is a staff room that a request can go to. Without one nobody is promised. */
export const createDesk = (hours: Hours, staffReachable: boolean) =>
  setup({
    types: { context: {} as DeskContext, events: {} as DeskEvent, tags: {} as Owner },
    actions: {
      say: (_, _params: { readonly phrase: Phrase }) => {},
      ask: () => {},
      /** The hand-over card goes to the staff room. */
      postCard: () => {},
      /** The customer's words go to the staff room. */
      relay: (_, _params: { readonly text: string }) => {},
      /** Staff are told something about this talk. */
      notify: (_, _params: { readonly about: 'left' | 'undelivered' | 'released'; readonly detail?: string }) => {},
      /** A person's words go to the customer. */
      deliver: (_, _params: { readonly text: string }) => {},

      /** The gravest reason stays. */
      keepReason: assign({ reason: ({ context, event }) => graver(context.reason, reasonOf(event)) }),
      takeOver: assign({ by: ({ event }) => ('by' in event ? event.by : null), acknowledged: false }),
      acknowledge: assign({ acknowledged: true }),
      unacknowledge: assign({ acknowledged: false }),
      forget: assign(QUIET),
    },
    guards: {
      isOutOfReach: () => !staffReachable,
      isOpenAndBusy: ({ event }) => hours.isOpen(event.at) && event.busy,
      isOpenNow: ({ event }) => hours.isOpen(event.at),
      isDangerSettled: ({ context }) => context.reason === 'danger' && context.acknowledged,
      isUnacknowledged: ({ context }) => !context.acknowledged,
    },
    delays: {
      untilOpening: ({ event }) => hours.nextOpening(event.at) - event.at,
      nobodyAnswers: ({ event }) => hours.addWorkingMinutes(event.at, NOBODY_ANSWERED_AFTER_MINUTES) - event.at,
    },
  }).createMachine({
    id: 'desk',
    context: QUIET,
    initial: 'bot',
    on: {
      /** A first word from staff is the takeover, wherever the talk stands. */
      'staff.said': {
        actions: ['takeOver', { type: 'deliver', params: ({ event }) => ({ text: event.text }) }],
        target: '.person',
      },
      'customer.unreachable': {
        actions: { type: 'notify', params: ({ event }) => ({ about: 'undelivered', detail: event.reason }) },
      },
    },
    states: {
      bot: {
        tags: 'bot',
        initial: 'free',
        states: {
          free: {},
          /** A person was asked for outside hours: the bot goes on, the request waits. */
          queued: {
            after: {
              untilOpening: [
                {
                  guard: 'isOpenAndBusy',
                  actions: [{ type: 'say', params: { phrase: ['openAndBusy'] } }, 'postCard', 'ask'],
                  target: 'expecting',
                },
                {
                  guard: 'isOpenNow',
                  actions: [{ type: 'say', params: { phrase: ['openNow'] } }, 'postCard'],
                  target: '#desk.waiting',
                },
                // Fired late (nothing ran at the opening), or the calendar has changed: wait for the next one.
                { target: 'queued', reenter: true },
              ],
            },
          },
          /** Staff have the card, the customer is in the middle of something: the bot goes on until a person's first word. */
          expecting: {
            after: { nobodyAnswers: { actions: [{ type: 'say', params: { phrase: ['stillExpected'] } }, 'ask'] } },
            on: {
              'customer.askedForPerson': {
                guard: 'isOpenNow',
                actions: { type: 'say', params: { phrase: ['staffAskedAlready'] } },
                target: '#desk.waiting',
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
          'customer.askedForPerson': [
            { guard: 'isOutOfReach', actions: [{ type: 'say', params: { phrase: ['noStaffHere'] } }, 'ask'] },
            {
              guard: 'isOpenNow',
              actions: ['keepReason', { type: 'say', params: { phrase: ['staffAsked'] } }, 'postCard'],
              target: 'waiting',
            },
            {
              actions: [
                'keepReason',
                {
                  type: 'say',
                  params: ({ event }) => ({ phrase: ['closedPerson', hours.nextOpening(event.at), event.at] }),
                },
                'ask',
              ],
              target: '.queued',
            },
          ],
          'flow.calledStaff': [
            { guard: 'isOutOfReach', actions: { type: 'say', params: { phrase: ['noStaffHere'] } } },
            {
              guard: 'isOpenNow',
              actions: ['keepReason', { type: 'say', params: { phrase: ['staffAskedForDanger'] } }, 'postCard'],
              target: 'waiting',
            },
            {
              actions: [
                'keepReason',
                {
                  type: 'say',
                  params: ({ event }) => ({ phrase: ['closedPerson', hours.nextOpening(event.at), event.at] }),
                },
              ],
              target: '.queued',
            },
          ],
        },
      },
      /** The bot asks nothing now; it still answers questions about rules, hours and status. */
      waiting: {
        tags: 'waiting',
        after: { nobodyAnswers: { actions: { type: 'say', params: { phrase: ['stillWaiting'] } } } },
        on: {
          'customer.askedForPerson': { actions: { type: 'say', params: { phrase: ['staffAskedAlready'] } } },
          /** A danger told while waiting is a card of its own: it goes before the queue. */
          'flow.calledStaff': { actions: ['keepReason', 'postCard'] },
          'customer.wrote': [
            // Whoever reports a danger is answered each time, in turn with two texts.
            {
              guard: 'isDangerSettled',
              actions: [
                { type: 'relay', params: ({ event }) => ({ text: event.text }) },
                { type: 'say', params: { phrase: ['stayAway'] } },
                'unacknowledge',
              ],
            },
            {
              guard: 'isUnacknowledged',
              actions: [
                { type: 'relay', params: ({ event }) => ({ text: event.text }) },
                { type: 'say', params: ({ context }) => ({ phrase: ['passedOn', context.reason === 'danger'] }) },
                'acknowledge',
              ],
            },
            { actions: { type: 'relay', params: ({ event }) => ({ text: event.text }) } },
          ],
          'customer.forgot': { actions: 'forget', target: 'bot' },
          'customer.left': {
            actions: ['forget', { type: 'notify', params: { about: 'left' } }, 'ask'],
            target: 'bot',
          },
          'staff.released': {
            actions: ['forget', { type: 'say', params: { phrase: ['backWithBot'] } }, 'ask'],
            target: 'bot',
          },
        },
      },
      /** The bot is silent until the person hands the talk back or the customer ends it. */
      person: {
        tags: 'person',
        on: {
          'customer.wrote': { actions: { type: 'relay', params: ({ event }) => ({ text: event.text }) } },
          'customer.forgot': { actions: 'forget', target: 'bot' },
          'customer.left': {
            actions: [
              'forget',
              { type: 'notify', params: { about: 'left' } },
              { type: 'say', params: { phrase: ['backWithBot'] } },
              'ask',
            ],
            target: 'bot',
          },
          'staff.released': {
            actions: [
              'forget',
              { type: 'notify', params: { about: 'released' } },
              { type: 'say', params: { phrase: ['backWithBot'] } },
              'ask',
            ],
            target: 'bot',
          },
        },
      },
    },
  })

export type Desk = ReturnType<typeof createDesk>

const GRAVEST_FIRST: readonly Reason[] = ['danger', 'security', 'asked']
const graver = (one: Reason | null, other: Reason): Reason =>
  GRAVEST_FIRST.find((reason) => reason === one || reason === other) ?? other

const reasonOf = (event: DeskEvent): Reason => (event.type === 'flow.calledStaff' ? event.reason : 'asked')
