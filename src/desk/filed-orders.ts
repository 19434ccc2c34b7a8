/** Stored orders as the desk reads them: with the conversation that filed each. Reads only. */
import { z } from 'zod'
import { type Order, readOrder } from '../domain/order.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { ConversationId, Store } from '../ports.ts'

export interface Filed {
  readonly order: Order
  readonly conversation: ConversationId
}

const kept = z.looseObject({ conversation: z.string() })

export function createFiledOrders(store: Pick<Store, 'order'>) {
  /** Null for one that is not there, or cannot be read any more. */
  async function filed(number: OrderNumber): Promise<Filed | null> {
    const record = await store.order(number)
    if (record === null) return null
    const { conversation, ...order } = kept.parse(JSON.parse(record))
    const read = readOrder(JSON.stringify(order))
    return read.ok ? { order: read.order, conversation: conversation as ConversationId } : null
  }

  return {
    filed,
    all: async (numbers: readonly OrderNumber[]): Promise<readonly Filed[]> =>
      (await Promise.all(numbers.map(filed))).filter((one) => one !== null),
  }
}

export type FiledOrders = ReturnType<typeof createFiledOrders>
