/** What is said on the way to a repair order, in English: machines, the form, the recap, the terms, the number. */
import { chinaTime } from '../../../domain/china-time.ts'
import type { Mark } from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { Bilingual, Instant, OrderNumber } from '../../../domain/values.ts'
import type { Context } from '../../context.ts'
import type { Changeable } from '../../heard.ts'
import type { MarkOffer } from '../../order/condition.ts'
import type { ListTaken } from '../../order/listed.ts'
import type { Wording } from '../wording.ts'
import { MARKS, recap } from './recap.ts'

const SLOT_NAMES: Readonly<Record<Changeable, string>> = {
  fault: 'The fault',
  since: 'Since when',
  changed: 'What changed before',
  model: 'The model',
  serial: 'The serial number',
  machines: 'Add or remove a machine',
  marks: 'The condition',
  voltage: 'The mains voltage',
  name: 'The name',
  phone: 'The phone number',
}

/** P13 */
const OPEN_MARKS: Readonly<Record<Mark, string>> = {
  damaged: 'damaged outside',
  opened: 'ever opened',
  overclocked: 'ever overclocked',
}

const MOST_REFUSED_SHOWN = 3

export const order = (wording: Wording) => ({
  corrected: ({ model, serial, name: contact, phone }: Context) => {
    const parts = [model, serial === null ? null : `serial number ${serial}`, contact, phone]
    return `Changed. I have now: ${parts.filter((part) => part !== null).join(', ')}.`
  },
  listTaken: ({ taken, total, repeated, refused, cut }: ListTaken): string =>
    [
      taken.length === total
        ? `I have taken ${machines(total)}.`
        : `I have taken ${taken.length} more, ${total} in all.`,
      ...(repeated.length === 0 ? [] : [`Counted once, as it came twice: ${repeated.join(', ')}.`]),
      ...refused
        .slice(0, MOST_REFUSED_SHOWN)
        .map(({ text, line }) => `Line ${line} is no serial number I can take: “${text}”.`),
      ...(cut ? ['That was more than I can take in one go; please send the rest to our staff.'] : []),
    ].join('\n'),
  machineRepeated: () => 'That serial number is on the list already.',
  machineAdded: (place: number, serial: string) =>
    `Machine ${place} is ${serial}. If it was meant in place of another, say “remove machine 2”, for example.`,
  machineChanged: (place: number, serial: string) => `Changed machine ${place} to ${serial}.`,
  machineRemoved: (place: number, left: number) => `Removed machine ${place}; that leaves ${machines(left)}.`,
  callingCode: (code: string): string => `That is +${code}. Please send me the whole number with +${code} in front.`,
  /** P4 */
  phoneNeeded: (misses: number): string =>
    misses % 2 === 1
      ? 'We can go on talking here, but the order needs a phone number: our staff get in touch and decide with you whether the machine has to come in. It stays with the order.'
      : 'Without a phone number I can’t file the order; any number that reaches you is fine. If that is not possible, say “a person” and our staff take over.',
  notAPhone: (misses: number): string =>
    misses % 2 === 1
      ? 'I can’t use that as a phone number. Numbers outside mainland China need their country code, for example +1 or +49.'
      : 'That number still doesn’t work for me. Please type it with + and the country code, digits only.',
  /** `opening`: when the desk opens next; null while it is open. `evidence`: null where it was named before. */
  filed: (number: OrderNumber, now: Instant, opening: Instant | null, evidence: readonly Bilingual[] | null): string =>
    [
      `Your repair order is ${showOrderNumber(number)}.`,
      // P4, P11a, P5
      wording.ordersAreOfficial
        ? 'Our staff look at it and tell you whether the machine has to be sent in. Please don’t ship before that: a parcel without a confirmed return is refused.'
        : 'Our staff enter it in the vendor’s system, record its official number and tell you whether the machine has to be sent in. Please don’t ship before that: a parcel without an order there is refused.',
      [
        // P4
        opening === null
          ? 'They are at the desk now and will contact you.'
          : `They will contact you once the desk is open again, ${chinaTime(opening, 'en', now)}.`,
        ...evidenceLine(evidence),
        'Say “status” any time to see where your order stands.', // P7
      ].join(' '),
    ].join('\n'),
  askMachines: (named: number, count: number | null): string => {
    if (count !== null && count > 1) {
      return named === 0
        ? `Please send the serial numbers of all ${count} machines, one after another or as a list. What is the first one?`
        : `What is the serial number of machine ${named + 1} of ${count}?`
    }
    if (named > 1) return 'Is there another machine for this order? If so, please send its serial number.'
    return named === 0
      ? 'Please send the serial numbers of the machines, one after another or as a list. What is the first one?'
      : `What is the serial number of machine ${named + 1}?`
  },
  sendNext: () => 'Then please send its serial number; several at once are fine, too.',
  askFurther: () => 'What is the serial number of the further machine? To take one out, say “remove machine 2”.',
  askName: () => 'Who may our staff ask for? (a contact name)',
  askPhone: () => 'Which phone number can they call? With country code if it is not a mainland China mobile.',
  // P13
  askMarks: () =>
    'For the warranty our staff need to know: is the machine damaged outside, or was it ever opened or overclocked?',
  /** P13. The others were denied already. */
  askOtherMarks: (left: readonly Mark[]) => `And is it ${left.map((mark) => OPEN_MARKS[mark]).join(' or ')}?`,
  whichMark: () => 'Please say which of them; more than one can be named.',
  askVoltage: () => 'What voltage does the machine run on?',
  askRecap: (context: Context) => ['This is what I have:', ...recap(context, wording), 'Is that right?'].join('\n'),
  notAskedYet: () => 'There is nothing of that to change yet.',
  askChange: () => 'What shall I change?',
  terms: () =>
    [
      'Four things to know before I file it:',
      '• Please pack so that nothing can move or be crushed: damage on the way is not covered.', // P9
      '• A parcel is refused when it has no order, when its contents differ from the order, or when the order is wrong or incomplete. What is lost by that, repair cost and income included, is the sender’s.', // P11
      '• Once our staff have quoted a normal machine, it can’t be declined and sent back unrepaired. For a scrapped or mixed-board machine it can.', // P17
      '• A machine does not go back if it came without an order and its owner is not heard of for more than 90 days, if a fee stays unpaid, or if the parcel back is refused.', // P18
    ].join('\n'),
  askTerms: () => 'Do you agree, and shall I file it?',
  askAway: () => 'Ask away, in your own words; or say “a person” for our staff. The order waits here.', // P22
  offerDisplayName: (displayName: string) => displayName,
  offerAllNamed: () => 'That’s all',
  offerMark: (mark: MarkOffer) => MARKS[mark],
  offerUnknown: () => 'I don’t know',
  offerSubmit: () => 'Yes, that’s right',
  offerChange: () => 'Change something',
  offerDrop: () => 'Drop it',
  offerSlot: (slot: Changeable) => SLOT_NAMES[slot],
  offerNothing: () => 'Nothing, go back',
  offerAgree: () => 'I agree, file it',
  offerQuestion: () => 'A question',
})

export type OrderTexts = ReturnType<typeof order>

const machines = (count: number): string => (count === 1 ? 'one machine' : `${count} machines`)

function evidenceLine(evidence: readonly Bilingual[] | null): readonly string[] {
  if (evidence === null) return ['Please keep ready what I named for them.']
  return evidence.length === 0 ? [] : [`Please keep ready for them: ${evidence.map(({ en }) => en).join('; ')}.`]
}
