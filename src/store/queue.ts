/** Who waits for a person, and which orders wait for staff, over all shards: read only, since all is written by commits alone. */
import { STAFF_WORK } from '../domain/order.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { ConversationId, StaffTask, Store, Waiting } from '../ports.ts'
import type { Redis } from './connect.ts'
import { askEachShard, sumOverShards } from './each-shard.ts'
import { shardKeys } from './keys.ts'
import { asTexts } from './reply.ts'

export function queue(redis: Redis): Pick<Store, 'waiting' | 'waitingBefore' | 'staffTasks' | 'staffTaskCount'> {
  const oldest = async (list: 'waiting' | 'awaited', limit: number): Promise<readonly Listed[]> => {
    const lists = await askEachShard(redis, 'ZRANGE', shardKeys[list], 0, limit - 1, 'WITHSCORES')
    return lists
      .flatMap((one) => pairsOf(asTexts(one)))
      .toSorted((a, b) => a.since - b.since)
      .slice(0, limit)
  }

  return {
    waiting: async (limit) =>
      (await oldest('waiting', limit)).map(
        ({ member, since }): Waiting => ({ conversation: member as ConversationId, since }),
      ),
    staffTasks: async (limit) => (await oldest('awaited', limit)).map(taskOf),
    staffTaskCount: () => sumOverShards(redis, 'ZCARD', shardKeys.awaited),
    waitingBefore: (since) => sumOverShards(redis, 'ZCOUNT', shardKeys.waiting, '-inf', `(${since}`),
  }
}

interface Listed {
  readonly member: string
  readonly since: number
}

const pairsOf = (flat: readonly string[]): readonly Listed[] =>
  flat.flatMap((member, place) => (place % 2 === 0 ? [{ member, since: Number(flat[place + 1]) }] : []))

/** Throws when the list holds something else. */
function taskOf({ member, since }: Listed): StaffTask {
  const [named, number] = member.split(' ')
  const what = STAFF_WORK.find((one) => one === named)
  if (what === undefined || number === undefined) throw new Error(`Not a task: ${JSON.stringify(member)}`)
  return { what, number: number as OrderNumber, since }
}
