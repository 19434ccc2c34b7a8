/**
 * Retention: transcripts, feeds and files of conversations that have been idle for long are deleted, what is left of erased ones, and what was
 * put aside long ago. Orders and states stay.
 */
import { DAY } from '../domain/values.ts'
import type { ConversationId } from '../ports.ts'
import { deskNow } from './clock.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, conversationKeys, shardKeys } from './keys.ts'
import { asInteger, asIntegerOrNull, asTexts } from './reply.ts'

export interface RetentionResult {
  /** Conversations whose transcript was deleted. */
  readonly conversations: number
  readonly lines: number
  /** Erased conversations of which nothing is left now. */
  readonly erased: number
}

/** How many are looked at in one round trip. */
const BATCH = 200

const idleIn = async (redis: Redis, shard: number, until: number): Promise<readonly ConversationId[]> =>
  asTexts(
    await redis.command('ZRANGEBYSCORE', shardKeys.active(shard), '-inf', String(until), 'LIMIT', '0', String(BATCH)),
  ) as readonly ConversationId[]

const keysOf = (shard: number, conversation: ConversationId): readonly string[] => [
  shardKeys.active(shard),
  conversationKeys.transcript(conversation),
  conversationKeys.feed(conversation),
  conversationKeys.files(conversation),
  shardKeys.roomsGivenUp(shard),
  shardKeys.held(shard),
]

/** Lines deleted of each conversation that was still idle when its turn came. */
async function forget(redis: Redis, shard: number, idle: readonly ConversationId[], until: number): Promise<number[]> {
  const deleted = await Promise.all(
    idle.map((conversation) => redis.run('forget-transcript', keysOf(shard, conversation), [conversation, until])),
  )
  return deleted.map(asIntegerOrNull).filter((lines) => lines !== null)
}

/** Deletes what was put aside for people more than `days` of desk time ago. Resolves with how much went. */
export async function forgetParked(redis: Redis, days: number): Promise<number> {
  const until = (await deskNow(redis)) - days * DAY
  let gone = 0
  for (const shard of ALL_SHARDS) {
    for (let batch = BATCH; batch === BATCH; gone += batch) {
      batch = asInteger(await redis.run('forget-parked', [shardKeys.parked(shard)], [until, BATCH]))
    }
  }
  return gone
}

/** Deletes transcripts of conversations without a commit for longer than `idleDays` of desk time. Safe to repeat and to run beside turns. */
export async function runRetention(redis: Redis, idleDays: number): Promise<RetentionResult> {
  const until = (await deskNow(redis)) - idleDays * DAY
  let conversations = 0
  let lines = 0
  for (const shard of ALL_SHARDS) {
    let idle = await idleIn(redis, shard, until)
    while (idle.length > 0) {
      const deleted = await forget(redis, shard, idle, until)
      conversations += deleted.length
      lines += deleted.reduce((sum, n) => sum + n, 0)
      idle = await idleIn(redis, shard, until)
    }
  }
  return { conversations, lines, erased: await buryErased(redis) }
}

/** A day after `/forget` no letter of the platform can come a second time any more. */
const TOMBSTONE_MS = DAY

async function buryErased(redis: Redis): Promise<number> {
  let erased = 0
  for (const shard of ALL_SHARDS) {
    const waiting = asTexts(await redis.command('ZRANGE', shardKeys.forgotten(shard), '0', '-1'))
    for (const conversation of waiting as ConversationId[]) erased += await bury(redis, shard, conversation)
  }
  return erased
}

const bury = async (redis: Redis, shard: number, conversation: ConversationId): Promise<number> =>
  asInteger(
    await redis.run(
      'bury',
      [
        shardKeys.forgotten(shard),
        conversationKeys.self(conversation),
        shardKeys.active(shard),
        shardKeys.due(shard),
        shardKeys.timers(shard),
        conversationKeys.mail(conversation),
        conversationKeys.lane({ conversation, name: 'customer' }),
        conversationKeys.lane({ conversation, name: 'outgoing' }),
        conversationKeys.orders(conversation),
        shardKeys.banned(shard),
      ],
      [conversation, TOMBSTONE_MS],
    ),
  )
