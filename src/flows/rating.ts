/** A talk with a person has ended: one tap says how it was. Nothing depends on it; whatever else is said goes on as out of the quiet. */
import type { Content } from '../domain/content.ts'
import type { Kit } from './kit.ts'
import { resting } from './menu.ts'

const rated = (choice: 'good' | 'fair' | 'bad', score: 1 | 2 | 3) => ({
  guard: { type: 'chose' as const, params: { offer: choice } },
  actions: [
    { type: 'rated' as const, params: { score } },
    { type: 'say' as const, params: { phrase: [choice === 'bad' ? 'ratedBad' : 'ratedGood'] as const } },
  ],
  target: '#resting',
})

export const rating = (kit: Kit, content: Content) => {
  const quiet = resting(kit, content)
  return kit.createStateConfig({
    ...quiet,
    id: 'rating',
    meta: { question: 'rating' },
    entry: 'ask',
    on: {
      ...quiet.on,
      'customer.chose': [rated('good', 3), rated('fair', 2), rated('bad', 1), ...quiet.on['customer.chose']],
    },
  })
}
