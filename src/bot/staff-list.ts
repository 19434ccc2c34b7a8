/** Somebody leaves the staff list: from then on nothing of theirs reaches a customer, and the talks they had go back to the queue. */
import { randomUUID } from 'node:crypto'
import type { Store } from '../ports.ts'

/**
 * False when they were not on the list. Their talks are told in any case, so that a removal that was cut short can be made again. Rejects with
 * `StoreUnavailable`.
 */
export async function removeFromStaff(
  store: Pick<Store, 'removeStaff' | 'heldBy' | 'ingest'>,
  id: string,
): Promise<boolean> {
  const wasListed = await store.removeStaff(id)
  const removal = `gone:${randomUUID()}`
  for (const { conversation, name } of await store.heldBy(id)) {
    const body = JSON.stringify({ kind: 'staff.gone', by: name })
    await store.ingest({ conversation, id: removal, body, counted: false })
  }
  return wasListed
}
