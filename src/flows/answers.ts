/** Answers to questions about rules, at any moment and without leaving the step. What only staff know is not guessed. */
import type { Hours } from '../domain/hours.ts'
import type { Instant } from '../domain/values.ts'
import type { Phrase } from './texts/phrase.ts'
import type { Topic } from './types.ts'

export function createAnswers(hours: Hours) {
  return (topic: Exclude<Topic, 'status'>, at: Instant): Phrase => {
    switch (topic) {
      case 'hours':
        return ['answerHours', at, hours.describe(at), hours.nextOpening(at)]
      case 'warranty':
        return ['answerWarranty']
      case 'shipping':
        return ['answerShipping']
      case 'freight':
        return ['answerFreight']
      case 'return_time':
        return ['answerReturnTime']
      case 'packing':
        return ['answerPacking']
      case 'contacts':
        return ['answerContacts']
    }
  }
}
