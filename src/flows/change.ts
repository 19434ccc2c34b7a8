/** What an event changes in the context, as plain functions; here they become XState's `assign` actions, by the same names. */
import { assign } from 'xstate'
import type { Context } from './context.ts'
import type { FlowEvent } from './types.ts'

/** The part of the context that an event changes. Pure. */
export type Change = (context: Context, event: FlowEvent) => Partial<Context>

const assigned = (change: Change) =>
  assign<Context, FlowEvent, undefined, FlowEvent, never>(({ context, event }) => change(context, event))

/** The actions of the same names. */
export const assigns = <const Changes extends Readonly<Record<string, Change>>>(changes: Changes) =>
  Object.fromEntries(Object.entries(changes).map(([name, change]) => [name, assigned(change)])) as {
    readonly [Name in keyof Changes]: ReturnType<typeof assigned>
  }

/** What a guard is asked about. */
export interface Asking {
  readonly context: Context
  readonly event: FlowEvent
}
