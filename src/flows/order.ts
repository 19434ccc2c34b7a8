/** The order form after the fault is known: name, phone, recap, change, confirm, number (P4, P11). */
import type { Kit } from './kit.ts'
import { draftOf } from './order/draft.ts'

const toAnswer = (slot: 'fault' | 'model' | 'serial' | 'name' | 'phone', target: string) => ({
  guard: { type: 'isSlotOffer' as const, params: { slot } },
  actions: 'beginChange' as const,
  target,
})

export const order = (kit: Kit) =>
  kit.createStateConfig({
    initial: 'askingName',
    states: {
      askingName: {
        meta: { question: 'name' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.said': { guard: 'saysName', actions: 'takeName', target: '#deciding' },
          'customer.chose': { guard: 'hasDisplayName', actions: 'takeName', target: '#deciding' },
        },
      },
      askingPhone: {
        meta: { question: 'phone' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.said': [
            { guard: 'saysPhone', actions: 'takePhone', target: '#deciding' },
            {
              guard: 'mayMissAgain',
              actions: [
                'miss',
                { type: 'say', params: ({ context }) => ({ phrase: ['notAPhone', context.misses] }) },
                'ask',
              ],
            },
          ],
        },
      },
      recap: {
        meta: { question: 'recap' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.chose': [
            {
              guard: { type: 'chose', params: { offer: 'change' } },
              target: 'choosingChange',
            },
            {
              guard: { type: 'chose', params: { offer: 'drop' } },
              target: '#leaving',
            },
            {
              guard: 'confirmsComplete',
              actions: [
                { type: 'recordOrder', params: ({ context }) => ({ draft: draftOf(context) }) },
                'keepOrder',
                { type: 'announce', params: ({ event }) => ({ phrase: ['filed', event.draw] }) },
              ],
              target: '#resting',
            },
          ],
        },
      },
      choosingChange: {
        meta: { question: 'change' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.chose': [
            toAnswer('fault', '#conversation.talk.fault.describing'),
            toAnswer('model', '#conversation.talk.fault.askingModel'),
            toAnswer('serial', '#conversation.talk.fault.askingSerial'),
            toAnswer('name', 'askingName'),
            toAnswer('phone', 'askingPhone'),
            { guard: { type: 'chose', params: { offer: 'nothing' } }, target: 'recap' },
          ],
          'customer.commanded': { guard: { type: 'commanded', params: { command: 'back' } }, target: 'recap' },
        },
      },
    },
  })
