/** What a message names beside its symptom: model, serials, order number, how many machines, since when. Puts the readers together. */
import type { Content } from './content.ts'
import { fold } from './fold.ts'
import { type Model, modelIn } from './models.ts'
import { findOrderNumber } from './order-number.ts'
import { findSerials } from './serial.ts'
import { machinesIn } from './triage/machines.ts'
import type { Instant, OrderNumber, SerialNumber } from './values.ts'
import { findWhen, type When } from './when.ts'

export interface Entities {
  readonly model: Model | null
  /** In the order in which they come, each once. */
  readonly serials: readonly SerialNumber[]
  readonly orderNumber: OrderNumber | null
  /** How many machines are meant, null without a number; never fewer than the serials. */
  readonly machines: number | null
  /** Never after `at`. */
  readonly since: When | null
}

const READ_LENGTH = 1_500

/** The entities of free text written at `at`. Pure and never throws; what is not named is null or empty. */
export function entitiesIn(text: string, content: Pick<Content, 'models' | 'calendar'>, at: Instant): Entities {
  const serials = findSerials(text)
  const counted = machinesIn(fold(text, READ_LENGTH))
  return {
    model: modelIn(text, content.models),
    serials,
    orderNumber: findOrderNumber(text),
    machines: serials.length > 1 ? Math.max(serials.length, counted ?? 0) : counted,
    since: findWhen(text, at, content.calendar),
  }
}
