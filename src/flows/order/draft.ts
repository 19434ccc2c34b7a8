/** The order form of a conversation as the domain's draft (P4). */
import type { OrderDraft, ReportedMachine } from '../../domain/order.ts'
import { countryOf } from '../../domain/phone.ts'
import type { Instant } from '../../domain/values.ts'
import { type Context, type Further, UNKNOWN } from '../context.ts'
import { hasSerial, machinesOf } from './machines.ts'

/** Missing answers stay null: `missingFields` names them. `termsAt`: when the customer agreed to the terms. */
export function draftOf(context: Context, termsAt: Instant | null): OrderDraft {
  const named = machinesOf(context)
  const machines = named.length > 0 ? named : [{ model: null, serial: null, symptom: null }]
  return {
    language: context.lang,
    contact: { name: context.name, phone: context.phone, country: countryIn(context) },
    machines: machines.map((machine, index) => reported(context, machine, index === 0)),
    evidence: context.evidence,
    termsAt,
    alsoIn: context.elsewhere
      .filter(({ serial }) => hasSerial(context, serial))
      .flatMap(({ serial, numbers }) => numbers.map((order) => ({ serial, order }))),
  }
}

/** As the customer said, else as the phone number tells. */
export const countryIn = ({ country, phone }: Pick<Context, 'country' | 'phone'>): string | null =>
  country ?? (phone === null ? null : countryOf(phone))

/** What was said beside the checks was said of the first. */
const toldOf = ({ description, remarks }: Context, isFirst: boolean): string =>
  [description, ...(isFirst ? [remarks] : [])].filter((part) => part !== '').join(' / ')

/** The checks of one machine were done on the first; those of the place on all. */
function reported(context: Context, { model, serial, symptom, sent }: Further, isFirst: boolean): ReportedMachine {
  const ofSite = context.siteTried.map(({ check, answer }) => ({ check: `site.${check}`, answer }))
  return {
    model: model ?? context.model ?? '',
    serial,
    symptom: symptom ?? context.symptom,
    description: symptom === null ? toldOf(context, isFirst) : '',
    tried: isFirst ? [...ofSite, ...context.tried] : ofSite,
    danger: context.danger === true,
    since: context.since,
    changed: known(context.changed),
    marks: known(context.marks),
    unmarked: context.unmarked,
    voltage: known(context.voltage),
    status: sent ?? null,
  }
}

const known = <Value>(value: Value | typeof UNKNOWN | null): Exclude<Value, typeof UNKNOWN> | null =>
  value === UNKNOWN ? null : (value as Exclude<Value, typeof UNKNOWN> | null)
