/**
 * Puts a plain text into one of the classes that `content/triage.yaml` has phrases for: symptoms, intents and topics. A long text is read
 * whole and sentence by sentence.
 */
import { TOPICS, type Topic, TRIAGE_LABELS, type TriageContent, type TriageLabel } from '../triage-content.ts'
import { type Intent, SYMPTOMS, type Symptom } from '../values.ts'
import { featuresOf } from './features.ts'
import { conceptsOf } from './lexicon.ts'
import { clauses } from './normal.ts'
import { classifierOf, softmax, type Weights } from './weights.ts'

/** What a text was read as. `symptoms` is empty unless the intent is `fault`. */
export interface Reading {
  readonly intent: Intent
  readonly symptoms: readonly Symptom[]
  readonly topic: Topic | null
  readonly confidence: number
}

/** What the classifier tells apart: topics are finer than labels, each with the intent that its questions have. */
export type Class =
  | { readonly kind: 'symptom'; readonly symptom: Symptom }
  | { readonly kind: 'intent'; readonly intent: Intent }
  | { readonly kind: 'topic'; readonly topic: Topic; readonly intent: Intent }

/** A second symptom is named when a clause of its own says it this surely. */
const SECOND_SYMPTOM = 0.55
/** Below this share of known features a text is not understood, whatever the scores say. */
const LEAST_KNOWN = 0.12
/** How likely `unclear` is then. */
const NOTHING_KNOWN = 0.4
/** A best class less likely than this is none. */
const LEAST_TELLING = 0.12
/** From here on the desk acts on a reading. */
const SURE = 0.6
/** How far a probability below that is raised: 1 not at all, 0 all the way. */
const HESITATION = 0.5
/** From this many clauses on, single clauses have a say beside the whole text. */
const LONG_TEXT_CLAUSES = 3
const MAX_CLAUSES = 24
/** How much say a long text as a whole has beside its clauses. */
const WHOLE_SAY = 0.65
/** The scores of a long text are thin, each word having less say: they are read this much surer. */
const LONG_TEXT_TEMPERATURE = 0.6
const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]/

/** The classes of a content, labels first, then topics. */
export function classesOf(content: TriageContent): readonly Class[] {
  return [
    ...TRIAGE_LABELS.map(labelClass),
    ...TOPICS.map((topic): Class => ({ kind: 'topic', topic, intent: content.topics[topic].intent })),
  ]
}

const isSymptom = (label: TriageLabel): label is Symptom => (SYMPTOMS as readonly string[]).includes(label)

function labelClass(label: TriageLabel): Class {
  return isSymptom(label) ? { kind: 'symptom', symptom: label } : { kind: 'intent', intent: label }
}

/** Reads plain texts by what was learnt from the same content. */
export function createReader(content: TriageContent, weights: Weights): (plainText: string) => Reading {
  const classes = classesOf(content)
  const concepts = conceptsOf(content)
  const classify = classifierOf(weights)
  return (plainText) => {
    const calibrated = content.calibration[HAN.test(plainText) ? 'zh' : 'en']
    const reading = judge(classes, plainText, (text) => {
      const temperature = clauses(text).length < LONG_TEXT_CLAUSES ? calibrated : calibrated * LONG_TEXT_TEMPERATURE
      const { logits, known } = classify(featuresOf(text, concepts))
      return known < LEAST_KNOWN ? nothingKnown(classes) : softmax(logits, temperature)
    })
    return { ...reading, confidence: honest(reading.confidence) }
  }
}

/** A hesitant reading is right more often than its probability says; one that is sure is as right as it says. Both by cross-validation. */
function honest(probability: number): number {
  return probability < SURE ? SURE * (probability / SURE) ** HESITATION : probability
}

/** Everything on `unclear`, at less than even odds. */
function nothingKnown(classes: readonly Class[]): Float64Array {
  const rest = (1 - NOTHING_KNOWN) / (classes.length - 1)
  return Float64Array.from(classes, (each) =>
    each.kind === 'intent' && each.intent === 'unclear' ? NOTHING_KNOWN : rest,
  )
}

function judge(classes: readonly Class[], text: string, likely: (text: string) => Float64Array): Reading {
  if (text === '') return { intent: 'unclear', symptoms: [], topic: null, confidence: 1 }
  const parts = clauses(text).slice(0, MAX_CLAUSES).map(likely)
  const whole = parts.length < LONG_TEXT_CLAUSES ? likely(text) : blend(classes, likely(text), parts)
  return read(classes, whole, parts)
}

/**
 * The whole text has a say and its clauses have one. A clause that says little (spread over many classes) has little say, and one of small
 * talk has none beside one that tells something; then the whole text is not small talk either.
 */
function blend(classes: readonly Class[], whole: Float64Array, parts: readonly Float64Array[]): Float64Array {
  const telling = parts.filter((part) => isTelling(classes[highest(part)] as Class))
  const heard = telling.length > 0 ? telling : parts
  const weights = heard.map((part) => part.reduce((sum, p) => sum + p * p, 0))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const spoken = whole.map(
    (_, k) => heard.reduce((sum, part, i) => sum + (part[k] ?? 0) * (weights[i] ?? 0), 0) / total,
  )
  const blended = whole.map((p, k) => WHOLE_SAY * p + (1 - WHOLE_SAY) * (spoken[k] as number))
  return telling.length > 0 ? without(classes, 'unclear', blended) : blended
}

/** The rest of the probabilities once an intent is ruled out. */
function without(classes: readonly Class[], intent: Intent, values: Float64Array): Float64Array {
  const kept = values.map((p, k) => (classes[k]?.kind === 'intent' && classes[k].intent === intent ? 0 : p))
  const rest = kept.reduce((sum, p) => sum + p, 0)
  return rest > 0 ? kept.map((p) => p / rest) : values
}

const isTelling = (each: Class): boolean =>
  each.kind !== 'intent' || (each.intent !== 'unclear' && each.intent !== 'other')

function read(classes: readonly Class[], whole: Float64Array, parts: readonly Float64Array[]): Reading {
  const best = highest(whole)
  const chosen = classes[best] as Class
  const confidence = whole[best] as number
  if (confidence < LEAST_TELLING) return { intent: 'unclear', symptoms: [], topic: null, confidence }
  switch (chosen.kind) {
    case 'symptom':
      return {
        intent: 'fault',
        symptoms: [chosen.symptom, ...others(classes, parts, chosen.symptom)],
        topic: null,
        confidence,
      }
    case 'topic':
      return {
        intent: chosen.intent,
        symptoms: [],
        topic: chosen.topic,
        confidence: sumOf(classes, whole, chosen.intent),
      }
    case 'intent':
      return { intent: chosen.intent, symptoms: [], topic: null, confidence: sumOf(classes, whole, chosen.intent) }
  }
}

function others(classes: readonly Class[], parts: readonly Float64Array[], main: Symptom): readonly Symptom[] {
  const found = parts.flatMap((part) => {
    const best = highest(part)
    const named = classes[best]
    return named?.kind === 'symptom' && named.symptom !== main && (part[best] ?? 0) >= SECOND_SYMPTOM
      ? [named.symptom]
      : []
  })
  return found.slice(0, 1)
}

/** The confidence in an intent: that of all its classes together. */
function sumOf(classes: readonly Class[], whole: Float64Array, intent: Intent): number {
  return classes.reduce(
    (sum, each, index) => sum + (each.kind !== 'symptom' && each.intent === intent ? (whole[index] ?? 0) : 0),
    0,
  )
}

function highest(values: Float64Array): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? 0) ? index : best), 0)
}
