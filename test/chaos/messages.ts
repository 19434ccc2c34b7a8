/** What the driver of a chaos run and its worker processes say to each other. Types only; all of it is JSON. */
import type { Line } from '../../src/flows/types.ts'
import type { ConversationId } from '../../src/ports.ts'
import type { RedisConnection } from '../../src/store/connect.ts'

/** One update of the platform. It is handed out again until it is confirmed, and sometimes once more after that. */
export interface Update {
  readonly id: number
  readonly conversation: ConversationId
  readonly body: string
}

/** Where a worker can be made to die or to stand still, each between two of its acts. */
export const POINTS = [
  'after fetch',
  'before ingest',
  'after ingest',
  'after claim',
  'timer claim',
  'before commit',
  'during commit',
  'after commit',
  'before send',
  'after send',
  'after mark',
  'before a letter goes',
  'after a letter went',
] as const
export type Point = (typeof POINTS)[number]

/** Builds of the desk that break a promise, to show that a run notices. */
export const BROKEN = [
  'confirm-before-ingest',
  'send-before-commit',
  'no-dedupe',
  'no-fence',
  'no-version',
  'commit-without-bump',
] as const
export type Broken = (typeof BROKEN)[number]

export interface Go {
  readonly connection: RedisConnection
  readonly visibilityMs: number
  /** Desk time at the first start. */
  readonly deskTime: number
  readonly staffRoom: ConversationId
  readonly broken: Broken | null
  /** 0-1: how many commits and marks are asked for twice, as a client that resends would. */
  readonly repeats: number
}

export interface Trap {
  readonly point: Point
  /** How often the point is passed before. */
  readonly after: number
  readonly how: 'die' | 'stand still'
}

export type ToWorker =
  | { readonly type: 'go'; readonly go: Go }
  | { readonly type: 'set'; readonly trap: Trap | null }
  /** `value` answers the worker's call of that number. */
  | { readonly type: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly type: 'stop' }

export type FromWorker =
  /** Its modules and the content are loaded; it waits for `go`. */
  | { readonly type: 'loaded' }
  /** `commitSha` is the digest by which Redis is asked for a commit. */
  | { readonly type: 'working'; readonly commitSha: string }
  /** Asks for updates; the answer waits until there are some. */
  | { readonly type: 'fetch'; readonly call: number }
  | { readonly type: 'confirm'; readonly update: number }
  /** What it fetched and could not take in. */
  | { readonly type: 'refuse'; readonly updates: readonly number[] }
  /** Sends a line to the chat; the answer is the platform's id of the message. */
  | {
      readonly type: 'send'
      readonly call: number
      readonly conversation: ConversationId
      readonly sequence: number
      readonly line: Line
    }
  | { readonly type: 'held'; readonly what: string }
  | { readonly type: 'freed'; readonly what: string }
  | { readonly type: 'standing still'; readonly point: Point }
  /** An error in its log, which no fault from outside explains. */
  | { readonly type: 'defect'; readonly log: string }
