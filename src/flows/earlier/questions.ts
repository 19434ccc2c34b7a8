/** The question whether an earlier answer is to be changed. */
import { chosen, type Known, offer } from '../asking.ts'

export const earlierQuestions = ({ texts, context }: Known) => ({
  earlier: () => ({
    ...chosen('earlier', texts.askEarlier(context), [
      offer('yes', texts.offerChangeIt()),
      offer('no', texts.offerLeaveIt()),
    ]),
    yes: 'yes',
    agreed: 'yes',
    no: 'no',
  }),
})
