/**
 * The rules by which a message is understood, in the order in which they are tried: the first that knows what it means decides. Each is a
 * small reader that answers with an event, or with null when the message is none of its business.
 */
import {
  agrees,
  answersDanger,
  asksForCause,
  asksWhatToDo,
  declines,
  describesOffer,
  lacksTheSerial,
  namesOffer,
  refusesPhone,
  tellsCondition,
  tellsConditionEarly,
  tellsLostLabel,
  tellsVolts,
  wantsAnswerChanged,
  wantsRecapChanged,
  wondersWhy,
} from './answer-rules.ts'
import type { Message } from './facts.ts'
import {
  asksAboutRule,
  asksForPerson,
  asksForSomebodyToCome,
  bringsGoodNews,
  demandsOrder,
  greets,
  listsMachines,
  namesOrder,
  opensOrder,
  sendsCode,
  speaksOfOrder,
  speaksOfSafety,
  tellsDanger,
  wishes,
} from './matter-rules.ts'
import { type Place, toFlow, type Understood } from './understood.ts'

interface Rule {
  readonly name: string
  readonly read: (message: Message, place: Place) => Understood | null
}

export const RULES: readonly Rule[] = [
  { name: 'it is a code that joins two talks', read: sendsCode },
  { name: 'it names an offer by place or label', read: namesOffer },
  { name: 'the label of the machine is gone', read: tellsLostLabel },
  { name: 'it answers whether there is a danger', read: answersDanger },
  { name: 'it tells of a danger', read: tellsDanger },
  { name: 'it tells the voltage where that is checked', read: tellsVolts },
  { name: 'it lists several machines', read: listsMachines },
  { name: 'it says yes or no, or does not know', read: agrees },
  { name: 'it wonders why that is asked, or where it stands', read: wondersWhy },
  { name: 'it asks what is the cause', read: asksForCause },
  { name: 'it gives no phone number where one is asked for', read: refusesPhone },
  { name: 'it wants to give one answer anew', read: wantsAnswerChanged },
  { name: 'it wants the recap changed', read: wantsRecapChanged },
  { name: 'it tells of the condition where that is asked', read: tellsCondition },
  { name: 'the serial number cannot be read', read: lacksTheSerial },
  { name: 'it is a wish that holds at any moment', read: wishes },
  { name: 'it is about the parcel, the quote or the payment of an order', read: speaksOfOrder },
  { name: 'it names an order', read: namesOrder },
  { name: 'after a danger it is about the plug', read: speaksOfSafety },
  { name: 'it asks what to do', read: asksWhatToDo },
  { name: 'its writer cannot do what is asked', read: declines },
  { name: 'it demands an order in the middle of a matter', read: demandsOrder },
  { name: 'it describes one of the offers', read: describesOffer },
  { name: 'it asks for somebody to come', read: asksForSomebodyToCome },
  { name: 'it asks for a person', read: asksForPerson },
  { name: 'it tells of the condition before that is asked', read: tellsConditionEarly },
  { name: 'it asks about a rule', read: asksAboutRule },
  { name: 'it wants an order, with nothing under way', read: opensOrder },
  { name: 'it brings good news, with nothing under way', read: bringsGoodNews },
  { name: 'first words say nothing yet', read: greets },
]

/** What a message means: the first rule's word for it, else plain words with the facts in them. */
export function meaningOf(message: Message, place: Place): Understood {
  for (const { read } of RULES) {
    const understood = read(message, place)
    if (understood !== null) return understood
  }
  return toFlow({ type: 'customer.said', text: message.text, facts: message.facts })
}
