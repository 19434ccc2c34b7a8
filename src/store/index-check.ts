/** Whether the lists of orders agree with the orders themselves: a sample of them, both ways. Changes nothing. */
import { STAFF_WORK } from '../domain/order.ts'
import { shardOfOrder } from '../domain/order-number.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { OrderIndex } from '../ports.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, conversationKeys, orderKey, registryKey, registryOf, shardKeys } from './keys.ts'
import type { Digest } from './registry.ts'
import { type Filed, isErased, type ReadFiled } from './reindex.ts'
import { asInteger, asTextOrNull, asTexts } from './reply.ts'

export interface IndexReport {
  /** Orders looked at. */
  readonly checked: number
  /** Orders whose letters to a registry are still on their way. */
  readonly underWay: number
  /** One line each, by order number. */
  readonly wrong: readonly string[]
}

/** So many others under the same serial number or phone are looked at. */
const MOST_NEIGHBOURS = 20

/** Looks at up to `each` orders of each shard, drawn at random. */
export async function checkIndexes(redis: Redis, digest: Digest, readFiled: ReadFiled, each: number) {
  const report = { checked: 0, underWay: 0, wrong: [] as string[] }
  const check = createCheck(redis, digest, readFiled)
  for (const shard of ALL_SHARDS) {
    const drawn = asTexts(await redis.command('ZRANDMEMBER', shardKeys.filed(shard, null), String(each)))
    for (const number of drawn as OrderNumber[]) {
      report.checked += 1
      const { underWay, wrong } = await check(number)
      if (underWay) report.underWay += 1
      else report.wrong.push(...wrong.map((what) => `${number} ${what}`))
    }
  }
  return report satisfies IndexReport
}

function createCheck(redis: Redis, digest: Digest, readFiled: ReadFiled) {
  const isListed = async (list: string, number: OrderNumber): Promise<boolean> =>
    (await redis.command('ZSCORE', list, number)) !== null

  const read = async (number: OrderNumber) => {
    const key = orderKey(shardOfOrder(number), number)
    const [record, state] = [
      asTextOrNull(await redis.command('HGET', key, 'record')),
      asTextOrNull(await redis.command('HGET', key, 'state')),
    ]
    return { filed: record === null ? null : readFiled(record), state }
  }

  return async function check(number: OrderNumber): Promise<{ underWay: boolean; wrong: readonly string[] }> {
    const { filed, state } = await read(number)
    if (filed === null) return { underWay: false, wrong: ['cannot be read'] }
    const wrong: string[] = []
    const shard = shardOfOrder(number)
    if (!(await isListed(shardKeys.filed(shard, state), number))) wrong.push(`is not listed under its state ${state}`)
    if (!(await isAwaitedAs(filed, shard, number))) wrong.push('is not listed as what it waits for from staff')
    if (!(await isListed(conversationKeys.orders(filed.conversation), number))) wrong.push('is not its customer’s')
    const registries: string[] = []
    for (const one of await expected(filed)) {
      registries.push(registryOf(one.digest))
      for (const which of ['all', 'open'] as const) {
        const isThere = await isListed(registryKey(one.index, which, one.digest), number)
        if (isThere !== one[which]) wrong.push(`is ${isThere ? '' : 'not '}found by its ${one.index} (${which})`)
      }
      wrong.push(...(await strangersUnder(one.index, one.digest)))
    }
    return { underWay: wrong.length > 0 && (await isOnItsWay(filed, registries)), wrong }
  }

  /** Listed under its work since the right moment, and under no other. */
  async function isAwaitedAs({ awaited }: Filed, shard: number, number: OrderNumber): Promise<boolean> {
    const scores = await Promise.all(
      STAFF_WORK.map((what) => redis.command('ZSCORE', shardKeys.awaited(shard), `${what} ${number}`)),
    )
    return STAFF_WORK.every((what, place) => {
      const score = asTextOrNull(scores[place] ?? null)
      return awaited?.what === what ? Number(score) === awaited.since : score === null
    })
  }

  async function expected(filed: Filed) {
    const forgotten = asTextOrNull(await redis.command('HGET', conversationKeys.self(filed.conversation), 'forgotten'))
    return await Promise.all(
      filed.found.map(async (one) => ({
        index: one.index,
        digest: await digest(one.index, one.value),
        all: !isErased(one, forgotten ?? ''),
        open: one.standing === 'open',
      })),
    )
  }

  /** Orders in a list of a registry that have nothing to do there. */
  async function strangersUnder(index: OrderIndex, digested: string): Promise<readonly string[]> {
    const listed = await redis.command('ZRANGE', registryKey(index, 'all', digested), '0', String(MOST_NEIGHBOURS - 1))
    const strangers: string[] = []
    for (const neighbour of asTexts(listed) as OrderNumber[]) {
      const { filed } = await read(neighbour)
      const own = await Promise.all(
        (filed?.found ?? []).filter((one) => one.index === index).map((one) => digest(index, one.value)),
      )
      if (!own.includes(digested)) strangers.push(`shares its ${index} with ${neighbour}, which has another`)
    }
    return strangers
  }

  async function isOnItsWay({ conversation }: Filed, registries: readonly string[]): Promise<boolean> {
    const waiting = [
      conversationKeys.lane({ conversation, name: 'outgoing' }),
      ...registries.map((registry) => conversationKeys.mail(registry as Filed['conversation'])),
    ]
    const found = await Promise.all(waiting.map((key) => redis.command('EXISTS', key)))
    return found.some((reply) => asInteger(reply) === 1)
  }
}
