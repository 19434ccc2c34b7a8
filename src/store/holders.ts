/** Who of staff spoke last in which conversation: for when somebody leaves the list. A hash a shard; talks handed back since stay in it. */
import { z } from 'zod'
import type { ConversationId, Held, Holder, Store } from '../ports.ts'
import type { Redis } from './connect.ts'
import { askEachShard } from './each-shard.ts'
import { shardKeys, shardOf } from './keys.ts'
import { asTexts } from './reply.ts'

const holderSchema = z.strictObject({ id: z.string(), name: z.string() })

export function holders(redis: Redis): Pick<Store, 'noteHolder' | 'heldBy'> {
  const all = async (): Promise<readonly (Held & Holder)[]> => {
    const shards = await askEachShard(redis, 'HGETALL', shardKeys.held)
    return shards.flatMap((fields) => heldIn(asTexts(fields)))
  }
  return {
    async noteHolder(conversation, { id, name }) {
      await redis.command('HSET', shardKeys.held(shardOf(conversation)), conversation, JSON.stringify({ id, name }))
    },
    heldBy: async (id) => {
      const theirs = (await all()).filter((held) => held.id === id)
      return theirs.map(({ conversation, name }) => ({ conversation, name }))
    },
  }
}

const heldIn = (fields: readonly string[]): readonly (Held & Holder)[] =>
  fields.flatMap((conversation, place) =>
    place % 2 === 0
      ? [
          {
            conversation: conversation as ConversationId,
            ...holderSchema.parse(JSON.parse(fields[place + 1] ?? '')),
          },
        ]
      : [],
  )
