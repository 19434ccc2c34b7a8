/** `/forget`: asked once more, then the talk is erased. What an open order needs stays with the order, and the customer is told so. */
import type { Kit } from './kit.ts'
import { partFromAll } from './linking.ts'
import { openOrders } from './privacy/kept.ts'

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
                {
                  type: 'say',
                  params: ({ context, event }) => ({
                    phrase: ['forgotten', context.orders, openOrders(context.orders, event.orders), context.links],
                  }),
                },
                partFromAll,
                { type: 'forget', params: ({ context }) => ({ orders: context.orders }) },
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
