/** What the desk and its WeChat process tell each other over IPC. Plain JSON, types only: nothing of wechaty is loaded by it. */
import type { PuppetOptions } from 'wechaty-puppet'
import type { FileKind } from '../../domain/file-type.ts'
import type { Unreadable } from '../../flows/types.ts'
import type { Place } from './places.ts'
import type { Sign } from './status.ts'

/** The account that the process is to open. */
export interface AccountOptions {
  /** The npm name of the puppet. */
  readonly puppet: string
  readonly puppetOptions: PuppetOptions
  /** Contacts have other ids after each log-in, and are known by an alias. */
  readonly idsLastOneLogIn: boolean
  /** Where the log-in session is kept, without its ending. */
  readonly session: string
  /** The folder of what was received and is not handed on yet. */
  readonly spool: string
  /** The id or the topic of the room that staff work in; null for none. */
  readonly staffRoom: string | null
}

/** Sending, with a number by which its outcome comes back. */
export type Call =
  | { readonly kind: 'say'; readonly to: Place; readonly text: string }
  | { readonly kind: 'send_file'; readonly to: Place; readonly path: string; readonly name: string }
  | { readonly kind: 'befriend'; readonly friendship: string; readonly contact: string }

/** How a call ended. `unknown`: nobody can tell whether it was carried out. */
export type Outcome =
  | { readonly status: 'done'; readonly ref: string | null }
  /** The account has no such contact. */
  | { readonly status: 'gone' }
  /** It was not carried out, for sure. */
  | { readonly status: 'undone'; readonly reason: string }
  | { readonly status: 'unknown'; readonly reason: string }

export type ToProcess =
  | { readonly kind: 'open'; readonly account: AccountOptions }
  | { readonly kind: 'call'; readonly call: number; readonly what: Call }
  /** What was heard under this number is safe in Redis. */
  | { readonly kind: 'taken'; readonly n: number }
  | { readonly kind: 'stop' }

export type FromProcess =
  | { readonly kind: 'sign'; readonly sign: Sign }
  | { readonly kind: 'heard'; readonly n: number; readonly heard: Heard }
  | { readonly kind: 'called'; readonly call: number; readonly outcome: Outcome }
  | { readonly kind: 'note'; readonly note: Note; readonly messageId: string }
  /** Every few seconds: the process is not stuck. */
  | { readonly kind: 'alive' }

/** What an operator should know. `lost`: the puppet does not give a message out. `full`: too many wait for the desk. */
export type Note = 'lost' | 'full' | 'unfetched'

export interface Who {
  readonly id: string
  /** Empty where the puppet knows none. */
  readonly name: string
}

/** What the account received, or sent by another hand than ours. `at`: when it was written, ms; `account`: the own contact id. */
export type Heard = { readonly account: string; readonly id: string } & (
  | {
      readonly kind: 'message'
      readonly at: number
      readonly by: Who
      /** The account's own: an echo of ours, or typed on its phone. */
      readonly isOwn: boolean
      readonly place: Place
      readonly content: Content
    }
  | { readonly kind: 'friendship'; readonly by: Who }
)

export type Content =
  | { readonly kind: 'text'; readonly text: string }
  /** Its bytes lie in the spool's folder under the number of what was heard. */
  | { readonly kind: 'file'; readonly what: FileKind; readonly name: string }
  /** A file that the puppet did not give out. */
  | { readonly kind: 'lost'; readonly what: FileKind }
  /** Nothing that can be kept. */
  | { readonly kind: 'other'; readonly what: Unreadable }
