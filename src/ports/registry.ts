/** What registries keep by serial number and phone, of orders whose conversations lie in other shards. */
import type { FoundBy } from '../domain/order.ts'
import type { Instant, OrderNumber } from '../domain/values.ts'
import type { ConversationId } from './turn.ts'

export type OrderIndex = FoundBy['index']

/**
 * What a conversation has for the registries. `asked`: which open orders name this serial number? `opened`: this code is of this conversation
 * until then (desk time); `tried`: of which one is it?
 */
export type RegistryNews =
  | ({ readonly kind: 'noted' } & FoundBy)
  | { readonly kind: 'asked'; readonly serial: string }
  | { readonly kind: 'opened'; readonly code: string; readonly until: Instant }
  | { readonly kind: 'tried'; readonly code: string }

/** A line of a registry. `digest`: of the value, keyed; the value itself is not kept there. */
export interface RegistryEntry {
  readonly index: OrderIndex
  readonly digest: string
  readonly number: OrderNumber
  readonly filedAt: Instant
  readonly standing: FoundBy['standing']
}

/** The body of a letter to a registry. `asker` hears of other open orders with the same serial number; null wants no answer. */
export type RegistryLetter =
  | { readonly kind: 'noted'; readonly entry: RegistryEntry; readonly asker: RegistryAsker | null }
  | { readonly kind: 'asked'; readonly digest: string; readonly asker: RegistryAsker }
  | { readonly kind: 'opened'; readonly digest: string; readonly talk: ConversationId; readonly until: Instant }
  | { readonly kind: 'tried'; readonly digest: string; readonly talk: ConversationId; readonly code: string }

export interface RegistryAsker {
  readonly conversation: ConversationId
  readonly serial: string
}
