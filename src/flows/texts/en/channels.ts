/** What is said about how a message came: edited later, or with something in it that cannot be read. In English. */
import type { Unreadable } from '../../types.ts'
import { UNREADABLE_NAMES } from './talk.ts'

export const channels = () => ({
  editNotTaken: () =>
    'I see that you changed an earlier message. What I noted from it stays as it is: please tell me in a new message what should be different.',
  besideWords: (what: Unreadable) =>
    `I took your words; ${UNREADABLE_NAMES[what]} I can’t read in this version. Please keep the original, our staff may ask for it.`,
})

export type ChannelTexts = ReturnType<typeof channels>
