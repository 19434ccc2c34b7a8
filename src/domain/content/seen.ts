/** What an answer of a diagnosis tree may rest on: findings of a pasted status, and a few things that it shows to be well. Words only. */
import { z } from 'zod'
import { FINDING_CODES } from '../reading/types.ts'

/** Beside the findings: what a status can show that is no fault. */
export const SHOWN = [
  /** The chips of the boards are told, and no board is missing. */
  'boards_ok',
  /** The air that goes in is told, and between 0 and 40 °C. */
  'intake_ok',
  'pool_alive',
  /** A pool has taken work: coin, protocol and worker are right. */
  'shares_accepted',
  /** Nothing speaks against a start since the status before. */
  'restarted',
  'up_an_hour',
  'up_a_day',
] as const
export type Shown = (typeof SHOWN)[number]

export const CONDITIONS = [...FINDING_CODES, ...SHOWN] as const
export type Condition = (typeof CONDITIONS)[number]

/** All of them must hold. */
export const conditions = z
  .array(z.enum(CONDITIONS, `must be of ${CONDITIONS.join(', ')}`), 'must be a list like [board_missing]')
  .min(1, 'needs at least one condition; leave it out if there is none')

interface Answer {
  readonly id: string
  readonly then: string
  readonly seen?: readonly Condition[] | undefined
  readonly seen_after?: readonly Condition[] | undefined
}

/** What is wrong with the conditions of one answer, and the key to blame; null when they may stand. */
export function seenProblem(answer: Answer): { readonly key: string; readonly message: string } | null {
  const { id, then: leadsTo, seen, seen_after: seenAfter } = answer
  if (seen === undefined && seenAfter === undefined) return null
  const key = seen === undefined ? 'seen_after' : 'seen'
  if (seen !== undefined && seenAfter !== undefined)
    return { key: 'seen_after', message: 'stands beside seen; use one' }
  if (id === 'cannot') return { key, message: 'no status shows that a customer cannot do a check' }
  if (leadsTo === 'solved') return { key, message: 'whether it is solved is for the customer to say' }
  if (leadsTo === 'return' && seen !== undefined)
    return { key, message: 'one status alone proposes no return; use seen_after' }
  return null
}
