/** The machines of an order as one list: the first of the conversation and those beside it. Nothing here asks or says anything. */
import type { SerialNumber } from '../../domain/values.ts'
import { type Context, type Further, machinesNamed } from '../context.ts'

/** So many are taken in chat; a longer list is for a file and our staff. */
export const MOST_MACHINES = 200

/** All machines named so far, each with its own model and symptom where they differ. */
export function machinesOf(context: Context): readonly Further[] {
  const isNamed = machinesNamed(context) > context.more.length
  const first: Further = { model: null, serial: context.serial, symptom: null, ...shownOf(context.sent) }
  return isNamed ? [first, ...context.more] : context.more
}

/** The context with these machines; what was the first one's own is written down where another comes first now. */
export function withMachines(context: Context, machines: readonly Further[]): Partial<Context> {
  const [first, ...more] = machines
  if (first === undefined) return { serial: null, serialUnreadable: false, more: [] }
  const model = first.model ?? context.model
  const symptom = first.symptom ?? context.symptom
  const own = (one: Further): Further => ({
    model: differing(one.model ?? context.model, model),
    serial: one.serial,
    symptom: differing(one.symptom ?? context.symptom, symptom),
    ...shownOf(one.sent),
  })
  const description = first.symptom === null ? context.description : ''
  return {
    model,
    symptom,
    description,
    serial: first.serial,
    serialUnreadable: first.serial === null,
    // A status belongs to its machine.
    sent: first.serial === context.serial ? context.sent : wholeOf(first.sent),
    more: more.map(own),
  }
}

/** Of a status, what an order keeps. */
export const shownOf = (sent: Further['sent'] | null): Pick<Further, 'sent'> =>
  sent == null ? {} : { sent: { found: sent.found, which: sent.which } }

const wholeOf = (sent: Further['sent']): Context['sent'] =>
  sent === undefined ? null : { n: 1, found: sent.found, shown: [], which: sent.which, boot: null }

const differing = <Value>(value: Value, first: Value): Value | null => (value === first ? null : value)

export const hasSerial = (context: Context, serial: SerialNumber): boolean =>
  machinesOf(context).some((machine) => machine.serial === serial)
