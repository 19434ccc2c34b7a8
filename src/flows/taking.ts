/** What taking an answer has in common, whatever was asked: the trail for `back`, and what a text says beyond the question. */
import { MARKS } from '../domain/order.ts'
import { type Context, machinesNamed, type Slot } from './context.ts'
import { countTold, factsOf, moment, textOf } from './heard.ts'
import { unmarkedIn } from './order/early-marks.ts'
import type { Facts, FlowEvent } from './types.ts'

/** The longest description that is kept, in UTF-16 units. */
export const DESCRIPTION_LIMIT = 600

/** A number as people write phones, standing for itself. */
const PHONE_LIKE = /(?<![a-z0-9.@_-])\+?\(?\d[\d ().\-/]{5,24}\d(?![a-z0-9@_-])/gi

/** A message as the words of a fault: no longer than is kept, and without the phone number, which staff groups must not see. */
export function described(event: FlowEvent): string {
  const words = textOf(event)
  return (factsOf(event)?.phone == null ? words : words.replace(PHONE_LIKE, '…')).slice(0, DESCRIPTION_LIMIT)
}

/** An answer was given: remembered for `back`, misses forgotten, a correction ended. */
export const answered = (context: Context, slot: Slot): Pick<Context, 'trail' | 'misses' | 'changing'> => ({
  trail: context.changing === null ? [...context.trail, slot] : context.trail,
  misses: 0,
  changing: null,
})

/** What a text says beyond the question it answers is kept too, where nothing was known: it is not asked again. */
export function noted(context: Context, event: FlowEvent): Partial<Context> {
  const facts = factsOf(event)
  return facts === null ? {} : { ...notedBeside(context, event), ...serialsNoted(context, facts) }
}

/** The same but for serial numbers. */
export function notedBeside(context: Context, event: FlowEvent): Partial<Context> {
  const facts = factsOf(event)
  if (facts === null) return {}
  return {
    ...symptomNoted(context, facts),
    voltage: context.voltage ?? facts.voltage,
    model: context.model ?? facts.model,
    name: context.name ?? facts.name,
    phone: context.phone ?? facts.phone,
    ...conditionNoted(context, event),
    ...(isChecking(context) ? {} : circumstances(context, facts, event)),
  }
}

/** What is said to be none of is not asked again; of nothing more the question need not be put (P13). */
function conditionNoted({ marks, unmarked }: Context, event: FlowEvent): Partial<Context> {
  const denied = marks === null ? unmarkedIn(textOf(event)) : []
  if (denied.length === 0) return {}
  const all = [...new Set([...unmarked, ...denied])]
  return all.length === MARKS.length ? { marks: [], unmarked: [] } : { unmarked: all }
}

/** The first description may be a guess: a better one takes its place (`fault/anew.ts`). */
const symptomNoted = ({ symptom, guessed }: Context, facts: Facts): Pick<Context, 'symptom' | 'guessed'> =>
  symptom === null && facts.symptom !== null ? { symptom: facts.symptom, guessed: !facts.sure } : { symptom, guessed }

/** Once checks are under way, words tell what was done for them, not what was before. */
export const isChecking = ({ siteTried, tried }: Context): boolean => siteTried.length + tried.length > 0

const circumstances = (context: Context, { since, changed }: Facts, event: FlowEvent): Partial<Context> => ({
  since: context.since ?? (since === null ? null : moment(since)),
  changed: context.changed ?? changed,
  count: context.count ?? countTold(event),
})

/** Several serial numbers at once are as many machines; one is that of the machine in question. */
function serialsNoted(context: Context, { serial, serials }: Facts): Partial<Context> {
  const [first, ...others] = serials
  if (others.length === 0 || first === undefined) return { serial: context.serial ?? serial }
  if (machinesNamed(context) > 0) return {}
  return { serial: first, more: others.map((one) => ({ model: null, serial: one, symptom: null })) }
}
