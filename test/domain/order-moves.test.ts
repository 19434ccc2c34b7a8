// Every move in every state of an order: where it leads, or the reason and the rule (P4-P21) that refuse it.
import { expect, test } from 'vitest'
import {
  type MoveType,
  machineLife,
  ORDER_STATES,
  type OrderState,
  orderMachine,
  PUBLIC_STATES,
  publicState,
  stateOf,
} from '../../src/domain/order.ts'
import { IN, MACHINE_IS, MOVES, outcome, REPAIRED } from './order-samples.ts'

/** What is legal, and where it leads. */
const LEGAL: Readonly<Record<OrderState, Partial<Record<MoveType, OrderState>>>> = {
  submitted: {
    'return.confirmed': 'awaiting_logistics',
    'return.declined': 'return_declined',
    'official.recorded': 'submitted',
    'repair_address.recorded': 'submitted',
    'machine.identified': 'submitted',
    'parcel.rejected': 'rejected',
    'order.cancelled': 'cancelled',
  },
  return_declined: {
    'return.confirmed': 'awaiting_logistics',
    'official.recorded': 'return_declined',
    'repair_address.recorded': 'return_declined',
    'machine.identified': 'return_declined',
    'parcel.rejected': 'rejected',
    'order.cancelled': 'cancelled',
  },
  awaiting_logistics: {
    'return.declined': 'return_declined',
    'official.recorded': 'awaiting_logistics',
    'repair_address.recorded': 'awaiting_logistics',
    // Whole, but the official number is not recorded yet (P4, P11a).
    'logistics.submitted': 'awaiting_logistics',
    'machine.identified': 'awaiting_logistics',
    'parcel.rejected': 'rejected',
    'order.cancelled': 'cancelled',
  },
  ready_to_ship: {
    'official.recorded': 'ready_to_ship',
    'repair_address.recorded': 'ready_to_ship',
    'tracking.corrected': 'ready_to_ship',
    'parcel.shipped': 'in_transit',
    'parcel.rejected': 'rejected',
    'order.cancelled': 'cancelled',
    'machine.identified': 'ready_to_ship',
    'machine.received': 'received',
  },
  in_transit: {
    'official.recorded': 'in_transit',
    'repair_address.recorded': 'in_transit',
    'tracking.corrected': 'in_transit',
    'parcel.rejected': 'rejected',
    'machine.identified': 'in_transit',
    'machine.received': 'received',
  },
  received: {
    'official.recorded': 'received',
    'repair_address.recorded': 'received',
    'parcel.rejected': 'rejected',
    'machine.inspected': 'at_work',
  },
  at_work: {
    'official.recorded': 'at_work',
    'repair_address.recorded': 'at_work',
    'machine.inspected': 'at_work',
    'machine.quoted': 'awaiting_payment',
    'machine.repaired': 'at_work',
  },
  awaiting_payment: {
    'official.recorded': 'awaiting_payment',
    'repair_address.recorded': 'awaiting_payment',
    'order.forfeited': 'forfeited',
    'machine.paid': 'at_work',
    'machine.repaired': 'awaiting_payment',
  },
  returning: { 'official.recorded': 'returning', 'repair_address.recorded': 'returning' },
  completed: {},
  rejected: {},
  cancelled: {},
  forfeited: {},
}

/** Why a move is refused where nothing more telling is said below: it is one for another time, and this rule says for which. */
const REFUSED: Readonly<Record<MoveType, string>> = {
  'return.confirmed': 'not_now P4',
  'return.declined': 'not_now P4',
  'official.recorded': 'not_now P4',
  'repair_address.recorded': 'not_now P4',
  'logistics.submitted': 'address_locked P6',
  'tracking.corrected': 'not_now P11',
  'parcel.shipped': 'not_now P11',
  'parcel.rejected': 'not_now P11',
  'order.cancelled': 'not_now P11',
  'order.forfeited': 'nothing_to_pay P18',
  'machine.identified': 'not_now P11',
  'machine.received': 'not_now P10',
  'machine.inspected': 'not_now P16',
  'machine.quoted': 'not_now P16',
  'machine.accepted': 'not_now P17',
  'machine.declined': 'not_now P17',
  'machine.paid': 'not_now P19',
  'machine.repaired': 'not_now P16',
  'machines.returned': 'not_done P16',
}
const BEFORE_THE_RETURN_IS_CONFIRMED = {
  'logistics.submitted': 'not_now P5',
  'tracking.corrected': 'not_now P5',
  'parcel.shipped': 'not_clear_to_ship P11',
}
const MORE_TELLING: Readonly<Partial<Record<OrderState, Partial<Record<MoveType, string>>>>> = {
  submitted: BEFORE_THE_RETURN_IS_CONFIRMED,
  return_declined: BEFORE_THE_RETURN_IS_CONFIRMED,
  awaiting_logistics: { 'tracking.corrected': 'not_now P5', 'parcel.shipped': 'not_clear_to_ship P11' },
  awaiting_payment: { 'machines.returned': 'unpaid P18' },
  forfeited: { 'order.forfeited': 'not_now P18' },
}
/** These end an order: whatever comes later is refused as that, under the move's own rule. */
const CLOSED: readonly OrderState[] = ['rejected', 'cancelled', 'forfeited']
const RULE_WHEN_CLOSED: Partial<Record<MoveType, string>> = { 'logistics.submitted': 'P5', 'machines.returned': 'P20' }

const types = Object.keys(MOVES) as MoveType[]

test.each(ORDER_STATES)('every move in %s', (state) => {
  expect(IN[state].state).toBe(state)
  expect(stateOf(IN[state])).toBe(state)
  const found = Object.fromEntries(types.map((type) => [type, outcome(IN[state], MOVES[type])]))
  expect(found).toEqual(Object.fromEntries(types.map((type) => [type, expected(state, type)])))
})

test.each(ORDER_STATES)('in %s the system moves nothing, and customers make no move of staff', (state) => {
  for (const type of types) {
    expect(outcome(IN[state], { ...MOVES[type], who: 'system' })).toMatch(/^(people_only|staff_only) P\d+$/)
    if (MOVES[type].who === 'customer') continue
    expect(outcome(IN[state], { ...MOVES[type], who: 'customer' })).toMatch(/^staff_only P\d+$/)
  }
})

test('staff make every move that a customer may', () => {
  for (const state of ORDER_STATES) {
    for (const type of types.filter((one) => MOVES[one].who === 'customer')) {
      expect(outcome(IN[state], { ...MOVES[type], who: 'staff' })).toBe(outcome(IN[state], MOVES[type]))
    }
  }
})

test('the five words of the guides for an order on the way', () => {
  const words = Object.fromEntries(ORDER_STATES.map((state) => [state, publicState(IN[state])]))
  expect(words).toEqual({
    submitted: 'to_confirm',
    return_declined: null,
    awaiting_logistics: 'awaiting_parcel',
    ready_to_ship: 'awaiting_parcel',
    in_transit: 'awaiting_parcel',
    received: 'awaiting_repair',
    at_work: 'awaiting_repair',
    awaiting_payment: 'awaiting_repair',
    returning: 'awaiting_dispatch',
    completed: 'completed',
    rejected: null,
    cancelled: null,
    forfeited: null,
  })
  expect(publicState(REPAIRED)).toBe('awaiting_dispatch')
  const inChinese = Object.values(PUBLIC_STATES).map(({ zh }) => zh)
  expect(inChinese).toEqual(['待确定', '待收件', '待维修', '待发货', '已完成'])
})

test('the two machines know the states that are stored, and no others', () => {
  const { draft: _, sorting: __, ...rest } = orderMachine.states
  expect(Object.keys(rest).sort()).toEqual([...ORDER_STATES].sort())
  const stored = new Set(Object.values(MACHINE_IS).map(({ machines }) => machines[0]?.state))
  expect(Object.keys(machineLife.states).sort()).toEqual([...stored].sort())
})

function expected(state: OrderState, type: MoveType): string {
  if (CLOSED.includes(state) && type !== 'order.forfeited') {
    return `closed ${RULE_WHEN_CLOSED[type] ?? REFUSED[type].split(' ')[1]}`
  }
  return LEGAL[state][type] ?? MORE_TELLING[state]?.[type] ?? REFUSED[type]
}
