/** How orders are kept and listed. */
import type { AwaitedWork } from '../domain/order.ts'
import type { Instant, OrderNumber } from '../domain/values.ts'
import type { OrderIndex } from './registry.ts'
import type { ConversationId } from './turn.ts'

/** An order as JSON, with what it is found by. `state` is a word of `[a-z_]`. */
export interface OrderRecord {
  readonly number: OrderNumber
  readonly record: string
  readonly state: string
  /** What staff are to do with it; null while that is nothing. */
  readonly awaited: AwaitedWork | null
}

/** An order that waits for staff, and for what. */
export interface StaffTask extends AwaitedWork {
  readonly number: OrderNumber
}

/** By what a list of orders is drawn up. */
export type OrderKey =
  | { readonly by: 'all' }
  | { readonly by: 'state'; readonly state: string }
  | { readonly by: 'customer'; readonly conversation: ConversationId }
  | { readonly by: OrderIndex; readonly value: string }

/** Which of a list's orders, by the desk time of their filing: from `since` on, before `until`; null leaves that side open. */
export interface OrderSpan {
  readonly since: Instant | null
  readonly until: Instant | null
  readonly limit: number
  /** A page's `next`; null for the first page. */
  readonly after: string | null
}

/** A page of orders, newest first. */
export interface OrderPage {
  readonly numbers: readonly OrderNumber[]
  /** Where the next page begins, null after the last one. */
  readonly next: string | null
}

/** A page of conversations. */
export interface DraftPage {
  readonly conversations: readonly ConversationId[]
  readonly next: string | null
}
