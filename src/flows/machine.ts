/** The one place that touches XState's pure transitions: revive, take an event, read the actions, keep the timers. */
import { type AnyMachineSnapshot, type AnyStateMachine, type StateValue, transition } from 'xstate'
import type { Instant } from '../domain/values.ts'
import type { StoredTimers } from './timers.ts'

/** An action that a transition asks for, as data. */
export interface Wanted {
  readonly type: string
  readonly params: unknown
}

export interface Part {
  readonly value: AnyMachineSnapshot['value']
  readonly context: unknown
  readonly timers: StoredTimers
}

export interface Moved<Of extends Part> {
  readonly part: Of
  readonly wanted: readonly Wanted[]
  readonly generation: number
}

/** The snapshot of a stored part. It must have been checked by `unpack`: XState restarts silently on some broken values. */
function revive(machine: AnyStateMachine, { value, context }: Pick<Part, 'value' | 'context'>): AnyMachineSnapshot {
  const snapshot = {
    status: 'active',
    value,
    context,
    historyValue: {},
    children: {},
    output: undefined,
    error: undefined,
  }
  return machine.restoreSnapshot(snapshot as never, undefined as never) as AnyMachineSnapshot
}

/** Takes one event. Delayed raises arrive as armed timers, cancelled ones leave. `at` is the event's moment. */
export function move<Of extends Part>(
  machine: AnyStateMachine,
  part: Of,
  event: { readonly type: string; readonly at: Instant },
  generation: number,
): Moved<Of> {
  const [next, actions] = transition(machine, revive(machine, part), event)
  const timers = { ...part.timers }
  delete timers[event.type]
  let armed = generation
  const wanted: Wanted[] = []
  // `xstate.cancel` is missing from XState's action types: widened here and nowhere else.
  for (const action of actions as readonly { readonly type: string; readonly params: unknown }[]) {
    if (action.type === 'xstate.cancel') delete timers[(action.params as { readonly sendId: string }).sendId]
    else if (action.type === 'xstate.raise') {
      const raised = action.params as { readonly id?: string; readonly delay?: number }
      if (raised.id === undefined || raised.delay === undefined) continue
      armed += 1
      timers[raised.id] = { generation: armed, dueAt: event.at + raised.delay }
    } else wanted.push(action)
  }
  return { part: { ...part, value: next.value, context: next.context, timers }, wanted, generation: armed }
}

type StateNode = AnyStateMachine['root']

/** The states a value stands for, the machine's root first. It must have been checked by `unpack`. */
export function nodesAt(machine: AnyStateMachine, value: StateValue): readonly StateNode[] {
  const under = (node: StateNode, inner: StateValue | undefined): readonly StateNode[] => {
    if (inner === undefined) return [node]
    const entries = typeof inner === 'string' ? [[inner, undefined] as const] : Object.entries(inner)
    return [node, ...entries.flatMap(([name, deeper]) => under(node.states[name] as StateNode, deeper))]
  }
  return under(machine.root, value)
}
