/** Orders by number, and lists of them by state, customer, serial number and phone: read only, since all is written by commits alone. */
import { shardOfOrder } from '../domain/order-number.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { ConversationId, OrderKey, OrderPage, OrderSpan, Store } from '../ports.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, conversationKeys, orderKey, registryKey, shardKeys } from './keys.ts'
import { pageOf } from './pages.ts'
import type { Digest } from './registry.ts'
import { asTextOrNull, asTexts } from './reply.ts'

type Orders = Pick<Store, 'order' | 'orderPage' | 'ordersBy' | 'ordersOf' | 'drafts' | 'transcript'>

/** The number says its shard, so an order is one look-up; a transcript comes oldest line first. */
export function orders(redis: Redis, digest: Digest): Orders {
  const ordersBy = async (key: OrderKey, span: OrderSpan): Promise<OrderPage> => {
    const { members, next } = await pageOf(redis, await listsOf(digest, key), span)
    return { numbers: members as OrderNumber[], next }
  }
  return {
    order: async (number) =>
      asTextOrNull(await redis.command('HGET', orderKey(shardOfOrder(number), number), 'record')),
    orderPage: (state, limit, after) =>
      ordersBy(state === null ? { by: 'all' } : { by: 'state', state }, { since: null, until: null, limit, after }),
    ordersBy,
    async drafts(limit, after) {
      const lists = ALL_SHARDS.map((shard) => shardKeys.drafts(shard))
      const { members, next } = await pageOf(redis, lists, { since: null, until: null, limit, after })
      return { conversations: members as ConversationId[], next }
    },
    ordersOf: async (conversation) =>
      asTexts(await redis.command('ZRANGE', conversationKeys.orders(conversation), '0', '-1')) as OrderNumber[],
    transcript: async (conversation) =>
      asTexts(await redis.command('LRANGE', conversationKeys.transcript(conversation), '0', '-1')),
  }
}

/** The sorted sets that a list is merged from: one, or one a shard. */
async function listsOf(digest: Digest, key: OrderKey): Promise<readonly string[]> {
  switch (key.by) {
    case 'all':
      return ALL_SHARDS.map((shard) => shardKeys.filed(shard, null))
    case 'state':
      return ALL_SHARDS.map((shard) => shardKeys.filed(shard, key.state))
    case 'customer':
      return [conversationKeys.orders(key.conversation)]
    default:
      return [registryKey(key.by, 'all', await digest(key.by, key.value))]
  }
}
