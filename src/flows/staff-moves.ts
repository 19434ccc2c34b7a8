/** From what staff typed to the moves of one order: which order is meant where none is named, and which machines. Pure. */
import { type Move, moveOrder, type Order, type Refusal } from '../domain/order.ts'
import type { Instant, OrderNumber } from '../domain/values.ts'
import type { StaffAct, UnsignedMove } from './order-types.ts'

export type Made =
  | { readonly ok: true; readonly order: Order; readonly moves: readonly Move[] }
  | { readonly ok: false; readonly move: UnsignedMove; readonly refusal: Refusal }
  /** The machine must be named: the move fits these, counted from 1. */
  | { readonly ok: false; readonly which: readonly number[] }

/** The order that an act is about: the one it names, else the only open one; null when that is none or several. */
export function orderOfAct(number: OrderNumber | null, own: readonly Order[]): Order | null {
  if (number !== null) return own.find((order) => order.number === number) ?? null
  const open = own.filter(isOpen)
  return open.length === 1 ? (open[0] ?? null) : null
}

/** Staff still have something to do with it. */
export const isOpen = ({ closed, state }: Order): boolean => closed === null && state !== 'completed'

/** Makes all moves of an act, signed as staff's, or none. */
export function makeAct(act: StaffAct, order: Order, at: Instant, by: string): Made {
  const aimed = aim(act, order, at)
  return 'which' in aimed ? { ok: false, which: aimed.which } : makeMoves(aimed.moves, order, at, by, act.note)
}

/** Makes moves one after another, signed as staff's, or none. `note`: words to the customer, kept with the first of them. */
export function makeMoves(
  wanted: readonly UnsignedMove[],
  order: Order,
  at: Instant,
  by: string,
  note: string | null = null,
): Made {
  let now = order
  const moves: Move[] = []
  for (const move of wanted) {
    const signed = { ...signedByStaff(move, at), by, note: (moves.length === 0 ? note : null) ?? undefined }
    const moved = moveOrder(now, signed)
    if (!moved.ok) return { ok: false, move, refusal: moved }
    now = moved.order
    moves.push(signed)
  }
  return { ok: true, order: now, moves }
}

type Aimed = { readonly moves: readonly UnsignedMove[] } | { readonly which: readonly number[] }

function aim({ move, machines }: StaffAct, order: Order, at: Instant): Aimed {
  if (move.type === 'machines.returned') return { moves: [goingBack(move, machines, order)] }
  if (!isOfMachine(move)) return { moves: [move as UnsignedMove] }
  const at_ = (machine: number) => ({ ...move, machine }) as UnsignedMove
  if (machines !== null) return { moves: machines.map(at_) }
  const fitting = order.machines.flatMap((_, index) =>
    moveOrder(order, signedByStaff(at_(index), at)).ok ? [index] : [],
  )
  if (JUDGEMENTS.includes(move.type) && fitting.length > 1) return { which: fitting.map((index) => index + 1) }
  // Where it fits none, the first one's refusal says why.
  return { moves: (fitting.length === 0 ? [0] : fitting).map(at_) }
}

/** What is said of one machine at a time. */
const JUDGEMENTS: readonly string[] = ['machine.inspected', 'machine.quoted']

/** P20: all that are left go together; naming some of them means a batch. */
function goingBack(
  move: Extract<StaffAct['move'], { type: 'machines.returned' }>,
  named: readonly number[] | null,
  order: Order,
): UnsignedMove {
  const left = order.machines.flatMap(({ state }, index) => (state === 'returned' ? [] : [index]))
  const machines = named ?? left
  return { ...move, machines: [...machines], batch: left.some((index) => !machines.includes(index)) }
}

const isOfMachine = (move: StaffAct['move']): boolean => move.type.startsWith('machine.')

const signedByStaff = (move: UnsignedMove, at: Instant): Move => ({ ...move, at, who: 'staff' }) as Move
