// No sequence of moves breaks a rule (P4-P21) or throws; an order's state always follows from its machines; its history tells it all.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Move,
  type MoveType,
  moveOrder,
  type Order,
  type OrderMachine,
  type OrderState,
  readOrder,
  replayOrder,
} from '../../src/domain/order.ts'
import { DAY } from '../../src/domain/values.ts'
import { address, FILED_AT, filed, IN, MACHINE_IS, MOVES, REPAIRED } from './order-samples.ts'

const RUNS = 120
const STEPS = { minLength: 12, maxLength: 24, size: 'max' } as const
const TYPES = Object.keys(MOVES) as MoveType[]
const AT_WORK = TYPES.filter((type) => type.startsWith('machine') && type !== 'machine.identified')
/** What usually happens next, so that walks get far; every third move is any other. */
const NEXT: Readonly<Partial<Record<OrderState, readonly MoveType[]>>> = {
  submitted: ['return.confirmed', 'return.declined'],
  return_declined: ['return.confirmed'],
  awaiting_logistics: ['logistics.submitted', 'official.recorded', 'logistics.submitted', 'official.recorded'],
  ready_to_ship: ['parcel.shipped', 'machine.received', 'tracking.corrected'],
  in_transit: ['machine.received', 'tracking.corrected'],
  received: ['machine.received', 'machine.inspected'],
  at_work: AT_WORK,
  awaiting_payment: [...AT_WORK, 'machine.paid', 'machine.accepted'],
  returning: AT_WORK,
}
const elsewhere = {
  kind: 'elsewhere',
  country: 'DE',
  lines: ['1 Example Road', 'Exampletown'],
  postcode: '00000',
} as const
const usually = <T>(value: T, ...rarely: T[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constantFrom(...rarely) })

/** What may differ from the good move, in ways that the rules care about. */
const parts = fc.record({
  at: fc.integer({ min: FILED_AT, max: FILED_AT + 200 * DAY }),
  machine: usually(0, 1, 2),
  condition: fc.constantFrom('normal', 'scrapped', 'mixed', 'unrepairable'),
  covered: fc.boolean(),
  amount: usually(120, 0),
  reason: fc.constantFrom('P11a', 'P11b', 'P11c'),
  forfeit: fc.constantFrom('no_contact', 'unpaid', 'return_refused'),
  lastContactAt: fc.option(fc.integer({ min: FILED_AT, max: FILED_AT + 100 * DAY })),
  address: usually<unknown>(address, elsewhere, { ...address, city: null }),
  yes: usually(true, false),
  tracking: usually('SF1234567890123', '', 'KY12345678'),
  carrier: usually('sf', 'dhl', ''),
  machines: usually([0, 1], [0], [1], [1, 1], [2]),
  batch: fc.boolean(),
  serial: fc.constantFrom('JX0000000001', null),
})
const drawn = fc.record({
  any: fc.nat(2),
  which: fc.nat(1_000),
  parts,
  who: usually(null, 'customer', 'staff', 'system'),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer Value> ? Value : never
const starts = fc.constantFrom(
  filed(),
  filed(),
  filed(true),
  REPAIRED,
  ...Object.values(IN),
  ...Object.values(MACHINE_IS),
)
const walks = fc.tuple(starts, fc.array(drawn, STEPS))

test('no sequence of moves breaks a rule or throws, and a refused one changes nothing', () => {
  const made = new Set<MoveType>()
  fc.assert(
    fc.property(walks, ([start, steps]) => {
      walk(start, steps, (before, move, order) => {
        made.add(move.type)
        obeys(before, move, order)
      })
    }),
    { numRuns: RUNS },
  )
  // Walks that never get anywhere would say nothing: nearly every move was made, whatever was drawn.
  expect(made.size).toBeGreaterThan(TYPES.length - 5)
})

test('the state of an order follows from its decisions and its machines', () => {
  fc.assert(
    fc.property(walks, ([start, steps]) => {
      walk(start, steps, (_, __, order) => expect(order.state).toBe(told(order)))
    }),
    { numRuns: RUNS },
  )
})

test('its history makes the same order again, and JSON keeps it', () => {
  fc.assert(
    fc.property(walks, ([start, steps]) => {
      const order = walk(start, steps, () => {})
      expect(replayOrder(order)).toEqual({ ok: true, order })
      expect(readOrder(JSON.stringify(order))).toEqual({ ok: true, order })
    }),
    { numRuns: RUNS },
  )
})

type Look = (before: Order, move: Move, order: Order) => void

/** Makes every move that is legal and looks at it; frozen, so that a change of the order as it was throws. */
function walk(start: Order, steps: readonly Drawn[], look: Look): Order {
  return steps.reduce((before, step) => {
    const move = moveIn(before.state, step)
    const moved = moveOrder(frozen(before), move)
    if (!moved.ok) return before
    look(before, move, moved.order)
    return moved.order
  }, start)
}

/** The good move of the drawn type, changed in those parts that it has; by whoever usually makes it, or by another. */
function moveIn(state: OrderState, { any, which, parts: { forfeit, yes, ...other }, who }: Drawn): Move {
  const likely = any === 0 ? TYPES : (NEXT[state] ?? TYPES)
  const good = MOVES[likely[which % likely.length] ?? 'official.recorded']
  const reason = good.type === 'order.forfeited' ? forfeit : other.reason
  const mixed = { ...other, reason, senderPaid: yes, addressConfirmed: yes }
  const changed = Object.entries(mixed).filter(([key]) => Object.hasOwn(good, key))
  return { ...good, ...Object.fromEntries(changed), who: who ?? good.who } as Move
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}

/** The rules, told again from what the order was, the move and what it became. */
function obeys(before: Order, move: Move, order: Order): void {
  const machines = order.machines
  expect(order.history).toHaveLength(before.history.length + 1)
  expect(order.history.at(-1)).toMatchObject({ type: move.type, who: move.who, at: move.at })
  expect(move.who).not.toBe('system')
  if (order.returning !== before.returning) expect(move.who).toBe('staff') // P4
  if (before.logistics !== null) expect(order.logistics?.address).toEqual(before.logistics.address) // P6
  if (order.logistics !== before.logistics) expect(arrived(before)).toBe(false) // P5, P11
  if (order.state === 'ready_to_ship' || order.state === 'in_transit' || arrived(order)) shippable(order)
  if (before.closed !== null) expect([before.closed.as, order.closed?.as]).toEqual(['rejected', 'forfeited'])
  if (order.closed?.as === 'forfeited') expect(move.who).toBe('staff') // P18
  if (order.closed?.as === 'forfeited' && order.closed.reason === 'no_contact') {
    expect(order.closed.at - (before.closed?.at ?? order.closed.at)).toBeGreaterThan(90 * DAY)
  }
  for (const machine of machines) {
    if (machine.state === 'declined') expect(['scrapped', 'mixed']).toContain(machine.condition) // P17
    if (machine.state === 'repaired') expect(machine.bill !== null || isFree(machine)).toBe(true) // P16
    if (machine.state === 'repaired') expect(machine.condition).not.toBe('unrepairable') // P16
    if (machine.state === 'returned' && !machine.repaired) expect(machine.condition).not.toBe('normal') // P17
    if (machine.state === 'returned' && machine.repaired) expect(waits(machine)).toBe(false) // P18
  }
  const back = machines.filter(
    ({ state }, index) => state === 'returned' && before.machines[index]?.state !== 'returned',
  )
  if (back.length > 0) expect(machines.some(waits)).toBe(false) // P20
  if (back.length > 0 && order.state !== 'completed') expect(move).toMatchObject({ batch: true }) // P20
}

/** P11, told again: what every order has whose machines are allowed on the way. */
function shippable(order: Order): void {
  expect(order.returning).toBe('confirmed')
  expect(order.official || order.officialNumber !== null).toBe(true)
  expect(order.logistics).toMatchObject({ senderPaid: true, packed: true, addressConfirmed: true })
  expect(order.logistics?.carrier).not.toBe('')
  expect(order.logistics?.tracking).toMatch(/^[A-Z0-9]{5,40}$/)
  expect([address, elsewhere]).toContainEqual(order.logistics?.address)
}

/** The state told again, from the last thing that matters to the first. */
function told(order: Order): OrderState {
  const states = order.machines.map(({ state }) => state)
  const furthest = (wanted: string[]) => states.some((state) => wanted.includes(state))
  if (order.closed) return order.closed.as
  if (states.every((state) => state === 'returned')) return 'completed'
  if (order.machines.some(waits)) return 'awaiting_payment'
  if (furthest(['returned'])) return 'returning'
  if (furthest(['inspected', 'quoted', 'accepted', 'declined', 'repaired'])) return 'at_work'
  if (furthest(['received'])) return 'received'
  if (order.shippedAt !== null && order.returning === 'confirmed') return 'in_transit'
  if (order.returning !== 'confirmed') return order.returning === 'declined' ? 'return_declined' : 'submitted'
  const vendorKnows = order.official || order.officialNumber !== null
  return vendorKnows && order.logistics !== null ? 'ready_to_ship' : 'awaiting_logistics'
}

function waits(machine: OrderMachine): boolean {
  if (!('bill' in machine) || machine.state === 'declined' || machine.state === 'inspected') return false
  if (machine.state === 'returned' && !machine.repaired) return false
  return machine.bill !== null && machine.bill.amount > 0 && machine.bill.paidAt === null
}

function isFree(machine: { readonly condition: string; readonly covered: boolean }): boolean {
  return machine.condition === 'normal' && machine.covered
}

function arrived(order: Order): boolean {
  return order.machines.some(({ state }) => state !== 'expected')
}
