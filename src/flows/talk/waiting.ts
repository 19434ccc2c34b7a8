/** The answer to who nods or asks for time: their question stays open and is not asked again. */
import type { Context } from '../context.ts'
import type { Phrase } from '../texts/phrase.ts'

export const takeYourTime = {
  guard: 'nodsInTheMiddle',
  actions: [
    'miss',
    {
      type: 'say',
      params: ({ context }: { readonly context: Context }): { readonly phrase: Phrase } => ({
        phrase: ['takeYourTime', context.misses],
      }),
    },
  ],
} as const
