/** What a run leaves in Redis that nobody would ever come back to: claims, lanes, timers that are past, letters kept aside. */
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Redis, type RedisConnection } from '../../src/store/connect.ts'
import { ALL_SHARDS, shardKeys } from '../../src/store/keys.ts'
import { asTexts } from '../../src/store/reply.ts'

/** Waits for the claims of dead processes to run out and be worked on, then names what is still there. */
export async function leftBehind(connection: RedisConnection, visibilityMs: number): Promise<readonly string[]> {
  const redis = await connect(connection)
  try {
    const until = performance.now() + visibilityMs + 3_000
    let left = await namesOf(redis)
    while (left.length > 0 && performance.now() < until) {
      await sleep(50)
      left = await namesOf(redis)
    }
    return left
  } finally {
    await redis.close()
  }
}

async function namesOf(redis: Redis): Promise<readonly string[]> {
  const ofShard = async (shard: number) => [
    ...(await all(redis, 'due', ['ZRANGE', shardKeys.due(shard), '0', '-1'])),
    ...(await all(redis, 'lane', ['ZRANGE', shardKeys.lanes(shard), '0', '-1'])),
    ...(await all(redis, 'parked', ['LRANGE', shardKeys.parked(shard), '0', '-1'])),
    // The real talk keeps its reminders; a counting one has none left.
    ...(await all(redis, 'timer', ['ZRANGE', shardKeys.timers(shard), '0', '-1'])).filter((name) =>
      name.includes('count-'),
    ),
  ]
  return (await Promise.all(ALL_SHARDS.map(ofShard))).flat()
}

const all = async (redis: Redis, what: string, command: readonly string[]): Promise<readonly string[]> =>
  asTexts(await redis.command(...command)).map((name) => `${what}: ${name}`)
