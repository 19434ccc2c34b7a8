/** Orders by number, by conversation, by state, and what was said: read only, since all is written by commits alone. */
import { shardOfOrder } from '../domain/order-number.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { ConversationId, OrderPage, Store } from '../ports.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, conversationKeys, orderKey, shardKeys } from './keys.ts'
import { asTextOrNull, asTexts } from './reply.ts'

/** The numbers filed in a conversation, oldest first. */
export async function ordersOf(redis: Redis, conversation: ConversationId): Promise<readonly OrderNumber[]> {
  return asTexts(await redis.command('ZRANGE', conversationKeys.orders(conversation), '0', '-1')) as OrderNumber[]
}

/** The number says its shard, so an order is one look-up; a transcript comes oldest line first. */
export function orders(redis: Redis): Pick<Store, 'order' | 'orderPage' | 'transcript'> {
  return {
    order: async (number) =>
      asTextOrNull(await redis.command('HGET', orderKey(shardOfOrder(number), number), 'record')),
    orderPage: (state, limit, after) => pageOf(redis, state, limit, after),
    transcript: async (conversation) =>
      asTexts(await redis.command('LRANGE', conversationKeys.transcript(conversation), '0', '-1')),
  }
}

/** Where an order stands among all: by filing, then by number. */
interface Place {
  readonly at: number
  readonly number: OrderNumber
}

const CURSOR = /^(\d{1,15})-([0-9A-Z]{9})$/
/** Whether a text is a page's `next`. */
export const isOrderPlace = (text: string): boolean => CURSOR.test(text)

const cursorOf = ({ at, number }: Place): string => `${at}-${number}`

function placeOf(cursor: string): Place {
  const [, at, number] = CURSOR.exec(cursor) ?? []
  if (at === undefined || number === undefined) throw new RangeError(`Not a place in a list of orders: ${cursor}`)
  return { at: Number(at), number: number as OrderNumber }
}

const newestFirst = (a: Place, b: Place): number =>
  b.at - a.at || (a.number < b.number ? 1 : a.number > b.number ? -1 : 0)

/** Each shard gives as many as the page holds; those filed in the same millisecond as the last one before may come once more and are left out. */
async function pageOf(redis: Redis, state: string | null, limit: number, after: string | null): Promise<OrderPage> {
  const last = after === null ? null : placeOf(after)
  const shards = await Promise.all(
    ALL_SHARDS.map((shard) => placesIn(redis, shardKeys.filed(shard, state), limit, last)),
  )
  const places = shards.flat().toSorted(newestFirst)
  const page = places.slice(0, limit)
  const end = page.at(-1)
  return {
    numbers: page.map(({ number }) => number),
    next: end !== undefined && places.length > limit ? cursorOf(end) : null,
  }
}

/** One more than the page holds, so that it is known whether anything follows. */
async function placesIn(redis: Redis, key: string, limit: number, last: Place | null): Promise<readonly Place[]> {
  const places: Place[] = []
  const wanted = limit + 1
  for (let from = 0; places.length < wanted; from += wanted) {
    const range = [
      key,
      last === null ? '+inf' : String(last.at),
      '-inf',
      'WITHSCORES',
      'LIMIT',
      String(from),
      String(wanted),
    ]
    const read = asTexts(await redis.command('ZREVRANGEBYSCORE', ...range))
    for (let index = 0; index < read.length; index += 2) {
      const place = { number: read[index] as OrderNumber, at: Number(read[index + 1]) }
      if (last === null || newestFirst(last, place) < 0) places.push(place)
    }
    if (read.length < 2 * wanted) break
  }
  return places
}
