/** Orders between the store and a turn: looked up before it, written with the conversation they belong to. */
import { z } from 'zod'
import {
  type AwaitedWork,
  awaitedOf,
  type FoundBy,
  foundBy,
  newlyFoundBy,
  type Order,
  type ReadOrder,
  readOrder,
} from '../domain/order.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { Talk } from '../flows/step.ts'
import type { StepEvent } from '../flows/types.ts'
import type { Claim, ConversationId, OrderRecord, RegistryNews, Store } from '../ports.ts'
import { storedIn } from './claimed.ts'
import type { Log } from './log.ts'

/** What a registry is told of an order that is new or has moved. */
export const newsOf = (before: Order | null, after: Order): readonly RegistryNews[] =>
  newlyFoundBy(before, after).map((found) => ({ kind: 'noted', ...found }))

/** An order as the store keeps it. */
export const recordOf = (order: Order, conversation: ConversationId): OrderRecord => ({
  number: order.number,
  record: JSON.stringify({ ...order, conversation }),
  state: order.state,
  awaited: awaitedOf(order),
})

export interface RecordsOptions {
  readonly store: Pick<Store, 'order' | 'ordersOf'>
  readonly talk: Talk
  readonly log: Log
}

export function createRecords({ store, talk, log }: RecordsOptions) {
  /** The orders that a turn of these events needs to know. One that cannot be read is told in the log and is unknown to the turn. */
  async function ordersFor(claim: Claim, events: readonly StepEvent[]): Promise<readonly Order[]> {
    const stored = storedIn(claim, talk)
    const wanted = new Set(events.flatMap((event) => talk.ordersWanted(stored, event)))
    return await readAll([...wanted])
  }

  /** By no phone is any order of the conversation found from now on. */
  async function withoutPhones(conversation: ConversationId): Promise<readonly RegistryNews[]> {
    const filed = await readAll(await store.ordersOf(conversation))
    const phones = filed.flatMap(foundBy).filter(({ index }) => index === 'phone')
    return phones.map((found) => ({ ...found, kind: 'noted', standing: 'gone' }))
  }

  async function readAll(numbers: readonly OrderNumber[]): Promise<readonly Order[]> {
    const read = await Promise.all(numbers.map(readOne))
    return read.filter((order) => order !== null)
  }

  async function readOne(number: OrderNumber): Promise<Order | null> {
    const record = await store.order(number)
    if (record === null) return null
    const read = readRecord(record)
    if (read.ok) return read.order
    log.error({ order: number, reason: read.reason, where: read.where }, 'a stored order could not be read')
    return null
  }

  return { ordersFor, withoutPhones }
}

/** Who filed a stored order, what it is found by and what it waits for; null for a record that cannot be read. */
export function filedIn(record: string): {
  readonly conversation: ConversationId
  readonly found: readonly FoundBy[]
  readonly awaited: AwaitedWork | null
} | null {
  try {
    const { conversation } = z.object({ conversation: z.string() }).parse(JSON.parse(record))
    const read = readRecord(record)
    if (!read.ok) return null
    return {
      conversation: conversation as ConversationId,
      found: foundBy(read.order),
      awaited: awaitedOf(read.order),
    }
  } catch {
    return null
  }
}

/** An order as the store keeps it, read; who filed it stays out. */
function readRecord(record: string): ReadOrder {
  const { conversation: _, ...order } = JSON.parse(record) as Record<string, unknown>
  return readOrder(JSON.stringify(order))
}
