/** What is kept of a customer's topic: which one it is, what it is called, its card. As JSON in the room's shard; pure. */
import { z } from 'zod'
import { type CustomerNow, STANDINGS } from '../../../flows/types.ts'

const recordSchema = z.object({
  /** The topic that is used now; null before the first, and after one was lost. */
  topic: z.int().nullable(),
  /** All that ever were this customer's. */
  topics: z.array(z.int()),
  /** What the topic is called, or is to be called once it is there. */
  title: z.object({ name: z.string(), standing: z.enum(STANDINGS) }),
  /** The newest card, by its place in the lane. `message`: null while it is not shown. */
  card: z
    .object({
      text: z.string(),
      mark: z.string(),
      sequence: z.int(),
      message: z.int().nullable(),
      isPinned: z.boolean(),
    })
    .nullable(),
})
export type TopicRecord = z.infer<typeof recordSchema>
export type Card = NonNullable<TopicRecord['card']>

export const readRecord = (json: string | null): TopicRecord | null =>
  json === null ? null : recordSchema.parse(JSON.parse(json))

export const newRecord = (title: CustomerNow): TopicRecord => ({ topic: null, topics: [], title, card: null })

/** The topic is gone: the next thing said of this customer opens another one, with the card. */
export const withoutTopic = (record: TopicRecord): TopicRecord => ({
  ...record,
  topic: null,
  card: record.card === null ? null : { ...record.card, message: null, isPinned: false },
})

export const withCard = (record: TopicRecord, changed: Partial<Card>): TopicRecord =>
  record.card === null ? record : { ...record, card: { ...record.card, ...changed } }
