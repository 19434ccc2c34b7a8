/** `/forget`: asked once more, then the talk is erased; or staff erase it. What an open order needs stays with the order, and the customer is told so. */
import type { Context } from './context.ts'
import type { Kit } from './kit.ts'
import { partFromAll } from './linking.ts'
import { openOrders } from './privacy/kept.ts'
import type { FlowEvent } from './types.ts'

const tellForgotten = {
  type: 'say',
  params: ({ context, event }: { readonly context: Context; readonly event: FlowEvent }) => ({
    phrase: ['forgotten', context.orders, openOrders(context.orders, event.orders), context.links] as const,
  }),
} as const

/** Wherever the talk stands, and whoever has it. */
export const erasedByStaff = (kit: Kit) =>
  kit.createStateConfig({
    on: {
      'staff.erased': {
        actions: [
          tellForgotten,
          partFromAll,
          { type: 'forget', params: ({ context, event }) => ({ orders: context.orders, by: event.by }) },
          'startAfresh',
        ],
        target: '#fresh',
      },
    },
  })

export const privacy = (kit: Kit) =>
  kit.createStateConfig({
    initial: 'askingForget',
    states: {
      askingForget: {
        id: 'askingForget',
        meta: { question: 'forget' },
        tags: 'awaiting-customer',
        entry: 'ask',
        on: {
          'customer.chose': [
            {
              guard: { type: 'chose', params: { offer: 'yes' } },
              actions: [
                tellForgotten,
                partFromAll,
                { type: 'forget', params: ({ context }) => ({ orders: context.orders, by: null }) },
                'startAfresh',
              ],
              target: '#fresh',
            },
            {
              guard: { type: 'chose', params: { offer: 'no' } },
              actions: { type: 'say', params: { phrase: ['keptAll'] } },
              target: '#deciding',
            },
          ],
          'customer.commanded': { guard: { type: 'commanded', params: { command: 'back' } }, target: '#deciding' },
        },
      },
    },
  })
