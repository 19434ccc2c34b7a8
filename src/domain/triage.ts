/**
 * Reads what a message means before anyone asks back: language, what is wanted, symptoms, danger. Offline and pure; all that it knows of
 * support work comes from `content/triage.yaml`.
 */
import { fold } from './fold.ts'
import { createReader, type Reading } from './triage/classes.ts'
import { createFlag, type Said } from './triage/flags.ts'
import { languageOf, type TextLanguage } from './triage/language.ts'
import { learn } from './triage/learn.ts'
import { machinesIn } from './triage/machines.ts'
import { normalise } from './triage/normal.ts'
import { storedWeights } from './triage/stored.ts'
import type { Topic, TriageContent } from './triage-content.ts'
import type { Intent, Symptom } from './values.ts'

export { languageOf, type TextLanguage } from './triage/language.ts'

/** What a message means, as far as it can be told. */
export interface Triage {
  /** The message as it came in. */
  readonly text: string
  readonly lang: TextLanguage
  readonly intent: Intent
  /** The main symptom; null unless the intent is `fault`. */
  readonly symptom: Symptom | null
  /** The main symptom first, and another that the message names as clearly. */
  readonly symptoms: readonly Symptom[]
  /** 0-1: how often a reading that looks like this one is right. */
  readonly confidence: number
  /** Smoke, burning smell, sparks, liquid, tripped breaker, loose parts: said to be there. */
  readonly danger: boolean
  /** Someone or something else controls the machine: malware, changed wallet, hijacked pool. */
  readonly security: boolean
  /** What is asked about, the main question first. A message that tells a fault may ask as well. */
  readonly topics: readonly Topic[]
  /** The first of them where no fault is told; null for anything else. */
  readonly topic: Topic | null
  /** How many machines are named, null without a number. */
  readonly machines: number | null
}

/** What is read of a message, in characters; a fault is told by then. */
const READ_LENGTH = 1_500
/** From here on a reading stands on its own. */
const SURE = 0.6

/**
 * Answers with the reader of messages, well under a millisecond each. What the build has learnt from the same content is used at once;
 * any other content is learnt now, which takes a second or two and reads the same. `stored` finds what the build has learnt.
 */
export function createTriage(content: TriageContent, stored = storedWeights): (text: string) => Triage {
  const read = createReader(content, stored(content) ?? learn(content))
  const isDangerous = createDanger(content)
  const intruder = createFlag(content.security, content.denials)
  return (text) => {
    const folded = fold(oneLine(text), READ_LENGTH)
    const plain = normalise(folded)
    const reading = read(plain)
    return {
      text,
      lang: languageOf(folded),
      ...meaning(reading),
      danger: isDangerous(folded, plain),
      security: isSecurity(intruder(plain), reading),
      machines: machinesIn(folded),
    }
  }
}

/** Answers with the reader of danger alone, the same as `Triage.danger`, at a tenth of the cost: it has to look at every message. */
export function createDangerIn(content: Pick<TriageContent, 'danger' | 'denials'>): (text: string) => boolean {
  const isDangerous = createDanger(content)
  return (text) => {
    const folded = fold(oneLine(text), READ_LENGTH)
    return isDangerous(folded, normalise(folded))
  }
}

/** What follows one of these is not denied by what stands before it: "no smoke but sparks". */
const CONTRAST = /\b(?:but|except|however|although|though)\b|但是|但|不过|可是|除了/iu

function createDanger({ danger, denials }: Pick<TriageContent, 'danger' | 'denials'>) {
  const flag = createFlag(danger, denials)
  return (folded: string, plain: string): boolean =>
    flag(plain) === 'there' ||
    (CONTRAST.test(folded) && folded.split(CONTRAST).some((part) => flag(normalise(part)) === 'there'))
}

/** By its words, or, where these say nothing, by a sure reading. */
function isSecurity(said: Said, reading: Reading): boolean {
  return said === 'there' || (said === 'nothing' && reading.symptoms[0] === 'security' && reading.confidence >= SURE)
}

/** A new line ends a sentence, which folding would forget. */
const oneLine = (text: string): string => text.slice(0, READ_LENGTH * 4).replaceAll('\n', '; ')

function meaning(
  reading: Reading,
): Pick<Triage, 'intent' | 'symptom' | 'symptoms' | 'confidence' | 'topics' | 'topic'> {
  const { intent, symptoms, confidence, topics } = reading
  return {
    intent,
    symptom: symptoms[0] ?? null,
    symptoms,
    confidence: Math.round(confidence * 1_000) / 1_000,
    topics,
    topic: intent === 'fault' ? null : (topics[0] ?? null),
  }
}
