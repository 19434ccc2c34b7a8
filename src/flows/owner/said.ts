/** A phrase that depends on the event, as the parameters of `say`. */
import type { Phrase } from '../texts/phrase.ts'
import type { FileRef } from '../types.ts'
import type { Standing } from './kit.ts'

export const said = (phrase: (standing: Standing) => Phrase) => ({
  type: 'say' as const,
  params: (standing: Standing): { readonly phrase: Phrase } => ({ phrase: phrase(standing) }),
})

/** What the customer wrote goes to the staff room. */
export const relayed = {
  type: 'relay' as const,
  params: ({ event }: Standing): { readonly text: string; readonly files: readonly FileRef[] } =>
    event.type === 'customer.wrote' ? { text: event.text, files: event.files } : { text: '', files: [] },
}
