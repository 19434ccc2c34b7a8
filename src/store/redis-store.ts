/** The store on Redis: its parts put together behind the `Store` port, and what only operators need beside it. */
import type { OrderNumber } from '../domain/values.ts'
import { type ConversationId, type Feed, type Sessions, type Store, VISIBILITY_MS } from '../ports.ts'
import { type DeskTime, deskNow, openClock } from './clock.ts'
import { commitTurn } from './commit.ts'
import { connect, type Redis, type RedisConnection } from './connect.ts'
import { dueNow } from './due.ts'
import { feed } from './feed.ts'
import { inspectRedis, type RedisReport } from './inspect.ts'
import { lanes } from './lanes.ts'
import { leases } from './leases.ts'
import { mailbox } from './mailbox.ts'
import { orders, ordersOf } from './orders.ts'
import { type Parked, park, parkedLetters } from './parked.ts'
import { type RetentionResult, runRetention } from './retention.ts'
import { sessions } from './sessions.ts'
import { staff } from './staff.ts'
import { warmTurn } from './warm.ts'

export interface StoreOptions {
  readonly connection: RedisConnection
  /** Where desk time starts; `keep` for commands beside a running desk. */
  readonly deskTime: DeskTime
  /** Hears of every failure of the connection. */
  readonly onTrouble?: (error: Error) => void
  /** `VISIBILITY_MS` unless told. */
  readonly visibilityMs?: number
}

export interface RedisStore extends Store, Feed, Sessions {
  ordersOf(conversation: ConversationId): Promise<readonly OrderNumber[]>
  parked(): Promise<readonly Parked[]>
  inspect(): Promise<RedisReport>
  retain(idleDays: number): Promise<RetentionResult>
  close(): Promise<void>
}

function storeOn(redis: Redis, visibilityMs: number): RedisStore {
  return {
    now: () => deskNow(redis),
    ...mailbox(redis, visibilityMs),
    commit: (commit) => commitTurn(redis, commit),
    turn: (turn) => warmTurn(redis, turn, visibilityMs),
    park: (origin, body) => park(redis, origin, body),
    ...lanes(redis, visibilityMs),
    due: () => dueNow(redis),
    ...orders(redis),
    ...leases(redis),
    ...staff(redis),
    ...feed(redis),
    ...sessions(redis),
    ordersOf: (conversation) => ordersOf(redis, conversation),
    parked: () => parkedLetters(redis),
    inspect: () => inspectRedis(redis),
    retain: (idleDays) => runRetention(redis, idleDays),
    close: () => redis.close(),
  }
}

/** Connects, checks the layout, sets the desk clock. Rejects with `StoreUnavailable` or `ShardsDiffer`, and holds nothing open then. */
export async function openStore(options: StoreOptions): Promise<RedisStore> {
  const redis = await connect(options.connection, options.onTrouble)
  try {
    await openClock(redis, options.deskTime)
  } catch (error) {
    await redis.close()
    throw error
  }
  return storeOn(redis, options.visibilityMs ?? VISIBILITY_MS)
}
