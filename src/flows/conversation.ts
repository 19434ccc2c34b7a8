/** The whole conversation, as a table of contents: what may come at any moment, and what is asked next. */
import type { Content } from '../domain/content.ts'
import type { Hours } from '../domain/hours.ts'
import { createAnswers } from './answers.ts'
import { attention } from './attention.ts'
import { newContext } from './context.ts'
import { fault } from './fault.ts'
import { createKit } from './kit.ts'
import { choosingLanguage, leaving, menu, resting } from './menu.ts'
import { ofMachines, sayList } from './order/of-machines.ts'
import { order } from './order.ts'
import { tellSecurity } from './verdict.ts'

export function createConversation(content: Content, hours: Hours) {
  const kit = createKit(content)
  const answer = createAnswers(hours)
  return kit.createMachine({
    id: 'conversation',
    // A loop of `always` would hang the process; so it is an error, which parks the message.
    options: { maxIterations: 100 },
    context: newContext,
    type: 'parallel',
    states: {
      attention: attention(kit),
      talk: {
        initial: 'fresh',
        states: {
          fresh: {
            on: {
              'conversation.opened': [
                // Safety comes before a greeting.
                { guard: 'isUrgent', actions: 'meet', target: 'menu' },
                { actions: ['meet', { type: 'say', params: { phrase: ['hello'] } }], target: 'menu' },
              ],
            },
          },
          menu: menu(kit, content),
          resting: resting(kit, content),
          fault: fault(kit, content),
          order: order(kit, content, hours),
          leaving: leaving(kit),
          choosingLanguage: choosingLanguage(kit),

          /** What is still unknown is asked, in this order; what is known already never is. */
          deciding: {
            id: 'deciding',
            always: [
              { guard: 'isIdle', target: 'menu' },
              {
                guard: 'securityUntold',
                actions: ['tellSecurity', tellSecurity(content), { type: 'callStaff', params: { reason: 'security' } }],
                target: 'deciding',
                reenter: true,
              },
              { guard: 'dangerUnknown', target: 'fault.askingDanger' },
              { guard: 'faultUnknown', target: 'fault.describing' },
              { guard: 'modelUnknown', target: 'fault.askingModel' },
              { guard: 'serialUnknown', target: 'fault.askingSerial' },
              { guard: 'sinceUnknown', target: 'fault.askingSince' },
              { guard: 'changedUnknown', target: 'fault.askingChanged' },
              { guard: 'countUnknown', target: 'fault.askingCount' },
              { guard: 'solvedPerhaps', target: 'fault.confirming' },
              { guard: 'checkRemains', target: 'fault.checking' },
              { guard: 'isDiagnosis', target: 'fault.offering' },
              { guard: 'machinesUnknown', target: 'order.askingMachines' },
              { guard: 'nameUnknown', target: 'order.askingName' },
              { guard: 'phoneUnknown', target: 'order.askingPhone' },
              { guard: 'marksUnknown', target: 'order.askingMarks' },
              { guard: 'voltageUnknown', target: 'order.askingVoltage' },
              { target: 'order.recap' },
            ],
          },
        },
        on: {
          'customer.reportedDanger': {
            actions: [
              'noteDanger',
              { type: 'say', params: { phrase: ['safety'] } },
              { type: 'callStaff', params: { reason: 'danger' } },
            ],
            target: '.deciding',
          },
          'customer.asked': {
            actions: [
              'settle',
              { type: 'say', params: ({ context, event }) => ({ phrase: answer(event.topic, event.at, context) }) },
              'ask',
            ],
          },
          'customer.switchedLanguage': {
            actions: ['setLanguage', { type: 'say', params: { phrase: ['languageSet'] } }, 'ask'],
          },
          'customer.commanded': [
            { guard: { type: 'commanded', params: { command: 'start' } }, actions: 'settle', target: '.deciding' },
            { guard: { type: 'commanded', params: { command: 'menu' } }, actions: 'settle', target: '.menu' },
            { guard: { type: 'commanded', params: { command: 'order' } }, actions: 'startForm', target: '.deciding' },
            { guard: { type: 'commanded', params: { command: 'language' } }, target: '.choosingLanguage' },
            { guard: { type: 'commanded', params: { command: 'repeat' } }, actions: ['settle', 'ask'] },
            {
              guard: { type: 'commanded', params: { command: 'kept_safe' } },
              actions: ['settle', { type: 'say', params: { phrase: ['keepItSo'] } }, 'ask'],
            },
            {
              guard: { type: 'commanded', params: { command: 'safety' } },
              actions: ['settle', { type: 'say', params: { phrase: ['stayAway'] } }, 'ask'],
            },
            {
              guard: { type: 'commandedAndOpen', params: { command: 'later' } },
              actions: ['settle', { type: 'say', params: { phrase: ['laterThen'] } }],
              target: '.resting',
            },
            {
              guard: { type: 'commanded', params: { command: 'later' } },
              actions: ['settle', { type: 'say', params: { phrase: ['welcome'] } }, 'ask'],
            },
            {
              guard: { type: 'commanded', params: { command: 'thanks' } },
              actions: ['settle', { type: 'say', params: { phrase: ['welcome'] } }, 'ask'],
            },
            {
              guard: { type: 'commanded', params: { command: 'help' } },
              actions: ['settle', { type: 'say', params: { phrase: ['help'] } }, 'ask'],
            },
            {
              guard: { type: 'commandedAndOpen', params: { command: 'cancel' } },
              target: '.leaving',
            },
            {
              guard: { type: 'commanded', params: { command: 'cancel' } },
              actions: { type: 'say', params: { phrase: ['nothingToDrop'] } },
              target: '.menu',
            },
            {
              guard: { type: 'commanded', params: { command: 'back' } },
              actions: 'takeBack',
              target: '.deciding',
            },
          ],
          'customer.choseEarlier': {
            actions: ['settle', { type: 'say', params: { phrase: ['earlierQuestion'] } }, 'ask'],
          },
          'customer.sentUnreadable': {
            actions: [{ type: 'say', params: ({ event }) => ({ phrase: ['cannotRead', event.what] }) }, 'ask'],
          },
          'customer.wantedOrder': { actions: ['startForm', 'noteFacts', 'keepFault'], target: '.deciding' },
          'customer.listed': {
            actions: [sayList(content), 'takeList'],
            target: '.deciding',
          },
          /** Whatever no open question took as its answer. */
          'customer.said': [
            ...ofMachines,
            {
              guard: 'correctsFacts',
              actions: [
                'correctFacts',
                { type: 'say', params: ({ context }) => ({ phrase: ['corrected', context] }) },
                'ask',
              ],
            },
            {
              guard: 'tellsMore',
              actions: ['noteFacts', 'keepWords', { type: 'say', params: { phrase: ['noted'] } }, 'ask'],
            },
            {
              actions: [
                'miss',
                { type: 'say', params: ({ context }) => ({ phrase: ['notUnderstood', context.misses] }) },
                'ask',
              ],
            },
          ],
          'customer.chose': { actions: ['settle', { type: 'say', params: { phrase: ['earlierQuestion'] } }, 'ask'] },
        },
      },
    },
  })
}

export type Conversation = ReturnType<typeof createConversation>
