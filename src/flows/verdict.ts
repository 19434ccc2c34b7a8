/** What is said at the end of the remote checks: the tree's verdict, and what staff will want to see (domain section 3). */
import type { Content } from '../domain/content.ts'
import { evidenceFor } from './checks.ts'
import type { Context } from './context.ts'
import { verdictReached } from './fault/open-check.ts'
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
    const conclusion = verdictReached(content, context)
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

/** What to do at once when somebody else may control the machine, in the tree's words. */
export const tellSecurity = (content: Content) => {
  const advice = content.diagnosis.security?.verdicts.staff
  const phrase: Phrase = advice === undefined ? ['noted'] : ['verdict', advice.say, advice.why ?? null]
  return { type: 'say' as const, params: { phrase } }
}
