/** The store on Redis: its parts put together behind the `Store` port, and what only operators need beside it. */
import type { DeskAccounts, DeskLog, DeskTalks, WeekBook } from '../desk-ports.ts'
import type { Instant } from '../domain/values.ts'
import type { Backlog, Feed, Files, HoursBook, RedisHealth, Said, Sessions, Store, Unseen, Windows } from '../ports.ts'
import { VISIBILITY_MS } from '../ports.ts'
import { backlogOf } from './backlog.ts'
import { type DeskTime, deskNow, openClock } from './clock.ts'
import { commitTurn } from './commit.ts'
import { connect, type Redis, type RedisConnection } from './connect.ts'
import { deskAccounts } from './desk-accounts.ts'
import { deskLog } from './desk-log.ts'
import { deskTalks } from './desk-talks.ts'
import { dueNow } from './due.ts'
import { feed } from './feed.ts'
import { filesIn, filesOf } from './files.ts'
import { holders } from './holders.ts'
import { hoursBook } from './hours.ts'
import { checkIndexes, type IndexReport } from './index-check.ts'
import { healthOf, inspectRedis, type RedisReport } from './inspect.ts'
import { lanes } from './lanes.ts'
import { leaseOwner, leases } from './leases.ts'
import { lookUps } from './look-ups.ts'
import { mailbox } from './mailbox.ts'
import { weekBook } from './marks.ts'
import { orders } from './orders.ts'
import { type Parked, park, parkedLetters } from './parked.ts'
import { queue } from './queue.ts'
import { digests, openBySerial } from './registry.ts'
import { type ReadFiled, type Reindexed, type ReindexOptions, reindex } from './reindex.ts'
import { forgetParked, type RetentionResult, runRetention } from './retention.ts'
import { said } from './said.ts'
import { sends } from './sends.ts'
import { sessions } from './sessions.ts'
import { staff } from './staff.ts'
import { type DaySummary, summaryOf } from './summary.ts'
import { topics } from './topics.ts'
import { UNSEEN_MS, unseen } from './unseen.ts'
import { warmTurn } from './warm.ts'
import { windows } from './windows.ts'

export interface StoreOptions {
  readonly connection: RedisConnection
  /** Where desk time starts; `keep` for commands beside a running desk. */
  readonly deskTime: DeskTime
  /** Hears of every failure of the connection. */
  readonly onTrouble?: (error: Error) => void
  /** `VISIBILITY_MS` unless told. */
  readonly visibilityMs?: number
  /** `UNSEEN_MS` unless told. */
  readonly unseenMs?: number
  /** How long an own message may take to come back. */
  readonly echoWithinMs?: number
}

export interface RedisStore
  extends Store,
    Feed,
    Said,
    Windows,
    Sessions,
    Unseen,
    HoursBook,
    DeskAccounts,
    DeskTalks,
    WeekBook,
    DeskLog {
  /** What customers send, below a folder of this machine. */
  filesIn(folder: string): Files
  parked(): Promise<readonly Parked[]>
  /** Null when nobody holds that lease. */
  leaseOwner(name: string): Promise<string | null>
  inspect(): Promise<RedisReport>
  /** Notes orders with the registries that are not noted yet. */
  reindex(options: ReindexOptions): Promise<Reindexed>
  /** Compares up to `each` orders of each shard with the lists they are found by. */
  checkIndexes(readFiled: ReadFiled, each: number): Promise<IndexReport>
  backlog(): Promise<Backlog>
  health(): Promise<RedisHealth>
  retain(idleDays: number): Promise<RetentionResult>
  forgetParked(days: number): Promise<number>
  summary(since: Instant): Promise<DaySummary>
  close(): Promise<void>
}

function storeOn(redis: Redis, visibilityMs: number, unseenMs: number, echoWithinMs?: number): RedisStore {
  const digest = digests(redis)
  return {
    now: () => deskNow(redis),
    ...mailbox(redis, visibilityMs),
    commit: (commit) => commitTurn(redis, digest, commit),
    turn: (turn) => warmTurn(redis, turn, visibilityMs),
    park: (origin, body) => park(redis, origin, body),
    ...lanes(redis, visibilityMs),
    ...sends(redis),
    ...said(redis, echoWithinMs),
    ...windows(redis),
    due: () => dueNow(redis),
    ...orders(redis, digest),
    ...queue(redis),
    openBySerial: (serial, limit) => openBySerial(redis, serial, limit),
    ...lookUps(redis),
    ...leases(redis),
    ...staff(redis),
    ...topics(redis),
    ...holders(redis),
    ...feed(redis, unseenMs),
    ...unseen(redis, unseenMs),
    ...sessions(redis),
    ...deskAccounts(redis),
    ...deskTalks(redis),
    ...weekBook(redis),
    ...deskLog(redis),
    ...hoursBook(redis),
    filesIn: (folder) => filesIn(redis, folder),
    filesOf: (conversation) => filesOf(redis, conversation),
    parked: () => parkedLetters(redis),
    leaseOwner: (name) => leaseOwner(redis, name),
    inspect: () => inspectRedis(redis),
    reindex: (options) => reindex(redis, digest, options),
    checkIndexes: (readFiled, each) => checkIndexes(redis, digest, readFiled, each),
    backlog: () => backlogOf(redis),
    health: () => healthOf(redis),
    retain: (idleDays) => runRetention(redis, idleDays),
    forgetParked: (days) => forgetParked(redis, days),
    summary: (since) => summaryOf(redis, since),
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
  return storeOn(redis, options.visibilityMs ?? VISIBILITY_MS, options.unseenMs ?? UNSEEN_MS, options.echoWithinMs)
}
