/** Rules about the open question: the message answers it, doubts it, or wants an answer given before changed. */
import { dangerAnswer } from '../danger.ts'
import { unmarkedIn } from '../order/early-marks.ts'
import { knowsNoMarks, marksDenied, marksIn } from '../order/spoken.ts'
import { explanationOf } from '../talk/explained.ts'
import { bare, correctedName, isQuestion, lacksSerial, losesLabel, wantsChange, wantsOrder } from '../words.ts'
import { besideCause } from './cause.ts'
import { changeOf } from './change-of.ts'
import type { Message } from './facts.ts'
import { measuredIn, runsOn } from './mains.ts'
import { avoidsPhone } from './no-phone.ts'
import { offerAgreed, offerDeclined, offerDescribed, offerNamed } from './offers.ts'
import { chose, choseIf, commanded, type Place, toFlow, type Understood } from './understood.ts'
import { wondersIn } from './why.ts'

/** In `content/diagnosis/power.yaml`. */
const VOLTAGE_CHECK = 'check.voltage'

export function namesOffer({ text }: Message, { asked }: Place): Understood | null {
  return asked === null ? null : choseIf(offerNamed(text, asked))
}

/** "The sticker fell off" sounds like a loose part. */
export function tellsLostLabel({ text, facts }: Message, { asked }: Place): Understood | null {
  return asked?.id === 'serial' && facts.serial === null && !facts.danger && losesLabel(text)
    ? chose('unreadable', facts)
    : null
}

export function answersDanger({ text, facts }: Message, { asked, dangerKnown }: Place): Understood | null {
  if (asked?.id !== 'danger') return null
  const said = dangerAnswer(text)
  if (said === 'told' && !dangerKnown) return toFlow({ type: 'customer.reportedDanger', text, facts })
  return said === 'denied' ? chose('no', facts) : null
}

/** A figure at the check of the outlet's voltage. */
export function tellsVolts({ text, facts }: Message, { asked, model }: Place): Understood | null {
  const range = asked?.id === VOLTAGE_CHECK ? measuredIn(text) : null
  const isRight = range === null ? null : runsOn(model, range)
  return isRight === null ? null : chose(isRight ? 'in_range' : 'out_of_range', facts)
}

export function agrees({ text, facts }: Message, { asked }: Place): Understood | null {
  return asked === null ? null : choseIf(offerAgreed(text, asked), facts)
}

export function wantsRecapChanged({ text, facts }: Message, { asked }: Place): Understood | null {
  return asked?.id === 'recap' && wantsChange(text) ? chose('change', facts) : null
}

/** What explains itself is asked again: a check with what it is good for. */
export function wondersWhy({ text }: Message, { asked }: Place): Understood | null {
  // The forms of a filed order say by themselves what they need.
  const wonders = asked === null || /^(?:parcel|quote|lookup)/.test(asked.id) ? null : wondersIn(text)
  if (asked === null || wonders === null) return null
  const about = explanationOf(wonders, asked.id)
  return about === null ? commanded('repeat') : toFlow({ type: 'customer.wondered', about })
}

/** The forms of a filed order know no cause. What is wrong is told with the same words where that is asked. */
export function asksForCause({ text, facts }: Message, { asked, idle, hasOrders }: Place): Understood | null {
  if ((idle && !hasOrders) || /^(?:parcel|quote|lookup)/.test(asked?.id ?? '')) return null
  const beside = besideCause(text)
  if (beside === null || (beside !== '' && (idle || asked?.id === 'fault'))) return null
  return toFlow({ type: 'customer.askedForCause', text, facts, tells: beside !== '' })
}

/** 微信 and the like sound like a question about contacts. */
export function refusesPhone({ text, facts }: Message, { asked }: Place): Understood | null {
  const refuses = asked?.id === 'phone' && facts.phone === null && avoidsPhone(text)
  return refuses ? toFlow({ type: 'customer.said', text, facts }) : null
}

/** At any question of a fault or its order; a name may sound like it. */
export function wantsAnswerChanged({ text }: Message, { asked, idle }: Place): Understood | null {
  const slot = idle || asked?.id === 'name' || asked?.id.startsWith('parcel.') ? null : changeOf(text)
  return slot === null ? null : toFlow({ type: 'customer.wantedChange', slot })
}

/** 没拆过 sounds like a question about opening it. */
export function tellsCondition({ text, facts }: Message, { asked }: Place): Understood | null {
  const isAsked = asked?.id === 'marks' && !isQuestion(text)
  const tells = isAsked && (marksIn(text) ?? marksDenied(text)).length > 0
  if (isAsked && !tells && knowsNoMarks(text)) return chose('unknown', facts)
  return tells ? toFlow({ type: 'customer.said', text, facts }) : null
}

/** The same at another question. */
export function tellsConditionEarly({ text, facts }: Message, { idle }: Place): Understood | null {
  const tells = !idle && !isQuestion(text) && unmarkedIn(text).length > 0
  return tells ? toFlow({ type: 'customer.said', text, facts }) : null
}

export function lacksTheSerial({ text, facts }: Message, { asked }: Place): Understood | null {
  return asked?.id === 'serial' && facts.serial === null && lacksSerial(text) ? chose('unreadable', facts) : null
}

const WHAT_TO_DO =
  /^(?:那|现在|我|该|接下来|下面|然后)*(?:怎么办|咋办|(?:要|得|应该)?(?:干啥|干嘛|干什么|做啥|做什么))[啊呀呢]?$|^(?:(?:so|and|ok|okay|but|well|then|now)[\s,]+)*what (?:(?:do|should|shall|can|must) (?:i|we) do(?: now| next| then| here)?|now|next|is next|to do(?: now)?)$|^(?:(?:so|and|ok|okay|but|well|then)[\s,]+)*what'?s next(?: then| now)?$/u

/** 那怎么办: what is asked of them is said again. */
export function asksWhatToDo({ text }: Message, { asked }: Place): Understood | null {
  return asked !== null && WHAT_TO_DO.test(bare(text).replaceAll('’', "'")) ? commanded('repeat') : null
}

export function declines({ text, facts }: Message, { asked }: Place): Understood | null {
  return asked === null || wantsOrder(text) ? null : choseIf(offerDeclined(text, asked), facts)
}

/** Words that bring a number or a name are no choice, whatever else is in them. */
export function describesOffer({ text, facts }: Message, { asked }: Place): Understood | null {
  const offer = asked === null ? null : offerDescribed(text, asked)
  const bringsMore =
    offer !== null && [facts.serial, facts.phone, facts.name, correctedName(text)].some((each) => each !== null)
  return bringsMore ? null : choseIf(offer, facts)
}
