/**
 * The one place that touches XState's pure transitions: revive, take an event, read the actions, keep the timers. What does not depend on
 * the talk is worked out once for a machine and kept, so that a step pays for its event alone.
 */
import { type AnyActorScope, type AnyMachineSnapshot, type AnyStateMachine, createActor, type StateValue } from 'xstate'
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

/** What a state value stands for. */
export interface Place {
  /** The tags of all its states. */
  readonly tags: ReadonlySet<string>
  /** The question its `meta` names; null where nothing is asked. */
  readonly question: string | null
  /** With an empty context. */
  readonly snapshot: AnyMachineSnapshot
}

interface Kept {
  readonly scope: AnyActorScope
  readonly places: Map<string, Place>
  /** The last one asked for: within a step it is asked for again and again. */
  last: { readonly value: StateValue; readonly place: Place } | null
}

const KEPT = new WeakMap<AnyStateMachine, Kept>()

function keptOf(machine: AnyStateMachine): Kept {
  const known = KEPT.get(machine)
  if (known !== undefined) return known
  const kept: Kept = { scope: inertScope(machine), places: new Map<string, Place>(), last: null }
  KEPT.set(machine, kept)
  return kept
}

const nothing = (): void => {}

/** Where transitions run: an actor that never starts. XState's own `transition` builds one, initial state and all, for each event. */
function inertScope(machine: AnyStateMachine): AnyActorScope {
  const self = createActor(machine)
  return {
    self,
    system: self.system,
    id: self.id,
    sessionId: self.sessionId,
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  }
}

/** Where a machine stands. The value must have been checked by `unpack`: XState restarts silently on some broken values. */
export function placeAt(machine: AnyStateMachine, value: StateValue): Place {
  const kept = keptOf(machine)
  if (kept.last?.value === value) return kept.last.place
  const key = typeof value === 'string' ? value : JSON.stringify(value)
  const place = kept.places.get(key) ?? placeOf(machine, value)
  kept.places.set(key, place)
  kept.last = { value, place }
  return place
}

function placeOf(machine: AnyStateMachine, value: StateValue): Place {
  // No state of ours has a history, and no actor has children: a value and a context are all of a snapshot.
  const snapshot = machine.resolveState({ value, context: {} })
  const metas = Object.values(snapshot.getMeta()) as readonly { readonly question?: string }[]
  return { tags: snapshot.tags, question: metas.find(({ question }) => question)?.question ?? null, snapshot }
}

/** An action of XState's own; `xstate.cancel` is missing from its types, so they are widened here and nowhere else. */
type Asked = { readonly type: string; readonly params: unknown }

/** Takes one event. Delayed raises arrive as armed timers, cancelled ones leave. `at` is the event's moment. */
export function move<Of extends Part>(
  machine: AnyStateMachine,
  part: Of,
  event: { readonly type: string; readonly at: Instant },
  generation: number,
): Moved<Of> {
  const [next, actions] = transition(machine, part, event)
  // What becomes of timers; a heard one is over. An object from which a key was deleted is slow from then on, so none is.
  const changed = new Map<string, StoredTimers[string] | null>([[event.type, null]])
  let armed = generation
  const wanted: Wanted[] = []
  for (const action of actions) {
    if (action.type === 'xstate.cancel') changed.set((action.params as { readonly sendId: string }).sendId, null)
    else if (action.type === 'xstate.raise') {
      const raised = action.params as { readonly id?: string; readonly delay?: number }
      if (raised.id === undefined || raised.delay === undefined) continue
      armed += 1
      changed.set(raised.id, { generation: armed, dueAt: event.at + raised.delay })
    } else wanted.push(action)
  }
  const timers = withChanges(part.timers, changed)
  return { part: { ...part, value: next.value, context: next.context, timers }, wanted, generation: armed }
}

function withChanges(timers: StoredTimers, changed: ReadonlyMap<string, StoredTimers[string] | null>): StoredTimers {
  const after: StoredTimers = {}
  for (const id in timers) {
    const timer = timers[id]
    if (timer !== undefined && !changed.has(id)) after[id] = timer
  }
  for (const [id, timer] of changed) if (timer !== null) after[id] = timer
  return after
}

/** As XState's `transition`: the next snapshot, and the actions, none of them executed. */
function transition(machine: AnyStateMachine, { value, context }: Part, event: { readonly type: string }) {
  const actions: Asked[] = []
  const scope = { ...keptOf(machine).scope, actionExecutor: (action: Asked) => void actions.push(action) }
  const snapshot = { ...placeAt(machine, value).snapshot, context } as AnyMachineSnapshot
  return [machine.transition(snapshot, event, scope) as AnyMachineSnapshot, actions] as const
}
