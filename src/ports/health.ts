/** How much waits, and what Redis says of itself. */
import type { LaneId } from './lanes.ts'
import type { ConversationId } from './turn.ts'

/** What is due now, in all shards. */
export interface Due {
  readonly conversations: readonly ConversationId[]
  readonly lanes: readonly LaneId[]
}

/** How much waits, in all shards. Times in ms. */
export interface Backlog {
  /** Conversations with mail, or claimed at the moment; their letters, and the age of the oldest one. */
  readonly mailboxes: { readonly conversations: number; readonly letters: number; readonly oldestMs: number }
  /** Timers whose moment has passed. */
  readonly timers: { readonly late: number; readonly oldestMs: number }
  /** Lanes with entries, and for how long the one due longest has not been taken. */
  readonly lanes: { readonly waiting: number; readonly oldestMs: number }
  readonly parked: number
}

/** What Redis says of itself. `memoryLimitBytes` is 0 without a limit. */
export interface RedisHealth {
  readonly memoryBytes: number
  readonly memoryLimitBytes: number
  /** The last write and the last rewrite of the append-only file were well. */
  readonly appendOnlyFileOk: boolean
}
