/** Questions to the answers of the diagnosis, and to what is still unknown of the fault. */
import type { AskedFirst, Content } from '../../domain/content.ts'
import { readWhen } from '../../domain/when.ts'
import type { Asking } from '../change.ts'
import type { Outcome } from '../checks.ts'
import { areSeveral, type Context } from '../context.ts'
import { changedIn, countIn, factsOf, offerModel, offerOf, serialIn, sinceIn, wordsOf } from '../heard.ts'
import { isNod, putsOff } from '../talk/nod.ts'
import { asksForTime } from '../talk/patience.ts'
import { saysOnlyBroken } from '../understand/broken.ts'
import { runsOn } from '../understand/mains.ts'
import { tellsOfTrying } from '../understand/trying.ts'
import { wondersIn } from '../understand/why.ts'
import { isQuestion, tellsPartOfSerial } from '../words.ts'
import { symptomAnew } from './anew.ts'
import { asksFirst, isSiteMatter, openCheck, outcomeOfOpen, verdictReached } from './open-check.ts'

/** A model that is not on the list has letters and a digit, as machines' names do; longer than this it is a sentence. */
const MODEL_LIMIT = 40
const SHORTEST_FAULT = 3
const MOST_DIGITS_OF_A_MODEL = 4
/** Of the others nothing is known (domain section 2). */
const SERIAL_SAID = /\b(?:sn|s\/n|serial)\b|序列号|编号/iu

/** The name of a model that nobody knows ("X99-Ultra") looks like a serial number, with fewer digits and without being called one. */
function isSerial(event: Asking['event']): boolean {
  const serial = factsOf(event)?.serial ?? null
  if (serial === null) return false
  return (
    serial.replace(/\D/g, '').length > MOST_DIGITS_OF_A_MODEL || SERIAL_SAID.test(wordsOf(event).slice(0, MODEL_LIMIT))
  )
}

/** It answers nothing yet. */
const isSoft = (words: string): boolean => isNod(words) || putsOff(words)

export const faultGuards = (content: Content) => {
  /** In a diagnosis without danger, what its symptom wants to be known before the checks. */
  const wants = (context: Context, what: AskedFirst): boolean =>
    context.topic === 'fault' && context.danger === false && !context.checked && asksFirst(content, context, what)

  const isSolved = (context: Context): boolean =>
    context.topic === 'fault' && verdictReached(content, context)?.verdict === 'solved'

  return {
    isSymptomOffer: ({ event }: Asking) => content.symptoms.some((symptom) => symptom.code === offerOf(event)),
    saysEnough: ({ event }: Asking) => {
      const words = wordsOf(event)
      const isSerialAlone = factsOf(event)?.serial != null && !/\s|\p{Script=Han}/u.test(words)
      const saysNothing =
        factsOf(event)?.better === true || isNod(words) || asksForTime(words) || wondersIn(words) !== null
      const isTimeAlone = event.type === 'customer.said' && !event.facts.fault && readWhen(words, event.at).ok
      return (
        !isSerialAlone &&
        !isTimeAlone &&
        !saysNothing &&
        (words.length >= SHORTEST_FAULT || /\p{Script=Han}{2}/u.test(words))
      )
    },
    namesModel: ({ event }: Asking) => {
      if (factsOf(event)?.model != null || offerModel(content, offerOf(event)) !== null) return true
      const words = wordsOf(event)
      const saysSomethingElse = factsOf(event)?.fault === true || isSerial(event) || isQuestion(words)
      return /\d/.test(words) && /\p{L}/u.test(words) && words.length <= MODEL_LIMIT && !saysSomethingElse
    },
    /** The label has both, and the longer one was typed. */
    namesSerialFirst: ({ context, event }: Asking) => context.serial === null && isSerial(event),
    tellsPartOfSerial: ({ event }: Asking) => tellsPartOfSerial(wordsOf(event)),
    namesSerial: ({ event }: Asking) => serialIn(event) !== null,
    namesMoment: ({ event }: Asking) => sinceIn(content, event) !== null,
    /** It speaks of a time, though not so that one moment is meant. */
    triesMoment: ({ event }: Asking) => {
      const read = readWhen(wordsOf(event), event.at, content.calendar)
      if (putsOff(wordsOf(event))) return false
      return read.ok || (read.reason !== 'no_time' && read.reason !== 'empty')
    },
    namesChange: ({ event }: Asking) => changedIn(event) !== null && !isSoft(wordsOf(event)),
    namesSeveral: ({ event }: Asking) => (countIn(event) ?? 1) !== 1,
    namesCount: ({ event }: Asking) => countIn(event) !== null,
    /** Twice no answer: a person finds it out, the customer is not kept. */
    missedTwice: ({ context, event }: Asking) => {
      const words = wordsOf(event)
      return context.misses >= 2 && !isQuestion(words) && !isSoft(words)
    },
    isCheckAnswer: ({ context, event }: Asking, params: { readonly outcome: Outcome }) => {
      const offer = offerOf(event)
      return offer !== null && outcomeOfOpen(content, context, offer) === params.outcome
    },

    /** An answer said that it is solved, and was not meant so. */
    deniesSolved: ({ context, event }: Asking) => offerOf(event) === 'no' && isSolved(context),
    goesBackUnsolved: ({ context, event }: Asking) =>
      event.type === 'customer.commanded' && event.command === 'back' && !isSolved(context),
    bringsGoodNews: ({ event }: Asking) => factsOf(event)?.better === true,
    bringsGoodNewsAfterDanger: ({ context, event }: Asking) =>
      context.danger === true && factsOf(event)?.better === true,

    describesAnew: ({ context, event }: Asking) =>
      (context.topic === 'fault' || context.topic === 'order') && symptomAnew(context, event) !== null,
    /** No answer to what is asked, but something that staff will want to read. */
    tellsOfTrying: ({ context, event }: Asking) => {
      const words = wordsOf(event)
      if (context.topic !== 'fault' && context.topic !== 'order') return false
      return tellsOfTrying(words) || tellsPartOfSerial(words) || (!isQuestion(words) && factsOf(event)?.fault === true)
    },
    /** It runs on 200-240 V only (domain section 2). */
    mainsTooLow: ({ context: { model, voltage, told } }: Asking) =>
      voltage === '100-120' && runsOn(model, voltage) === false && !told.includes('mains'),

    isDiagnosis: ({ context }: Asking) => context.topic === 'fault',
    securityUntold: ({ context }: Asking) =>
      context.topic === 'fault' && context.symptom === 'security' && !context.securityTold,
    dangerUnknown: ({ context }: Asking) => context.danger === null,
    /** "My miner is broken" is no more than a beginning; but who is asked and says no more is not asked again. */
    faultUnknown: ({ context: { symptom, description, trail } }: Asking) =>
      symptom === null && (description === '' || (!trail.includes('fault') && saysOnlyBroken(description))),
    modelUnknown: ({ context }: Asking) => context.model === null,
    /** Of several machines the serial numbers are asked for together, when an order needs them. */
    serialUnknown: ({ context }: Asking) =>
      context.serial === null &&
      !context.serialUnreadable &&
      !(context.topic === 'order' ? areSeveral(context) : isSiteMatter(content, context)),
    sinceUnknown: ({ context }: Asking) => context.since === null && wants(context, 'since'),
    /** Who does not know since when, or had it for long, has no "just before". */
    changedUnknown: ({ context }: Asking) =>
      context.changed === null &&
      wants(context, 'changed') &&
      (context.since === null || context.since.kind === 'moment' || context.since.kind === 'some_days'),
    countUnknown: ({ context }: Asking) =>
      context.count === null && context.more.length === 0 && wants(context, 'several'),
    solvedPerhaps: ({ context }: Asking) => isSolved(context),
    checkRemains: ({ context }: Asking) =>
      context.topic === 'fault' && context.danger === false && openCheck(content, context) !== null,
  }
}
