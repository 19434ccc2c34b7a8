/** What an event brings: words, facts, the chosen offer, and what they amount to. Pure readers, used by the kit's actions and guards. */
import type { Content } from '../domain/content.ts'
import { readPhone } from '../domain/phone.ts'
import { readSerial } from '../domain/serial.ts'
import { type Slot, UNKNOWN_MODEL } from './context.ts'
import type { Facts, FlowEvent } from './types.ts'

export const textOf = (event: FlowEvent): string => ('text' in event ? event.text.trim() : '')
export const wordsOf = (event: FlowEvent): string => (event.type === 'customer.said' ? textOf(event) : '')
export const factsOf = (event: FlowEvent): Facts | null => ('facts' in event ? event.facts : null)
export const offerOf = (event: FlowEvent): string | null => (event.type === 'customer.chose' ? event.offer : null)

/** An offer of the model question is the model's name. */
export const offerModel = (content: Content, offer: string | null): string | null =>
  offer === UNKNOWN_MODEL ? UNKNOWN_MODEL : (content.models.find((model) => model.name === offer)?.name ?? null)

export function serialIn(event: FlowEvent) {
  const found = factsOf(event)?.serial ?? null
  if (found !== null) return found
  const read = readSerial(wordsOf(event))
  // A word without a digit is a word, unless it was announced as the serial number.
  return read.ok && /\d/.test(read.serial) ? read.serial : null
}

/** A phone number given in passing. */
export function phoneIn(event: FlowEvent) {
  const read = readPhone(wordsOf(event))
  return read.ok ? read.phone : null
}

/** What the recap lets a customer correct. */
export const CHANGEABLE: readonly Slot[] = ['fault', 'model', 'serial', 'name', 'phone']
export const slotOffered = (event: FlowEvent): Slot | null => CHANGEABLE.find((slot) => slot === offerOf(event)) ?? null
