/** How much waits, over all shards: for metrics and for people who look. Reads only, and costs the same however long the queues are. */
import type { Backlog, ConversationId } from '../ports.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, conversationKeys, shardKeys } from './keys.ts'
import { asInteger, asList, asTextOrNull, asTexts } from './reply.ts'

/** Of each shard: how many mailboxes are looked into. Every other one that waits counts as one letter. */
const LOOKED_INTO = 25

interface Waiting {
  readonly letters: number
  readonly oldestMs: number
}

/** Resolves with what waits now. Rejects with `StoreUnavailable`. */
export async function backlogOf(redis: Redis): Promise<Backlog> {
  const shards = await Promise.all(ALL_SHARDS.map((shard) => backlogIn(redis, shard)))
  const sum = (of: (shard: Backlog) => number) => shards.reduce((total, shard) => total + of(shard), 0)
  const most = (of: (shard: Backlog) => number) => Math.max(...shards.map(of))
  return {
    mailboxes: {
      conversations: sum(({ mailboxes }) => mailboxes.conversations),
      letters: sum(({ mailboxes }) => mailboxes.letters),
      oldestMs: most(({ mailboxes }) => mailboxes.oldestMs),
    },
    timers: { late: sum(({ timers }) => timers.late), oldestMs: most(({ timers }) => timers.oldestMs) },
    lanes: { waiting: sum(({ lanes }) => lanes.waiting), oldestMs: most(({ lanes }) => lanes.oldestMs) },
    parked: sum(({ parked }) => parked),
  }
}

async function backlogIn(redis: Redis, shard: number): Promise<Backlog> {
  const keys = [
    shardKeys.due(shard),
    shardKeys.timers(shard),
    shardKeys.lanes(shard),
    shardKeys.parked(shard),
    shardKeys.clock(shard),
  ]
  const [conversations, named, late, timerMs, waiting, laneMs, parked, now] = asList(
    await redis.run('backlog', keys, [LOOKED_INTO]),
  )
  const looked = await Promise.all(asTexts(named).map((one) => mailboxOf(redis, one as ConversationId, asInteger(now))))
  const unseen = asInteger(conversations) - looked.length
  return {
    mailboxes: {
      conversations: asInteger(conversations),
      letters: looked.reduce((sum, { letters }) => sum + letters, unseen),
      oldestMs: Math.max(0, ...looked.map(({ oldestMs }) => oldestMs)),
    },
    timers: { late: asInteger(late), oldestMs: asInteger(timerMs) },
    lanes: { waiting: asInteger(waiting), oldestMs: asInteger(laneMs) },
    parked: asInteger(parked),
  }
}

/** A letter begins with the desk time at which it came. */
async function mailboxOf(redis: Redis, conversation: ConversationId, now: number): Promise<Waiting> {
  const key = conversationKeys.mail(conversation)
  const [letters, oldest] = await Promise.all([redis.command('LLEN', key), redis.command('LINDEX', key, '0')])
  const at = asTextOrNull(oldest)?.split('\n', 1)[0]
  return { letters: asInteger(letters), oldestMs: at === undefined ? 0 : Math.max(0, now - asInteger(at)) }
}
