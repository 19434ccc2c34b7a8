/** The facts in a message, each read when it is first asked for: most answers need none, and triage alone costs more than a step. */
import { findChange } from '../../domain/changes.ts'
import type { Content } from '../../domain/content.ts'
import { fold } from '../../domain/fold.ts'
import { modelIn } from '../../domain/models.ts'
import { findOrderNumber } from '../../domain/order-number.ts'
import { findPhone } from '../../domain/phone.ts'
import { findSerial, findSerials } from '../../domain/serial.ts'
import { machinesIn } from '../../domain/triage/machines.ts'
import { createDangerIn, type Triage } from '../../domain/triage.ts'
import type { Instant } from '../../domain/values.ts'
import { findWhen } from '../../domain/when.ts'
import type { Facts } from '../types.ts'
import { isAbuse } from './abuse.ts'
import { saysBroken, saysOnlyBroken } from './broken.ts'
import { isForeign } from './foreign.ts'
import { isGoodNews } from './good-news.ts'
import { mainsIn } from './mains.ts'
import { findName } from './name.ts'
import { lazily, once } from './once.ts'
import { HAN } from './sense.ts'

/** From here on a reading as a fault opens the diagnosis: the danger question that comes first costs little when it was none. */
const LIKELY = 0.4
const GUESS = 0.5
/** From here on the symptom is no mere guess. */
const SURE = 0.6
const COUNT_LENGTH = 1_500
/** "The sticker fell off" is no loose part. */
const LABEL_OFF =
  /\b(?:label|sticker|tag)\b[^,.;!?]{0,20}\b(?:fell|fallen|came|come|coming|is|was) off\b|标签[^，。]{0,3}掉(?:下来|出来)?/giu

const PURCHASE =
  /\b(?:bought|purchased|ordered|delivered|received)\b|[刚新才前]买|买[了的来回]|购买|购入|入手|到货|收到货/iu
/** 昨天还好好的: then it was well. */
const WELL_THEN = /好好的|还(?:是)?(?:正常|好的|没事|没问题)/u
const CLAUSE_END = /[,，。;；!！?？\n]|(?<=\p{Script=Han})\s+(?=[\p{Script=Han}\d])|\b(?:and|but|since)\b/iu

const isOfBefore = (clause: string): boolean => PURCHASE.test(clause) || WELL_THEN.test(clause)

/** When a machine was bought or came, or was well, is not since when it is faulty. */
const withoutBefore = (text: string): string =>
  isOfBefore(text)
    ? text
        .split(CLAUSE_END)
        .filter((clause) => !isOfBefore(clause))
        .join(', ')
    : text

/** x4的 1U那种. */
const APART = /(x\d{1,2}) ?的 ?(?=1u|q|p|c)/iu

export const NO_FACTS: Facts = {
  symptom: null,
  sure: false,
  model: null,
  serial: null,
  serials: [],
  orderNumber: null,
  machines: null,
  since: null,
  changed: null,
  phone: null,
  voltage: null,
  name: null,
  danger: false,
  security: false,
  fault: false,
  better: false,
  foreign: false,
  abuse: false,
}

/** A text with what can be read of it. */
export interface Message {
  readonly text: string
  readonly facts: Facts
  readonly triage: () => Triage
}

interface Source {
  readonly text: string
  readonly at: Instant
  readonly triage: () => Triage
  readonly better: () => boolean
}

/** Answers with the reader of texts that were made `readable`. */
export function createReader(content: Content, triageOf: (text: string) => Triage) {
  const factsIn = createFactsReader(content)
  return (text: string, at: Instant): Message => {
    const triage = once(() => triageOf(withoutCalls(withoutNumbers(text))))
    const better = once(() => isGoodNews(text))
    return { text, triage, facts: saysNothing(text) ? NO_FACTS : factsIn({ text, at, triage, better }) }
  }
}

/** Serial numbers tell nothing of what is wrong, and a list of them drowns the words that do. */
const withoutNumbers = (text: string): string =>
  text.replace(/[a-z\d-]{6,}/giu, (run) => (/\d{5}/.test(run) ? '' : run))

/** How somebody is called, and how urgent it is, tells nothing of what is wrong; in a long text it drowns nothing either. */
const CALLED = /^(?:(?:师傅|老板|老哥|哥们|大哥|大佬|亲|小哥|小姐姐|美女|帅哥|兄弟|朋友)[们\s,，!！。]{0,3})+/u
const URGED = /(?:(?:急{1,9}|在线等|挺急|很急|着急|救命|求助)[的啊\s,，!！。]{0,3})+$/u
const LONGEST_CALLING = 60
function withoutCalls(text: string): string {
  if (text.length > LONGEST_CALLING || !HAN.test(text)) return text
  const rest = text.replace(CALLED, '').replace(URGED, '')
  return rest === '' ? text : rest
}

function createFactsReader({ triage: words, models, calendar }: Content) {
  const dangerIn = createDangerIn(words)
  return lazily<Source, Facts>({
    symptom: ({ text, triage, better }) =>
      !better() && !saysOnlyBroken(text) && isLikelyFault(triage()) ? triage().symptom : null,
    sure: ({ triage }) => triage().confidence >= SURE,
    model: ({ text }) => modelIn(text.replace(APART, '$1-'), models)?.name ?? null,
    serial: ({ text }) => findSerial(text),
    serials: ({ text }) => findSerials(text),
    orderNumber: ({ text }) => findOrderNumber(text),
    machines: ({ text }) => machinesMeant(text),
    since: ({ text, at }) => (isCode(text) ? null : findWhen(withoutBefore(text), at, calendar)),
    changed: ({ text }) => (isCode(text) ? null : findChange(text)),
    phone: ({ text }) => findPhone(text),
    voltage: ({ text }) => mainsIn(text),
    name: ({ text }) => (isCode(text) ? null : findName(text)),
    danger: ({ text }) => dangerIn(text.replace(LABEL_OFF, ' ')),
    security: ({ triage }) => triage().security,
    fault: ({ text, triage, better }) => !better() && isFault(text, triage()),
    better: ({ better }) => better(),
    foreign: ({ text }) => isForeign(text),
    abuse: ({ text }) => isAbuse(text),
  })
}

const isFault = (text: string, reading: Triage): boolean =>
  isLikelyFault(reading) || (isUnsure(reading) && saysBroken(text))

/** Triage guesses what the words want. */
const isUnsure = ({ intent, confidence }: Triage): boolean => intent === 'unclear' || confidence < GUESS

/** A number that stands for no answer says nothing about a machine, and so does a bare yes or no. */
const saysNothing = (text: string): boolean =>
  /^[\d\s.,;:()、。-]{1,8}$/u.test(fold(text, 64)) || BARE.has(text.toLowerCase())
const BARE: ReadonlySet<string> = new Set([
  'no',
  'yes',
  'nope',
  'yep',
  'ok',
  '没有',
  '没',
  '有',
  '是',
  '不是',
  '好',
  '好的',
])

/** One word of letters and digits, as serial numbers and models are: nothing else stands in it. */
const isCode = (text: string): boolean => /^(?=.*\d)(?=.*[a-z])[a-z0-9-]{5,40}$/i.test(text)

const isLikelyFault = ({ intent, confidence }: Triage): boolean => intent === 'fault' && confidence >= LIKELY

function machinesMeant(text: string): number | null {
  const counted = machinesIn(fold(text, COUNT_LENGTH))
  const serials = findSerials(text).length
  return serials > 1 ? Math.max(serials, counted ?? 0) : counted
}
