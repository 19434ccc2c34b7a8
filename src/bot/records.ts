/** Orders between the store and a turn: looked up before it, written with the conversation they belong to. */
import { type Order, readOrder } from '../domain/order.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { Talk } from '../flows/step.ts'
import type { StepEvent } from '../flows/types.ts'
import type { Claim, ConversationId, OrderRecord, Store } from '../ports.ts'
import { storedIn } from './claimed.ts'
import type { Log } from './log.ts'

/** An order as the store keeps it. */
export const recordOf = (order: Order, conversation: ConversationId): OrderRecord => ({
  number: order.number,
  record: JSON.stringify({ ...order, conversation }),
  state: order.state,
})

export interface RecordsOptions {
  readonly store: Pick<Store, 'order'>
  readonly talk: Talk
  readonly log: Log
}

/** The orders that a turn of these events needs to know. One that cannot be read is told in the log and is unknown to the turn. */
export function createRecords({ store, talk, log }: RecordsOptions) {
  return async function ordersFor(claim: Claim, events: readonly StepEvent[]): Promise<readonly Order[]> {
    const stored = storedIn(claim, talk)
    const wanted = new Set(events.flatMap((event) => talk.ordersWanted(stored, event)))
    const read = await Promise.all([...wanted].map((number) => readOne(number)))
    return read.filter((order) => order !== null)
  }

  async function readOne(number: OrderNumber): Promise<Order | null> {
    const record = await store.order(number)
    if (record === null) return null
    const { conversation: _, ...order } = JSON.parse(record) as Record<string, unknown>
    const read = readOrder(JSON.stringify(order))
    if (read.ok) return read.order
    log.error({ order: number, reason: read.reason, where: read.where }, 'a stored order could not be read')
    return null
  }
}
