/** Who waits for a person, over all shards: read only, since all is written by commits alone. */
import type { ConversationId, Store, Waiting } from '../ports.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, shardKeys } from './keys.ts'
import { asInteger, asTexts, type Reply } from './reply.ts'

export function queue(redis: Redis): Pick<Store, 'waiting' | 'waitingBefore'> {
  const inEach = (command: string, ...range: readonly string[]): Promise<Reply[]> =>
    Promise.all(ALL_SHARDS.map((shard) => redis.command(command, shardKeys.waiting(shard), ...range)))

  return {
    async waiting(limit) {
      const lists = await inEach('ZRANGE', '0', String(limit - 1), 'WITHSCORES')
      return lists
        .flatMap((list) => pairsOf(asTexts(list)))
        .toSorted((a, b) => a.since - b.since)
        .slice(0, limit)
    },
    async waitingBefore(since) {
      const counts = await inEach('ZCOUNT', '-inf', `(${since}`)
      return counts.reduce<number>((sum, count) => sum + asInteger(count), 0)
    },
  }
}

const pairsOf = (flat: readonly string[]): readonly Waiting[] =>
  flat.flatMap((conversation, place) =>
    place % 2 === 0 ? [{ conversation: conversation as ConversationId, since: Number(flat[place + 1]) }] : [],
  )
