/** Questions to what is heard at any moment, and to where the talk stands. */

import type { Mark } from '../../domain/order.ts'
import { LANGUAGES } from '../../domain/values.ts'
import type { Asking } from '../change.ts'
import { type Context, UNKNOWN } from '../context.ts'
import { countTold, factsOf, offerOf, phoneIn, wordsOf } from '../heard.ts'
import { unmarkedIn } from '../order/early-marks.ts'
import { isChecking } from '../taking.ts'
import type { Facts } from '../types.ts'
import { correctedName, isQuestion, isUnsure } from '../words.ts'
import { isNod, putsOff } from './nod.ts'
import { asksForTime } from './patience.ts'

/** So many messages in a row that were no answer. */
const MISSES_UNTIL_STUCK = 5

/** One more that is none would put the question down. */
export const mayMissAgain = ({ misses }: Context): boolean => misses < MISSES_UNTIL_STUCK - 1

const FEWEST_WORDS = 3
const LONGEST_QUESTION = 300

/** Four characters or three words, and no more than a person asks at once. */
const isWorded = (words: string): boolean =>
  words.length <= LONGEST_QUESTION &&
  (/\p{Script=Han}{4}/u.test(words) || (words.match(/\p{L}+/gu)?.length ?? 0) >= FEWEST_WORDS)

interface Offered {
  readonly offer: string
}
interface Commanded {
  readonly command: string
}

const isCommand = (event: Asking['event'], { command }: Commanded): boolean =>
  event.type === 'customer.commanded' && event.command === command

/** Facts that may well be about the matter that is open. */
export const fitsMatter = (context: Context, { model, symptom, serial }: Facts): boolean =>
  fits(context.model, model) && fits(context.symptom, symptom) && fits(context.serial, serial)

const fits = (known: string | null, told: string | null): boolean => known === null || told === null || known === told
const differs = (known: string | null, told: string | null): boolean => !fits(known, told)

/** Another serial number than any that is known: that of the second machine corrects nothing. */
const namesOther = ({ serial, more }: Context, told: string | null): boolean =>
  differs(serial, told) && !more.some((one) => one.serial === told)

const isNew = (known: unknown, told: unknown): boolean => known === null && told !== null
const isSame = (known: unknown, told: unknown): boolean => told !== null && told === known

/** Whether something told of the machine or the contact stands so to what is known of it. */
const tellsAny = (context: Context, facts: Facts, is: (known: unknown, told: unknown) => boolean): boolean =>
  (['model', 'serial', 'phone', 'name'] as const).some((what) => is(context[what], facts[what]))

/** Also how many they are when that is known: said again it is no less understood. */
const tellsCount = ({ count }: Context, told: number | null): boolean =>
  told !== null && (count === null || count === told)

/** The same of the condition: none of what was told to be there. */
const tellsUnmarked = ({ marks }: Context, denied: readonly Mark[]): boolean =>
  denied.length > 0 && marks !== UNKNOWN && !denied.some((mark) => marks?.includes(mark))

const nodsIn = (event: Asking['event']): boolean => isNod(wordsOf(event)) || asksForTime(wordsOf(event))

export const talkGuards = {
  chose: ({ event }: Asking, { offer }: Offered) => offerOf(event) === offer,
  commanded: ({ event }: Asking, command: Commanded) => isCommand(event, command),
  commandedAndOpen: ({ context, event }: Asking, command: Commanded) =>
    isCommand(event, command) && context.topic !== 'none',

  /** "ok", 👍, "one moment": nothing is answered, and nothing is wanted. */
  nods: ({ event }: Asking) => nodsIn(event),
  nodsInTheMiddle: ({ context, event }: Asking) => context.topic !== 'none' && nodsIn(event),
  putsOffMatter: ({ context, event }: Asking) => context.topic !== 'none' && putsOff(wordsOf(event)),
  /** A question in words, of which nothing is known here. */
  asksSomething: ({ event }: Asking) => {
    const words = wordsOf(event)
    return isWorded(words) && isQuestion(words) && !isUnsure(words)
  },
  saysUnsure: ({ event }: Asking) => isUnsure(wordsOf(event)),
  /** The question is put down before it is asked once more in vain. */
  hasMissedOften: ({ context }: Asking) => context.misses >= MISSES_UNTIL_STUCK - 1,
  mayMissAgain: ({ context }: Asking) => mayMissAgain(context),

  isForm: ({ context }: Asking) => context.topic === 'order',
  goesUngreeted: ({ event }: Asking) => event.type === 'conversation.opened' && !event.greet,
  isIdle: ({ context }: Asking) => context.topic === 'none',
  /** Nothing is under way, and a machine is named in words that cannot be read: something is the matter with it. */
  opensWithMachine: ({ context, event }: Asking) =>
    event.type === 'customer.spokeForeign' && context.topic === 'none' && (event.model ?? event.serial) !== null,
  isLanguageOffer: ({ event }: Asking) => LANGUAGES.some((lang) => lang === offerOf(event)),
  namesMachineAlone: ({ context, event }: Asking) => {
    const facts = factsOf(event)
    return context.topic === 'none' && facts !== null && (facts.model ?? facts.serial) !== null && !facts.fault
  },
  tellsBesideCause: ({ context, event }: Asking) =>
    event.type === 'customer.askedForCause' && event.tells && context.topic !== 'none',
  describesFault: ({ event }: Asking) => factsOf(event)?.fault === true,

  /** 就它一个, after several were told of: the machine's own checks go on. */
  isOneAfterAll: ({ context, event }: Asking) =>
    context.topic === 'fault' && context.count !== null && context.count !== 1 && countTold(event) === 1,

  /** It is no answer, but says something that would be asked later. */
  tellsMore: ({ context, event }: Asking) => {
    const facts = factsOf(event)
    if (facts === null || context.topic === 'none') return false
    return (
      tellsAny(context, facts, isNew) ||
      isNew(context.voltage, facts.voltage) ||
      tellsUnmarked(context, unmarkedIn(wordsOf(event))) ||
      tellsCount(context, countTold(event)) ||
      (!isChecking(context) && (isNew(context.since, facts.since) || isNew(context.changed, facts.changed))) ||
      (facts.fault && isNew(context.symptom, facts.symptom))
    )
  },
  /** No answer either, but true: it was told before, and is not misunderstood now. Once: who goes on so means something else. */
  tellsAgain: ({ context, event }: Asking) => {
    const facts = factsOf(event)
    if (facts === null || context.topic === 'none' || context.misses > 0) return false
    return (
      tellsAny(context, facts, isSame) ||
      isSame(context.changed, facts.changed) ||
      (facts.fault && isSame(context.symptom, facts.symptom))
    )
  },
  /** A correction in passing: another serial number, model, phone or name than the one given before. */
  correctsFacts: ({ context, event }: Asking) => {
    const facts = factsOf(event)
    return (
      (facts !== null && (namesOther(context, facts.serial) || differs(context.model, facts.model))) ||
      differs(context.phone, phoneIn(event)) ||
      differs(context.name, correctedName(wordsOf(event)))
    )
  },
  /** More about the matter that was put off, not about another machine. */
  continuesFault: ({ context, event }: Asking) => {
    const facts = factsOf(event)
    return facts?.fault === true && context.topic !== 'none' && fitsMatter(context, facts)
  },
}
