/** Conversations that file and move orders, and the way of what they note to the registries, step by step, so that a test can stop anywhere. */
import { newsOf, recordOf } from '../../src/bot/records.ts'
import { registryTurn } from '../../src/bot/registry-turn.ts'
import { fileOrder, type Order } from '../../src/domain/order.ts'
import { makeOrderNumber } from '../../src/domain/order-number.ts'
import type { PhoneNumber, SerialNumber } from '../../src/domain/values.ts'
import type { Claim, Commit, ConversationId, LaneId, Letter } from '../../src/ports.ts'
import { shardOf } from '../../src/store/keys.ts'
import type { RedisStore } from '../../src/store/redis-store.ts'
import { draft } from '../domain/order-samples.ts'
import { claimed, commitOf, letter } from '../store/support.ts'

let bits = 0

/** An order of visibly invented people, with these serial numbers. */
export function orderIn(conversation: ConversationId, serials: readonly string[], phone: string, at: number): Order {
  const [machine] = draft.machines
  if (machine === undefined) throw new Error('the sample draft has a machine')
  bits += 1
  const machines = serials.map((serial) => ({ ...machine, serial: serial as SerialNumber }))
  const contact = { name: 'Li Example', phone: phone as PhoneNumber, country: null }
  const filing = fileOrder({ ...draft, contact, machines }, makeOrderNumber(shardOf(conversation), bits), at)
  if (!filing.ok) throw new Error(`the order lacks ${filing.missing.join()}`)
  return filing.order
}

let letters = 0

/** A turn of a conversation that writes this. */
export async function turn(store: RedisStore, conversation: ConversationId, more: (claim: Claim) => Partial<Commit>) {
  letters += 1
  await store.ingest(letter(conversation, `test:${letters}`))
  const claim = await claimed(store, conversation)
  const committed = await store.commit(commitOf(claim, more(claim)))
  if (committed !== 'done') throw new Error(`the commit was ${committed}`)
}

/** What a commit writes where an order is new (`before` is null) or has moved. */
export function changeOf(conversation: ConversationId, before: Order | null, after: Order): Partial<Commit> {
  const record = recordOf(after, conversation)
  return { ...(before === null ? { orders: [record] } : { moved: [record] }), registry: newsOf(before, after) }
}

/** One entry of an outgoing lane goes on its way. `crash`: the process dies before it can mark it as sent. */
export async function forward(store: RedisStore, lane: LaneId, crash = false): Promise<Letter | null> {
  const claim = await store.claimLane(lane)
  if (claim === null) return null
  const sent = JSON.parse(claim.body) as Letter
  await store.ingest(sent)
  if (!crash) await store.sent(claim, null)
  return sent
}

/** A registry takes what waits. `crash`: the process dies before it can commit. */
export async function note(store: RedisStore, registry: ConversationId, crash = false): Promise<boolean> {
  const claim = await store.claim(registry)
  if (claim === null) return false
  const changes = await registryTurn(store, claim)
  if (!crash) await store.commit(commitOf(claim, changes))
  return true
}

/** Until nothing is on its way to a registry any more. Answers to conversations stay in their mailboxes. */
export async function settle(store: RedisStore): Promise<void> {
  for (;;) {
    const { conversations, lanes } = await store.due()
    const outgoing = lanes.filter(({ name }) => name === 'outgoing')
    const registries = conversations.filter((conversation) => conversation.startsWith('reg:'))
    if (outgoing.length + registries.length === 0) return
    for (const lane of outgoing) while ((await forward(store, lane)) !== null);
    for (const registry of registries) while (await note(store, registry));
  }
}
