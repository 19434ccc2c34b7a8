/** What is said about people, in English: asked for, not there, passed on. */
import { chinaTime } from '../../../domain/china-time.ts'
import { type Instant, MINUTE } from '../../../domain/values.ts'
import type { Wording } from '../wording.ts'

const before = (ahead: number | null): string => {
  if (ahead === null || ahead === 0) return ''
  return ahead === 1 ? ' One customer is before you.' : ` ${ahead} customers are before you.`
}

export const people = (wording: Wording) => ({
  /** `ahead`: how many wait before this customer; null where nobody has counted. */
  staffAsked: (ahead: number | null) =>
    `I have asked our staff; someone will answer here.${before(ahead)} What you told me is with them, no need to repeat it.`,
  noStaffHere: () =>
    `From this chat I can’t bring in a person. Please write to our customer service on WeChat: ${wording.contacts}, on working days ${wording.shifts} China time.`, // P1, P2
  staffAskedAlready: () => 'Our staff have been asked already and will answer here.',
  staffAskedForDanger: () => 'I have told our staff at once.',
  closedPerson: (opening: Instant, now: Instant) =>
    `Nobody is at the desk right now. I have put you down for when it opens: ${chinaTime(opening, 'en', now)}. Until then I can go on with you.`,
  /** The hours were changed by hand while the customer is down for the opening. */
  openingMoved: (opening: Instant, now: Instant) =>
    `Our hours have changed: the desk opens ${chinaTime(opening, 'en', now)}. You keep your place, and until then I can go on with you.`,
  openNow: () => 'The desk has just opened, and I have asked our staff for you.',
  openAndBusy: () =>
    'The desk has just opened; I have told our staff, and a person will join us here. Until their first word we can go on.',
  stillExpected: () => 'Nobody has been free yet; I am sorry. You are still in line, and we can go on meanwhile.',
  stillWaiting: () =>
    'Nobody has been free yet; I am sorry. You are still in line. If you would rather go on with me, say “menu”.',
  passedOn: (danger: boolean): string =>
    danger
      ? 'I have passed that on at once. Please keep your distance and leave it unplugged.'
      : 'I have passed that on to our staff. If you would rather go on with me, say “menu”.',
  /** The day is over and nobody came: the place is kept. */
  closedUnanswered: (opening: Instant, now: Instant) =>
    `The desk has closed and nobody got to you; I am sorry. You keep your place for when it opens: ${chinaTime(opening, 'en', now)}. Until then I can go on with you.`,
  /** Once a closed period, while a person has the talk. */
  closedReply: (opening: Instant, now: Instant) =>
    `The desk is closed now and opens ${chinaTime(opening, 'en', now)}. What you write is kept for our staff. If you would rather go on with me until then, say /end.`,
  personGone: (opening: Instant, now: Instant) =>
    `Our staff are not at the desk any more; it opens ${chinaTime(opening, 'en', now)}. I go on with you until then; if you want a person when it opens, say “person”.`,
  nobodyCame: () =>
    'Nobody could answer you just now; I am sorry. Our staff have been reminded and you are still in line. We can go on meanwhile.',
  stillWaitingForAnswer: () =>
    'Our staff have not got to your message yet; I am sorry. It has not been forgotten. If you would rather go on with me, say /end.',
  colleagueLeft: () => 'My colleague had to leave. I have asked another one to go on here.',
  closingSoon: (afterMs: number) =>
    `If there is nothing else, our staff close this talk in ${Math.round(afterMs / MINUTE)} minutes. Just write if there is.`,
  personHere: () => 'A person is here now: they read what you told me and answer here.',
  leftQueue: () => 'You are no longer in line for a person.',
  askRating: () => 'Our staff have closed this talk. How was it?',
  offerRatedGood: () => 'Good',
  offerRatedFair: () => 'So-so',
  offerRatedBad: () => 'Not good',
  ratedGood: () => 'Thank you! You can write here any time.',
  ratedBad: () => 'Thank you for saying so; I have told our staff. You can write here any time.',
  banned: () =>
    `Our staff have ended this talk: what you write here is not answered any more. Customer service is on WeChat: ${wording.contacts}.`, // P2
  unbanned: () => 'Our staff have opened this talk again: I read and answer here as before.',
  backWithBot: () => 'I am back and go on with you.',
})

export type PeopleTexts = ReturnType<typeof people>
