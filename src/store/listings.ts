/** How the desk's own lists are written by a commit: who is with a person, who is banned, customers by their names, what the reports count. Knows no state of a conversation. */
import { fold } from '../domain/fold.ts'
import type { ConversationId, Listing } from '../ports.ts'
import { shardKeys, shardOf } from './keys.ts'
import { markWritten } from './marks.ts'

const NAME_LIMIT = 60
/** A name is found by each of its words; more of them are rarely names. */
const MOST_WORDS = 4
/** Stands between a name and its conversation; no folded name has it. */
export const END_OF_NAME = '\n'

export interface ListWrite {
  readonly key: string
  readonly member: string
  /** '' where the member goes. */
  readonly score: number | ''
}

/** As a name is compared: one line, lower case. */
export const foldedName = (name: string): string => fold(name, NAME_LIMIT).toLowerCase()

export function listWrites(conversation: ConversationId, listing: Listing): readonly ListWrite[] {
  const shard = shardOf(conversation)
  if (listing.list === 'marks') {
    return [{ key: shardKeys.marks(shard), member: markWritten(listing.mark), score: listing.at }]
  }
  if (listing.list !== 'named') {
    const key = listing.list === 'banned' ? shardKeys.banned(shard) : shardKeys.withPerson(shard)
    return [{ key, member: conversation, score: listing.since ?? '' }]
  }
  const key = shardKeys.named(shard)
  const [gone, come] = [membersOf(listing.before, conversation), membersOf(listing.name, conversation)]
  return [
    ...gone.map((member) => ({ key, member, score: '' as const })),
    ...come.map((member) => ({ key, member, score: 0 })),
  ]
}

/** The name from each of its words on. */
function membersOf(name: string | null, conversation: ConversationId): readonly string[] {
  const words = name === null ? [] : foldedName(name).split(' ').slice(0, MOST_WORDS)
  return words
    .map((_, place) => words.slice(place).join(' '))
    .filter((from) => from !== '')
    .map((from) => `${from}${END_OF_NAME}${conversation}`)
}
