/** Orders by their number and by conversation, and what was said: read only, since both are written by commits alone. */
import { shardOfOrder } from '../domain/order-number.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { ConversationId, Store } from '../ports.ts'
import type { Redis } from './connect.ts'
import { conversationKeys, orderKey } from './keys.ts'
import { asTextOrNull, asTexts } from './reply.ts'

/** The numbers filed in a conversation, oldest first. */
export async function ordersOf(redis: Redis, conversation: ConversationId): Promise<readonly OrderNumber[]> {
  return asTexts(await redis.command('ZRANGE', conversationKeys.orders(conversation), '0', '-1')) as OrderNumber[]
}

/** The number says its shard, so an order is one look-up; a transcript comes oldest line first. */
export function orders(redis: Redis): Pick<Store, 'order' | 'transcript'> {
  return {
    order: async (number) => asTextOrNull(await redis.command('GET', orderKey(shardOfOrder(number), number))),
    transcript: async (conversation) =>
      asTexts(await redis.command('LRANGE', conversationKeys.transcript(conversation), '0', '-1')),
  }
}
