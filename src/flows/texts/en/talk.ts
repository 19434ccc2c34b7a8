/** What is said at any moment, in English: greetings, the menu, help, what was not understood. */
import { chinaTime } from '../../../domain/china-time.ts'
import type { Instant } from '../../../domain/values.ts'
import type { Context } from '../../context.ts'
import type { Explanation } from '../../talk/explained.ts'
import type { Unreadable } from '../../types.ts'
import { WHERE, WHY } from './reasons.ts'

export const UNREADABLE_NAMES: Readonly<Record<Unreadable, string>> = {
  photo: 'photos',
  video: 'videos',
  voice: 'voice messages',
  file: 'files',
  sticker: 'stickers',
  location: 'locations',
  contact: 'contact cards',
  poll: 'polls',
  link: 'links and mini programs',
  history: 'forwarded chats',
  money: 'red packets and transfers',
  other: 'this kind of message',
}

export const talk = () => ({
  hello: () => 'Hello, this is the JASMINER after-sales desk. I am its bot and here day and night.',
  startedAgain: () => 'I am sorry: I lost the thread of our talk and have to start again. Our staff have been told.',
  startedAgainInBoth: () =>
    'I am sorry: I lost the thread of our talk and have to start again. Our staff have been told.\n非常抱歉，刚才的对话记录出了问题，需要重新开始，已经通知售后同事。',
  welcome: () => 'You are welcome. Write any time.',
  anyTime: () => 'Good. I’m here whenever you need me.',
  gladly: () => 'You’re welcome.',
  /** With the recap or the terms just above. */
  gladlyBefore: (question: 'recap' | 'terms'): string =>
    question === 'recap'
      ? 'You’re welcome. If what stands above is right, just say “yes”.'
      : 'You’re welcome. If you agree to the points above, say “yes” and I file it.',
  /** To a greeting in the middle of something; never the same words twice in a row. */
  hereIAm: (misses: number): string => (misses % 2 === 1 ? 'Yes, I am here.' : 'Still here, and listening.'),
  /** What a check asks, after something else came. */
  recalled: (question: string): string => `Back to the check. ${question}`,
  takeYourTime: (misses: number): string =>
    misses % 2 === 1
      ? 'Take your time; I’ll wait for your answer.'
      : 'All right. Your answer can come whenever it suits you.',
  notKnown: (misses: number): string =>
    misses % 2 === 1
      ? 'That is all right. If you can find it out, I’ll wait; “later” or “a person” are fine, too.'
      : 'No harm done. Then say “later”, or let a person help you.',
  cannotSkip: () => 'I can’t leave that one out. If it is not at hand, say “later”, or ask for a person.',
  twoLanguages: (isOpen: boolean, opening: Instant, now: Instant): string =>
    [
      'I speak English and Chinese. I go on in English; for 中文 say “中文”.',
      isOpen
        ? 'If neither suits you, say “a person” and I’ll ask our staff.'
        : `If neither suits you, say “a person”: our staff are here again ${chinaTime(opening, 'en', now)}.`,
      '我会中文和英文，想用中文请回复“中文”。',
    ].join('\n'),
  calm: () => 'I understand; a machine that stands still costs you time and money. Let’s get it sorted.',
  toTheOrder: () => 'All right, straight to the repair order.',
  onTheOrder: () => 'We are filling it in right now.',
  noted: () => 'Noted.',
  known: () => 'I have that, thank you.',
  good: () => 'Good.',
  laterThen: () => 'All right. Say “continue” whenever you want to go on; I keep what you told me.',
  dropped: () => 'Done, I have dropped it.',
  explained: (about: Explanation): string => (about.wonders === 'why' ? WHY[about.question] : WHERE[about.question]),
  /** P3, P16: in a diagnosis its checks come first. */
  cause: (topic: Context['topic']): string =>
    topic === 'fault'
      ? 'I can’t tell yet, and I would rather not guess: the checks show where to look, and what it is for certain our staff decide.'
      : 'I can’t tell, and I would rather not guess: what it is for certain our staff can say once they have looked at it.',
  nothingToDrop: () => 'There is nothing under way that could be cancelled.',
  languageSet: () => 'All right, English.',
  earlierQuestion: () => 'That belongs to an earlier question.',
  cannotRead: (what: Unreadable, misses: number): string => {
    if (what === 'money')
      return 'Thank you, but I can’t accept red packets or transfers. A few words about your machine help me most.'
    return misses % 2 === 1
      ? `I can’t read ${UNREADABLE_NAMES[what]} in this version. Please type what matters; keep the original, our staff may ask for it.`
      : `That one stays with you as well: ${UNREADABLE_NAMES[what]} can’t be read here. A few words help me most.`
  },
  /** P22: a question that no rule or content answers. */
  cannotAnswer: (misses: number): string =>
    misses % 2 === 1
      ? 'I have nothing on that and won’t guess: our staff can answer it, just say “a person”.'
      : 'That is another one that I can’t answer. Say “a person”, and our staff will.',
  /** Two different ways to ask again, then a person is among the answers; never the same words twice in a row. */
  notUnderstood: (misses: number): string => {
    if (misses <= 1) return 'Sorry, I didn’t get that.'
    if (misses === 2) return 'I’m still not sure what you mean.'
    return misses % 2 === 1
      ? 'I am slow today, sorry. Pick what fits best, or ask for a person.'
      : 'I can’t place that, sorry. A word or the number of an answer is enough.'
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
      '/link – join this talk with yours in another app, /unlink – undo it',
      '/mydata – what I keep of you, /forget – erase it',
      '“back” goes one question back, “later” puts it off, “cancel” drops what is under way.',
    ].join('\n'),
  helpChoosing: () =>
    'That is fine. Tell me in a few words what your machine does or doesn’t do, and I take it from there.',
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
  commandMyData: () => 'What I keep of you',
  commandForget: () => 'Erase this talk',
  commandHelp: () => 'All commands',
  commandEnd: () => 'End the talk with a person',
})

export type TalkTexts = ReturnType<typeof talk>
