/** What the bot says in English. A sentence that states a rule carries the rule's number; a missing phrase or a wrong value does not compile. */
import { answers } from './en/answers.ts'
import { fault } from './en/fault.ts'
import { order } from './en/order.ts'
import { pasted } from './en/pasted.ts'
import { people } from './en/people.ts'
import { talk } from './en/talk.ts'
import type { Wording } from './wording.ts'

export const en = (wording: Wording) => ({
  ...talk(),
  ...fault(wording),
  ...order(wording),
  ...pasted(wording),
  ...people(wording),
  ...answers(wording),
})

export type Texts = ReturnType<typeof en>
