/** How a talk with a person was. */
import { chosen, type Known, offer } from '../asking.ts'

export const ratingQuestions = ({ texts }: Known) => ({
  rating: () =>
    chosen('rating', texts.askRating(), [
      offer('good', texts.offerRatedGood()),
      offer('fair', texts.offerRatedFair()),
      offer('bad', texts.offerRatedBad()),
    ]),
})
