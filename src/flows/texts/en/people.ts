/** What is said about people, in English: asked for, not there, passed on. */
import { chinaTime } from '../../../domain/china-time.ts'
import type { Instant } from '../../../domain/values.ts'
import type { Wording } from '../wording.ts'

export const people = (wording: Wording) => ({
  staffAsked: () =>
    'I have asked our staff; someone will answer here. What you told me is with them, no need to repeat it.',
  noStaffHere: () =>
    `From this chat I can’t bring in a person. Please write to our customer service on WeChat: ${wording.contacts}, on working days ${wording.shifts} China time.`, // P1, P2
  staffAskedAlready: () => 'Our staff have been asked already and will answer here.',
  staffAskedForDanger: () => 'I have told our staff at once.',
  closedPerson: (opening: Instant, now: Instant) =>
    `Nobody is at the desk right now. I have put you down for when it opens: ${chinaTime(opening, 'en', now)}. Until then I can go on with you.`,
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
  backWithBot: () => 'I am back and go on with you.',
})

export type PeopleTexts = ReturnType<typeof people>
