/** Where a conversation is listed for the web desk: only what a turn changed of it, so that most turns write nothing. Pure. */
import type { Stored } from '../flows/stored.ts'
import type { Turn } from '../flows/turn.ts'
import type { Listing } from '../ports.ts'

export function listingsOf({ before, stored, broken }: Pick<Turn, 'before' | 'stored' | 'broken'>): readonly Listing[] {
  const isAnew = broken !== null
  return [
    ...personListing(before, stored, isAnew),
    ...banListing(before, stored, isAnew),
    ...nameListing(before, stored),
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
