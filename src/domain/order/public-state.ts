/** The five words that the vendor's family of guides has for an order's state (domain section 1). */
import type { Bilingual } from '../values.ts'
import type { Order } from './record.ts'
import { isDone, stateOf } from './state.ts'

export const PUBLIC_STATES = {
  to_confirm: { en: 'to confirm', zh: '待确定' },
  awaiting_parcel: { en: 'awaiting parcel', zh: '待收件' },
  awaiting_repair: { en: 'awaiting repair', zh: '待维修' },
  awaiting_dispatch: { en: 'awaiting dispatch', zh: '待发货' },
  completed: { en: 'completed', zh: '已完成' },
} as const satisfies Record<string, Bilingual>
export type PublicState = keyof typeof PUBLIC_STATES

/** How the vendor's guides would call where the order is; null for what they have no word for: a declined return, rejected, cancelled, forfeited. */
export function publicState(order: Order): PublicState | null {
  switch (stateOf(order)) {
    case 'submitted':
      return 'to_confirm'
    case 'awaiting_logistics':
    case 'ready_to_ship':
    case 'in_transit':
      return 'awaiting_parcel'
    case 'received':
    case 'awaiting_payment':
      return 'awaiting_repair'
    case 'at_work':
    case 'returning':
      return order.machines.every((one) => one.state === 'returned' || isDone(one))
        ? 'awaiting_dispatch'
        : 'awaiting_repair'
    case 'completed':
      return 'completed'
    default:
      return null
  }
}
