/** What the bot says in English. A sentence that states a rule carries the rule's number; a missing phrase or a wrong value does not compile. */
import { answers } from './en/answers.ts'
import { channels } from './en/channels.ts'
import { earlier } from './en/earlier.ts'
import { elsewhere } from './en/elsewhere.ts'
import { fault } from './en/fault.ts'
import { files } from './en/files.ts'
import { linking } from './en/linking.ts'
import { moves } from './en/moves.ts'
import { order } from './en/order.ts'
import { parcel } from './en/parcel.ts'
import { pasted } from './en/pasted.ts'
import { people } from './en/people.ts'
import { privacy } from './en/privacy.ts'
import { quote } from './en/quote.ts'
import { silence } from './en/silence.ts'
import { status } from './en/status.ts'
import { talk } from './en/talk.ts'
import type { Wording } from './wording.ts'

export const en = (wording: Wording) => ({
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

export type Texts = ReturnType<typeof en>
