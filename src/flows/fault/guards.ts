/** Questions to the answers of the diagnosis, and to what is still unknown of the fault. */
import type { Content } from '../../domain/content.ts'
import type { Asking } from '../change.ts'
import { nextCheck, type Outcome, outcomeOf } from '../checks.ts'
import { factsOf, offerModel, offerOf, serialIn, wordsOf } from '../heard.ts'
import { isQuestion } from '../words.ts'

/** A model that is not on the list has letters and a digit, as machines' names do; longer than this it is a sentence. */
const MODEL_LIMIT = 40
const SHORTEST_FAULT = 3

export const faultGuards = (content: Content) => ({
  isSymptomOffer: ({ event }: Asking) => content.symptoms.some((symptom) => symptom.code === offerOf(event)),
  saysEnough: ({ event }: Asking) =>
    wordsOf(event).length >= SHORTEST_FAULT || /\p{Script=Han}{2}/u.test(wordsOf(event)),
  namesModel: ({ event }: Asking) => {
    if (factsOf(event)?.model != null || offerModel(content, offerOf(event)) !== null) return true
    const words = wordsOf(event)
    const saysSomethingElse = factsOf(event)?.fault === true || isQuestion(words)
    return /\d/.test(words) && /\p{L}/u.test(words) && words.length <= MODEL_LIMIT && !saysSomethingElse
  },
  namesSerial: ({ event }: Asking) => serialIn(event) !== null,
  /** Twice no serial number: a person finds it out, the customer is not kept. */
  missedTwice: ({ context, event }: Asking) => context.misses >= 2 && !isQuestion(wordsOf(event)),
  isCheckAnswer: ({ context, event }: Asking, params: { readonly outcome: Outcome }) => {
    const check = nextCheck(content, context)
    const offer = offerOf(event)
    return check !== null && offer !== null && outcomeOf(content, context, check, offer) === params.outcome
  },

  isDiagnosis: ({ context }: Asking) => context.topic === 'fault',
  dangerUnknown: ({ context }: Asking) => context.danger === null,
  faultUnknown: ({ context }: Asking) => context.symptom === null && context.description === '',
  modelUnknown: ({ context }: Asking) => context.model === null,
  serialUnknown: ({ context }: Asking) => context.serial === null && !context.serialUnreadable,
  checkRemains: ({ context }: Asking) =>
    context.topic === 'fault' && context.danger === false && nextCheck(content, context) !== null,
})
