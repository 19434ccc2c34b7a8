/** What is said at the end of the remote checks: the tree's verdict, and what staff will want to see (domain section 3). */
import type { Content } from '../domain/content.ts'
import { conclusionOf, evidenceFor } from './checks.ts'
import type { Context } from './context.ts'
import type { Phrase } from './texts/phrase.ts'

interface Known {
  readonly context: Context
}
interface Said {
  readonly phrase: Phrase
}

export const tellVerdict = (content: Content) => ({
  type: 'say' as const,
  params: ({ context }: Known): Said => {
    const conclusion = conclusionOf(content, context)
    if (conclusion === null) throw new Error('a verdict is told although none was reached')
    return { phrase: ['verdict', conclusion.say, conclusion.why] }
  },
})

export const tellEvidence = (content: Content) => ({
  type: 'say' as const,
  params: ({ context }: Known): Said => ({
    phrase: ['evidence', evidenceFor(content, context, context.sent !== null)],
  }),
})
