/** The vocabulary of what is done with filed orders and said about them. Types only, plain JSON. */
import type { Move } from '../domain/order.ts'
import type { OrderNumber } from '../domain/values.ts'

/** A move of an order before the step signs it with its moment and who made it. */
export type UnsignedMove = Move extends infer Made ? (Made extends Move ? Omit<Made, 'at' | 'who'> : never) : never

export interface OrderMove {
  readonly number: OrderNumber
  readonly move: UnsignedMove
}

/** A move that does not say yet which machines it is about. */
export type UnaimedMove = UnsignedMove extends infer Made
  ? Made extends { readonly machine: number }
    ? Omit<Made, 'machine'>
    : Made extends { readonly machines: readonly number[] }
      ? Omit<Made, 'machines' | 'batch'>
      : Made
  : never

/** What staff do with an order, as they typed it. */
export interface StaffAct {
  /** Null: the only open order of the talk. */
  readonly number: OrderNumber | null
  /** Counted from 0; null: those that the move fits. */
  readonly machines: readonly number[] | null
  readonly move: UnaimedMove
  /** A few words to the customer that go with it. */
  readonly note: string | null
}

/** What a customer says about orders of theirs, at any moment. */
export type OrderMatter = 'parcel' | 'tracking' | 'shipped' | 'address' | 'quote' | 'paid'
