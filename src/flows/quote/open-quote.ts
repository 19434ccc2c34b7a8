/** The quote that waits for an answer (P16, P17): what of it the questions need, and which one comes next. Plain data. */
import { z } from 'zod'
import { CONDITIONS } from '../../domain/order/move.ts'
import type { Order } from '../../domain/order.ts'
import type { OrderNumber } from '../../domain/values.ts'
import { quotedIn } from '../own-orders.ts'

export const quoteSchema = z.strictObject({
  number: z.string().transform((number) => number as OrderNumber),
  /** Counted from 0, and how many the order has. */
  machine: z.number().int().min(0),
  of: z.number().int().min(1),
  model: z.string(),
  amount: z.number().min(0),
  currency: z.string(),
  condition: z.enum(CONDITIONS),
  /** What the customer chose and has yet to say yes to. */
  sure: z.enum(['accept', 'decline']).nullable(),
  /** The matter that was put off for it, and comes back after it. */
  before: z.enum(['none', 'fault', 'order']),
})
export type OpenQuote = z.output<typeof quoteSchema>

/** The quotes that wait in these orders, in their order and that of their machines. */
export const quotesIn = (orders: readonly Order[], before: OpenQuote['before']): readonly OpenQuote[] =>
  orders.flatMap((order) => quotedIn(order).flatMap((machine) => openQuote(order, machine, before) ?? []))

export function openQuote(order: Order, machine: number, before: OpenQuote['before']): OpenQuote | null {
  const quoted = order.machines[machine]
  if (quoted?.state !== 'quoted') return null
  const { model, condition, bill } = quoted
  const { amount, currency } = bill
  return {
    number: order.number,
    machine,
    of: order.machines.length,
    model,
    amount,
    currency,
    condition,
    sure: null,
    before,
  }
}

/** The same quote: neither answered nor given anew since. */
export const isSame = (one: OpenQuote, other: OpenQuote): boolean =>
  one.number === other.number &&
  one.machine === other.machine &&
  one.amount === other.amount &&
  one.currency === other.currency &&
  one.condition === other.condition
