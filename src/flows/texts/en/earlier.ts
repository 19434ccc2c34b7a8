/** What is said about answers to earlier questions, in English. */
import type { Symptom } from '../../../domain/values.ts'
import { type Context, UNKNOWN_MODEL } from '../../context.ts'
import type { Wording } from '../wording.ts'

export const earlier = (wording: Wording) => {
  const model = (name: string | null) => (name === null || name === UNKNOWN_MODEL ? 'an unknown model' : name)
  const fault = (code: string | null) => (code === null ? 'your own words' : wording.symptom(code as Symptom).en)
  return {
    askEarlier: ({ earlier, model: chosen, symptom }: Context): string => {
      if (earlier?.slot === 'model')
        return `You chose ${model(chosen)} earlier. Shall I change it to ${model(earlier.offer)}?`
      if (earlier?.slot === 'fault')
        return `You told me of “${fault(symptom)}” earlier. Shall I change it to “${fault(earlier.offer)}”?`
      return 'You told me of a danger earlier. Was that a mistake, and is all of it safe?'
    },
    offerChangeIt: () => 'Yes, change it',
    offerLeaveIt: () => 'No, leave it',
    changed: () => 'Changed.',
    haveThat: () => 'That is what I have noted already.',
  }
}

export type EarlierTexts = ReturnType<typeof earlier>
