/** Why a move is refused, and the table of who may make which move under which rule. */
import type { Instant } from '../values.ts'
import type { Move, MoveType, Who } from './move.ts'

/** The rules of domain section 1 that an order's moves obey. */
export type RuleId =
  | 'P4'
  | 'P5'
  | 'P6'
  | 'P8'
  | 'P9'
  | 'P10'
  | 'P11'
  | 'P15'
  | 'P16'
  | 'P17'
  | 'P18'
  | 'P19'
  | 'P20'
  | 'P21'

export type Reason =
  /** Not a move at all: wrong shape, or a value out of bounds. */
  | 'malformed'
  | 'no_such_machine'
  /** A customer has changed this order so often that only staff still may. */
  | 'too_many_changes'
  | 'staff_only'
  | 'people_only'
  /** The order or the machine has not come so far, or is past it. */
  | 'not_now'
  /** Rejected, cancelled or forfeited. */
  | 'closed'
  | 'form_incomplete'
  | 'address_locked'
  | 'not_clear_to_ship'
  | 'vendor_order_exists'
  | 'cannot_be_repaired'
  | 'quote_first'
  | 'normal_must_be_repaired'
  | 'paid_already'
  | 'nothing_to_pay'
  | 'not_done'
  | 'unpaid'
  | 'goes_together'
  | 'carrier_not_offered'
  | 'tracking_missing'
  | 'contact_too_recent'
  | 'nothing_returned'

/** `rule` is null where no rule of the vendor is at stake. `details` names what is missing or wrong, empty where the reason says all. */
export interface Refusal {
  readonly reason: Reason
  readonly rule: RuleId | null
  readonly details: readonly string[]
}

export function refused(reason: Reason, rule: RuleId | null, details: readonly string[] = []): Refusal {
  return { reason, rule, details }
}

/** Milliseconds beyond which the owner of a machine without an order counts as gone (P18): 90 days. */
export const NO_CONTACT_MS: Instant = 90 * 24 * 60 * 60 * 1000

const STAFF: readonly Who[] = ['staff']
/** Never the system: no timer moves an order (P18). */
const PEOPLE: readonly Who[] = ['customer', 'staff']

/** Who may make a move, and the rule that says when. */
const MOVES: Readonly<Record<MoveType, { readonly by: readonly Who[]; readonly rule: RuleId }>> = {
  'return.confirmed': { by: STAFF, rule: 'P4' },
  'return.declined': { by: STAFF, rule: 'P4' },
  'official.recorded': { by: STAFF, rule: 'P4' },
  'repair_address.recorded': { by: STAFF, rule: 'P4' },
  'logistics.submitted': { by: PEOPLE, rule: 'P5' },
  'tracking.corrected': { by: PEOPLE, rule: 'P11' },
  'parcel.shipped': { by: PEOPLE, rule: 'P11' },
  'parcel.rejected': { by: STAFF, rule: 'P11' },
  'order.cancelled': { by: PEOPLE, rule: 'P11' },
  'order.forfeited': { by: STAFF, rule: 'P18' },
  'machine.identified': { by: PEOPLE, rule: 'P11' },
  'machine.received': { by: STAFF, rule: 'P10' },
  'machine.inspected': { by: STAFF, rule: 'P16' },
  'machine.quoted': { by: STAFF, rule: 'P16' },
  'machine.accepted': { by: PEOPLE, rule: 'P17' },
  'machine.declined': { by: PEOPLE, rule: 'P17' },
  'machine.paid': { by: STAFF, rule: 'P19' },
  'machine.repaired': { by: STAFF, rule: 'P16' },
  'machines.returned': { by: STAFF, rule: 'P20' },
}

/** The person is not one who may make this move; null when they are. */
export function wrongPerson({ type, who }: Pick<Move, 'type' | 'who'>): Refusal | null {
  const { by, rule } = MOVES[type]
  if (by.includes(who)) return null
  return refused(by.includes('customer') ? 'people_only' : 'staff_only', rule)
}

/** The move is a legal one at another time. */
export function notNow(move: Pick<Move, 'type'>): Refusal {
  return refused('not_now', MOVES[move.type].rule)
}

/** The order has ended, so that the move comes too late. */
export function closed(move: Pick<Move, 'type'>): Refusal {
  return refused('closed', MOVES[move.type].rule)
}
