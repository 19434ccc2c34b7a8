/** What a move writes into the record of an order. Takes the move as legal: `order-life.ts` decides that. */
import { moveMachine } from './machine-life.ts'
import type { MachineEvent } from './machine-record.ts'
import type { Move, MoveOf } from './move.ts'
import { parcelOf } from './order-rules.ts'
import type { Order } from './record.ts'

/** The order after the move, but for its state and its history. */
export function written(order: Order, move: Move): Order {
  switch (move.type) {
    case 'return.confirmed':
      return { ...order, returning: 'confirmed' }
    case 'return.declined':
      return { ...order, returning: 'declined' }
    case 'official.recorded':
      return { ...order, officialNumber: move.officialNumber }
    case 'repair_address.recorded':
      return { ...order, repairAddress: move.repairAddress }
    case 'logistics.submitted':
      return { ...order, logistics: formOf(move) }
    case 'tracking.corrected': {
      const { carrier, tracking } = move
      return { ...order, logistics: order.logistics && { ...order.logistics, carrier, tracking } }
    }
    case 'parcel.shipped':
      return { ...order, shippedAt: move.at }
    case 'parcel.rejected':
      return { ...order, closed: { as: 'rejected', at: move.at, reason: move.reason } }
    case 'order.cancelled':
      return { ...order, closed: { as: 'cancelled', at: move.at } }
    case 'order.forfeited':
      return { ...order, closed: { as: 'forfeited', at: move.at, reason: move.reason } }
    case 'machines.returned':
      return withMachines(order, move.machines, { type: 'machine.returned', parcel: parcelOf(move) })
    default:
      return withMachines(order, [move.machine], move)
  }
}

function withMachines(order: Order, indexes: readonly number[], event: MachineEvent): Order {
  const moved = order.machines.map((machine, index) => {
    if (!indexes.includes(index)) return machine
    const next = moveMachine(machine, event)
    return next.ok ? next.machine : machine
  })
  return { ...order, machines: moved }
}

function formOf({ carrier, tracking, senderPaid, packed, address, ...rest }: MoveOf<'logistics.submitted'>) {
  const { addressConfirmed, returnCarrier } = rest
  return { carrier, tracking, senderPaid, packed, addressConfirmed, returnCarrier, address }
}
