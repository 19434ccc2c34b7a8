/** Where a talk stands when a message comes, and what of a message goes beside its meaning. Pure. */
import { type Model, modelIn } from '../domain/models.ts'
import { findSerial } from '../domain/serial.ts'
import type { Instant } from '../domain/values.ts'
import { reminderWish } from './attention/wish.ts'
import type { Stored } from './stored.ts'
import type { CustomerInbound } from './types.ts'
import type { Understood } from './understand.ts'
import { asksForPersonToo, besidePerson } from './words.ts'

/** What understanding is told of the talk. */
export const situationOf = ({ flow: { context } }: Stored, at: Instant) => ({
  dangerKnown: context.danger === true,
  idle: context.topic === 'none',
  model: context.model,
  hasOrders: context.orders.length > 0,
  at,
})

/** No customer has written yet. */
export const isFresh = ({ flow: { value } }: Stored): boolean => typeof value === 'object' && value['talk'] === 'fresh'

/** In words that tell something else. Who told of a danger or a break-in has a person called already. */
export const asksBeside = (understood: Understood): boolean =>
  understood.for === 'flow' && understood.event.type === 'customer.said' && asksForPersonToo(understood.event.text)

/** "My X4 is dead. Get me a human": what stands beside the wish for a person, where it tells of a fault; null where it does not. */
export function faultBeside(
  understood: Understood,
  inbound: CustomerInbound,
  understand: (text: string) => Understood,
): Understood | null {
  const rest = understood.for === 'person' && inbound.kind === 'said' ? besidePerson(inbound.text) : ''
  const told = rest === '' ? null : understand(rest)
  const isFault = told?.for === 'flow' && told.event.type === 'customer.said' && told.event.facts.fault
  return isFault ? told : null
}

/** Staff see at a glance that a danger is told again. */
export const namesDanger = (understood: Understood): boolean =>
  understood.for === 'flow' && 'facts' in understood.event && understood.event.facts?.danger === true

/** A wish to be reminded may stand in any words; a danger goes before it. */
export function withReminder(understood: Understood, inbound: CustomerInbound): Understood {
  const after = inbound.kind === 'said' ? reminderWish(inbound.text) : null
  if (after === null || understood.for !== 'flow' || understood.event.type === 'customer.reportedDanger')
    return understood
  return { for: 'flow', event: { type: 'customer.wantsReminder', after } }
}

/** The machine that words name, in whatever language. */
export function machineNamed(inbound: CustomerInbound, models: readonly Model[]) {
  const text = inbound.kind === 'said' ? inbound.text : ''
  return { model: modelIn(text, models)?.name ?? null, serial: findSerial(text) }
}
