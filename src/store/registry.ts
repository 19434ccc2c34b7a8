/**
 * Registries: who else has this serial number or phone, and whose a code is, one a shard, each a conversation of its own that hears letters. Digests are keyed, so
 * that nobody who sees a key or a letter can try out phone numbers on it. Free of what an order is.
 */
import { createHmac, randomBytes } from 'node:crypto'
import type { OrderNumber } from '../domain/values.ts'
import type { Commit, ConversationId, OrderIndex, RegistryEntry, RegistryLetter, RegistryNews } from '../ports.ts'
import type { Redis } from './connect.ts'
import { registryKey, registryOf, secretKey } from './keys.ts'
import { asText, asTexts } from './reply.ts'

const SECRET_BYTES = 32
const DIGEST_CHARS = 32

/** The digest of a value in an index, 32 hex characters; the same in all processes of a desk, and after a restore. */
export type Digest = (index: OrderIndex | 'code', value: string) => Promise<string>

/** Keyed with a secret that is drawn when it is first needed and kept in Redis, so a backup has it too. */
export function digests(redis: Redis): Digest {
  let known: string | null = null
  const secret = async (): Promise<string> => {
    await redis.command('SET', secretKey(), randomBytes(SECRET_BYTES).toString('hex'), 'NX')
    return asText(await redis.command('GET', secretKey()))
  }
  return async (index, value) => {
    known ??= await secret()
    return createHmac('sha256', known).update(`${index}:${value}`).digest('hex').slice(0, DIGEST_CHARS)
  }
}

type Outgoing = Commit['outgoing'][number]

/** What a conversation has for the registries, as letters on their way. `asker`: who hears of other open orders; null wants no answer. */
export const lettersTo = (digest: Digest, news: readonly RegistryNews[], asker: ConversationId | null) =>
  Promise.all(news.map((one) => letterTo(digest, one, asker)))

async function letterTo(digest: Digest, news: RegistryNews, asker: ConversationId | null): Promise<Outgoing> {
  const [index, value] = digestedOf(news)
  const digested = await digest(index, value)
  const letter = letterOf(news, digested, asker)
  return { to: registryOf(digested), body: JSON.stringify(letter) }
}

function digestedOf(news: RegistryNews): readonly [OrderIndex | 'code', string] {
  if (news.kind === 'noted') return [news.index, news.value]
  return news.kind === 'asked' ? ['serial', news.serial] : ['code', news.code]
}

function letterOf(news: RegistryNews, digest: string, asker: ConversationId | null): RegistryLetter {
  if (news.kind === 'noted') return notedLetter(news, digest, asker)
  if (asker === null) throw new Error('a question needs somebody who asks')
  if (news.kind === 'asked') return { kind: 'asked', digest, asker: { conversation: asker, serial: news.serial } }
  if (news.kind === 'opened') return { kind: 'opened', digest, talk: asker, until: news.until }
  return { kind: 'tried', digest, talk: asker, code: news.code }
}

function notedLetter(
  { index, number, filedAt, standing, value }: Extract<RegistryNews, { kind: 'noted' }>,
  digest: string,
  asker: ConversationId | null,
): RegistryLetter {
  const asks = asker !== null && index === 'serial' && standing === 'open'
  return {
    kind: 'noted',
    entry: { index, digest, number, filedAt, standing },
    asker: asks ? { conversation: asker, serial: value } : null,
  }
}

/** A write of the commit script: a key, an order's number, and its desk time of filing or '' where it goes. */
export interface RegistryWrite {
  readonly key: string
  readonly number: OrderNumber
  readonly filedAt: number | ''
}

export const writesOf = ({ index, digest, number, filedAt, standing }: RegistryEntry): readonly RegistryWrite[] => [
  { key: registryKey(index, 'all', digest), number, filedAt: standing === 'gone' ? '' : filedAt },
  { key: registryKey(index, 'open', digest), number, filedAt: standing === 'open' ? filedAt : '' },
]

/** The newest open orders under a digest of the serial numbers' registry. */
export const openBySerial = async (redis: Redis, digest: string, limit: number): Promise<readonly OrderNumber[]> =>
  asTexts(
    await redis.command('ZREVRANGE', registryKey('serial', 'open', digest), '0', String(limit - 1)),
  ) as OrderNumber[]
