/** What counting customers ask and what they are answered. Types only; both sides of a chat read and write them as JSON. */
import type { ConversationId } from '../../src/ports.ts'

/** `n` counts a customer's messages from 1. */
export type Ask =
  | { readonly kind: 'count'; readonly n: number }
  /** To be woken after `ms`. */
  | { readonly kind: 'timer'; readonly n: number; readonly id: string; readonly ms: number }
  /** All timers that are armed are to be forgotten. */
  | { readonly kind: 'cancel'; readonly n: number }
  /** Something for the staff room, which answers it. */
  | { readonly kind: 'post'; readonly n: number; readonly from: ConversationId }

/** `draw` is random in each step: two steps of the same message, one of them thrown away, say different things. */
export type Said =
  | {
      readonly kind: 'number'
      readonly n: number
      /** How many messages this talk has handled, this one included. */
      readonly handled: number
      /** Timers that this message called off. */
      readonly cancelled: readonly string[]
      readonly draw: string
    }
  | { readonly kind: 'timer'; readonly id: string; readonly draw: string }
  | { readonly kind: 'staff'; readonly text: string }
