/** What an event brings: words, facts, the chosen offer, and what they amount to. Pure readers, used by the kit's actions and guards. */
import { CHANGES, type ChangeKind } from '../domain/changes.ts'
import type { Content } from '../domain/content.ts'
import { fold } from '../domain/fold.ts'
import { readPhone } from '../domain/phone.ts'
import { readSerial } from '../domain/serial.ts'
import type { Since } from '../domain/since.ts'
import { readWhen, type When } from '../domain/when.ts'
import { type Context, SEVERAL, UNKNOWN_MODEL } from './context.ts'
import { asksForTime } from './talk/patience.ts'
import type { Facts, FlowEvent } from './types.ts'
import { isQuestion } from './words.ts'

export const textOf = (event: FlowEvent): string => ('text' in event ? event.text.trim() : '')
export const wordsOf = (event: FlowEvent): string => (event.type === 'customer.said' ? textOf(event) : '')
export const factsOf = (event: FlowEvent): Facts | null => ('facts' in event ? event.facts : null)
export const offerOf = (event: FlowEvent): string | null => (event.type === 'customer.chose' ? event.offer : null)

/** An offer of the model question is the model's name. */
export const offerModel = (content: Content, offer: string | null): string | null =>
  offer === UNKNOWN_MODEL ? UNKNOWN_MODEL : (content.models.find((model) => model.name === offer)?.name ?? null)

export function serialIn(event: FlowEvent) {
  const found = factsOf(event)?.serial ?? null
  if (found !== null) return found
  const read = readSerial(wordsOf(event))
  // A word without a digit is a word, unless it was announced as the serial number.
  return read.ok && /\d/.test(read.serial) ? read.serial : null
}

/** A phone number, as an answer or given in passing. */
export function phoneIn(event: FlowEvent) {
  const read = readPhone(wordsOf(event))
  return read.ok ? read.phone : (factsOf(event)?.phone ?? null)
}

export const moment = ({ at, precision }: When): Since => ({ kind: 'moment', at, precision })

const FOR_LONG = /\b(?:long|ages|months|years)\b|很久|好久|很长|几个月|好几个月|一直/iu
const FOR_DAYS = /\b(?:some|few|couple of|several) days\b|(?:好|前)?几天|有些天/iu

/** The answer to "since when": an offer, or words. Null when it tells no moment. */
export function sinceIn(content: Pick<Content, 'calendar'>, event: FlowEvent): Since | null {
  const offer = offerOf(event)
  if (offer === 'some_days' || offer === 'longer') return { kind: offer }
  const words = offer === 'today' || offer === 'yesterday' ? offer : wordsOf(event)
  const read = readWhen(words, event.at, content.calendar)
  if (read.ok) return read.future ? null : moment(read)
  const text = fold(words, 200)
  if (FOR_DAYS.test(text)) return { kind: 'some_days' }
  return FOR_LONG.test(text) && !isQuestion(text) ? { kind: 'longer' } : null
}

/** Words that tell of something that happened, in no other way. */
const SHORTEST_HAPPENING = /(?:\S+\s+){2}\S+|\p{Script=Han}{4}/u
/** A time by itself, and how trying again went, are nothing that happened before: 今天早上, 试过了不行. */
const NO_HAPPENING =
  /^[\d\s:点半分时号日月周年今昨前天早晚上两一二三四五六七八九十几多中下午夜里凌晨左右大概约差不多开始吧的了]+$|试过|还是|不行|好好的|睡醒|起床|看的|看到的?|发现/u

const tellsHappening = (words: string): boolean =>
  SHORTEST_HAPPENING.test(words) && !NO_HAPPENING.test(fold(words, 200)) && !isQuestion(words)

/** The answer to what changed: an offer, or words; what has no kind of its own is `other`. */
export function changedIn(event: FlowEvent): ChangeKind | null {
  const offered = CHANGES.find((kind) => kind === offerOf(event))
  if (offered !== undefined) return offered
  const facts = factsOf(event)
  if (facts === null || event.type !== 'customer.said') return null
  if (facts.changed !== null) return facts.changed
  const words = fold(wordsOf(event), 200)
  const isOther =
    [facts.serial, facts.phone, facts.name, countTold(event)].some((fact) => fact !== null) ||
    facts.better ||
    asksForTime(words)
  return tellsHappening(words) && !isOther ? 'other' : null
}

const MANY =
  /\b(?:several|all|both|many|multiple|most)\b(?: of)?(?: (?:my|the|our|them|these))?(?: jasminer)?(?: (?:miners|machines|units|asics|rigs))?\b.{0,12}(?:miners|machines|units|asics|rigs|of them)|\b(?:my|our|the|these) (?:miners|machines|units|asics|rigs)\b|(?:好|有)?几台|多台|[所全](?:有|部).{0,3}机器|一批|都(?:掉|断|停|坏)/iu
const THIS_ALONE =
  /\b(?:only|just) (?:this|that|the) one\b|\bonly one (?:machine|miner|unit)\b|[就只]有?这(?:一)?台|就一台|只有一台|[就只]有?它(?:一?[台个])?|[其别]他(?:的)?(?:机器|矿机)?(?:都|全)(?:是)?(?:正常|没事|没问题|好好|好的)/iu
const SEVERAL_SAID = /\b(?:several|all|both|many|more than one|others? too|them all)\b|几台|多台|不止|都|全部/iu
const ONLY_ONE = /\b(?:only|just) (?:this|that|the|one|it)\b|\bone\b|[就只](?:有|是)?(?:这|一|1)|单独/iu

/** How many machines a message is about: a number, `SEVERAL`, or null when it does not say. */
export function countTold(event: FlowEvent): number | null {
  const facts = factsOf(event)
  if (facts?.machines != null) return facts.machines
  const words = fold(textOf(event), 500)
  if (THIS_ALONE.test(words)) return 1
  return MANY.test(words) ? SEVERAL : null
}

/** The answer to "only this one, or several": an offer, or words. */
export function countIn(event: FlowEvent): number | null {
  if (offerOf(event) === 'one') return 1
  if (offerOf(event) === 'several') return SEVERAL
  const told = event.type === 'customer.said' ? countTold(event) : null
  if (told !== null) return told
  const words = fold(wordsOf(event), 200)
  // "Can I buy a new one?"
  if (isQuestion(words)) return null
  if (ONLY_ONE.test(words)) return 1
  return SEVERAL_SAID.test(words) ? SEVERAL : null
}

/** What the recap lets a customer correct, in the order in which it shows it. */
const CHANGEABLE = [
  'fault',
  'since',
  'changed',
  'model',
  'serial',
  'machines',
  'marks',
  'voltage',
  'name',
  'phone',
] as const
export type Changeable = (typeof CHANGEABLE)[number]

/** What was never asked is not offered for a change, but for further machines. */
export const changeable = (context: Context): readonly Changeable[] =>
  CHANGEABLE.filter((slot) => {
    if (slot === 'since' || slot === 'changed' || slot === 'voltage') return context[slot] !== null
    return slot !== 'serial' || context.more.length === 0
  })

/** The answer to be given anew, as offered or in words. */
export const slotOffered = (event: FlowEvent): Changeable | null =>
  event.type === 'customer.wantedChange' ? event.slot : (CHANGEABLE.find((slot) => slot === offerOf(event)) ?? null)
