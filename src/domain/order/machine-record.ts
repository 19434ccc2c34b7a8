/** What a move writes into the record of one machine. Takes the move as legal: `machine-life.ts` decides that. */
import { reportedOf } from './draft.ts'
import type { MachineMove } from './move.ts'
import type { InspectedMachine, OrderMachine } from './record.ts'
import { isInspected, isPaid } from './state.ts'

type Parcel = Extract<OrderMachine, { state: 'returned' }>['parcel']
/** `machine.returned` comes out of the order's `machines.returned`, one for each machine in the parcel. */
export type MachineEvent = MachineMove | { readonly type: 'machine.returned'; readonly parcel: Parcel }

/** The machine after the move; the same object where the move says nothing about a machine in this state. */
export function recorded(machine: OrderMachine, event: MachineEvent): OrderMachine {
  switch (event.type) {
    case 'machine.identified':
      return { ...machine, model: event.model, serial: event.serial }
    case 'machine.received':
      return machine.state === 'expected' ? { ...machine, state: 'received', receivedAt: event.at } : machine
    case 'machine.inspected': {
      if (machine.state === 'expected') return machine
      const { condition, covered } = event
      return { ...common(machine), state: 'inspected', condition, covered, bill: keptBill(machine) }
    }
    default:
      return isInspected(machine) ? afterInspection(machine, event) : machine
  }
}

type Later = Exclude<MachineEvent['type'], 'machine.identified' | 'machine.received' | 'machine.inspected'>

function afterInspection(machine: InspectedMachine, event: Extract<MachineEvent, { type: Later }>): OrderMachine {
  const { condition, covered, bill } = machine
  const inspected = { ...common(machine), condition, covered, bill }
  if (event.type === 'machine.repaired') return { ...inspected, state: 'repaired' }
  if (event.type === 'machine.returned') {
    return { ...inspected, state: 'returned', repaired: machine.state === 'repaired', parcel: event.parcel }
  }
  if (event.type === 'machine.quoted') {
    const { amount, currency } = event
    return { ...inspected, state: 'quoted', bill: { amount, currency, paidAt: null } }
  }
  if (bill === null) return machine
  switch (event.type) {
    case 'machine.accepted':
      return { ...inspected, state: 'accepted', bill }
    case 'machine.declined':
      return { ...inspected, state: 'declined', bill }
    case 'machine.paid':
      return machine.state === 'returned' ? machine : { ...machine, bill: { ...bill, paidAt: event.at } }
  }
}

/** What a machine found to be beyond repair after it was paid for keeps: staff must see the money. An open quote lapses. */
function keptBill(machine: OrderMachine) {
  return isInspected(machine) && isPaid(machine) ? machine.bill : null
}

function common(machine: Exclude<OrderMachine, { state: 'expected' }>) {
  return { ...reportedOf(machine), receivedAt: machine.receivedAt }
}
