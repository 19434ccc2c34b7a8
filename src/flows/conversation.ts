/** The whole conversation, as a table of contents: what may come at any moment, and what is asked next. */
import type { Content } from '../domain/content.ts'
import type { Hours } from '../domain/hours.ts'
import { createAnswers } from './answers.ts'
import { attention } from './attention.ts'
import { newContext } from './context.ts'
import { changingEarlier, earlierAnswers } from './earlier.ts'
import { hearEdited } from './edited.ts'
import { elsewhere } from './elsewhere.ts'
import { describedAnew, keptForStaff } from './fault/asking.ts'
import { fault } from './fault.ts'
import { hearFiles, hearUnkept } from './files/hearing.ts'
import { createKit } from './kit.ts'
import { linked, linking, tellLinked } from './linking.ts'
import { lookup, namedOrder, tellOwn } from './lookup.ts'
import { choosingLanguage, leaving, menu, resting } from './menu.ts'
import { ofMachines, sayList } from './order/of-machines.ts'
import { order, wantedChange } from './order.ts'
import { orderTalk, takeVoucher } from './order-talk.ts'
import { parcel } from './parcel.ts'
import { hearPasted } from './pasted/hearing.ts'
import { erasedByStaff, privacy } from './privacy.ts'
import { quote } from './quote.ts'
import { rating } from './rating.ts'
import { returning, stuck } from './returning.ts'
import { beside } from './talk/beside.ts'
import { commands } from './talk/commands.ts'
import { takeYourTime } from './talk/waiting.ts'
import { tellSecurity } from './verdict.ts'

export function createConversation(content: Content, hours: Hours) {
  const kit = createKit(content)
  const answer = createAnswers(content, hours)
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
            id: 'fresh',
            on: {
              'conversation.opened': [
                // Safety comes before a greeting, and where a person has the talk the bot is silent.
                { guard: 'goesUngreeted', actions: 'meet', target: 'menu' },
                { actions: ['meet', { type: 'say', params: { phrase: ['hello'] } }], target: 'menu' },
              ],
            },
          },
          menu: menu(kit, content),
          resting: resting(kit, content),
          fault: fault(kit, content),
          order: order(kit, content, hours),
          parcel: parcel(kit),
          quote: quote(kit),
          lookup: lookup(kit),
          linking: linking(kit),
          leaving: leaving(kit),
          choosingLanguage: choosingLanguage(kit),
          changingEarlier: changingEarlier(kit),
          returning: returning(kit, content),
          stuck: stuck(kit, content),
          privacy: privacy(kit),
          rating: rating(kit, content),

          /** What is still unknown is asked, in this order; what is known already never is. */
          deciding: {
            id: 'deciding',
            always: [
              { guard: 'isIdle', target: 'menu' },
              { guard: 'isParcel', target: 'parcel' },
              { guard: 'isQuote', target: 'quote' },
              {
                guard: 'securityUntold',
                actions: ['tellSecurity', tellSecurity(content), { type: 'callStaff', params: { reason: 'security' } }],
                target: 'deciding',
                reenter: true,
              },
              {
                guard: 'mainsTooLow',
                actions: [
                  'tellMains',
                  { type: 'say', params: ({ context }) => ({ phrase: ['needsHighMains', context.model] }) },
                ],
                target: 'deciding',
                reenter: true,
              },
              { guard: 'dangerUnknown', target: 'fault.askingDanger' },
              { guard: 'machineInDoubt', target: 'fault.settlingMachine' },
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
          /** A matter beside the talk has ended: back to what was put off for it, or to rest. */
          afterwards: {
            id: 'afterwards',
            always: [{ guard: 'isIdle', target: 'resting' }, { target: 'deciding' }],
          },
        },
        on: {
          ...orderTalk(kit).on,
          ...namedOrder(kit).on,
          ...erasedByStaff(kit).on,
          ...linked(kit).on,
          'customer.reportedDanger': {
            actions: [
              'noteDanger',
              { type: 'say', params: { phrase: ['safety'] } },
              { type: 'callStaff', params: { reason: 'danger' } },
            ],
            target: '.deciding',
          },
          'customer.pasted': hearPasted(content),
          'customer.asked': {
            actions: [
              'settle',
              {
                type: 'say',
                params: ({ context, event: { topics, model, at } }) => ({
                  phrase: answer(topics, at, { ...context, model: model ?? context.model }),
                }),
              },
              'recall',
            ],
          },
          'customer.askedForStatus': [
            { guard: 'hasLinkedOrdersAlone', actions: ['settle', tellLinked, 'recall'] },
            { guard: 'hasLinkedOrders', actions: ['settle', tellOwn, tellLinked, 'recall'] },
            { actions: ['settle', tellOwn, 'recall'] },
          ],
          'customer.switchedLanguage': {
            actions: ['setLanguage', { type: 'say', params: { phrase: ['languageSet'] } }, 'ask'],
          },
          ...commands(kit, content.policy.retention.transcriptDays).on,
          ...earlierAnswers(kit).on,
          ...elsewhere(kit).on,
          'customer.returned': {
            actions: ['putAside', { type: 'say', params: ({ context }) => ({ phrase: ['welcomeBack', context] }) }],
            target: '.returning',
          },
          'talk.closed': { actions: 'settle', target: '.rating' },
          'customer.sentUnreadable': [
            { guard: 'sendsVoucher', actions: takeVoucher },
            {
              actions: [
                'miss',
                {
                  type: 'say',
                  params: ({ context, event }) => ({ phrase: ['cannotRead', event.what, context.misses] }),
                },
                'ask',
              ],
            },
          ],
          'customer.sentFiles': hearFiles,
          'customer.sentUnkept': hearUnkept,
          'customer.edited': hearEdited,
          'customer.wantedOrder': [
            { guard: 'isIdle', actions: ['startForm', 'noteFacts', 'keepFault'], target: '.deciding' },
            {
              guard: 'isForm',
              actions: ['noteFacts', { type: 'say', params: { phrase: ['onTheOrder'] } }, 'ask'],
            },
            {
              actions: ['startForm', 'noteFacts', 'keepFault', { type: 'say', params: { phrase: ['toTheOrder'] } }],
              target: '.deciding',
            },
          ],
          ...beside(kit, hours).on,
          'customer.wantedChange': wantedChange,
          'customer.listed': {
            actions: [sayList(content), 'takeList'],
            target: '.deciding',
          },
          'customer.toldStaff': { guard: 'hasMatter', actions: 'noteFacts' },
          /** Whatever no open question took as its answer. */
          'customer.said': [
            ...ofMachines,
            describedAnew,
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
              actions: ['noteFacts', 'keepWords', { type: 'say', params: { phrase: ['noted'] } }, 'recall'],
            },
            {
              guard: 'isOneAfterAll',
              actions: ['noteOne', { type: 'say', params: { phrase: ['noted'] } }],
              target: '.deciding',
            },
            keptForStaff,
            { guard: 'tellsAgain', actions: ['miss', { type: 'say', params: { phrase: ['known'] } }, 'recall'] },
            takeYourTime,
            {
              guard: 'nods',
              actions: ['settle', { type: 'say', params: { phrase: ['anyTime'] } }],
              target: '.resting',
            },
            {
              guard: 'putsOffMatter',
              actions: ['settle', { type: 'say', params: { phrase: ['laterThen'] } }],
              target: '.resting',
            },
            {
              guard: 'hasMissedOften',
              actions: ['miss', { type: 'say', params: { phrase: ['leavesQuestion'] } }],
              target: '.stuck',
            },
            {
              guard: 'saysUnsure',
              actions: [
                'miss',
                { type: 'say', params: ({ context }) => ({ phrase: ['notKnown', context.misses] }) },
                'ask',
              ],
            },
            {
              guard: 'asksSomething',
              actions: [
                'miss',
                { type: 'say', params: ({ context }) => ({ phrase: ['cannotAnswer', context.misses] }) },
                'recall',
              ],
            },
            {
              actions: [
                'miss',
                { type: 'say', params: ({ context }) => ({ phrase: ['notUnderstood', context.misses] }) },
                'ask',
              ],
            },
          ],
          'customer.chose': [
            {
              guard: { type: 'chose', params: { offer: 'later' } },
              actions: ['settle', { type: 'say', params: { phrase: ['laterThen'] } }],
              target: '.resting',
            },
            { guard: { type: 'chose', params: { offer: 'draft' } }, actions: 'startForm', target: '.deciding' },
            { actions: ['settle', { type: 'say', params: { phrase: ['earlierQuestion'] } }, 'ask'] },
          ],
        },
      },
    },
  })
}

export type Conversation = ReturnType<typeof createConversation>
