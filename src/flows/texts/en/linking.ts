/** What is said about joining two talks of one customer, in English. `where`: the other talk, as `channelOf` names it. */
import { chinaTime } from '../../../domain/china-time.ts'
import { LINK_CODE_MINUTES } from '../../../domain/link-code.ts'
import type { Order } from '../../../domain/order.ts'
import type { Instant } from '../../../domain/values.ts'
import { IN_DOUBT } from '../in-doubt.ts'
import { statusElsewhere } from './status.ts'

export const linking = () => ({
  linkOffer: (): string =>
    `With a code I can join this talk with one of yours in another app: in either you can then ask where your orders stand, and our staff see that both are you and read both talks. Please send it to me there within ${LINK_CODE_MINUTES} minutes; it works once. Keep it to yourself: whoever sends it can see where your orders stand.`,
  linkCode: (code: string): string => code,
  askJoin: (where: string): string =>
    `That code comes from a talk in ${where}. Shall I join it with this one? In either you can then ask where the orders of both stand, and our staff see that both are you and read both talks. If you didn’t get that code yourself, please say no.`,
  offerYesJoin: () => 'Yes, join them',
  offerNoJoin: () => 'No, keep them apart',
  joined: (where: string): string =>
    `Done: this talk is joined with yours in ${where}. “Status” shows your orders of both; “/unlink” undoes it.`,
  joinedFromThere: (where: string): string =>
    `This talk is now joined with one in ${where}, by the code from here. If that wasn’t you, please say “/unlink”.`,
  joinedAlready: (where: string): string => `This talk is joined with yours in ${where} already.`,
  notJoined: () => 'All right, they stay apart, and the code is used up.',
  codeMistyped: () => 'There is a slip in that code: its characters don’t fit together. Please compare it once more.',
  /** The same whatever is wrong with it, so that nobody can try out codes. `tries`: those of this hour. */
  codeRefused: (why: 'unknown' | 'own' | 'room', tries: number): string => {
    if (why === 'own') return 'That is this talk’s own code. Please send it to me in the other app.'
    if (why === 'room')
      return 'In a group others read along, so talks can’t be joined from here. Please write to me alone for that.'
    if (tries % 2 === 0)
      return `That one doesn’t hold either. Please say “/link” in the other app and send me the new code within ${LINK_CODE_MINUTES} minutes.`
    return `That code doesn’t hold: it was used, is older than ${LINK_CODE_MINUTES} minutes, or is another one. “/link” in the other app gives you a new one.`
  },
  codeLocked: (until: Instant, now: Instant): string =>
    `Too many codes didn’t hold. Another one can be tried after ${chinaTime(until, 'en', now)}.`,
  codeLater: () => 'I can join talks as soon as this one is with me again. Please send a code then.',
  linksFull: () => 'This talk is joined with three others, and there can’t be more. “/unlink” undoes that.',
  unlinked: () => 'Done, this talk is joined with no other any more.',
  nothingLinked: () => 'This talk isn’t joined with another one. “/link” does that.',
  parted: (where: string): string => `Your talk in ${where} is no longer joined with this one.`,
  /** P7: states alone, as with the digits of the phone. */
  statusLinked: (orders: readonly Order[]): string =>
    [
      'From your joined talks:',
      ...orders.map(statusElsewhere),
      'For the next step, please write where you filed it.',
      IN_DOUBT.en,
    ].join('\n'),
  commandLink: () => 'Join with another app',
})

export type LinkingTexts = ReturnType<typeof linking>
