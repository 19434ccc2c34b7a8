/** The one question of a look-up. */
import { type Known, typed } from '../asking.ts'

export const lookupQuestions = ({ texts, context: { lookup } }: Known) => ({
  lookup: () => typed('lookup', texts.askLastDigits(lookup), []),
})
