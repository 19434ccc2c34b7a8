/** What is said back of a fault when it is first told, so that a wrong guess shows at once. */
import type { Content } from '../../domain/content.ts'
import type { Since } from '../../domain/since.ts'
import type { Symptom } from '../../domain/values.ts'
import { type Context, machinesNamed } from '../context.ts'
import { isSiteMatter } from './open-check.ts'

export interface Heard {
  readonly model: string | null
  readonly symptom: Symptom | null
  /** Null without a number, or for one. */
  readonly count: number | null
  readonly since: Since | null
  /** Several machines at once: the place is looked at first. */
  readonly placeFirst: boolean
}

export function heardOf(content: Content, context: Context): Heard {
  const { model, symptom, since } = context
  const count = Math.max(context.count ?? 0, machinesNamed(context))
  return {
    model,
    symptom,
    count: count > 1 ? count : null,
    since,
    placeFirst: isSiteMatter(content, context),
  }
}
