/**
 * Puts a plain text into one of the classes that `content/triage.yaml` has phrases for: symptoms, intents and topics. A long text is read
 * whole and sentence by sentence.
 */
import { TOPICS, type Topic, TRIAGE_LABELS, type TriageContent, type TriageLabel } from '../triage-content.ts'
import { type Intent, SYMPTOMS, type Symptom } from '../values.ts'
import { type Features, featuresOf } from './features.ts'
import { createLexicon } from './lexicon.ts'
import { clauses, normalise } from './normal.ts'
import { type Example, softmax, train } from './train.ts'

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

/** A phrase with the number of its class. */
export interface Phrase {
  readonly text: string
  readonly lang: 'en' | 'zh'
  readonly class: number
}

/** A second symptom is named when a clause of its own says it this surely. */
const SECOND_SYMPTOM = 0.55
/** Below this share of known features a text is not understood, whatever the scores say. */
const LEAST_KNOWN = 0.12
/** From this many clauses on, single clauses have a say beside the whole text. */
const LONG_TEXT_CLAUSES = 3
const MAX_CLAUSES = 24

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

/** All phrases of a content, numbered by `classesOf`. */
export function phrasesOf(content: TriageContent): readonly Phrase[] {
  const lists = [
    ...TRIAGE_LABELS.map((label) => content.phrases[label]),
    ...TOPICS.map((topic) => content.topics[topic]),
  ]
  return lists.flatMap((list, index) => [
    ...list.en.map((text): Phrase => ({ text, lang: 'en', class: index })),
    ...list.zh.map((text): Phrase => ({ text, lang: 'zh', class: index })),
  ])
}

/** Learns the phrases and answers with the reader of plain texts. `phrases` is for cross-validation, which holds some back. */
export function createReader(content: TriageContent, phrases = phrasesOf(content)): (plainText: string) => Reading {
  const classes = classesOf(content)
  const concepts = createLexicon(
    Object.entries(content.concepts).map(([name, words]) => [name, [...words.en, ...words.zh]] as const),
  )
  const examples = phrases.map(
    (phrase): Example => ({ features: featuresOf(normalise(phrase.text), concepts), label: phrase.class }),
  )
  const classify = train(examples, classes.length)
  const likely = (features: Features): Float64Array => {
    const { logits, known } = classify(features)
    return known < LEAST_KNOWN ? nothingKnown(classes) : softmax(logits, content.calibration.temperature)
  }
  return (plainText) => judge(classes, plainText, (text) => likely(featuresOf(text, concepts)))
}

/** Everything on `unclear`, at no more than even odds. */
function nothingKnown(classes: readonly Class[]): Float64Array {
  const rest = 0.5 / (classes.length - 1)
  return Float64Array.from(classes, (each) => (each.kind === 'intent' && each.intent === 'unclear' ? 0.5 : rest))
}

function judge(classes: readonly Class[], text: string, likely: (text: string) => Float64Array): Reading {
  if (text === '') return { intent: 'unclear', symptoms: [], topic: null, confidence: 1 }
  const parts = clauses(text).slice(0, MAX_CLAUSES).map(likely)
  const whole = parts.length < LONG_TEXT_CLAUSES ? likely(text) : blend(classes, likely(text), parts)
  return read(classes, whole, parts)
}

/**
 * The whole text and its clauses have half a say each. A clause that says little (spread over many classes) has little say, and one of
 * small talk has none beside one that names a fault.
 */
function blend(classes: readonly Class[], whole: Float64Array, parts: readonly Float64Array[]): Float64Array {
  const telling = parts.filter((part) => isTelling(classes[highest(part)] as Class))
  const heard = telling.length > 0 ? telling : parts
  const weights = heard.map((part) => part.reduce((sum, p) => sum + p * p, 0))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return whole.map(
    (p, k) => (p + heard.reduce((sum, part, i) => sum + (part[k] ?? 0) * (weights[i] ?? 0), 0) / total) / 2,
  )
}

const isTelling = (each: Class): boolean =>
  each.kind !== 'intent' || (each.intent !== 'unclear' && each.intent !== 'other')

function read(classes: readonly Class[], whole: Float64Array, parts: readonly Float64Array[]): Reading {
  const best = highest(whole)
  const chosen = classes[best] as Class
  const confidence = whole[best] as number
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
