/** The question before a talk is erased. */
import { chosen, type Known, offer } from '../asking.ts'

export const privacyQuestions = ({ texts }: Known) => ({
  forget: () => ({
    ...chosen('forget', texts.askForget(), [offer('yes', texts.offerYesForget()), offer('no', texts.offerNoForget())]),
    yes: 'yes',
    no: 'no',
  }),
})
