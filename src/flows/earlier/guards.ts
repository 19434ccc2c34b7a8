/** Questions to a button of an earlier question: what it means now. */
import type { Content } from '../../domain/content.ts'
import { hasMatter } from '../attention/matter.ts'
import type { Asking } from '../change.ts'
import type { Context } from '../context.ts'
import { earlierAnswer } from './answer.ts'
import { withAnswer } from './changes.ts'

export const earlierGuards = (content: Content) => {
  const offerEarlier = (event: Asking['event']) => (event.type === 'customer.choseEarlier' ? event : null)

  /** How the answer compares with what is known; null when it is no answer to anything that is being talked about. */
  function comparison({ context, event }: Asking): 'same' | 'new' | 'other' | null {
    const earlier = offerEarlier(event)
    const answer = earlier === null ? null : earlierAnswer(earlier.question, earlier.offer)
    const change = answer === null || !hasMatter(context) ? null : withAnswer(content, answer)
    if (change === null) return null
    const [key, value] = Object.entries(change)[0] as [keyof Context, unknown]
    if (context[key] === value) return 'same'
    return context[key] === null ? 'new' : 'other'
  }

  return {
    choseEarlier: ({ event }: Asking, { offers }: { readonly offers: readonly string[] }) =>
      offers.includes(offerEarlier(event)?.offer ?? ''),
    toldDangerEarlier: ({ context, event }: Asking) => {
      const earlier = offerEarlier(event)
      return earlier?.question === 'danger' && earlier.offer === 'yes' && hasMatter(context) && context.danger !== true
    },
    putsOffEarlier: ({ context, event }: Asking) => offerEarlier(event)?.offer === 'later' && hasMatter(context),
    confirmsKnown: (asking: Asking) => comparison(asking) === 'same',
    answersUnknown: (asking: Asking) => comparison(asking) === 'new',
    changesKnown: (asking: Asking) => comparison(asking) === 'other',
  }
}
