/** The life of one machine in an order, as a machine whose guards are the rules (P10, P15-P19). Pure: who and when come in with the move. */
import { assign, setup, transition } from 'xstate'
import { type MachineEvent, recorded } from './machine-record.ts'
import type { OrderMachine } from './record.ts'
import { notNow, type Refusal, refused } from './refusal.ts'
import { isBeyondRepair, isInspected, isPaid, owes } from './state.ts'

type Rule = (machine: OrderMachine, event: MachineEvent) => Refusal | null

const RULES = {
  /** What cannot be repaired is neither quoted nor repaired; what is repaired was quoted and accepted, or is free of charge. */
  P16(machine, event) {
    if (!isInspected(machine)) return null
    if (event.type === 'machine.inspected') {
      if (machine.state === 'accepted' && event.condition !== 'unrepairable') return refused('not_now', 'P16')
      return machine.state === 'inspected' && isPaid(machine) ? refused('paid_already', 'P16') : null
    }
    if (machine.state !== 'inspected') return null
    if (event.type === 'machine.quoted' || event.type === 'machine.repaired') {
      if (machine.condition === 'unrepairable') return refused('cannot_be_repaired', 'P16')
    }
    if (event.type === 'machine.repaired' && !(machine.condition === 'normal' && machine.covered)) {
      return refused('quote_first', 'P16')
    }
    return event.type === 'machine.returned' && !isBeyondRepair(machine) ? refused('not_done', 'P16') : null
  },
  /** Only the quote of a scrapped or mixed-board machine may be declined. */
  P17(machine, event) {
    const declines = event.type === 'machine.declined' && machine.state === 'quoted'
    return declines && machine.condition === 'normal' ? refused('normal_must_be_repaired', 'P17') : null
  },
  /** No return without the fee. */
  P18(machine, event) {
    return event.type === 'machine.returned' && owes(machine) ? refused('unpaid', 'P18') : null
  },
  /** A voucher belongs to a fee that is open. */
  P19(machine, event) {
    if (event.type !== 'machine.paid' || (machine.state !== 'accepted' && machine.state !== 'repaired')) return null
    if (machine.bill === null || machine.bill.amount === 0) return refused('nothing_to_pay', 'P19')
    return machine.bill.paidAt === null ? null : refused('paid_already', 'P19')
  },
} satisfies Record<string, Rule>

const obeys =
  (rule: Rule) =>
  ({ context, event }: { context: { machine: OrderMachine }; event: MachineEvent }) =>
    rule(context.machine, event) === null
const change = { actions: 'record' } as const

export const machineLife = setup({
  types: {
    context: {} as { readonly machine: OrderMachine },
    events: {} as MachineEvent,
    input: {} as { readonly machine: OrderMachine },
  },
  guards: { P16: obeys(RULES.P16), P17: obeys(RULES.P17), P18: obeys(RULES.P18), P19: obeys(RULES.P19) },
  actions: { record: assign(({ context, event }) => ({ machine: recorded(context.machine, event) })) },
}).createMachine({
  id: 'machine',
  context: ({ input }) => ({ machine: input.machine }),
  initial: 'expected',
  states: {
    expected: {
      on: {
        'machine.identified': change,
        'machine.received': { ...change, target: 'received' },
      },
    },
    received: { on: { 'machine.inspected': { ...change, target: 'inspected' } } },
    inspected: {
      on: {
        'machine.inspected': { ...change, guard: 'P16', target: 'inspected' },
        'machine.quoted': { ...change, guard: 'P16', target: 'quoted' },
        'machine.repaired': { ...change, guard: 'P16', target: 'repaired' },
        'machine.returned': { ...change, guard: 'P16', target: 'returned' },
      },
    },
    quoted: {
      on: {
        'machine.inspected': { ...change, target: 'inspected' },
        'machine.quoted': { ...change, target: 'quoted' },
        'machine.accepted': { ...change, target: 'accepted' },
        'machine.declined': { ...change, guard: 'P17', target: 'declined' },
      },
    },
    accepted: {
      on: {
        'machine.inspected': { ...change, guard: 'P16', target: 'inspected' },
        'machine.paid': { ...change, guard: 'P19' },
        'machine.repaired': { ...change, target: 'repaired' },
      },
    },
    declined: {
      on: {
        'machine.quoted': { ...change, target: 'quoted' },
        'machine.returned': { ...change, target: 'returned' },
      },
    },
    repaired: {
      on: {
        'machine.paid': { ...change, guard: 'P19' },
        'machine.returned': { ...change, guard: 'P18', target: 'returned' },
      },
    },
    returned: { type: 'final' },
  },
})

export type MachineMoved =
  | { readonly ok: true; readonly machine: OrderMachine }
  | { readonly ok: false; readonly refusal: Refusal }

/** Makes a move of one machine. Refused with the rule in the way, or as one for another time; who may make it is the order's question. */
export function moveMachine(machine: OrderMachine, event: MachineEvent): MachineMoved {
  const before = machineLife.resolveState({ value: machine.state, context: { machine } })
  const [after] = transition(machineLife, before, event)
  if (after.context.machine !== machine) return { ok: true, machine: after.context.machine }
  const refusal = Object.values(RULES)
    .map((rule: Rule) => rule(machine, event))
    .find((found) => found !== null)
  return { ok: false, refusal: refusal ?? notYet(event) }
}

const notYet = (event: MachineEvent) => (event.type === 'machine.returned' ? refused('not_done', 'P16') : notNow(event))
