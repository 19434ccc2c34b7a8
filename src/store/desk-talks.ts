/** What the web desk's lists are drawn up from: the sorted sets of all shards, merged; and conversations as they are, for people to look at. */
import { z } from 'zod'
import type { DeskTalks, TalkRecord, WholeTalk } from '../desk-ports.ts'
import { FILE_KINDS } from '../domain/file-type.ts'
import type { ConversationId, KeptFile } from '../ports.ts'
import type { Redis } from './connect.ts'
import { askEachShard } from './each-shard.ts'
import { feedAfter } from './feed.ts'
import { ALL_SHARDS, conversationKeys, shardKeys } from './keys.ts'
import { readStored } from './lane-entries.ts'
import { END_OF_NAME, foldedName } from './listings.ts'
import { pageOf } from './pages.ts'
import { asInteger, asList, asTextOrNull, asTexts } from './reply.ts'

/** More of a lane is a fault of its own, and not shown line by line. */
const MOST_UNSENT = 100
/** Behind any name that begins with the same letters. */
const BEHIND = '\u{10ffff}'

const fileSchema = z.object({
  kind: z.enum(FILE_KINDS),
  mime: z.string(),
  extension: z.string(),
  size: z.number(),
  preview: z.object({ width: z.number(), height: z.number() }).nullable(),
})

export function deskTalks(redis: Redis): DeskTalks {
  const state = async (conversation: ConversationId): Promise<string | null> =>
    asTextOrNull(await redis.command('HGET', conversationKeys.self(conversation), 'state'))
  const newest = async (conversation: ConversationId, lines: number): Promise<readonly string[]> =>
    asTexts(await redis.command('LRANGE', conversationKeys.transcript(conversation), String(-lines), '-1'))

  async function record(conversation: ConversationId, lines: number): Promise<TalkRecord | null> {
    const [stored, last] = await Promise.all([state(conversation), newest(conversation, lines)])
    return stored === null || stored === '' ? null : { conversation, state: stored, lines: last }
  }

  return {
    wholeTalk: async (conversation, lines) => {
      const [kept, about] = await Promise.all([record(conversation, lines), aboutOf(redis, conversation)])
      return kept === null ? null : { ...kept, ...about }
    },
    talkRecords: async (conversations, lines) =>
      (await Promise.all(conversations.map((one) => record(one, lines)))).filter((one) => one !== null),
    withPerson: (limit) => oldest(redis, shardKeys.withPerson, limit),
    banned: (limit) => oldest(redis, shardKeys.banned, limit),
    lately: (limit, after) => lately(redis, limit, after),
    named: (beginning, limit) => named(redis, beginning, limit),
    async lookingAt(conversation, login, ms) {
      const watchers = await redis.run('watch', [conversationKeys.watchers(conversation)], [login, ms])
      return asTexts(watchers).filter((one) => one !== login)
    },
  }
}

type About = Omit<WholeTalk, keyof TalkRecord>

async function aboutOf(redis: Redis, conversation: ConversationId): Promise<About> {
  const [self, length, lane, files] = await Promise.all([
    redis.command('HMGET', conversationKeys.self(conversation), 'fence', 'feed.last', 'feed.seen'),
    redis.command('LLEN', conversationKeys.transcript(conversation)),
    redis.command('LRANGE', conversationKeys.lane({ conversation, name: 'customer' }), '0', String(MOST_UNSENT - 1)),
    redis.command('HGETALL', conversationKeys.files(conversation)),
  ])
  const [fence = null, last = null, seen = null] = asList(self)
  return {
    fence: asInteger(fence ?? 0),
    length: asInteger(length),
    unsent: asTexts(lane).map((entry) => readStored(entry).body),
    files: filesOf(asTexts(files)),
    unseen: last === null ? null : await unseenOf(redis, conversation, asInteger(seen ?? 0)),
  }
}

async function unseenOf(redis: Redis, conversation: ConversationId, seen: number): Promise<readonly string[]> {
  return (await feedAfter(redis, conversation, seen)).entries.map(({ body }) => body)
}

/** `room` and `bytes` stand among the records. */
function filesOf(fields: readonly string[]): readonly KeptFile[] {
  return fields.flatMap((id, place) => {
    const stored = fields[place + 1]
    if (place % 2 === 1 || stored === undefined || !stored.startsWith('{')) return []
    return [{ id, ...fileSchema.parse(JSON.parse(stored)) }]
  })
}

/** Of the lists of all shards the first by score. */
async function oldest(
  redis: Redis,
  keyOf: (shard: number) => string,
  limit: number,
): Promise<readonly ConversationId[]> {
  const lists = await askEachShard(redis, 'ZRANGE', keyOf, 0, limit - 1, 'WITHSCORES')
  const all = lists.flatMap((list) => scored(asTexts(list))).toSorted((a, b) => a.score - b.score)
  return all.slice(0, limit).map(({ member }) => member as ConversationId)
}

const scored = (flat: readonly string[]) =>
  flat.flatMap((member, place) => (place % 2 === 0 ? [{ member, score: Number(flat[place + 1]) }] : []))

/** Registries and staff rooms have turns too; they are nobody's conversation. */
const isTalk = (conversation: string): boolean => !/^(?:reg|staff):/.test(conversation)

async function lately(redis: Redis, limit: number, after: string | null) {
  const lists = ALL_SHARDS.map((shard) => shardKeys.active(shard))
  const found: ConversationId[] = []
  let next = after
  do {
    const page = await pageOf(redis, lists, { since: null, until: null, limit: limit - found.length, after: next })
    found.push(...(page.members.filter(isTalk) as ConversationId[]))
    next = page.next
  } while (found.length < limit && next !== null)
  return { conversations: found, next }
}

async function named(redis: Redis, beginning: string, limit: number): Promise<readonly ConversationId[]> {
  const from = foldedName(beginning)
  if (from === '') return []
  const range = [`[${from}`, `[${from}${BEHIND}`, 'LIMIT', 0, limit]
  const lists = await askEachShard(redis, 'ZRANGEBYLEX', shardKeys.named, ...range)
  const members = lists.flatMap((list) => asTexts(list)).toSorted()
  const found = members.map((member) => member.slice(member.indexOf(END_OF_NAME) + 1) as ConversationId)
  return [...new Set(found)].slice(0, limit)
}
