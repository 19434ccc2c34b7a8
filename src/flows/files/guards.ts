/** Questions to a photo or file that was sent. */
import type { Asking } from '../change.ts'

export const filesGuards = {
  isSentAside: ({ event }: Asking) => event.type === 'customer.sentFiles' && event.aside,
  /** Nothing is under way that it would go with, and an order may be waiting for it. */
  belongsToOrder: ({ context }: Asking) => context.topic === 'none' && context.orders.length > 0,
}
