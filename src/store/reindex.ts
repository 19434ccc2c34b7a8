/**
 * Notes orders with the registries that were filed before there were any, or whose registries a backup may have caught half way. Resumable,
 * beside turns: an order is noted by its own conversation's lane, as a commit would. What an order is found by is handed in.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AwaitedWork, FoundBy } from '../domain/order.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { ConversationId } from '../ports.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, conversationKeys, laneMember, orderKey, shardKeys, shardOf } from './keys.ts'
import { storedEntry } from './lane-entries.ts'
import { type Digest, lettersTo } from './registry.ts'
import { asInteger, asTextOrNull, asTexts, asYes } from './reply.ts'
import { scan } from './scan.ts'

/** Who filed an order, what it is found by, and what it waits for from staff; null for a record that cannot be read. */
export interface Filed {
  readonly conversation: ConversationId
  readonly found: readonly FoundBy[]
  readonly awaited: AwaitedWork | null
}
export type ReadFiled = (record: string) => Filed | null

export interface ReindexOptions {
  readonly readFiled: ReadFiled
  /** From the beginning, whatever was done before. */
  readonly again: boolean
  /** Between two batches, so that letters do not pile up before turns. */
  readonly pauseMs: number
  readonly isStopping: () => boolean
  readonly onProgress: (noted: number) => void
}

export interface Reindexed {
  readonly noted: number
  /** Records that could not be read; `doctor` names what is wrong with an order. */
  readonly unreadable: number
}

const BATCH = 50
const DONE = 'done'
const REGISTRY_KEYS = '{s[0-9][0-9]}:registry:*'

/** Goes through all shards, or on from where the last run ended. */
export async function reindex(redis: Redis, digest: Digest, options: ReindexOptions): Promise<Reindexed> {
  const counts = { noted: 0, unreadable: 0 }
  if (options.again) await emptyRegistries(redis)
  for (const shard of ALL_SHARDS) {
    await reindexShard(redis, digest, shard, options, counts)
    if (options.isStopping()) break
  }
  return counts
}

type Counts = { -readonly [Key in keyof Reindexed]: Reindexed[Key] }

/** The place in the list is kept: orders that are filed meanwhile are noted by their own commits. */
async function reindexShard(redis: Redis, digest: Digest, shard: number, options: ReindexOptions, counts: Counts) {
  const stored = asTextOrNull(await redis.command('GET', shardKeys.indexed(shard)))
  if (stored === DONE) return
  for (let from = stored === null ? 0 : asInteger(stored); !options.isStopping(); from += BATCH) {
    const batch = asTexts(
      await redis.command('ZRANGE', shardKeys.filed(shard, null), String(from), String(from + BATCH - 1)),
    ) as OrderNumber[]
    for (const number of batch) counts[await note(redis, digest, shard, number, options.readFiled)] += 1
    const isLast = batch.length < BATCH
    await redis.command('SET', shardKeys.indexed(shard), isLast ? DONE : String(from + BATCH))
    options.onProgress(counts.noted)
    if (isLast) return
    await sleep(options.pauseMs)
  }
}

/** Read and noted anew where a turn came between. */
async function note(redis: Redis, digest: Digest, shard: number, number: OrderNumber, readFiled: ReadFiled) {
  for (;;) {
    const record = asTextOrNull(await redis.command('HGET', orderKey(shard, number), 'record'))
    const filed = record === null ? null : readFiled(record)
    if (record === null || filed === null || shardOf(filed.conversation) !== shard) return 'unreadable'
    const self = conversationKeys.self(filed.conversation)
    const forgotten = asTextOrNull(await redis.command('HGET', self, 'forgotten')) ?? ''
    const lane = { conversation: filed.conversation, name: 'outgoing' } as const
    const keys = [
      orderKey(shard, number),
      self,
      conversationKeys.lane(lane),
      shardKeys.lanes(shard),
      shardKeys.awaited(shard),
    ]
    const { awaited } = filed
    const work = [number, awaited?.what ?? '', awaited?.since ?? '']
    const values = [record, forgotten, laneMember(lane), randomUUID(), ...work]
    const letters = await lettersTo(digest, newsOf(filed, forgotten), null)
    const entries = letters.map((letter) => storedEntry(JSON.stringify(letter)))
    if (asYes(await redis.run('note-again', keys, [...values, ...entries]))) return 'noted'
  }
}

/** By the phone of an order that was filed before its customer erased the talk nobody finds it. */
const newsOf = ({ found }: Filed, forgotten: string) =>
  found.map((one) => ({
    kind: 'noted' as const,
    ...one,
    ...(isErased(one, forgotten) ? { standing: 'gone' as const } : {}),
  }))

export const isErased = ({ index, filedAt }: FoundBy, forgotten: string): boolean =>
  index === 'phone' && forgotten !== '' && filedAt <= Number(forgotten)

/** What a turn notes meanwhile stays, or is noted again: the lanes keep the order. */
async function emptyRegistries(redis: Redis): Promise<void> {
  await forgetIndexed(redis)
  for await (const list of scan(redis, REGISTRY_KEYS)) await redis.command('DEL', list)
}

/** After a restore: what was there before says nothing about what is there now. */
export async function forgetIndexed(redis: Redis): Promise<void> {
  for (const shard of ALL_SHARDS) await redis.command('DEL', shardKeys.indexed(shard))
}
