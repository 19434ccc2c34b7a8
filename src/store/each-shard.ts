/** One question to all shards: a single script where a server holds them all, a call a shard in a cluster. Knows no list and no meaning of an answer. */
import type { Redis } from './connect.ts'
import { ALL_SHARDS } from './keys.ts'
import { asInteger, asList, type Reply } from './reply.ts'
import type { ScriptName } from './scripts.ts'

type KeyOf = (shard: number) => string

/** Runs a script that answers a list, an element for each of its keys. The answers stand in the order of the shards. */
export async function runInEachShard(
  redis: Redis,
  name: ScriptName,
  keyOf: KeyOf,
  values: readonly (string | number)[],
): Promise<readonly Reply[]> {
  const keys = ALL_SHARDS.map(keyOf)
  if (redis.shardsAScript === 'all') return asList(await redis.run(name, keys, values))
  const answers = await Promise.all(keys.map((key) => redis.run(name, [key], values)))
  return answers.flatMap(asList)
}

/** A command that names one key, asked of that key in each shard; `rest` follows the key. */
export const askEachShard = (
  redis: Redis,
  command: string,
  keyOf: KeyOf,
  ...rest: readonly (string | number)[]
): Promise<readonly Reply[]> => runInEachShard(redis, 'ask-each', keyOf, [command, ...rest])

/** The same of a command that answers a number: all of them together. */
export async function sumOverShards(...question: Parameters<typeof askEachShard>): Promise<number> {
  const counts = await askEachShard(...question)
  return counts.reduce<number>((total, count) => total + asInteger(count), 0)
}
