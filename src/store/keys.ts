/** Every Redis key and every index member in one place. Free of commands: nothing here talks to Redis. */
import type { OrderNumber } from '../domain/values.ts'
import type { ConversationId, LaneId, LaneName, OrderIndex } from '../ports.ts'

/** Stored at the first start; another value is refused, since it decides where everything lies. */
export const SHARDS = 64
export const ALL_SHARDS: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard)

/** The shard that keeps what belongs to the desk as a whole: meta data and the staff list. */
const HOME_SHARD = 0

/** A registry is a conversation of its own that names its shard: `reg:s07`. */
const REGISTRY_ID = /^reg:s(\d\d)$/
const CONVERSATION_ID = /^[a-z]+(:[A-Za-z0-9_-]+)+$/
const MAX_CONVERSATION_ID_CHARS = 128
const MAX_NAME_CHARS = 256
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** 32-bit FNV-1a over UTF-16 code units, folded to a shard. */
function shardOfText(text: string): number {
  let hash = FNV_OFFSET
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  return (hash >>> 0) % SHARDS
}

/** The last one asked for: a turn asks for a dozen keys of one conversation. */
let known: { readonly conversation: ConversationId; readonly shard: number } | null = null

/** The shard (0-63) of a conversation and of all that is filed in it. Throws a `RangeError` when the id has another form. */
export function shardOf(conversation: ConversationId): number {
  if (known?.conversation !== conversation) known = { conversation, shard: checkedShardOf(conversation) }
  return known.shard
}

function checkedShardOf(conversation: ConversationId): number {
  if (conversation.length > MAX_CONVERSATION_ID_CHARS || !CONVERSATION_ID.test(conversation)) {
    throw new RangeError(`Not a conversation id: ${JSON.stringify(conversation.slice(0, MAX_CONVERSATION_ID_CHARS))}`)
  }
  const named = REGISTRY_ID.exec(conversation)?.[1]
  return named === undefined ? shardOfText(conversation) : Number(named) % SHARDS
}

/** The registry of all orders whose serial number or phone has this digest. */
export const registryOf = (digest: string): ConversationId => `reg:${shardName(shardOfName(digest))}` as ConversationId

/** The shard of a name that is no conversation (a lease, the origin of a letter without a conversation). */
export function shardOfName(name: string): number {
  if (name === '' || name.length > MAX_NAME_CHARS) throw new RangeError(`A name has 1-${MAX_NAME_CHARS} characters`)
  return shardOfText(name)
}

/** The registry that lies in a shard. */
export const registryOfShard = (shard: number): ConversationId => `reg:${shardName(shard)}` as ConversationId

const shardName = (shard: number): string => `s${String(shard).padStart(2, '0')}`

/** The hash tag keeps all keys of a shard in one slot of a Redis Cluster. */
const TAGS = ALL_SHARDS.map((shard) => `{${shardName(shard)}}`)

function key(shard: number, first: string, second?: string, third?: string): string {
  const begun = `${TAGS[shard]}:${first}`
  if (second === undefined) return begun
  return third === undefined ? `${begun}:${second}` : `${begun}:${second}:${third}`
}

/** Keys of a whole shard. */
export const shardKeys = {
  /** zset: conversation → Redis time (ms) at which it may be claimed. Holds who has mail or is claimed, nobody else. */
  due: (shard: number) => key(shard, 'due'),
  /** zset: conversation → desk time (ms) of its earliest timer. */
  timers: (shard: number) => key(shard, 'timers'),
  /** zset: lane member → Redis time (ms) at which it may be claimed. Holds the lanes with entries, but for those at rest. */
  lanes: (shard: number) => key(shard, 'lanes'),
  /** zset: conversation in which a customer waits for a person → desk time (ms) since when. */
  waiting: (shard: number) => key(shard, 'waiting'),
  /** zset: conversation that a person has → desk time (ms) since when. */
  withPerson: (shard: number) => key(shard, 'with-person'),
  /** zset: conversation of a banned customer → desk time (ms) since when. */
  banned: (shard: number) => key(shard, 'banned'),
  /** zset, all scores 0: the customer's name as it is searched, a line end, the conversation. */
  named: (shard: number) => key(shard, 'named'),
  /** hash: conversation → who of staff spoke there last, JSON. */
  held: (shard: number) => key(shard, 'held'),
  /** zset: what happened, for the reports, JSON with a random part → desk time (ms). Kept for five weeks. */
  marks: (shard: number) => key(shard, 'marks'),
  /** zset: what an order waits for from staff and its number, `quote 1RVFHVRDX` → desk time (ms) since when. */
  awaited: (shard: number) => key(shard, 'awaited'),
  /** zset: conversation → desk time (ms) of its last commit, or up to an hour before it. */
  active: (shard: number) => key(shard, 'active'),
  /** zset: conversation whose talk was erased → Redis time (ms) of that, until what is left of it goes, too. */
  forgotten: (shard: number) => key(shard, 'forgotten'),
  /** string: desk time minus Redis time, ms. */
  clock: (shard: number) => key(shard, 'clock'),
  /** Two sets of letter ids that are no longer among a conversation's newest, for even and for odd days; each expires before its next turn. */
  seen: (shard: number) => [key(shard, 'seen', 'even'), key(shard, 'seen', 'odd')] as const,
  /** zset: order number → desk time (ms) of filing; in one state with `state`, of all without. */
  filed: (shard: number, state: string | null) => (state === null ? key(shard, 'filed') : key(shard, 'filed', state)),
  /** zset: conversation → Redis time (ms) at which staff are to hear whether a line of theirs was seen. */
  unseen: (shard: number) => key(shard, 'unseen'),
  /** set: rooms of files that no conversation has any more, until they are deleted from the disk. */
  roomsGivenUp: (shard: number) => key(shard, 'rooms'),
  /** string: how many of the shard's orders are noted with the registries, by filing; `done` for all. */
  indexed: (shard: number) => key(shard, 'indexed'),
  /** zset: conversation with an order form that is not filed → desk time (ms) of its last commit. */
  drafts: (shard: number) => key(shard, 'drafts'),
  /** list: letters and entries kept aside for people. */
  parked: (shard: number) => key(shard, 'parked'),
}

/** Keys of one conversation. Each throws as `shardOf` does. */
export const conversationKeys = {
  /**
   * hash: birth, forgotten (desk time of the last `/forget`), fence, attempts, failures, state, at, counted, dropped, told, ids (of the newest
   * letters) and spilled (Redis time at which older ones went to the day sets); of each lane
   * `sequence` (given out last), `fence`, `entry` (claimed last) and its `tries`, `held` (in flight, or in doubt), `stopped`, `topic` (served last), `paced`
   * and `next` (Redis time, ms); `feed.last` (the newest id), `feed.sequence` (of the lane's entry shown last) and `feed.seen` (the id a page
   * has shown last); `feed.unseen` and `feed.watched` (the oldest and the newest line of staff that is not seen), `feed.told` (the one that they
   * were told of) and `feed.seenAt`.
   */
  self: (conversation: ConversationId) => key(shardOf(conversation), 'conversation', conversation),
  mail: (conversation: ConversationId) => key(shardOf(conversation), 'mail', conversation),
  transcript: (conversation: ConversationId) => key(shardOf(conversation), 'transcript', conversation),
  /** list: what the chat page shows. */
  feed: (conversation: ConversationId) => key(shardOf(conversation), 'feed', conversation),
  /** hash: file id → its record as JSON; `room` is the folder where they lie, `bytes` their size together. */
  files: (conversation: ConversationId) => key(shardOf(conversation), 'files', conversation),
  /** zset: digest of a private link → Redis time (ms) from which it was drawn. */
  links: (conversation: ConversationId) => key(shardOf(conversation), 'links', conversation),
  /** zset: login of who looks at it at the web desk → Redis time (ms) until when. */
  watchers: (conversation: ConversationId) => key(shardOf(conversation), 'watchers', conversation),
  /** zset: order number → desk time (ms) of filing. */
  orders: (conversation: ConversationId) => key(shardOf(conversation), 'orders', conversation),
  /** hash, of a staff room: `topic:<id>` → the customer's conversation, `about:<conversation>` → what is kept of its topic, JSON. */
  topics: (room: ConversationId) => key(shardOf(room), 'topics', room),
  /** hash: of what was said lately, `s:` and its place in the lane → its digest, tries, moment and echoes; `i:` and a message's id → what it echoes. */
  said: (conversation: ConversationId) => key(shardOf(conversation), 'said', conversation),
  /** string: how many messages may still go to the customer until it expires. */
  window: (conversation: ConversationId) => key(shardOf(conversation), 'window', conversation),
  lane: ({ conversation, name }: LaneId) => key(shardOf(conversation), 'lane', name, conversation),
  reference: (conversation: ConversationId, name: string) => {
    if (name === '' || name.length > MAX_NAME_CHARS) throw new RangeError('A reference has 1-256 characters')
    return key(shardOf(conversation), 'reference', conversation, name)
  },
}

/** zset: order number → desk time (ms) of filing, of the orders that a registry has under a digest; `open` has those alone that are not over. */
export const registryKey = (index: OrderIndex, which: 'all' | 'open', digest: string): string =>
  key(shardOfName(digest), 'registry', `${index}:${which}`, digest)
export const orderKey = (shard: number, number: OrderNumber): string => key(shard, 'order', number)
/** zset: digits that were a wrong answer to whose order it is → Redis time (ms); gone an hour after the last. */
export const lookUpsKey = (shard: number, number: OrderNumber): string => key(shard, 'look-ups', number)
/** string: the sends of an account are given out when it has expired. */
export const sendsKey = (account: string): string => key(shardOfName(account), 'sends', account)
export const leaseKey = (name: string): string => key(shardOfName(name), 'lease', name)
/** string: the conversation that the holder of a secret continues; `digest` is the secret's. */
export const sessionKey = (digest: string): string => key(shardOfName(digest), 'session', digest)
/** string: the conversation that a private link leads to; `digest` is its secret's. It holds only while the conversation names it, too. */
export const linkKey = (digest: string): string => key(shardOfName(digest), 'link', digest)
/** string: what the digests of the registries are keyed with. */
export const secretKey = (): string => key(HOME_SHARD, 'secret')
export const staffKey = (): string => key(HOME_SHARD, 'staff')
/** hash: login → account of the web desk as JSON. */
export const deskAccountsKey = (): string => key(HOME_SHARD, 'desk-accounts')
/** string: who signed in at the web desk, as JSON; `digest` is of the secret in their cookie. */
export const signInKey = (digest: string): string => key(shardOfName(digest), 'sign-in', digest)
/** string: tries to sign in under a name (a digest of what was typed, or an address), for some minutes. */
export const signInTriesKey = (name: string): string => key(shardOfName(name), 'sign-in-tries', name)
/** string: whom a link lets in for the first time, as JSON; `digest` is of its secret. */
export const inviteKey = (digest: string): string => key(shardOfName(digest), 'invite', digest)
/** hash: date → the day as staff set it, JSON; `version` counts the changes. */
export const hoursKey = (): string => key(HOME_SHARD, 'hours')
/** list: who set and cleared which day, oldest first. */
export const hoursLogKey = (): string => key(HOME_SHARD, 'hours-log')
/** list: what administrators did with customers' data, JSON, newest first. */
export const deskLogKey = (): string => key(HOME_SHARD, 'desk-log')
/** hash: Monday of a week → what was counted of it, JSON. */
export const weeksKey = (): string => key(HOME_SHARD, 'weeks')
/** hash: shards, deskStart (the desk time last asked for), offset. */
export const metaKey = (): string => key(HOME_SHARD, 'meta')

/** A lane's name in the index of due lanes. */
export const laneMember = ({ conversation, name }: LaneId): string => `${name} ${conversation}`

/** The way back from `laneMember`. Throws when the index holds something else. */
export function laneOfMember(member: string): LaneId {
  const [name, conversation] = member.split(' ')
  if ((name !== 'customer' && name !== 'outgoing') || conversation === undefined) {
    throw new Error(`Not a lane: ${JSON.stringify(member)}`)
  }
  return { conversation: conversation as ConversationId, name: name satisfies LaneName }
}
