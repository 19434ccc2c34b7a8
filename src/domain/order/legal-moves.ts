/** Which moves an order allows somebody right now: each is tried with values that are well formed, so that the rules alone decide. Pure. */
import { RETURN_CARRIERS } from '../tracking.ts'
import type { Instant } from '../values.ts'
import { CONDITIONS, FORFEITS, type Move, type MoveType, REJECTIONS, type Who } from './move.ts'
import { moveOrder } from './progress.ts'
import type { Order } from './record.ts'

/** `machines`: those that it fits, counted from 0; null for a move of the whole order. `choices`: of a value that rules decide on. */
export interface LegalMove {
  readonly type: MoveType
  readonly machines: readonly number[] | null
  readonly choices: readonly string[]
}

type Sample = Readonly<Record<string, unknown>>

const PARCEL = { carrier: RETURN_CARRIERS[0], tracking: 'SF000000000000' }
/** Values a move is tried with; `name`: of the value that is one of several. */
type Tried = Readonly<Partial<Record<MoveType, { readonly name: string; readonly samples: readonly Sample[] }>>>

/** Moves of the whole order. A form for the parcel is the customer's own yes (P6), and not among them. */
const OF_ORDER: Tried = {
  'return.confirmed': { name: '', samples: [{}] },
  'return.declined': { name: '', samples: [{}] },
  'official.recorded': { name: '', samples: [{ officialNumber: '1' }] },
  'repair_address.recorded': { name: '', samples: [{ repairAddress: '-' }] },
  'tracking.corrected': { name: '', samples: [PARCEL] },
  'parcel.shipped': { name: '', samples: [{}] },
  'parcel.rejected': { name: 'reason', samples: REJECTIONS.map((reason) => ({ reason })) },
  'order.cancelled': { name: '', samples: [{}] },
  'order.forfeited': { name: 'reason', samples: FORFEITS.map((reason) => ({ reason, lastContactAt: null })) },
}
const OF_MACHINE: Tried = {
  'machine.identified': { name: '', samples: [{ model: '-', serial: null }] },
  'machine.received': { name: '', samples: [{}] },
  'machine.inspected': {
    name: 'condition',
    samples: CONDITIONS.map((condition) => ({ condition, covered: false })),
  },
  'machine.quoted': { name: '', samples: [{ amount: 1, currency: 'USD' }] },
  'machine.accepted': { name: '', samples: [{}] },
  'machine.declined': { name: '', samples: [{}] },
  'machine.paid': { name: '', samples: [{}] },
  'machine.repaired': { name: '', samples: [{}] },
}

/** What `who` may do with the order at that moment, in the order of its life. What is not here is refused. */
export function legalMoves(order: Order, who: Who, at: Instant): readonly LegalMove[] {
  const isLegal = (move: Sample): boolean => moveOrder(order, { ...move, at, who } as unknown as Move).ok
  const whole = entriesOf(OF_ORDER).flatMap(({ type, name, samples }) => {
    const legal = samples.filter((sample) => isLegal({ type, ...sample }))
    return legal.length === 0 ? [] : [{ type, machines: null, choices: choicesOf(name, legal) }]
  })
  const single = entriesOf(OF_MACHINE).flatMap(({ type, name, samples }) => {
    const fits = (sample: Sample) => positions(order, (machine) => isLegal({ type, machine, ...sample }))
    const legal = samples.filter((sample) => fits(sample).length > 0)
    const machines = [...new Set(legal.flatMap(fits))].toSorted((a, b) => a - b)
    return machines.length === 0 ? [] : [{ type, machines, choices: choicesOf(name, legal) }]
  })
  const back = positions(order, (machine) => isLegal(inBatch(machine)))
  return [...whole, ...single, ...(back.length === 0 ? [] : [{ type: RETURNED, machines: back, choices: [] }])]
}

const RETURNED = 'machines.returned' as const
/** P20: as a batch, which is what naming some of them means. */
const inBatch = (machine: number) => ({ type: RETURNED, machines: [machine], batch: true, ...PARCEL })

const entriesOf = (table: Tried) =>
  Object.entries(table).map(([type, { name, samples }]) => ({ type: type as MoveType, name, samples }))

const positions = (order: Order, fits: (machine: number) => boolean): readonly number[] =>
  order.machines.flatMap((_, machine) => (fits(machine) ? [machine] : []))

const choicesOf = (name: string, samples: readonly Sample[]): readonly string[] =>
  name === '' ? [] : samples.map((sample) => String(sample[name]))
