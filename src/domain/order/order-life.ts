/**
 * The life of a repair order from draft to its end, as a machine whose guards are the rules (P4-P21). Every state but those that a person
 * decides is found in `sorting`, which never rests: it goes where the order's decisions and machines say.
 */
import { and, assign, setup } from 'xstate'
import type { Instant, OrderNumber } from '../values.ts'
import { missingFields, type OrderDraft } from './draft.ts'
import { fresh } from './filed.ts'
import type { Move } from './move.ts'
import { written } from './order-record.ts'
import { ORDER_RULES } from './order-rules.ts'
import type { Order, OrderState } from './record.ts'
import { stateOf } from './state.ts'

interface OrderContext {
  readonly draft: OrderDraft | null
  /** Whether an order filed here is the vendor's own (P4). */
  readonly official: boolean
  /** Null as long as it is a draft. */
  readonly order: Order | null
}
interface Submitted {
  readonly type: 'order.submitted'
  readonly number: OrderNumber
  readonly at: Instant
}
type OrderEvent = Submitted | Move

const obeys =
  (rule: keyof typeof ORDER_RULES) =>
  ({ context, event }: { context: OrderContext; event: OrderEvent }) =>
    context.order !== null && event.type !== 'order.submitted' && ORDER_RULES[rule](context.order, event) === null

const to = (state: OrderState) => ({ guard: { type: 'follows' as const, params: { state } }, target: state })

const byPerson = { guard: 'person', actions: 'write' } as const
/** The machines' own moves, and the number that staff may record at any time before the end. */
const anyTime = { 'official.recorded': byPerson, 'repair_address.recorded': byPerson } as const
const machineMove = { guard: and(['person', 'machine']), actions: 'write', target: 'sorting' } as const
const identify = { 'machine.identified': { guard: and(['person', 'machine']), actions: 'write' } } as const
const reject = { guard: and(['person', 'P11']), actions: 'write', target: 'rejected' } as const
const cancel = { ...byPerson, target: 'cancelled' } as const
const forfeit = { guard: and(['person', 'P18']), actions: 'write', target: 'forfeited' } as const
const correct = { guard: and(['person', 'P11']), actions: 'write', target: 'sorting' } as const
/** As long as no machine has arrived. */
const beforeArrival = { ...identify, 'parcel.rejected': reject } as const
const undecided = { ...anyTime, ...beforeArrival, 'order.cancelled': cancel } as const
/** As soon as one has. */
const inHouse = {
  ...anyTime,
  'machine.*': machineMove,
  'machines.returned': { guard: and(['person', 'P20', 'P21', 'machine']), actions: 'write', target: 'sorting' },
} as const

export const orderMachine = setup({
  types: {
    context: {} as OrderContext,
    events: {} as OrderEvent,
    // None when XState tries the machine out, as it does for each pure transition: an error thrown then costs more than the move.
    input: {} as { readonly draft: OrderDraft; readonly official?: boolean } | undefined,
  },
  guards: {
    isComplete: ({ context }) => context.draft !== null && missingFields(context.draft).length === 0,
    follows: ({ context }, { state }: { readonly state: OrderState }) =>
      context.order !== null && stateOf(context.order) === state,
    person: obeys('person'),
    machine: obeys('machine'),
    P5: obeys('P5'),
    P6: obeys('P6'),
    P8: obeys('P8'),
    P9: obeys('P9'),
    P11: obeys('P11'),
    P18: obeys('P18'),
    P20: obeys('P20'),
    P21: obeys('P21'),
  },
  actions: {
    file: assign(({ context: { draft, official }, event }) =>
      draft === null || event.type !== 'order.submitted'
        ? {}
        : { order: fresh(draft, event.number, event.at, official) },
    ),
    write: assign(({ context: { order }, event }) =>
      order === null || event.type === 'order.submitted' ? {} : { order: written(order, event) },
    ),
  },
}).createMachine({
  id: 'order',
  context: ({ input }) => ({ draft: input?.draft ?? null, official: input?.official ?? false, order: null }),
  initial: 'draft',
  states: {
    draft: { on: { 'order.submitted': { guard: 'isComplete', target: 'submitted', actions: 'file' } } },
    submitted: {
      on: {
        ...undecided,
        'return.confirmed': { ...byPerson, target: 'sorting' },
        'return.declined': { ...byPerson, target: 'return_declined' },
      },
    },
    return_declined: { on: { ...undecided, 'return.confirmed': { ...byPerson, target: 'sorting' } } },
    awaiting_logistics: {
      on: {
        ...undecided,
        'return.declined': { ...byPerson, target: 'return_declined' },
        'official.recorded': { ...byPerson, target: 'sorting' },
        'logistics.submitted': {
          guard: and(['person', 'P5', 'P6', 'P8', 'P9', 'P11']),
          actions: 'write',
          target: 'sorting',
        },
        'tracking.corrected': correct,
      },
    },
    ready_to_ship: {
      on: {
        ...undecided,
        'tracking.corrected': correct,
        'parcel.shipped': { guard: and(['person', 'P11']), actions: 'write', target: 'in_transit' },
        'machine.received': machineMove,
      },
    },
    in_transit: {
      on: { ...anyTime, ...beforeArrival, 'tracking.corrected': correct, 'machine.received': machineMove },
    },
    received: { on: { ...inHouse, 'parcel.rejected': reject } },
    at_work: { on: inHouse },
    awaiting_payment: { on: { ...inHouse, 'order.forfeited': forfeit } },
    returning: { on: { ...inHouse, 'order.forfeited': forfeit } },
    completed: { on: { 'order.forfeited': forfeit } },
    rejected: { on: { 'order.forfeited': forfeit } },
    cancelled: { type: 'final' },
    forfeited: { type: 'final' },
    sorting: {
      description: 'Never rests: what follows from the order and its machines.',
      always: [
        to('completed'),
        to('awaiting_payment'),
        to('returning'),
        to('at_work'),
        to('received'),
        to('in_transit'),
        to('ready_to_ship'),
        to('awaiting_logistics'),
      ],
    },
  },
})
