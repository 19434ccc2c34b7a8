/** What the WeChat channel is given: the puppet, where letters go, its pace and its clockwork. Types only, so nothing of wechaty is loaded. */
import type { PuppetOptions } from 'wechaty-puppet'
import type { PuppetInterface } from 'wechaty-puppet/impls'
import type { Accept } from '../channel.ts'
import type { Log } from '../log.ts'
import type { Sleep } from './sleep.ts'

export type { Log }
export type Puppet = PuppetInterface

/** The wait between two messages of one account: `minMs`, and up to `jitterMs` more. */
export interface Pace {
  readonly minMs: number
  readonly jitterMs: number
}

export interface WechatOptions {
  /** The npm name of a puppet, a puppet itself, or null: WeChat is off. */
  readonly puppet: string | Puppet | null
  /** Handed to a puppet that is named, as it is. */
  readonly puppetOptions?: PuppetOptions
  /** Where the log-in session is kept (a secret). Null: in memory, to scan again after each start. */
  readonly dataDir: string | null
  readonly accept: Accept
  readonly log: Log
  readonly pace?: Pace
  /** 0 up to 1, for the jitter. */
  readonly random?: () => number
  readonly sleep?: Sleep
}
