/** 机器人的中文话术：按客服平时的说法写，不是英文的翻译。 What the bot says in Chinese; the rules' numbers stand at the same places as in English. */
import type { Texts } from './en.ts'
import type { Wording } from './wording.ts'
import { answers } from './zh/answers.ts'
import { fault } from './zh/fault.ts'
import { order } from './zh/order.ts'
import { pasted } from './zh/pasted.ts'
import { people } from './zh/people.ts'
import { talk } from './zh/talk.ts'

export const zh = (wording: Wording): Texts => ({
  ...talk(),
  ...fault(wording),
  ...order(wording),
  ...pasted(wording),
  ...people(wording),
  ...answers(wording),
})
