/** The vocabulary of the Telegram channel: what it is given at start and how patient it is. Types and times only. */
import type { Agent } from 'node:http'
import type { Language } from '../../domain/values.ts'
import { SECOND } from '../../domain/values.ts'
import type { Files, Rate, Store, Topics } from '../../ports.ts'
import type { Accept } from '../channel.ts'
import type { Log } from '../log.ts'
import type { Leases } from './one-at-a-time.ts'

/** The right to poll, of which one process at a time has it. Both reject when Redis cannot be reached. */
export interface Lease {
  /** Takes or renews the right for `ttlMs`; false while another process has it. */
  take(ttlMs: number): Promise<boolean>
  release(): Promise<void>
}

/** An entry of the command menu that Telegram shows beside the input line. `command` is without the slash. */
export interface BotCommand {
  readonly command: string
  readonly description: string
}

/** Where Telegram posts updates to. `path` is the one of `url`; requests without `secret` in their header are refused. */
export interface Webhook {
  readonly url: string
  readonly path: string
  /** 1-256 of `A-Za-z0-9_-`. */
  readonly secret: string
}

export interface TelegramOptions {
  readonly token: string
  /** `https://api.telegram.org`, or the root of a Bot API server of one's own, with any path. */
  readonly apiRoot: string
  /** The folder of a Bot API server in local mode; its files are read there and nowhere else. */
  readonly localFolder: string
  /** The staff group's chat id, negative; null without one. */
  readonly staffChatId: number | null
  readonly accept: Accept
  readonly park: Store['park']
  /** What is kept of the staff group's topics; null where the group is to have none. */
  readonly topics: Topics | null
  readonly lease: Lease
  /** Whose turn it is to make calls that no lane orders. */
  readonly leases: Leases
  /** Where what goes with a line is kept; without it such a line is refused. */
  readonly files?: Pick<Files, 'keptFile' | 'openFile'>
  /** Null: the bot polls. */
  readonly webhook: Webhook | null
  readonly log: Log
  readonly commands: Readonly<Record<Language, readonly BotCommand[]>>
  /** Connects through a proxy. */
  readonly agent?: Agent
  readonly timing?: Partial<Timing>
  /** False leaves it to Telegram to slow the bot down; true unless told. */
  readonly pacing?: boolean
  /** How fast may be sent to a group, where it is not Telegram's own limit. */
  readonly groupRate?: Rate
}

export interface Timing {
  /** How long Telegram holds a getUpdates open, in whole seconds as its API counts. */
  readonly longPollS: number
  /** Beyond the long poll's own time, or for any other call. */
  readonly callDeadlineMs: number
  readonly sendDeadlineMs: number
  readonly uploadDeadlineMs: number
  readonly downloadDeadlineMs: number
  /** A download from which nothing comes for so long is begun anew. */
  readonly stallMs: number
  /** Doubles with each failure up to `lastRetryMs`. */
  readonly firstRetryMs: number
  readonly lastRetryMs: number
  /** After a refused token. */
  readonly refusedMs: number
  /** After another poller was met. */
  readonly conflictMs: number
  /** How often a webhook is looked after. */
  readonly webhookCheckMs: number
  readonly leaseTtlMs: number
  readonly leaseRenewMs: number
}

export const TIMING: Timing = {
  longPollS: 25,
  callDeadlineMs: 10 * SECOND,
  sendDeadlineMs: 20 * SECOND,
  uploadDeadlineMs: 60 * SECOND,
  downloadDeadlineMs: 60 * SECOND,
  stallMs: 10 * SECOND,
  firstRetryMs: SECOND / 2,
  lastRetryMs: 10 * SECOND,
  refusedMs: 60 * SECOND,
  conflictMs: 5 * SECOND,
  webhookCheckMs: 60 * SECOND,
  leaseTtlMs: 5 * SECOND,
  leaseRenewMs: SECOND,
}

/** 0.5 s, 1 s, 2 s … for `failures` 0, 1, 2 … */
export function backoffMs(failures: number, { firstRetryMs, lastRetryMs }: Timing): number {
  return Math.min(firstRetryMs * 2 ** Math.min(failures, 30), lastRetryMs)
}
