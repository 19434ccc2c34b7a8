/**
 * The rules by which a message is understood, in the order in which they are tried: the first that knows what it means decides. Each is a
 * small reader that answers with an event, or with null when the message is none of its business.
 */
import { findOrderNumber } from '../../domain/order-number.ts'
import { readPhone } from '../../domain/phone.ts'
import { dangerAnswer } from '../danger.ts'
import { marksDenied, marksIn } from '../order/spoken.ts'
import { hasMistypedNumber, matterIn } from '../order-matters.ts'
import type { Asked } from '../questions.ts'
import type { Unstamped } from '../running.ts'
import { explanationOf } from '../talk/explained.ts'
import { isNod } from '../talk/nod.ts'
import { asksForTime } from '../talk/patience.ts'
import type { Command, Facts, FlowEvent, Topic } from '../types.ts'
import {
  bare,
  correctedName,
  insistsOnOrder,
  isAboutSafety,
  isQuestion,
  lacksSerial,
  losesLabel,
  namesPerson,
  wantsChange,
  wantsOrder,
} from '../words.ts'
import { changeOf } from './change-of.ts'
import { type Message, NO_FACTS } from './facts.ts'
import { cannotOf, offerAgreed, offerDeclined, offerDescribed, offerNamed } from './offers.ts'
import { wondersIn } from './why.ts'
import { type Wish, wishOf } from './wishes.ts'

/** For the flow machine, for a person, or the end of a talk with one. */
export type Understood =
  | { readonly for: 'flow'; readonly event: Unstamped<FlowEvent> }
  | { readonly for: 'person' }
  | { readonly for: 'end' }

/** Where the conversation stands when a message comes in. */
export interface Place {
  /** The open question, null while nothing is asked. */
  readonly asked: Asked | null
  /** A danger was told already. */
  readonly dangerKnown: boolean
  /** These are the first words of the conversation. */
  readonly opening: boolean
  /** Nothing is under way. */
  readonly idle: boolean
  /** An order was filed in this conversation. */
  readonly hasOrders: boolean
}

interface Rule {
  readonly name: string
  readonly read: (message: Message, place: Place) => Understood | null
}

/** Triage below this only helps to pre-select; it never takes a customer out of a question. */
const SURE = 0.6

export const RULES: readonly Rule[] = [
  { name: 'it names an offer by place or label', read: namesOffer },
  { name: 'the label of the machine is gone', read: tellsLostLabel },
  { name: 'it answers whether there is a danger', read: answersDanger },
  { name: 'it tells of a danger', read: tellsDanger },
  { name: 'it lists several machines', read: listsMachines },
  { name: 'it says yes or no, or does not know', read: agrees },
  { name: 'it wonders why that is asked, or where it stands', read: wondersWhy },
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
  { name: 'it asks for a person', read: asksForPerson },
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

export const toFlow = (event: Unstamped<FlowEvent>): Understood => ({ for: 'flow', event })
const commanded = (command: Command): Understood => toFlow({ type: 'customer.commanded', command })

/** Some offers mean the same under every question. */
export function chose(offer: string, facts: Facts = NO_FACTS): Understood {
  if (offer === 'person') return { for: 'person' }
  if (offer === 'hours' || offer === 'status') return askedAbout(offer)
  return toFlow({ type: 'customer.chose', offer, facts })
}

/** The main question and those about rules beside it; where an order stands is told by itself. */
function askedAbout(main: Topic, others: readonly Topic[] = [], model: string | null = null): Understood {
  if (main === 'status') return toFlow({ type: 'customer.askedForStatus' })
  const rules = others.filter((topic) => topic !== 'status')
  return toFlow({ type: 'customer.asked', topics: [main, ...rules], model })
}

/** Null without any question. */
function askedAll([main, ...others]: readonly Topic[], model: string | null): Understood | null {
  return main === undefined ? null : askedAbout(main, others, model)
}

const choseIf = (offer: string | null, facts?: Facts): Understood | null =>
  offer === null ? null : chose(offer, facts)

function namesOffer({ text }: Message, { asked }: Place): Understood | null {
  return asked === null ? null : choseIf(offerNamed(text, asked))
}

/** "The sticker fell off" sounds like a loose part. */
function tellsLostLabel({ text, facts }: Message, { asked }: Place): Understood | null {
  return asked?.id === 'serial' && facts.serial === null && !facts.danger && losesLabel(text)
    ? chose('unreadable', facts)
    : null
}

function answersDanger({ text, facts }: Message, { asked, dangerKnown }: Place): Understood | null {
  if (asked?.id !== 'danger') return null
  const said = dangerAnswer(text)
  if (said === 'told' && !dangerKnown) return toFlow({ type: 'customer.reportedDanger', text, facts })
  return said === 'denied' ? chose('no', facts) : null
}

function tellsDanger({ text, facts }: Message, { dangerKnown }: Place): Understood | null {
  return !dangerKnown && facts.danger ? toFlow({ type: 'customer.reportedDanger', text, facts }) : null
}

/** A list is one wherever it comes, once a matter is under way. */
function listsMachines({ text, facts }: Message, { idle }: Place): Understood | null {
  return idle || !mayList(text) || facts.serials.length < 2 ? null : toFlow({ type: 'customer.listed', text, facts })
}

const SHORTEST_SERIAL = 6

/** Two long words with a digit or more: looking for serial numbers costs more than this. */
const mayList = (text: string): boolean =>
  text.split(/[^\p{L}\p{Nd}-]+/u).filter((word) => word.length >= SHORTEST_SERIAL && /\p{Nd}/u.test(word)).length > 1

function agrees({ text, facts }: Message, { asked }: Place): Understood | null {
  return asked === null ? null : choseIf(offerAgreed(text, asked), facts)
}

function wantsRecapChanged({ text, facts }: Message, { asked }: Place): Understood | null {
  return asked?.id === 'recap' && wantsChange(text) ? chose('change', facts) : null
}

/** What explains itself is asked again: a check with what it is good for. */
function wondersWhy({ text }: Message, { asked }: Place): Understood | null {
  // The forms of a filed order say by themselves what they need.
  const wonders = asked === null || /^(?:parcel|quote|lookup)/.test(asked.id) ? null : wondersIn(text)
  if (asked === null || wonders === null) return null
  const about = explanationOf(wonders, asked.id)
  return about === null ? commanded('repeat') : toFlow({ type: 'customer.wondered', about })
}

/** At any question of a fault or its order; a name may sound like it. */
function wantsAnswerChanged({ text }: Message, { asked, idle }: Place): Understood | null {
  const slot = idle || asked?.id === 'name' || asked?.id.startsWith('parcel.') ? null : changeOf(text)
  return slot === null ? null : toFlow({ type: 'customer.wantedChange', slot })
}

/** 没拆过 sounds like a question about opening it. */
function tellsCondition({ text, facts }: Message, { asked }: Place): Understood | null {
  const tells = asked?.id === 'marks' && !isQuestion(text) && (marksIn(text) ?? marksDenied(text)).length > 0
  return tells ? toFlow({ type: 'customer.said', text, facts }) : null
}

function lacksTheSerial({ text, facts }: Message, { asked }: Place): Understood | null {
  return asked?.id === 'serial' && facts.serial === null && lacksSerial(text) ? chose('unreadable', facts) : null
}

function wishes({ text }: Message, { asked }: Place): Understood | null {
  const wish = wishOf(text, asked?.takesText)
  return wish === null ? null : wished(wish, asked)
}

function wished(wish: Wish, asked: Asked | null): Understood {
  switch (wish.kind) {
    case 'command':
      return offeredInstead(wish.command, asked) ?? commanded(wish.command)
    case 'topic':
      return askedAbout(wish.topic)
    case 'language':
      return toFlow({ type: 'customer.switchedLanguage', lang: wish.lang })
    case 'person':
      return { for: 'person' }
    case 'end':
      return { for: 'end' }
  }
}

/** To skip a question is to give its answer for who cannot; to resume is an offer of the menu. */
function offeredInstead(command: Command, asked: Asked | null): Understood | null {
  if (asked === null) return null
  if (command === 'skip') return choseIf(cannotOf(asked))
  return command === 'resume' && asked.offers.some(({ id }) => id === 'resume') ? chose('resume') : null
}

/** A serial number may look like an order's: where one is asked for, only what is written like an order number counts as one. */
function namesOrder({ text }: Message, { asked }: Place): Understood | null {
  const isMeant = asked?.id !== 'serial' || /\w{3}[-\s]\w{3}[-\s]\w{3}/.test(text)
  const number = isMeant ? findOrderNumber(text) : null
  if (number !== null) return toFlow({ type: 'customer.namedOrder', number, text })
  return hasMistypedNumber(text, asked) ? toFlow({ type: 'customer.mistypedOrder' }) : null
}

/** A machine that was sent may be told of as one that is broken. */
function speaksOfOrder({ text, facts }: Message, { asked, hasOrders }: Place): Understood | null {
  const matter = hasOrders ? matterIn(text, asked) : null
  if (matter === null || (matter === 'shipped' && facts.fault)) return null
  return toFlow({ type: 'customer.spokeOfOrder', matter, text })
}

/** What is wrong with the machine may well be told with a plug in it: where that is asked, it is the answer. */
function speaksOfSafety({ text }: Message, { asked, dangerKnown }: Place): Understood | null {
  if (!dangerKnown || asked?.id === 'fault' || !isAboutSafety(text)) return null
  return commanded(isQuestion(text) || /^should/i.test(text) ? 'safety' : 'kept_safe')
}

const WHAT_TO_DO =
  /^(?:那|现在|我|该|接下来|下面|然后)*(?:怎么办|咋办|(?:要|得|应该)?(?:干啥|干嘛|干什么|做啥|做什么))[啊呀呢]?$|^(?:(?:so|and|ok|okay|but|well|then|now)[\s,]+)*what (?:(?:do|should|shall|can|must) (?:i|we) do(?: now| next| then| here)?|now|next|is next|to do(?: now)?)$/u

/** 那怎么办: what is asked of them is said again. */
function asksWhatToDo({ text }: Message, { asked }: Place): Understood | null {
  return asked !== null && WHAT_TO_DO.test(bare(text)) ? commanded('repeat') : null
}

function declines({ text, facts }: Message, { asked }: Place): Understood | null {
  return asked === null ? null : choseIf(offerDeclined(text, asked), facts)
}

/** Words that bring a number or a name are no choice, whatever else is in them. */
function describesOffer({ text, facts }: Message, { asked }: Place): Understood | null {
  const offer = asked === null ? null : offerDescribed(text, asked)
  const bringsMore =
    offer !== null && [facts.serial, facts.phone, facts.name, correctedName(text)].some((each) => each !== null)
  return bringsMore ? null : choseIf(offer, facts)
}

/** At a question names, serials, phones and labels can read like such a wish ("陈经理"): there it must name a person. */
function asksForPerson({ text, triage }: Message, { asked }: Place): Understood | null {
  if (asked !== null && !namesPerson(text)) return null
  return triage().intent === 'human_request' && triage().confidence >= SURE ? { for: 'person' } : null
}

/** A question about the rules: clear on its own, or at a free-text question only when it reads as a question. */
function asksAboutRule({ text, facts, triage }: Message, { asked: open, idle }: Place): Understood | null {
  if (
    isNod(text) ||
    asksForTime(text) ||
    (open?.takesText === true && !isQuestion(text)) ||
    losesLabel(text) ||
    facts.foreign
  )
    return null
  // A correction at the recap may sound like a question about contacts.
  if (open?.id === 'recap' && (correctedName(text) !== null || readPhone(text).ok)) return null
  const { topics, intent, confidence } = triage()
  // What answers a question badly is rather a bad answer than a question of its own.
  if (open !== null && open.id !== 'menu' && !isQuestion(text) && confidence < SURE) return null
  if (intent !== 'fault') return askedAll(topics, facts.model)
  // What a light means or how to reset it: a fault at first, a question once something is under way.
  return idle || !isQuestion(text) ? null : askedAll(topics.filter(isAboutFault), facts.model)
}

/** Topics that are asked of a machine which has that very fault. */
const ABOUT_FAULT: readonly Topic[] = ['led_codes', 'reset_steps', 'password']
const isAboutFault = (topic: Topic): boolean => ABOUT_FAULT.includes(topic)

function opensOrder({ text, facts }: Message, { idle }: Place): Understood | null {
  return idle && wantsOrder(text) && !facts.fault ? toFlow({ type: 'customer.wantedOrder', text, facts }) : null
}

function bringsGoodNews({ facts }: Message, { idle }: Place): Understood | null {
  return idle && facts.better ? commanded('thanks') : null
}

/** Of a parcel or a quote the order exists; what is asked for in words is told in them. */
const hasOrderOfItsOwn = (asked: Asked | null): boolean => /^(?:fault$|quote|parcel|lookup)/.test(asked?.id ?? '')

/** Who wants the order now is not held up by checks; before its last questions it means: file it. */
function demandsOrder({ text, facts }: Message, { asked, idle }: Place): Understood | null {
  if (idle || hasOrderOfItsOwn(asked) || !insistsOnOrder(text)) return null
  if (asked?.id === 'offer') return chose('draft', facts)
  return (
    choseIf(asked?.id === 'recap' ? (asked.agreed ?? null) : null, facts) ??
    toFlow({ type: 'customer.wantedOrder', text, facts })
  )
}

/** First words that say nothing yet are greeted, not misunderstood. */
function greets({ facts }: Message, { opening }: Place): Understood | null {
  return opening && !facts.fault ? commanded('start') : null
}
