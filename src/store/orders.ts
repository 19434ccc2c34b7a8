/** Orders by number, and lists of them by state, customer, serial number and phone: read only, since all is written by commits alone. */
import { shardOfOrder } from '../domain/order-number.ts'
import type { OrderNumber } from '../domain/values.ts'
import type { OrderKey, OrderPage, OrderSpan, Store } from '../ports.ts'
import type { Redis } from './connect.ts'
import { ALL_SHARDS, conversationKeys, orderKey, registryKey, shardKeys } from './keys.ts'
import type { Digest } from './registry.ts'
import { asTextOrNull, asTexts } from './reply.ts'

type Orders = Pick<Store, 'order' | 'orderPage' | 'ordersBy' | 'ordersOf' | 'transcript'>

/** The number says its shard, so an order is one look-up; a transcript comes oldest line first. */
export function orders(redis: Redis, digest: Digest): Orders {
  const ordersBy = async (key: OrderKey, span: OrderSpan) => pageOf(redis, await listsOf(digest, key), span)
  return {
    order: async (number) =>
      asTextOrNull(await redis.command('HGET', orderKey(shardOfOrder(number), number), 'record')),
    orderPage: (state, limit, after) =>
      ordersBy(state === null ? { by: 'all' } : { by: 'state', state }, { since: null, until: null, limit, after }),
    ordersBy,
    ordersOf: async (conversation) =>
      asTexts(await redis.command('ZRANGE', conversationKeys.orders(conversation), '0', '-1')) as OrderNumber[],
    transcript: async (conversation) =>
      asTexts(await redis.command('LRANGE', conversationKeys.transcript(conversation), '0', '-1')),
  }
}

/** The sorted sets that a list is merged from: one, or one a shard. */
async function listsOf(digest: Digest, key: OrderKey): Promise<readonly string[]> {
  switch (key.by) {
    case 'all':
      return ALL_SHARDS.map((shard) => shardKeys.filed(shard, null))
    case 'state':
      return ALL_SHARDS.map((shard) => shardKeys.filed(shard, key.state))
    case 'customer':
      return [conversationKeys.orders(key.conversation)]
    default:
      return [registryKey(key.by, 'all', await digest(key.by, key.value))]
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

/** Each list gives as many as the page holds; those filed in the same millisecond as the last one before may come once more and are left out. */
async function pageOf(redis: Redis, lists: readonly string[], span: OrderSpan): Promise<OrderPage> {
  const range = rangeOf(span)
  const read = await Promise.all(lists.map((list) => placesIn(redis, list, span.limit, range)))
  const places = read.flat().toSorted(newestFirst)
  const page = places.slice(0, span.limit)
  const end = page.at(-1)
  return {
    numbers: page.map(({ number }) => number),
    next: end !== undefined && places.length > span.limit ? cursorOf(end) : null,
  }
}

/** Scores as Redis takes them, the newest first, and the place after which the page begins. */
interface Range {
  readonly newest: string
  readonly oldest: string
  readonly last: Place | null
}

function rangeOf({ since, until, after }: OrderSpan): Range {
  const last = after === null ? null : placeOf(after)
  const before = until === null ? '+inf' : `(${until}`
  const newest = last !== null && (until === null || last.at < until) ? String(last.at) : before
  return { newest, oldest: since === null ? '-inf' : String(since), last }
}

/** One more than the page holds, so that it is known whether anything follows. */
async function placesIn(redis: Redis, list: string, limit: number, { newest, oldest, last }: Range) {
  const places: Place[] = []
  const wanted = limit + 1
  for (let from = 0; places.length < wanted; from += wanted) {
    const window = ['WITHSCORES', 'LIMIT', String(from), String(wanted)]
    const read = asTexts(await redis.command('ZREVRANGEBYSCORE', list, newest, oldest, ...window))
    for (let index = 0; index < read.length; index += 2) {
      const place = { number: read[index] as OrderNumber, at: Number(read[index + 1]) }
      if (last === null || newestFirst(last, place) < 0) places.push(place)
    }
    if (read.length < 2 * wanted) break
  }
  return places
}
