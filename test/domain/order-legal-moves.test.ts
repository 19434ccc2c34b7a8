/** What is offered to staff is what the order allows: in every state of orders and machines, each move is offered exactly when it is legal. */
import { describe, expect, test } from 'vitest'
import { legalMoves, type Move, type MoveType, moveOrder, type Order } from '../../src/domain/order.ts'
import { IN, MACHINE_IS, MONTHS_LATER, MOVES } from './order-samples.ts'

/** The parcel's form is the customer's own yes (P6): nobody else is offered it. */
const OFFERED = (Object.keys(MOVES) as MoveType[]).filter((type) => type !== 'logistics.submitted')
const CASES = { ...IN, ...MACHINE_IS }

describe.each(Object.entries(CASES))('an order that is %s', (_, order) => {
  test('offers a move exactly when it is legal', () => {
    const offered = new Map(legalMoves(order, 'staff', MONTHS_LATER).map((legal) => [legal.type, legal]))
    for (const type of OFFERED) {
      const legal = variants(type, order).filter((move) => moveOrder(order, move).ok)
      expect([type, offered.has(type)]).toEqual([type, legal.length > 0])
      const machines = [...new Set(legal.flatMap((move) => ('machine' in move ? [move.machine] : [])))]
      if (machines.length > 0) expect([type, offered.get(type)?.machines]).toEqual([type, machines])
    }
  })
})

test('offers the reasons that a rule leaves open, and no others', () => {
  const choicesOf = (order: Order, type: MoveType) =>
    legalMoves(order, 'staff', MONTHS_LATER).find((legal) => legal.type === type)?.choices
  expect(choicesOf(IN.submitted, 'parcel.rejected')).toEqual(['P11a', 'P11b', 'P11c'])
  expect(choicesOf(IN.in_transit, 'parcel.rejected')).toEqual(['P11b', 'P11c'])
  expect(choicesOf(IN.rejected, 'order.forfeited')).toEqual(['no_contact'])
  expect(choicesOf(IN.awaiting_payment, 'order.forfeited')).toEqual(['unpaid'])
})

/** The good move of that type in each way that staff could make it. */
function variants(type: MoveType, order: Order): readonly Move[] {
  const signed = { ...MOVES[type], who: 'staff', at: MONTHS_LATER } as Move
  const reasoned = reasons(type).map((parts) => ({ ...signed, ...parts }) as Move)
  if ('machine' in signed) {
    return order.machines.flatMap((_, machine) => reasoned.map((move) => ({ ...move, machine }) as Move))
  }
  if (type !== 'machines.returned') return reasoned
  return order.machines.map((_, machine) => ({ ...signed, machines: [machine], batch: true }) as Move)
}

function reasons(type: MoveType): readonly object[] {
  if (type === 'parcel.rejected') return ['P11a', 'P11b', 'P11c'].map((reason) => ({ reason }))
  if (type === 'order.forfeited') return ['no_contact', 'unpaid', 'return_refused'].map((reason) => ({ reason }))
  if (type === 'machine.inspected') {
    return ['normal', 'scrapped', 'mixed', 'unrepairable'].map((condition) => ({ condition, covered: false }))
  }
  return [{}]
}
