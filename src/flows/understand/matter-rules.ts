/** Rules about what is said beside any question: a danger, machines, orders, wishes, rules, a person, first words. */
import { findLinkCode } from '../../domain/link-code.ts'
import { findOrderNumber } from '../../domain/order-number.ts'
import { readPhone } from '../../domain/phone.ts'
import { hasMistypedNumber, matterIn } from '../order-matters.ts'
import type { Asked } from '../questions.ts'
import { isNod } from '../talk/nod.ts'
import { asksForTime } from '../talk/patience.ts'
import type { Command, Topic } from '../types.ts'
import {
  correctedName,
  declinesPerson,
  insistsOnOrder,
  isAboutSafety,
  isQuestion,
  losesLabel,
  namesPerson,
  wantsOrder,
} from '../words.ts'
import type { Message } from './facts.ts'
import { cannotOf } from './offers.ts'
import { askedAbout, askedAll, chose, choseIf, commanded, type Place, toFlow, type Understood } from './understood.ts'
import { asksForVisit } from './visit.ts'
import { type Wish, wishOf } from './wishes.ts'

/** Triage below this only helps to pre-select; it never takes a customer out of a question. */
const SURE = 0.6

/** At whatever question: nothing else is written like one. */
export function sendsCode({ text }: Message): Understood | null {
  const found = findLinkCode(text)
  return found === null ? null : toFlow({ type: 'customer.sentCode', code: found.code, aside: false })
}

export function tellsDanger({ text, facts }: Message, { dangerKnown }: Place): Understood | null {
  return !dangerKnown && facts.danger ? toFlow({ type: 'customer.reportedDanger', text, facts }) : null
}

/** A list is one wherever it comes, once a matter is under way. */
export function listsMachines({ text, facts }: Message, { idle }: Place): Understood | null {
  return idle || !mayList(text) || facts.serials.length < 2 ? null : toFlow({ type: 'customer.listed', text, facts })
}

const SHORTEST_SERIAL = 6

/** Two long words with a digit or more: looking for serial numbers costs more than this. */
const mayList = (text: string): boolean =>
  text.length > 2 * SHORTEST_SERIAL &&
  text.split(/[^\p{L}\p{Nd}-]+/u).filter((word) => word.length >= SHORTEST_SERIAL && /\p{Nd}/u.test(word)).length > 1

/** 不用人工了 你先弄. */
const LONGEST_REFUSAL = 20

export function wishes({ text }: Message, { asked }: Place): Understood | null {
  const wish = wishOf(text, asked?.takesText)
  if (wish !== null) return wished(wish, asked)
  return text.length <= LONGEST_REFUSAL && declinesPerson(text) ? commanded('resume') : null
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
export function namesOrder({ text }: Message, { asked }: Place): Understood | null {
  const isMeant = asked?.id !== 'serial' || /\w{3}[-\s]\w{3}[-\s]\w{3}/.test(text)
  const number = isMeant ? findOrderNumber(text) : null
  if (number !== null) return toFlow({ type: 'customer.namedOrder', number, text })
  return hasMistypedNumber(text, asked) ? toFlow({ type: 'customer.mistypedOrder' }) : null
}

/** A machine that was sent may be told of as one that is broken. */
export function speaksOfOrder({ text, facts }: Message, { asked, hasOrders }: Place): Understood | null {
  const matter = hasOrders ? matterIn(text, asked) : null
  if (matter === null || (matter === 'shipped' && facts.fault)) return null
  return toFlow({ type: 'customer.spokeOfOrder', matter, text })
}

/** What is wrong with the machine may well be told with a plug in it: where that is asked, it is the answer. */
export function speaksOfSafety({ text }: Message, { asked, dangerKnown }: Place): Understood | null {
  if (!dangerKnown || asked?.id === 'fault' || !isAboutSafety(text)) return null
  return commanded(isQuestion(text) || /^should/i.test(text) ? 'safety' : 'kept_safe')
}

/** The rules say nothing of it; what they say of parcels is no answer. */
export function asksForSomebodyToCome({ text }: Message): Understood | null {
  return asksForVisit(text) ? toFlow({ type: 'customer.asked', topics: ['on_site'], model: null }) : null
}

/** At a question names, serials, phones and labels can read like such a wish ("陈经理"): there it must name a person. */
export function asksForPerson({ text, triage }: Message, { asked }: Place): Understood | null {
  if (asked !== null && !namesPerson(text)) return null
  return triage().intent === 'human_request' && triage().confidence >= SURE ? { for: 'person' } : null
}

/** A question about the rules: clear on its own, or at a free-text question only when it reads as a question. */
export function asksAboutRule({ text, facts, triage }: Message, { asked: open, idle }: Place): Understood | null {
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

export function opensOrder({ text, facts }: Message, { idle }: Place): Understood | null {
  return idle && wantsOrder(text) && !facts.fault ? toFlow({ type: 'customer.wantedOrder', text, facts }) : null
}

export function bringsGoodNews({ facts }: Message, { idle }: Place): Understood | null {
  return idle && facts.better ? commanded('thanks') : null
}

/** Of a parcel or a quote the order exists; what is asked for in words is told in them. */
const hasOrderOfItsOwn = (asked: Asked | null): boolean => /^(?:fault$|quote|parcel|lookup)/.test(asked?.id ?? '')

/** Who wants the order now is not held up by checks; before its last questions it means: file it. */
export function demandsOrder({ text, facts }: Message, { asked, idle }: Place): Understood | null {
  if (idle || hasOrderOfItsOwn(asked) || !insistsOnOrder(text)) return null
  if (asked?.id === 'offer') return chose('draft', facts)
  return (
    choseIf(asked?.id === 'recap' ? (asked.agreed ?? null) : null, facts) ??
    toFlow({ type: 'customer.wantedOrder', text, facts })
  )
}

/** First words that say nothing yet are greeted, not misunderstood. */
export function greets({ facts }: Message, { opening }: Place): Understood | null {
  return opening && !facts.fault ? commanded('start') : null
}
