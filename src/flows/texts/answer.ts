/** What the sentences of an answer need to know of the customer and of the moment. Types only. */
import type { HoursAt } from '../../domain/hours.ts'
import type { Model } from '../../domain/models.ts'
import type { Instant, OrderNumber } from '../../domain/values.ts'
import type { Topic } from '../types.ts'

export interface Known {
  readonly now: Instant
  readonly hours: HoursAt
  readonly nextOpening: Instant
  /** Orders filed in this conversation, newest last. */
  readonly orders: readonly OrderNumber[]
  /** The machine asked about or told of, where the vendor's list has it. */
  readonly model: Model | null
}

/** Where an order stands is told from the order itself, by `status.ts`; `on_site`: somebody is to come, of which the rules say nothing. */
export type RuleTopic = Exclude<Topic, 'status'> | 'on_site'

/** An answer for every topic: one that is missing does not compile. */
export type AnswerTexts = Readonly<Record<RuleTopic, (known: Known) => string>>
