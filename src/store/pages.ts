/** Pages of one or several sorted sets, newest first: what stands after a place is found by its score, so a page costs the same anywhere. */
import type { Redis } from './connect.ts'
import { asTexts } from './reply.ts'

/** Where a member stands: by its moment, then by its name. */
interface Place {
  readonly at: number
  readonly member: string
}

export interface Span {
  readonly since: number | null
  readonly until: number | null
  readonly limit: number
  readonly after: string | null
}

export interface Page {
  readonly members: readonly string[]
  /** Where the next page begins, null after the last one. */
  readonly next: string | null
}

const CURSOR = /^(\d{1,15})-(\S{1,128})$/
/** Whether a text is a page's `next`. */
export const isPlace = (text: string): boolean => CURSOR.test(text)

const cursorOf = ({ at, member }: Place): string => `${at}-${member}`

function placeOf(cursor: string): Place {
  const [, at, member] = CURSOR.exec(cursor) ?? []
  if (at === undefined || member === undefined) throw new RangeError(`Not a place in a list: ${cursor}`)
  return { at: Number(at), member }
}

const newestFirst = (a: Place, b: Place): number =>
  b.at - a.at || (a.member < b.member ? 1 : a.member > b.member ? -1 : 0)

/** Each list gives as many as the page holds; those filed in the same millisecond as the last one before may come once more and are left out. */
export async function pageOf(redis: Redis, lists: readonly string[], span: Span): Promise<Page> {
  const range = rangeOf(span)
  const read = await Promise.all(lists.map((list) => placesIn(redis, list, span.limit, range)))
  const places = read.flat().toSorted(newestFirst)
  const page = places.slice(0, span.limit)
  const end = page.at(-1)
  return {
    members: page.map(({ member }) => member),
    next: end !== undefined && places.length > span.limit ? cursorOf(end) : null,
  }
}

/** Scores as Redis takes them, the newest first, and the place after which the page begins. */
interface Range {
  readonly newest: string
  readonly oldest: string
  readonly last: Place | null
}

function rangeOf({ since, until, after }: Span): Range {
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
      const place = { member: read[index] ?? '', at: Number(read[index + 1]) }
      if (last === null || newestFirst(last, place) < 0) places.push(place)
    }
    if (read.length < 2 * wanted) break
  }
  return places
}
