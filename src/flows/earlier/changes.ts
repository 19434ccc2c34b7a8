/** What an answer to an earlier question changes, once it is certain that it should. */
import type { Content } from '../../domain/content.ts'
import { assigns, type Change } from '../change.ts'
import type { Context } from '../context.ts'
import { offerModel } from '../heard.ts'
import { type EarlierAnswer, earlierAnswer } from './answer.ts'

const noteEarlier: Change = (_, event) => ({
  earlier: event.type === 'customer.choseEarlier' ? earlierAnswer(event.question, event.offer) : null,
  misses: 0,
})

/** The slot with the answer in it; nothing where the button names what is not known here. */
export function withAnswer(content: Content, { slot, offer }: EarlierAnswer): Partial<Context> | null {
  if (slot === 'danger') return offer === 'no' ? { danger: false } : null
  if (slot === 'model') {
    const model = offerModel(content, offer)
    return model === null ? null : { model }
  }
  const symptom = content.symptoms.find(({ code }) => code === offer)?.code
  // Checks belong to a symptom: another one has others.
  return symptom === undefined ? null : { symptom, tried: [], checked: false }
}

export const earlierChanges = (content: Content) => {
  const takeEarlier: Change = (context) => ({
    ...(context.earlier !== null && withAnswer(content, context.earlier)),
    earlier: null,
    misses: 0,
  })
  return assigns({ noteEarlier, takeEarlier, dropEarlier: () => ({ earlier: null, misses: 0 }) })
}
