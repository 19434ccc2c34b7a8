/** Which topics a text asks about: read from the whole of it and from each clause, so that two questions in one message are both heard. */
import { TOPICS, type Topic } from '../triage-content.ts'
import type { Features } from './features.ts'
import { type Classifier, softmax } from './weights.ts'

/** The class of everything that asks about no topic; the topics follow it in their order. */
export const NO_TOPIC = 0
export const topicClass = (topic: Topic): number => 1 + TOPICS.indexOf(topic)
export const TOPIC_CLASSES = 1 + TOPICS.length

/** From here on a topic is taken to be asked about; beside a fault, whose story may touch on many things, only a clear question is. */
const ASKED = 0.4
const ASKED_BESIDE_A_FAULT = 0.7
/** Two in one breath ("多少钱要多久") share the probability: each needs as much, and both together more than one alone. */
const ONE_OF_TWO = 0.25
const BOTH = 0.6
const MOST_TOPICS = 3
/** Measured by `scripts/eval-triage.ts`. */
const TEMPERATURE = 0.65
/** Below this share of known features nothing is asked. */
const LEAST_KNOWN = 0.3

/** The main question first; at most three. `parts` are the clauses of a text, `whole` the text; `isFault`: it tells of one. */
export function topicsAsked(
  classify: Classifier,
  whole: Features,
  parts: readonly Features[],
  isFault: boolean,
): readonly Topic[] {
  const read = parts.length === 1 ? [whole] : [whole, ...parts]
  const asked = read.flatMap((features) => askedIn(classify, features, isFault ? ASKED_BESIDE_A_FAULT : ASKED))
  return [...new Set(asked)].slice(0, MOST_TOPICS)
}

function askedIn(classify: Classifier, features: Features, least: number): readonly Topic[] {
  const { logits, known } = classify(features)
  if (known < LEAST_KNOWN) return []
  const probabilities = softmax(logits, TEMPERATURE)
  const found = TOPICS.map((topic) => ({ topic, p: probabilities[topicClass(topic)] as number }))
  const [first, second] = found.filter(({ p }) => p >= ONE_OF_TWO).sort((a, b) => b.p - a.p)
  if (first === undefined) return []
  if (second !== undefined && first.p + second.p >= Math.max(BOTH, least)) return [first.topic, second.topic]
  return first.p >= least ? [first.topic] : []
}
