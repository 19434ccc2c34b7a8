/** What a channel is to the bot: it hands letters in, sends lines out, and says how it is. Types only; no platform is named here. */
import type { FileSource, Line } from '../flows/types.ts'
import type { ConversationId, Ingested, Letter, Rate } from '../ports.ts'
import type { GroupAct, RoomAct } from './acts.ts'

export type ChannelName = 'telegram' | 'wechat' | 'web' | 'terminal'

/** How a channel is, for `/readyz`, `doctor` and the start page. `degraded` says in one line what to do. */
export type ChannelState =
  | { readonly status: 'off'; readonly howTo: string }
  | { readonly status: 'starting' }
  | { readonly status: 'ready'; readonly as: string }
  | { readonly status: 'degraded'; readonly reason: string }

/** How a send ended. Expected outcomes are values; a channel's `send` rejects only on a defect of its own. */
export type Sent =
  /** `ref` is the platform's id of the message, where it gives one. */
  | { readonly status: 'sent'; readonly ref: string | null }
  /** A call of several is done and noted; the next one is made when the entry's turn comes again. */
  | { readonly status: 'more' }
  /** The platform asked to wait (429). */
  | { readonly status: 'later'; readonly afterMs: number }
  /** No answer, or a failure that may pass: try again. */
  | { readonly status: 'again'; readonly reason: string }
  /** The customer cannot be reached by this channel (blocked, deactivated, chat gone). */
  | { readonly status: 'unreachable'; readonly reason: string }
  /** Refused for good; the next line may go. */
  | { readonly status: 'refused'; readonly reason: string }

/** `sequence`: its place in the lane. `mark`: what a reply is found by where the place itself does not tell whom it is about. */
export interface PlacedAct {
  readonly act: RoomAct | { readonly kind: 'line'; readonly line: Line }
  readonly about: ConversationId
  readonly sequence: number
  readonly mark: string
}
/** How an attempt to have a file ended. */
export type Fetched =
  | { readonly status: 'fetched'; readonly bytes: Uint8Array }
  /** The platform asked to wait (429). */
  | { readonly status: 'later'; readonly afterMs: number }
  /** It may be had later. */
  | { readonly status: 'again'; readonly reason: string }
  /** It never will be. */
  | { readonly status: 'refused'; readonly why: 'too_large' | 'unfetched'; readonly reason: string }

/** How fast a platform lets one account send, over all processes that send for it. */
export interface Pace {
  /** To whomever; `name` as in `telegram:<bot id>`. */
  readonly account: { readonly name: string; readonly rate: Rate }
  chat(conversation: ConversationId): Rate
}

/** Resolves once the letter is safe in Redis; rejects when it is not, and then the platform must not be told that it was taken. */
export type Accept = (letter: Letter) => Promise<Ingested>

export interface Channel {
  readonly name: ChannelName
  /** Kept by the delivery; without it nothing waits there. */
  readonly pace?: Pace
  /** How long a send of this line may take, 20 s unless told. */
  readonly deadlineMs?: (line: Line) => number
  state(): ChannelState
  /** Whether this channel sends to that conversation. */
  serves(conversation: ConversationId): boolean
  /** Starts receiving in the background; resolves at once. What goes wrong later shows in `state()`. */
  start(): void
  /** Stops receiving and resolves when nothing is in flight. */
  stop(): Promise<void>
  /** It sends what goes with a line; without it such a line is refused. */
  readonly sendsFiles?: true
  /** Fetches a file that a letter of this channel tells of, where the platform has it for us; `signal` gives it up. */
  fetch?(source: FileSource, signal: AbortSignal): Promise<Fetched>
  /** Shows the customer that an answer is under way, where the platform can; the answer comes without it, too. */
  showBusy?(conversation: ConversationId): void
  /**
   * Sends one line. `signal` aborts at the send's deadline. `sequence` is the line's place in its lane, the same over every retry: a channel
   * that can tell a repeat by it sends the line once.
   */
  send(conversation: ConversationId, line: Line, signal: AbortSignal, sequence: number): Promise<Sent>
  /** Does what is about one customer in a staff room; where it is absent, cards are lines and what is no line is left. */
  act?(room: ConversationId, act: PlacedAct, signal: AbortSignal): Promise<Sent>
  /** Does what is about nobody in a staff room; where it is absent, it is left. */
  actInGroup?(room: ConversationId, act: GroupAct, signal: AbortSignal): Promise<Sent>
  /** Changes a line that was sent (`ref`), or deletes it with null; where it is absent, a line stays as it was sent. */
  amend?(conversation: ConversationId, ref: string, text: string | null, signal: AbortSignal): Promise<Sent>
}
