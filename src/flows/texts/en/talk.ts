/** What is said at any moment, in English: greetings, the menu, help, what was not understood. */
import type { Unreadable } from '../../types.ts'

const UNREADABLE_NAMES: Readonly<Record<Unreadable, string>> = {
  photo: 'photos',
  video: 'videos',
  voice: 'voice messages',
  file: 'files',
  sticker: 'stickers',
  location: 'locations',
  contact: 'contact cards',
  poll: 'polls',
  other: 'this kind of message',
}

export const talk = () => ({
  hello: () => 'Hello, this is the JASMINER after-sales desk. I am its bot and here day and night.',
  startedAgain: () => 'I am sorry: I lost the thread of our talk and have to start again. Our staff have been told.',
  welcome: () => 'You are welcome. Write any time.',
  noted: () => 'Noted.',
  good: () => 'Good.',
  laterThen: () => 'All right. Say “order” whenever you want to go on; I keep what you told me.',
  dropped: () => 'Done, I have dropped it.',
  nothingToDrop: () => 'There is nothing under way that could be cancelled.',
  languageSet: () => 'All right, English.',
  earlierQuestion: () => 'That belongs to an earlier question.',
  cannotRead: (what: Unreadable) =>
    `I can’t read ${UNREADABLE_NAMES[what]} in this version. Please type what matters; keep the original, our staff may ask for it.`,
  /** Two different ways to ask again, then a person is among the answers; never the same words twice in a row. */
  notUnderstood: (misses: number): string => {
    if (misses <= 1) return 'Sorry, I didn’t get that.'
    if (misses === 2) return 'I’m still not sure what you mean.'
    return misses % 2 === 1
      ? 'We are not getting on here. Pick what fits best, or ask for a person.'
      : 'That is not an answer I can use here. A number from the list is enough.'
  },
  tooMany: (count: number) =>
    `So much came in at once that I could not take ${count === 1 ? 'one message' : `${count} messages`}. Please send what matters again, a little slower.`,
  parked: () => 'I could not deal with one of your messages. It is kept, and our staff have been told. We can go on.',
  help: () =>
    [
      'Write in your own words, or use these at any moment:',
      '/menu – what I can do',
      '/order – file a repair order',
      '/status – your orders',
      '/hours – when a person is there',
      '/human – ask for a person',
      '/language – English or 中文',
      '“back” goes one question back, “cancel” drops what is under way.',
    ].join('\n'),
  askMenu: () => 'What can I do for you?',
  askLeave: () => 'Shall I drop what we have so far?',
  askLanguage: () => 'English or 中文?',
  offerFault: () => 'A machine has a problem',
  offerOrder: () => 'File a repair order',
  offerStatus: () => 'My orders',
  offerHours: () => 'Opening hours',
  offerPerson: () => 'A person',
  offerResume: () => 'Go on where we were',
  offerYesDrop: () => 'Yes, drop it',
  offerNoKeep: () => 'No, go on',
  commandMenu: () => 'What I can do',
  commandOrder: () => 'File a repair order',
  commandStatus: () => 'Your orders',
  commandHours: () => 'When a person is there',
  commandHuman: () => 'Ask for a person',
  commandLanguage: () => 'English or 中文',
  commandCancel: () => 'Drop what is under way',
  commandHelp: () => 'All commands',
  commandEnd: () => 'End the talk with a person',
})

export type TalkTexts = ReturnType<typeof talk>
