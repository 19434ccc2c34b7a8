/** Mailboxes: taking letters in, claiming a conversation, giving it back. Bodies and states pass through unread. */
import { randomUUID } from 'node:crypto'
import {
  type Claim,
  type ConversationId,
  type Ingested,
  type Letter,
  MAX_LETTER_BYTES,
  MAX_LETTERS_A_CLAIM,
  MAX_WAITING_LETTERS,
  type Mail,
  type Store,
} from '../ports.ts'
import type { Redis } from './connect.ts'
import { conversationKeys, shardKeys, shardOf } from './keys.ts'
import { asInteger, asIntegerOrNull, asList, asText, asTextOrNull, asTexts, asYes, type Reply } from './reply.ts'

const LETTER_ID = /^[\x21-\x7e]{1,256}$/

/** Throws a `RangeError` for a letter that no mailbox can hold. */
export function checkBody(body: string): void {
  const bytes = Buffer.byteLength(body)
  if (bytes > MAX_LETTER_BYTES) throw new RangeError(`A letter has at most ${MAX_LETTER_BYTES} bytes, not ${bytes}`)
}

export function checkLetter(letter: Letter): void {
  if (!LETTER_ID.test(letter.id)) throw new RangeError('A letter id has 1-256 visible ASCII characters')
  checkBody(letter.body)
}

/** `at`, counted, id and body, one a line; the body may have lines of its own. */
function mailOf(stored: string): Mail {
  const afterAt = stored.indexOf('\n')
  const afterCounted = stored.indexOf('\n', afterAt + 1)
  const afterId = stored.indexOf('\n', afterCounted + 1)
  return {
    at: asInteger(stored.slice(0, afterAt)),
    id: stored.slice(afterCounted + 1, afterId),
    body: stored.slice(afterId + 1),
  }
}

/** What the claim script answers. */
export function claimOf(conversation: ConversationId, reply: Reply): Claim | null {
  if (reply === null) return null
  const [fence, birth, state, now, dropped, attempts, failures, nextAt, letters] = asList(reply)
  return {
    conversation,
    shard: shardOf(conversation),
    fence: asInteger(fence),
    birth: asText(birth),
    state: asTextOrNull(state),
    mail: asTexts(letters).map(mailOf),
    nextAt: asIntegerOrNull(nextAt),
    now: asInteger(now),
    dropped: asInteger(dropped),
    attempts: asInteger(attempts),
    failures: asInteger(failures),
  }
}

/** Takes a letter in. With a feed (its key, the JSON that the page shows, entries kept) it is shown there in the same act. */
export async function ingest(redis: Redis, letter: Letter, ...feed: [] | [string, string, number]): Promise<Ingested> {
  const { conversation, id, body, counted, settleMs = 0 } = letter
  const shard = shardOf(conversation)
  checkLetter(letter)
  const [feedKey, ...shown] = feed
  const keys = [
    ...shardKeys.seen(shard),
    conversationKeys.self(conversation),
    conversationKeys.mail(conversation),
    shardKeys.due(shard),
    shardKeys.clock(shard),
    ...(feedKey === undefined ? [] : [feedKey]),
  ]
  const values = [conversation, id, body, counted ? 1 : 0, MAX_WAITING_LETTERS, settleMs, ...shown]
  return (await redis.run('ingest', keys, values)) as Ingested
}

async function claim(redis: Redis, conversation: ConversationId, visibilityMs: number): Promise<Claim | null> {
  const shard = shardOf(conversation)
  const keys = [
    shardKeys.due(shard),
    shardKeys.timers(shard),
    conversationKeys.self(conversation),
    conversationKeys.mail(conversation),
    shardKeys.clock(shard),
  ]
  const values = [conversation, randomUUID(), visibilityMs, MAX_LETTERS_A_CLAIM]
  return claimOf(conversation, await redis.run('claim', keys, values))
}

/** A claim hides a conversation for `visibilityMs`. Malformed ids and letters too large throw a `RangeError`. */
export function mailbox(redis: Redis, visibilityMs: number): Pick<Store, 'ingest' | 'claim' | 'renew' | 'release'> {
  return {
    ingest: (letter) => ingest(redis, letter),
    claim: (conversation) => claim(redis, conversation, visibilityMs),
    async renew({ conversation, fence }) {
      const keys = [conversationKeys.self(conversation), shardKeys.due(shardOf(conversation))]
      return asYes(await redis.run('renew', keys, [conversation, fence, visibilityMs]))
    },
    async release({ conversation, fence }, delayMs) {
      const keys = [conversationKeys.self(conversation), shardKeys.due(shardOf(conversation))]
      await redis.run('release', keys, [conversation, fence, Math.max(0, Math.round(delayMs))])
    },
  }
}
