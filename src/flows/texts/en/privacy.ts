/** What is said about the data kept of a customer, in English. */
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { OrderNumber } from '../../../domain/values.ts'
import { type Context, UNKNOWN_MODEL } from '../../context.ts'
import { channelOf } from '../../linking/channel-of.ts'
import { maskedName, maskedPhone } from '../../privacy/kept.ts'
import type { Wording } from '../wording.ts'

export const privacy = (wording: Wording) => ({
  myData: (context: Context, days: number) =>
    [
      'This is what I keep of you in this conversation:',
      ...kept(context, wording),
      context.orders.length === 0
        ? '• Repair orders: none'
        : `• Repair orders, each with its contact and machine: ${context.orders.map(showOrderNumber).join(', ')}`,
      ...joinedWith(context.links),
      `• What was written and sent here, until ${days} days after the last message`,
      'Contact data are masked here. “/forget” erases the talk.',
    ].join('\n'),
  askForget: () => 'Shall I erase this talk and what I noted from it? It can’t be brought back.',
  offerYesForget: () => 'Yes, erase it',
  offerNoForget: () => 'No, keep it',
  keptAll: () => 'All right, everything stays as it is.',
  /** `open`: orders that are still under way. */
  forgotten: (orders: readonly OrderNumber[], open: readonly OrderNumber[], links: Context['links'] = []): string =>
    [
      'Done: the talk, what I noted from it and the files you sent are erased, and our staff are told so without a word of it.',
      ...(orders.length === 0
        ? []
        : [`Your repair orders stay; please note their numbers: ${orders.map(showOrderNumber).join(', ')}.`]),
      ...(open.length === 0
        ? []
        : [`The contact data in an order that is still open stay there until it is closed: ${shown(open)}.`]),
      ...links.map(
        ({ talk }) => `Your talk in ${channelOf(talk, 'en')} is no longer joined and stays; “/forget” there erases it.`,
      ),
    ].join('\n'),
})

const joinedWith = (links: Context['links']): readonly string[] =>
  links.map(
    ({ talk, orders }) =>
      `• Joined with your talk in ${channelOf(talk, 'en')}${orders.length === 0 ? '' : `, its orders: ${shown(orders)}`}`,
  )

export type PrivacyTexts = ReturnType<typeof privacy>

const shown = (orders: readonly OrderNumber[]): string => orders.map(showOrderNumber).join(', ')

function kept(context: Context, wording: Wording): readonly string[] {
  const { displayName, name, phone, model, serial, symptom, description, tried } = context
  const machine = [
    model === UNKNOWN_MODEL ? null : model,
    serial === null ? null : `serial number ${serial}`,
    symptom === null ? null : wording.symptom(symptom).en,
  ].filter((part) => part !== null)
  const contact = [name === null ? null : maskedName(name), phone === null ? null : maskedPhone(phone)]
  const known = contact.filter((part) => part !== null)
  return [
    '• Language: English',
    ...(displayName === null ? [] : [`• Name shown by this app: ${maskedName(displayName)}`]),
    ...(machine.length === 0 ? [] : [`• Machine: ${machine.join(', ')}`]),
    ...(description === '' ? [] : [`• Your words: “${description}”`]),
    ...(context.parcel === null
      ? []
      : ['• The parcel’s details you have begun, with the return address if you gave it']),
    ...(tried.length === 0 ? [] : [`• Answers to checks: ${tried.length}`]),
    ...(known.length === 0 ? [] : [`• Contact: ${known.join(', ')}`]),
  ]
}
