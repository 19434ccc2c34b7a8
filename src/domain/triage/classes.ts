/**
 * Puts a plain text into one of the labels that `content/triage.yaml` has phrases for (symptoms and intents), and tells which topics it
 * asks about. A long text is read whole and sentence by sentence.
 */
import { type Topic, TRIAGE_LABELS, type TriageContent, type TriageLabel } from '../triage-content.ts'
import { type Intent, SYMPTOMS, type Symptom } from '../values.ts'
import { type Features, featuresOf } from './features.ts'
import type { Learnt } from './learn.ts'
import { conceptsOf } from './lexicon.ts'
import { clauses } from './normal.ts'
import { topicsAsked } from './topics.ts'
import { type Classifier, classifierOf, softmax } from './weights.ts'

/** What a text was read as. `symptoms` is empty unless the intent is `fault`. */
export interface Reading {
  readonly intent: Intent
  readonly symptoms: readonly Symptom[]
  /** What is asked about, the main question first. Whoever tells a fault may ask as well. */
  readonly topics: readonly Topic[]
  readonly confidence: number
}

type LabelReading = Omit<Reading, 'topics'>

/** A second symptom is named when a clause of its own says it this surely. */
const SECOND_SYMPTOM = 0.55
/** Below this share of known features a text is not understood, whatever the scores say. */
const LEAST_KNOWN = 0.12
/** How likely `unclear` is then. */
const NOTHING_KNOWN = 0.4
/** A best label less likely than this is none. */
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
const UNCLEAR = TRIAGE_LABELS.indexOf('unclear')

/** Reads plain texts by what was learnt from the same content. */
export function createReader(content: TriageContent, learnt: Learnt): (plainText: string) => Reading {
  const concepts = conceptsOf(content)
  const label = classifierOf(learnt.labels)
  const topic = classifierOf(learnt.topics)
  return (plainText) => {
    if (plainText === '') return { intent: 'unclear', symptoms: [], topics: [], confidence: 1 }
    const calibrated = content.calibration[HAN.test(plainText) ? 'zh' : 'en']
    const parts = clauses(plainText).slice(0, MAX_CLAUSES)
    const partFeatures = parts.map((part) => featuresOf(part, concepts))
    const wholeFeatures = parts.length === 1 ? (partFeatures[0] as Features) : featuresOf(plainText, concepts)
    const temperature = parts.length < LONG_TEXT_CLAUSES ? calibrated : calibrated * LONG_TEXT_TEMPERATURE
    const reading = judge(
      likely(label, wholeFeatures, temperature),
      partFeatures.map((features) => likely(label, features, calibrated)),
    )
    return {
      ...reading,
      confidence: honest(reading.confidence),
      topics: topicsAsked(topic, wholeFeatures, partFeatures, reading.intent === 'fault'),
    }
  }
}

/** How likely each label is. What is made of strange words alone is unclear, at less than even odds. */
function likely(classify: Classifier, features: Features, temperature: number): Float64Array {
  const { logits, known } = classify(features)
  if (known >= LEAST_KNOWN) return softmax(logits, temperature)
  const rest = (1 - NOTHING_KNOWN) / (logits.length - 1)
  return logits.map((_, label) => (label === UNCLEAR ? NOTHING_KNOWN : rest))
}

/** A hesitant reading is right more often than its probability says; one that is sure is as right as it says. Both by cross-validation. */
function honest(probability: number): number {
  return probability < SURE ? SURE * (probability / SURE) ** HESITATION : probability
}

function judge(whole: Float64Array, parts: readonly Float64Array[]): LabelReading {
  return read(parts.length < LONG_TEXT_CLAUSES ? whole : blend(whole, parts), parts)
}

/**
 * The whole text has a say and its clauses have one. A clause that says little (spread over many labels) has little say, and one of small
 * talk has none beside one that tells something; then the whole text is not small talk either.
 */
function blend(whole: Float64Array, parts: readonly Float64Array[]): Float64Array {
  const telling = parts.filter((part) => isTelling(best(part)))
  const heard = telling.length > 0 ? telling : parts
  const weights = heard.map((part) => part.reduce((sum, p) => sum + p * p, 0))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const spoken = whole.map(
    (_, k) => heard.reduce((sum, part, i) => sum + (part[k] ?? 0) * (weights[i] ?? 0), 0) / total,
  )
  const blended = whole.map((p, k) => WHOLE_SAY * p + (1 - WHOLE_SAY) * (spoken[k] as number))
  return telling.length > 0 ? without(UNCLEAR, blended) : blended
}

/** The rest of the probabilities once a label is ruled out. */
function without(label: number, values: Float64Array): Float64Array {
  const kept = values.map((p, k) => (k === label ? 0 : p))
  const rest = kept.reduce((sum, p) => sum + p, 0)
  return rest > 0 ? kept.map((p) => p / rest) : values
}

const isTelling = (label: TriageLabel): boolean => label !== 'unclear' && label !== 'other'
const isSymptom = (label: TriageLabel): label is Symptom => (SYMPTOMS as readonly string[]).includes(label)

function read(whole: Float64Array, parts: readonly Float64Array[]): LabelReading {
  const label = best(whole)
  const confidence = whole[highest(whole)] as number
  if (confidence < LEAST_TELLING) return { intent: 'unclear', symptoms: [], confidence }
  if (!isSymptom(label)) return { intent: label, symptoms: [], confidence }
  return { intent: 'fault', symptoms: [label, ...others(parts, label)], confidence }
}

function others(parts: readonly Float64Array[], main: Symptom): readonly Symptom[] {
  const found = parts.flatMap((part) => {
    const named = best(part)
    return isSymptom(named) && named !== main && (part[highest(part)] as number) >= SECOND_SYMPTOM ? [named] : []
  })
  return found.slice(0, 1)
}

const best = (values: Float64Array): TriageLabel => TRIAGE_LABELS[highest(values)] as TriageLabel

function highest(values: Float64Array): number {
  return values.reduce((most, value, index) => (value > (values[most] ?? 0) ? index : most), 0)
}
