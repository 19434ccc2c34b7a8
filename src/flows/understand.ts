/**
 * What a message means at this moment: an answer to the open question, a wish, a question about the rules, or plain words with the facts
 * in them. Pure; the machines hear only what this makes of it.
 */
import type { Content } from '../domain/content.ts'
import { fold, readable } from '../domain/fold.ts'
import { modelIn } from '../domain/models.ts'
import { findOrderNumber } from '../domain/order-number.ts'
import { readPhone } from '../domain/phone.ts'
import { findSerial } from '../domain/serial.ts'
import type { Triage } from '../domain/triage.ts'
import { dangerAnswer } from './danger.ts'
import type { Asked } from './questions.ts'
import type { Unstamped } from './running.ts'
import type { CustomerInbound, Facts, FlowEvent, Topic } from './types.ts'
import {
  answerIn,
  correctedName,
  isAboutSafety,
  isQuestion,
  isUnsure,
  lacksSerial,
  namesPerson,
  type Wish,
  wantsChange,
  wantsOrder,
  wishOf,
} from './words.ts'

/** The longest text of a customer that is kept, in graphemes. */
const TEXT_LIMIT = 4_096
/** Triage below this only helps to pre-select; it never takes a customer out of a question. */
const SURE = 0.6
/** From here on a reading as a fault opens the diagnosis: the danger question that comes first costs little when it was none. */
const LIKELY = 0.4

/** For the flow machine, for a person, or the end of a talk with one. */
export type Understood =
  | { readonly for: 'flow'; readonly event: Unstamped<FlowEvent> }
  | { readonly for: 'person' }
  | { readonly for: 'end' }

export const NO_FACTS: Facts = { symptom: null, model: null, serial: null, danger: false, fault: false }

export interface Situation {
  /** The open question, null while nothing is asked. */
  readonly asked: Asked | null
  /** A danger was told already. */
  readonly dangerKnown: boolean
  /** These are the first words of the conversation. */
  readonly opening: boolean
  /** Nothing is under way. */
  readonly idle: boolean
}

export function createUnderstanding(content: Content, triage: (text: string) => Triage) {
  return function understand(inbound: CustomerInbound, situation: Situation): Understood {
    switch (inbound.kind) {
      case 'unreadable':
        return toFlow({ type: 'customer.sentUnreadable', what: inbound.what })
      case 'chose':
        return situation.asked?.id === inbound.question ? chose(inbound.offer) : placedEarlier(inbound.offer)
      case 'said':
        return said(readable(inbound.text, TEXT_LIMIT), situation)
    }
  }

  function said(text: string, { asked, dangerKnown, opening, idle }: Situation): Understood {
    const reading = triage(text)
    // A number that stands for no answer says nothing about a machine.
    const facts = isNumber(text) ? NO_FACTS : factsIn(text, reading)
    const danger = asked?.id === 'danger' ? dangerAnswer(text) : null
    if (danger === 'told' && !dangerKnown) return toFlow({ type: 'customer.reportedDanger', text, facts })
    const offer = asked === null ? null : danger === 'denied' ? 'no' : offerMeant(text, asked)
    if (offer !== null) return chose(offer, facts)
    if (asked?.id === 'serial' && facts.serial === null && lacksSerial(text)) return chose('unreadable', facts)
    if (asked?.id === 'recap' && wantsChange(text)) return chose('change', facts)
    const wish = wishOf(text)
    if (wish !== null) return wished(wish)
    if (findOrderNumber(text) !== null) return toFlow({ type: 'customer.asked', topic: 'status' })
    // What is wrong with the machine may well be told with a plug in it: there it is the answer.
    if (dangerKnown && asked?.id !== 'fault' && isAboutSafety(text)) {
      return toFlow({
        type: 'customer.commanded',
        command: isQuestion(text) || /^should/i.test(text) ? 'safety' : 'kept_safe',
      })
    }
    if (facts.danger && !dangerKnown) return toFlow({ type: 'customer.reportedDanger', text, facts })
    if (asksForPerson(text, reading, asked)) return { for: 'person' }
    // A correction at the recap may sound like a question about contacts.
    const corrects = asked?.id === 'recap' && (correctedName(text) !== null || readPhone(text).ok)
    const topic = corrects ? null : topicMeant(text, reading, asked)
    if (topic !== null) return toFlow({ type: 'customer.asked', topic })
    if (idle && !facts.fault && wantsOrder(text)) return toFlow({ type: 'customer.commanded', command: 'order' })
    // First words that say nothing yet are greeted, not misunderstood.
    if (opening && !facts.fault) return toFlow({ type: 'customer.commanded', command: 'start' })
    return toFlow({ type: 'customer.said', text, facts })
  }

  function factsIn(text: string, reading: Triage): Facts {
    return {
      symptom: reading.confidence >= LIKELY ? reading.symptom : null,
      model: modelIn(text, content.models)?.name ?? null,
      serial: findSerial(text),
      danger: reading.danger,
      fault: reading.intent === 'fault' && reading.confidence >= LIKELY,
    }
  }
}

const toFlow = (event: Unstamped<FlowEvent>): Understood => ({ for: 'flow', event })

/** Some offers mean the same under every question. */
function chose(offer: string, facts: Facts = NO_FACTS): Understood {
  if (offer === 'person') return { for: 'person' }
  if (offer === 'hours' || offer === 'status') return toFlow({ type: 'customer.asked', topic: offer })
  return toFlow({ type: 'customer.chose', offer, facts })
}

/** A button of an earlier question: what holds at any moment still counts, an answer does not. */
function placedEarlier(offer: string): Understood {
  if (offer === 'person' || offer === 'hours' || offer === 'status') return chose(offer)
  return toFlow({ type: 'customer.choseEarlier' })
}

function wished(wish: Wish): Understood {
  switch (wish.kind) {
    case 'command':
      return toFlow({ type: 'customer.commanded', command: wish.command })
    case 'topic':
      return toFlow({ type: 'customer.asked', topic: wish.topic })
    case 'language':
      return toFlow({ type: 'customer.switchedLanguage', lang: wish.lang })
    case 'person':
      return { for: 'person' }
    case 'end':
      return { for: 'end' }
  }
}

/** By number ("2", "２", "2."), by label, or by yes and no where the question offers them. */
function offerMeant(text: string, asked: Asked): string | null {
  const folded = fold(text, 128).toLowerCase()
  const place = /^(\d{1,2})\s*[.)、。]?$/.exec(folded)?.[1]
  if (place !== undefined) return asked.offers[Number(place) - 1]?.id ?? null
  const labelled = asked.offers.find((offer) => isLabel(fold(offer.label, 128).toLowerCase(), folded))
  if (labelled) return labelled.id
  if (asked.unsure !== undefined && isUnsure(text)) return asked.unsure
  switch (answerIn(text)) {
    case 'yes':
      return asked.yes ?? asked.agreed ?? null
    case 'agreed':
      return asked.agreed ?? null
    case 'no':
      return asked.no ?? null
    case null:
      return null
  }
}

/** The label, or one of the two ways it is put: `Another one / I don’t know`. */
const isLabel = (label: string, text: string): boolean =>
  label === text ||
  label === `the ${text}` ||
  label.split(' / ').some((part) => part.replaceAll('’', "'") === text.replaceAll('’', "'"))

/** At a question names, serials, phones and labels can read like such a wish ("陈经理"): there it must name a person. */
const asksForPerson = (text: string, reading: Triage, asked: Asked | null): boolean =>
  reading.intent === 'human_request' && reading.confidence >= SURE && (asked === null || namesPerson(text))

const isNumber = (text: string): boolean => /^[\d\s.,;:()、。-]+$/u.test(fold(text, 64))

/** A question about the rules: clear on its own, or at a free-text question only when it reads as a question. */
function topicMeant(text: string, reading: Triage, asked: Asked | null): Topic | null {
  if (reading.topic === null || reading.intent === 'fault' || reading.confidence < SURE) return null
  if (asked?.takesText === true && !isQuestion(text)) return null
  return reading.topic
}
