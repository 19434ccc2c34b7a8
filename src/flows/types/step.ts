/** What a step is given, and what it makes happen. */
import type { FiledOrder, Order } from '../../domain/order.ts'
import type { Instant, OrderNumber, SerialNumber } from '../../domain/values.ts'
import type { LinkEffect } from '../linking/news.ts'
import type { Inbound } from './inbound.ts'
import type { Amendment, Line } from './line.ts'
import type { StaffPost } from './room.ts'

/** What a step makes happen, as data; `turn.ts` joins what is for the customer into lines, the turn loop carries the rest out. */
export type Effect =
  /** The bot's words, rendered. */
  | { readonly kind: 'say'; readonly text: string }
  /** The open question is to be asked (again) at the end of the turn. */
  | { readonly kind: 'ask' }
  /** The same, where it was asked before and is only to be recalled. */
  | { readonly kind: 'recall' }
  /** Words that stand as a message of their own: an order number, a person's line. */
  | { readonly kind: 'line'; readonly line: Line }
  /** A person's line is changed or taken back. */
  | { readonly kind: 'amend'; readonly amendment: Amendment }
  | { readonly kind: 'order.filed'; readonly order: FiledOrder }
  /** An order after a move of the customer or of staff. */
  | { readonly kind: 'order.moved'; readonly order: Order }
  /** The customer has confirmed to the bot that their fault is gone. */
  | { readonly kind: 'solved' }
  /** What the customer thought of a talk with a person. */
  | { readonly kind: 'rated'; readonly score: Score }
  /** The transcript is erased; what is said after this is the first that is kept. */
  | { readonly kind: 'forget' }
  | { readonly kind: 'staff'; readonly post: StaffPost }
  /** Who else has this serial number in an open order? The answer comes as a letter, or never. */
  | { readonly kind: 'registry.asked'; readonly serial: SerialNumber }
  | LinkEffect

/** 3 good, 2 so-so, 1 not good. */
export type Score = 1 | 2 | 3

/** A moment at which the conversation wants to be woken. Stale ones are recognised by their generation. */
export interface Timer {
  readonly machine: 'flow' | 'desk'
  readonly id: string
  readonly generation: number
  readonly dueAt: Instant
}

/** What a step is given: one message or one due timer, with its moment and a fresh order number in case it files one. */
export type StepEvent =
  | { readonly kind: 'inbound'; readonly at: Instant; readonly inbound: Inbound; readonly draw: OrderNumber }
  | { readonly kind: 'timer'; readonly at: Instant; readonly timer: Timer; readonly draw: OrderNumber }
  /** Customer messages were refused because too many waited. */
  | { readonly kind: 'dropped'; readonly at: Instant; readonly count: number; readonly draw: OrderNumber }

/** An order that nobody may look up by its phone's digits until then: there were too many wrong ones. */
export interface Lock {
  readonly number: OrderNumber
  readonly until: Instant
}

/** What a step is told of the world around its conversation. */
export interface Around {
  readonly locks: readonly Lock[]
  /** How many customers wait for a person before this one; null where nobody has counted. */
  readonly ahead: number | null
}

export const ALONE: Around = { locks: [], ahead: null }
