/** Questions to a pasted status: is it one, whose is it, and what does the diagnosis come to with it. */
import type { Content } from '../../domain/content.ts'
import type { Asking } from '../change.ts'
import { conclusionOf, nextCheck, type Outcome } from '../checks.ts'
import { factsOf, offerOf } from '../heard.ts'
import { checkAsked, furtherOf, takePastedOf } from './changes.ts'
import { isRead, isWell } from './read-back.ts'
import { doubtIn } from './sent.ts'

export const pastedGuards = (content: Content) => {
  const take = takePastedOf(content)

  /** Null: the diagnosis was over, or has not got to its checks. */
  function outcomeOfPaste({ context, event }: Asking): Outcome | null {
    const after = { ...context, ...take(context, event) }
    if (after.topic !== 'fault' || after.danger !== false || context.checked) return null
    const conclusion = conclusionOf(content, after)
    if (conclusion !== null) return conclusion.verdict
    const isLast = after.tried.length > context.tried.length && nextCheck(content, after) === null
    return isLast ? 'done' : 'more'
  }

  /** The check is still open, and of what the customer complained of the status shows nothing any more. */
  function looksWell({ context, event }: Asking): boolean {
    if (event.type !== 'customer.pasted' || context.symptom === null || checkAsked(content, context) === null)
      return false
    const { found, maybe, missing, rateUnjudged, shown, measured } = event.pasted
    if (found.length > 0 || maybe.length > 0 || missing !== null || rateUnjudged) return false
    const isAnswered = (take(context, event).tried?.length ?? 0) > context.tried.length
    return !isAnswered && isWell(context.symptom, shown, measured)
  }

  function isOfAnotherMachine({ context, event }: Asking): boolean {
    if (event.type !== 'customer.pasted' || context.topic === 'none') return false
    const { model, serial } = event.facts
    const told = { model: context.model ?? model, serial: context.serial ?? serial }
    return doubtIn(event.pasted, told, content.models) !== null
  }

  return {
    isOfFurther: ({ context, event }: Asking) =>
      event.type === 'customer.pasted' && context.topic !== 'none' && furtherOf(context, event.pasted) !== null,
    isAsideOfFurther: ({ context, event }: Asking) =>
      event.type === 'customer.pasted' && event.aside && furtherOf(context, event.pasted) !== null,
    isAside: ({ event }: Asking) => event.type === 'customer.pasted' && event.aside,
    isUnreadStatus: ({ event }: Asking) => event.type === 'customer.pasted' && !isRead(event.pasted),
    isOfAnotherMachine,
    isAsideOfAnotherMachine: (asking: Asking) =>
      asking.event.type === 'customer.pasted' && asking.event.aside && isOfAnotherMachine(asking),
    pasteLeadsTo: (asking: Asking, { outcome }: { readonly outcome: Outcome }) => outcomeOfPaste(asking) === outcome,
    looksWell,
    isForm: ({ context }: Asking) => context.topic === 'order',
    machineInDoubt: ({ context }: Asking) => context.doubt !== null,
    /** By the offer, or by naming one of the two serial numbers. */
    settlesMachine: ({ context: { doubt, serial }, event }: Asking) => {
      const named = factsOf(event)?.serial ?? null
      const isNamed = named !== null && doubt?.serial != null && (named === doubt.serial || named === serial)
      return isNamed || ['page', 'told'].includes(offerOf(event) ?? '')
    },
  }
}
