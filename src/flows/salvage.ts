/** What a stored state that cannot be read still tells: the orders that were filed in it stay the conversation's own, and a ban stands. Pure, never throws. */
import { z } from 'zod'
import { readOrderNumber } from '../domain/order-number.ts'
import type { OrderNumber } from '../domain/values.ts'
import { type DeskContext, deskContextSchema } from './owner/context.ts'

/** More than this are no orders of one customer: a broken state must not grow the new one. */
const MOST_ORDERS = 50

const withOrders = z.object({ flow: z.object({ context: z.object({ orders: z.array(z.unknown()) }) }) })

/** The order numbers in a broken or future state, oldest first; none where there is nothing to be found. */
export function ordersLeftIn(json: string): readonly OrderNumber[] {
  const found = withOrders.safeParse(parsed(json))
  if (!found.success) return []
  const numbers = found.data.flow.context.orders.flatMap((text) => {
    const read = typeof text === 'string' ? readOrderNumber(text) : null
    return read?.ok ? [read.number] : []
  })
  return [...new Set(numbers)].slice(-MOST_ORDERS)
}

const withBan = z.object({
  desk: z.object({ value: z.literal('banned'), context: deskContextSchema.pick({ ban: true }) }),
})

/** Whether the customer was banned; null where there is nothing to be found of that. */
export function banLeftIn(json: string): DeskContext['ban'] {
  const found = withBan.safeParse(parsed(json))
  return found.success ? found.data.desk.context.ban : null
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
