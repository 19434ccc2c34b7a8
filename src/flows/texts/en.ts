/** What the bot says in English. A sentence that states a rule carries the rule's number; a missing phrase or a wrong value does not compile. */
import { chinaTime } from '../../domain/china-time.ts'
import { showOrderNumber } from '../../domain/order-number.ts'
import type { Bilingual, Instant, OrderNumber, Symptom } from '../../domain/values.ts'
import { type Context, type Slot, UNKNOWN_MODEL } from '../context.ts'
import type { Reason, Unreadable } from '../types.ts'
import { answers } from './en/answers.ts'
import type { Wording } from './wording.ts'

const SLOT_NAMES: Readonly<Record<Slot, string>> = {
  danger: 'safety',
  fault: 'the fault',
  model: 'the model',
  serial: 'the serial number',
  check: 'a check',
  name: 'the name',
  phone: 'the phone number',
}

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

export const en = (wording: Wording) => {
  const name = (symptom: Symptom) => wording.symptom(symptom).en
  const machine = (model: string | null, symptom: Symptom | null) => {
    if (model !== null && symptom !== null) return `${model}: ${name(symptom)}`
    if (symptom !== null) return capital(name(symptom))
    return model ?? ''
  }

  return {
    hello: () => 'Hello, this is the JASMINER after-sales desk. I am its bot and here day and night.',
    startedAgain: () => 'I am sorry: I lost the thread of our talk and have to start again. Our staff have been told.',
    welcome: () => 'You are welcome. Write any time.',
    noted: () => 'Noted.',
    good: () => 'Good.',
    understood: (model: string | null, symptom: Symptom | null) => {
      const what = machine(model, symptom)
      return what === '' ? 'I can work through this with you now.' : `${what}. I can work through this with you now.`
    },
    gotFault: (symptom: Symptom) => `I see: ${name(symptom)}.`,
    safety: () =>
      'Safety first: switch it off at the wall and pull the plug, if you can do that without danger. Do not touch a wet or smoking machine, and do not power it on again. A photo from outside helps, if it is safe.',
    keepItSo: () => 'Good. Please keep it unplugged until our staff have looked at it.',
    stayAway: () =>
      'Please leave it unplugged until our staff have looked at it, and don’t touch it while it is hot, wet or smoking. If it burns, get away from it and call the fire service.',
    solved: () => 'Glad to hear it. If it comes back, just write again.',
    needsTechnicians: () =>
      'That is one for our technicians; there is nothing left to try from outside. Please don’t open the machine: that ends the warranty.', // P13
    gotSerial: (serial: string | null) => `Serial number ${serial ?? '–'}, noted.`,
    corrected: ({ model, serial, name: contact, phone }: Context) => {
      const parts = [model, serial === null ? null : `serial number ${serial}`, contact, phone]
      return `Changed. I have now: ${parts.filter((part) => part !== null).join(', ')}.`
    },
    /** What a diagnosis tree says of its verdict: content, passed on. */
    verdict: (say: Bilingual, why: Bilingual | null): string => (why === null ? say.en : `${say.en} ${why.en}`),
    evidence: (names: readonly Bilingual[]): string =>
      `Please keep ready for our staff: ${names.map(({ en }) => en).join('; ')}.`,
    serialLater: () => 'All right. Our staff will ask for it: without a serial number the warranty cannot be judged.', // P13
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
    notASerial: (misses: number): string =>
      misses % 2 === 1
        ? 'That doesn’t look like a serial number: it has 6 to 32 letters, digits or dashes.'
        : 'I still can’t take that as a serial number. If it can’t be read, just say so.',
    notAPhone: (misses: number): string =>
      misses % 2 === 1
        ? 'I can’t use that as a phone number. Numbers outside mainland China need their country code, for example +1 or +49.'
        : 'That number still doesn’t work for me. Please type it with + and the country code, digits only.',
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

    filed: (number: OrderNumber) =>
      // P4, P11a, P5
      wording.ordersAreOfficial
        ? `Your repair order is ${showOrderNumber(number)}.\nOur staff look at it and tell you whether the machine has to be sent in. Please don’t ship before that: a parcel without a confirmed return is refused.`
        : `Your repair order is ${showOrderNumber(number)}.\nOur staff enter it in the vendor’s system, record its official number and tell you whether the machine has to be sent in. Please don’t ship before that: a parcel without an order there is refused.`,

    // People and hours (P1)
    staffAsked: () =>
      'I have asked our staff; someone will answer here. What you told me is with them, no need to repeat it.',
    noStaffHere: () =>
      `From this chat I can’t bring in a person. Please write to our customer service on WeChat: ${wording.contacts}, on working days ${wording.shifts} China time.`, // P1, P2
    staffAskedAlready: () => 'Our staff have been asked already and will answer here.',
    staffAskedForDanger: () => 'I have told our staff at once.',
    closedPerson: (opening: Instant, now: Instant) =>
      `Nobody is at the desk right now. I have put you down for when it opens: ${chinaTime(opening, 'en', now)}. Until then I can go on with you.`,
    openNow: () => 'The desk has just opened, and I have asked our staff for you.',
    stillWaiting: () =>
      'Nobody has been free yet; I am sorry. You are still in line. If you would rather go on with me, say “menu”.',
    passedOn: (danger: boolean): string =>
      danger
        ? 'I have passed that on at once. Please keep your distance and leave it unplugged.'
        : 'I have passed that on to our staff. If you would rather go on with me, say “menu”.',
    backWithBot: () => 'I am back and go on with you.',
    ...answers(wording),

    // Questions
    askMenu: () => 'What can I do for you?',
    askDanger: () => 'First: any burning smell, smoke, sparks, water, loose parts, or a breaker that trips?',
    askFault: () => 'What is wrong with the machine? Your own words are best; or choose what comes closest.',
    askModel: () => 'Which model is it? It is on the label, for example X16-Q.',
    askSerial: () => 'What is its serial number? It is on the label and on the machine’s status page (machine_sn).',
    askOffer: (danger: boolean): string =>
      danger
        ? 'I can draft the repair order meanwhile; it takes about 2 minutes.'
        : 'I can draft the repair order now; it takes about 2 minutes. Our staff then decide whether it has to come in. Please don’t ship before that: a parcel without a confirmed order is refused.', // P4, P11a
    askName: () => 'Who may our staff ask for? (a contact name)',
    askPhone: () => 'Which phone number can they call? With country code if it is not a mainland China mobile.',
    askRecap: (context: Context) =>
      ['This is what I have:', ...recap(context, name), 'Shall I file it like this?'].join('\n'),
    askChange: () => 'What shall I change?',
    askLeave: () => 'Shall I drop what we have so far?',
    askLanguage: () => 'English or 中文?',

    // Offers
    offerFault: () => 'A machine has a problem',
    offerOrder: () => 'File a repair order',
    offerStatus: () => 'My orders',
    offerHours: () => 'Opening hours',
    offerPerson: () => 'A person',
    offerResume: () => 'Go on where we were',
    offerNoDanger: () => 'No, none of that',
    offerDanger: () => 'Yes',
    offerSymptom: (symptom: Symptom) => capital(name(symptom)),
    offerOtherModel: () => 'Another one / I don’t know',
    offerUnreadable: () => 'I can’t read it',
    offerDraft: () => 'Draft the order',
    offerLater: () => 'Not now',
    offerDisplayName: (displayName: string) => displayName,
    offerSubmit: () => 'File the order',
    offerChange: () => 'Change something',
    offerDrop: () => 'Drop it',
    offerSlot: (slot: Slot) => capital(SLOT_NAMES[slot]),
    offerNothing: () => 'Nothing, go back',
    offerYesDrop: () => 'Yes, drop it',
    offerNoKeep: () => 'No, go on',
    reason: (reason: Reason): string => (reason === 'danger' ? 'danger reported' : 'asked for a person'),
    commandMenu: () => 'What I can do',
    commandOrder: () => 'File a repair order',
    commandStatus: () => 'Your orders',
    commandHours: () => 'When a person is there',
    commandHuman: () => 'Ask for a person',
    commandLanguage: () => 'English or 中文',
    commandCancel: () => 'Drop what is under way',
    commandHelp: () => 'All commands',
    commandEnd: () => 'End the talk with a person',
  }
}

export type Texts = ReturnType<typeof en>

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The recap shows what the order will hold, nothing else. */
function recap(context: Context, name: (symptom: Symptom) => string): readonly string[] {
  const symptom = context.symptom === null ? [] : [capital(name(context.symptom))]
  const words = context.description === '' ? [] : [`“${context.description}”`]
  return [
    ...(context.danger === true ? ['• Danger reported: please keep it unplugged'] : []),
    `• Fault: ${[...symptom, ...words].join(', ')}`,
    `• Model: ${context.model === UNKNOWN_MODEL ? 'not known' : context.model}`,
    `• Serial number: ${context.serial ?? 'not readable, staff will ask'}`,
    ...(context.tried.length > 0 ? [`• Checks done: ${context.tried.length}`] : []),
    `• Contact: ${context.name ?? '–'}, ${context.phone ?? '–'}`,
  ]
}
