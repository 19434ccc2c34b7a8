/** Answers to questions about rules, at any moment and without leaving the step. What only staff know is not guessed. */
import type { Content } from '../domain/content.ts'
import type { Hours } from '../domain/hours.ts'
import type { Instant } from '../domain/values.ts'
import type { Context } from './context.ts'
import type { Known } from './texts/answer.ts'
import type { Phrase } from './texts/phrase.ts'
import type { Topic } from './types.ts'

/** Answers one question or several at once; `about.model` is the model that the question names, else the one told of before. */
export function createAnswers({ models }: Content, hours: Hours) {
  return (topics: readonly Topic[], at: Instant, about: Pick<Context, 'orders' | 'model'>): Phrase => {
    const known: Known = {
      now: at,
      hours: hours.describe(at),
      nextOpening: hours.nextOpening(at),
      orders: about.orders,
      model: models.find(({ name }) => name === about.model) ?? null,
    }
    return ['answers', topics, known]
  }
}
