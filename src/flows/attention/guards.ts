/** Questions to the customer's silence: is there anything to be reminded of, and does it take time? */
import type { Content } from '../../domain/content.ts'
import type { Asking } from '../change.ts'
import { openCheck } from '../fault/open-check.ts'
import { hasMatter } from './matter.ts'

export const attentionGuards = (content: Content) => ({
  hasMatter: ({ context }: Asking) => hasMatter(context),
  checkTakesTime: ({ context }: Asking) => openCheck(content, context)?.check.minutes !== undefined,
  hasAside: ({ context }: Asking) => context.aside !== null,
})
