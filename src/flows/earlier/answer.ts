/** The answer in a button of an earlier question: which slot it fills, and with what. Pure. */
import { z } from 'zod'

/** The slots whose buttons still say by themselves what they mean. */
const EARLIER_SLOTS = ['danger', 'fault', 'model'] as const

export const earlierSchema = z.strictObject({ slot: z.enum(EARLIER_SLOTS), offer: z.string() })
export type EarlierAnswer = z.infer<typeof earlierSchema>

/** The questions of these slots have their names. */
export function earlierAnswer(question: string, offer: string): EarlierAnswer | null {
  const slot = EARLIER_SLOTS.find((name) => name === question)
  return slot === undefined ? null : { slot, offer }
}
