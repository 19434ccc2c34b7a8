/** The commit of a turn: everything that it changes, laid out for one script. */
import { shardOfOrder } from '../domain/order-number.ts'
import { type Commit, type Committed, MAX_LETTERS_A_CLAIM } from '../ports.ts'
import type { Redis } from './connect.ts'
import { conversationKeys, orderKey, registryOf, shardKeys, shardOf } from './keys.ts'
import { storedEntry } from './lane-entries.ts'
import { type ListWrite, listWrites } from './listings.ts'
import { checkBody } from './mailbox.ts'
import { parkedRecord } from './parked.ts'
import { type Digest, lettersTo, writesOf } from './registry.ts'

/** Older lines of a talk fall away. */
export const TRANSCRIPT_LINES = 500

/** Throws a `RangeError` for a letter that no conversation can take. */
function checkOutgoing({ to, body }: Commit['outgoing'][number]): void {
  shardOf(to)
  checkBody(body)
}

/** Throws a `RangeError` where the caller asks for what no turn can mean. */
function check({ claim, taken, outgoing, orders, moved, registered }: Commit): void {
  if (!Number.isInteger(taken) || taken < 0 || taken > MAX_LETTERS_A_CLAIM) {
    throw new RangeError(`A turn takes 0-${MAX_LETTERS_A_CLAIM} letters, not ${taken}`)
  }
  outgoing.forEach(checkOutgoing)
  for (const order of [...orders, ...moved]) {
    if (!/^[a-z_]+$/.test(order.state)) throw new RangeError(`An order's state is a word, not ${order.state}`)
    if (shardOfOrder(order.number) !== shardOf(claim.conversation)) {
      throw new RangeError(`Order ${order.number} names another shard than ${claim.conversation}`)
    }
  }
  for (const { digest } of registered) {
    if (registryOf(digest) !== claim.conversation) throw new RangeError(`${claim.conversation} is not its registry`)
  }
}

const writesOfTurn = ({ claim, registered, listings }: Commit): readonly ListWrite[] => [
  ...registered.flatMap(writesOf).map(({ key, number, filedAt }) => ({ key, member: number, score: filedAt })),
  ...listings.flatMap((listing) => listWrites(claim.conversation, listing)),
]

function keysOf(commit: Commit): string[] {
  const { claim, orders, moved } = commit
  const { conversation } = claim
  const shard = shardOf(conversation)
  return [
    conversationKeys.self(conversation),
    conversationKeys.mail(conversation),
    shardKeys.due(shard),
    shardKeys.timers(shard),
    shardKeys.lanes(shard),
    conversationKeys.lane({ conversation, name: 'customer' }),
    conversationKeys.lane({ conversation, name: 'outgoing' }),
    conversationKeys.transcript(conversation),
    shardKeys.active(shard),
    shardKeys.parked(shard),
    conversationKeys.orders(conversation),
    shardKeys.clock(shard),
    shardKeys.filed(shard, null),
    conversationKeys.feed(conversation),
    shardKeys.forgotten(shard),
    shardKeys.drafts(shard),
    shardKeys.waiting(shard),
    conversationKeys.files(conversation),
    shardKeys.roomsGivenUp(shard),
    conversationKeys.links(conversation),
    ...[...orders, ...moved].map((order) => orderKey(shard, order.number)),
    ...writesOfTurn(commit).map(({ key }) => key),
    // A turn without orders is spared the key.
    ...(orders.length + moved.length === 0 ? [] : [shardKeys.awaited(shard)]),
  ]
}

function valuesOf(commit: Commit, timerAt: number | '=' | null): (string | number)[] {
  const { claim, customer, outgoing, transcript, parked, orders, moved } = commit
  const writes = writesOfTurn(commit)
  const lists = [
    customer.map(storedEntry),
    outgoing.map((letter) => storedEntry(JSON.stringify(letter))),
    transcript,
    parked.map((mail) => parkedRecord({ origin: claim.conversation, reason: 'step failed', body: mail.body })),
  ]
  return [
    claim.conversation,
    claim.fence,
    commit.state,
    commit.taken,
    timerAt ?? '',
    TRANSCRIPT_LINES,
    ...lists.map((list) => list.length),
    orders.length,
    moved.length,
    commit.forget ? keptAsideOf(claim.conversation) : '',
    writes.length,
    commit.drafting === null ? '' : Number(commit.drafting),
    waitingArgument(commit.waiting),
    Number(commit.heard),
    ...lists.flat(),
    ...[...orders, ...moved].flatMap(({ number, record, state, awaited }) => [
      number,
      record,
      state,
      awaited?.what ?? '',
      awaited?.since ?? '',
    ]),
    ...writes.flatMap(({ member, score }) => [member, score]),
  ]
}

const waitingArgument = (waiting: Commit['waiting']): string | number => {
  if (waiting === 'as_before') return ''
  return waiting ?? '-'
}

/** `origin` is the first field of a record, and a conversation's id needs no escaping. */
const keptAsideOf = (origin: string): string => `{"origin":"${origin}",`

const namesOneNumberTwice = ({ orders }: Commit): boolean =>
  new Set(orders.map((order) => order.number)).size < orders.length

export interface Layout {
  readonly keys: readonly string[]
  readonly values: readonly (string | number)[]
}

/** A turn as the script takes it; letters to registries stand among `outgoing` already. `timerAt`: `=` leaves the wake-up as it is. */
export function layoutOf(commit: Commit, timerAt: number | '=' | null = commit.timerAt): Layout {
  check(commit)
  return { keys: keysOf(commit), values: valuesOf(commit, timerAt) }
}

/** Writes a turn, or nothing: `refused` when the claim was lost, `number_taken` when an order of that number exists. */
export async function commitTurn(redis: Redis, digest: Digest, turn: Commit): Promise<Committed> {
  check(turn)
  if (namesOneNumberTwice(turn)) return 'number_taken'
  const letters = await lettersTo(digest, turn.registry, turn.claim.conversation)
  const { keys, values } = layoutOf({ ...turn, outgoing: [...turn.outgoing, ...letters] })
  return (await redis.run('commit', keys, values)) as Committed
}
