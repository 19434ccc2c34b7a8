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

/** An answer for every topic: one that is missing does not compile. */
export type AnswerTexts = Readonly<Record<Topic, (known: Known) => string>>
