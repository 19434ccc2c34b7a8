/** Where a conversation is listed for the web desk, and what the reports count: only what a turn changed, so that most turns write nothing. Pure. */
import type { Order } from '../domain/order.ts'
import type { Instant } from '../domain/values.ts'
import type { Stored } from '../flows/stored.ts'
import type { Turn } from '../flows/turn.ts'
import type { Listing, Mark } from '../ports.ts'

/** `at`: desk time of the turn's last event. `known`: orders as they were before it. */
export function listingsOf(turn: Turn, known: readonly Order[], at: Instant): readonly Listing[] {
  const { before, stored, broken } = turn
  const isAnew = broken !== null
  return [
    ...personListing(before, stored, isAnew),
    ...banListing(before, stored, isAnew),
    ...nameListing(before, stored),
    ...marksOf(turn, known, at).map((mark) => ({ list: 'marks' as const, at, mark })),
  ]
}

function marksOf(turn: Turn, known: readonly Order[], at: Instant): readonly Mark[] {
  const { before, stored, outcomes, orders, moved } = turn
  const [was, is] = [before?.desk.context, stored.desk.context]
  const called = (was?.reason ?? null) === null && is.reason !== null
  const waited = was !== undefined && was.reason !== null && was.by === null ? was.since : null
  const stateBefore = new Map(known.map(({ number, state }) => [number, state]))
  return [
    ...(called ? [{ kind: 'escalated' as const }] : []),
    ...(is.by !== null && waited !== null ? [{ kind: 'taken' as const, since: waited, until: at }] : []),
    ...outcomes,
    ...orders.map(({ machines: [first] }) => ({ kind: 'symptom' as const, symptom: first?.symptom ?? null })),
    ...[...orders, ...moved.filter(({ number, state }) => stateBefore.get(number) !== state)].map(({ state }) => ({
      kind: 'state' as const,
      state,
    })),
  ]
}

function banListing(before: Stored | null, { desk: { context } }: Stored, isAnew: boolean): readonly Listing[] {
  const [was, since] = [before?.desk.context.ban?.at ?? null, context.ban?.at ?? null]
  return since === was && !isAnew ? [] : [{ list: 'banned', since }]
}

function personListing(before: Stored | null, { desk: { context } }: Stored, isAnew: boolean): readonly Listing[] {
  const was = before?.desk.context.by ?? null
  if (context.by === was && !isAnew) return []
  return [{ list: 'with_person', since: context.by === null ? null : context.spoke }]
}

function nameListing(before: Stored | null, { flow: { context } }: Stored): readonly Listing[] {
  const was = before?.flow.context.displayName ?? null
  const name = context.displayName
  return name === was ? [] : [{ list: 'named', name, before: was }]
}
