/** Learns the phrases of `content/triage.yaml`, each on its own and once more among what people write around it. Pure and repeatable. */
import { TOPICS, type Topic, TRIAGE_LABELS, type TriageContent, type TriageLabel } from '../triage-content.ts'
import { LANGUAGES, type Language } from '../values.ts'
import { type Features, featuresOf } from './features.ts'
import { conceptsOf } from './lexicon.ts'
import { normalise } from './normal.ts'
import { NO_TOPIC, TOPIC_CLASSES, topicClass } from './topics.ts'
import { shuffled, train } from './train.ts'
import type { Weights } from './weights.ts'

/** A phrase with what it means. */
export interface Phrase {
  readonly text: string
  readonly lang: Language
  readonly label: TriageLabel
  readonly topic: Topic | null
}

/** What the phrases teach: to tell labels apart (by their place in `TRIAGE_LABELS`), and to tell topics apart (see `topics.ts`). */
export interface Learnt {
  readonly labels: Weights
  readonly topics: Weights
}

/** How many asides stand around a phrase at most. */
const MOST_ASIDES = 3
/** How people join what they write: some with stops, some with commas, some with nothing. */
const JOINTS = { en: ['. ', ', ', ' '], zh: ['。', ',', ''] } as const
const SEED = 17
export const LEARNING = [MOST_ASIDES, JOINTS, SEED]

/** All phrases of a content, labels first, then topics. */
export function phrasesOf(content: TriageContent): readonly Phrase[] {
  return [
    ...TRIAGE_LABELS.flatMap((label) => phrasesIn(content.phrases[label], label, null)),
    ...TOPICS.flatMap((topic) => phrasesIn(content.topics[topic], labelOf(content.topics[topic]), topic)),
  ]
}

const phrasesIn = (lists: TriageContent['asides'], label: TriageLabel, topic: Topic | null): readonly Phrase[] =>
  LANGUAGES.flatMap((lang) => lists[lang].map((text): Phrase => ({ text, lang, label, topic })))

/** The label of a topic's questions; the schema sees to it that a fault names its symptom. */
const labelOf = ({ intent, symptom }: TriageContent['topics'][Topic]): TriageLabel =>
  symptom ?? (intent === 'fault' ? 'unclear' : intent)

/** What the content teaches, in a second or two. `phrases` is for cross-validation, which holds some back. */
export function learn(content: TriageContent, phrases = phrasesOf(content)): Learnt {
  const examples = examplesOf(content, phrases)
  const labels = examples.map(({ features, label }) => ({ features, label: TRIAGE_LABELS.indexOf(label) }))
  const topics = examples.map(({ features, topic }) => ({
    features,
    label: topic === null ? NO_TOPIC : topicClass(topic),
  }))
  return { labels: train(labels, TRIAGE_LABELS.length), topics: train(topics, TOPIC_CLASSES) }
}

function examplesOf(content: TriageContent, phrases: readonly Phrase[]): readonly (Phrase & { features: Features })[] {
  const concepts = conceptsOf(content)
  const asides = asidesOf(content, phrases)
  const order = shuffled(phrases.length, SEED)
  const among = phrases.map((phrase, index) => surrounded(phrase, content.asides[phrase.lang], order[index] as number))
  return [...phrases, ...among, ...asides].map((phrase) => ({
    ...phrase,
    features: featuresOf(normalise(phrase.text), concepts),
  }))
}

/** Asides on their own mean nothing yet: unless they are phrases too (as thanks are), they are unclear. Each stands alone and with another. */
function asidesOf(content: TriageContent, phrases: readonly Phrase[]): readonly Phrase[] {
  const known = new Set(phrases.map(({ text }) => text.toLowerCase()))
  return LANGUAGES.flatMap((lang) => {
    const own = content.asides[lang].filter((text) => !known.has(text.toLowerCase()))
    return own.flatMap((text, index) => {
      const alone: Phrase = { text, lang, label: 'unclear', topic: null }
      return [alone, surrounded(alone, own, index + SEED)]
    })
  })
}

/** The phrase after one aside and before up to `MOST_ASIDES - 1` more, as `number` picks them and what joins them. */
function surrounded(phrase: Phrase, asides: readonly string[], number: number): Phrase {
  const count = 1 + (number % MOST_ASIDES)
  const order = shuffled(asides.length, number)
  const [first = '', ...others] = Array.from({ length: count }, (_, n) => asides[order[n] ?? 0] as string)
  const joints = JOINTS[phrase.lang]
  return { ...phrase, text: [first, phrase.text, ...others].join(joints[number % joints.length]) }
}
