/** What is said on the way to a repair order, in English: the form, the recap, the number. */
import type { StatusSent } from '../../../domain/order.ts'
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { OrderNumber, Symptom } from '../../../domain/values.ts'
import { type Context, type Slot, UNKNOWN_MODEL } from '../../context.ts'
import type { Wording } from '../wording.ts'
import { pasted } from './pasted.ts'

const SLOT_NAMES: Readonly<Record<Slot, string>> = {
  danger: 'safety',
  fault: 'the fault',
  model: 'the model',
  serial: 'the serial number',
  check: 'a check',
  name: 'the name',
  phone: 'the phone number',
}

export const order = (wording: Wording) => {
  const name = (symptom: Symptom) => wording.symptom(symptom).en
  const status = pasted(wording).recapStatus

  return {
    corrected: ({ model, serial, name: contact, phone }: Context) => {
      const parts = [model, serial === null ? null : `serial number ${serial}`, contact, phone]
      return `Changed. I have now: ${parts.filter((part) => part !== null).join(', ')}.`
    },
    notAPhone: (misses: number): string =>
      misses % 2 === 1
        ? 'I can’t use that as a phone number. Numbers outside mainland China need their country code, for example +1 or +49.'
        : 'That number still doesn’t work for me. Please type it with + and the country code, digits only.',
    filed: (number: OrderNumber) =>
      // P4, P11a, P5
      wording.ordersAreOfficial
        ? `Your repair order is ${showOrderNumber(number)}.\nOur staff look at it and tell you whether the machine has to be sent in. Please don’t ship before that: a parcel without a confirmed return is refused.`
        : `Your repair order is ${showOrderNumber(number)}.\nOur staff enter it in the vendor’s system, record its official number and tell you whether the machine has to be sent in. Please don’t ship before that: a parcel without an order there is refused.`,
    askName: () => 'Who may our staff ask for? (a contact name)',
    askPhone: () => 'Which phone number can they call? With country code if it is not a mainland China mobile.',
    askRecap: (context: Context) =>
      ['This is what I have:', ...recap(context, name, status), 'Shall I file it like this?'].join('\n'),
    askChange: () => 'What shall I change?',
    offerDisplayName: (displayName: string) => displayName,
    offerSubmit: () => 'File the order',
    offerChange: () => 'Change something',
    offerDrop: () => 'Drop it',
    offerSlot: (slot: Slot) => capital(SLOT_NAMES[slot]),
    offerNothing: () => 'Nothing, go back',
  }
}

export type OrderTexts = ReturnType<typeof order>

/** The recap shows what the order will hold, nothing else. */
function recap(
  context: Context,
  name: (symptom: Symptom) => string,
  status: (sent: StatusSent) => string,
): readonly string[] {
  const symptom = context.symptom === null ? [] : [capital(name(context.symptom))]
  const words = context.description === '' ? [] : [`“${context.description}”`]
  return [
    ...(context.danger === true ? ['• Danger reported: please keep it unplugged'] : []),
    `• Fault: ${[...symptom, ...words].join(', ')}`,
    `• Model: ${context.model === UNKNOWN_MODEL ? 'not known' : context.model}`,
    `• Serial number: ${context.serial ?? 'not readable, staff will ask'}`,
    ...(context.tried.length > 0 ? [`• Checks done: ${context.tried.length}`] : []),
    ...(context.sent === null ? [] : [`• ${status(context.sent)}`]),
    `• Contact: ${context.name ?? '–'}, ${context.phone ?? '–'}`,
  ]
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
