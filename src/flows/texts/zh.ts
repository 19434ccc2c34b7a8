/** 机器人的中文话术：按客服平时的说法写，不是英文的翻译。 What the bot says in Chinese; the rules' numbers stand at the same places as in English. */
import type { Texts } from './en.ts'
import type { Wording } from './wording.ts'
import { answers } from './zh/answers.ts'
import { channels } from './zh/channels.ts'
import { earlier } from './zh/earlier.ts'
import { elsewhere } from './zh/elsewhere.ts'
import { fault } from './zh/fault.ts'
import { files } from './zh/files.ts'
import { linking } from './zh/linking.ts'
import { moves } from './zh/moves.ts'
import { order } from './zh/order.ts'
import { parcel } from './zh/parcel.ts'
import { pasted } from './zh/pasted.ts'
import { people } from './zh/people.ts'
import { privacy } from './zh/privacy.ts'
import { quote } from './zh/quote.ts'
import { silence } from './zh/silence.ts'
import { status } from './zh/status.ts'
import { talk } from './zh/talk.ts'

export const zh = (wording: Wording): Texts => ({
  ...talk(),
  ...silence(wording),
  ...channels(),
  ...earlier(wording),
  ...elsewhere(),
  ...linking(),
  ...privacy(wording),
  ...fault(wording),
  ...order(wording),
  ...moves(wording),
  ...parcel(),
  ...quote(wording),
  ...status(wording),
  ...pasted(wording),
  ...files(),
  ...people(wording),
  ...answers(wording),
})
