/** Learns the phrases of `content/triage.yaml`, each on its own and once more among what people write around it. Pure and repeatable. */
import { TOPICS, TRIAGE_LABELS, type TriageContent } from '../triage-content.ts'
import { LANGUAGES, type Language } from '../values.ts'
import { classesOf } from './classes.ts'
import { featuresOf } from './features.ts'
import { conceptsOf } from './lexicon.ts'
import { normalise } from './normal.ts'
import { type Example, shuffled, train } from './train.ts'
import type { Weights } from './weights.ts'

/** A phrase with the number of its class. */
export interface Phrase {
  readonly text: string
  readonly lang: Language
  readonly class: number
}

/** How many asides stand around a phrase at most. */
const MOST_ASIDES = 3
/** How people join what they write: some with stops, some with commas, some with nothing. */
const JOINTS = { en: ['. ', ', ', ' '], zh: ['。', ',', ''] } as const
const SEED = 17
export const LEARNING = [MOST_ASIDES, JOINTS, SEED]

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

/** The weights that the content teaches, in a second or two. `phrases` is for cross-validation, which holds some back. */
export function learn(content: TriageContent, phrases = phrasesOf(content)): Weights {
  const concepts = conceptsOf(content)
  const asides = asidesOf(content, phrases)
  const order = shuffled(phrases.length, SEED)
  const among = phrases.map((phrase, index) => surrounded(phrase, content.asides[phrase.lang], order[index] as number))
  const examples = [...phrases, ...among, ...asides].map(
    (phrase): Example => ({ features: featuresOf(normalise(phrase.text), concepts), label: phrase.class }),
  )
  return train(examples, classesOf(content).length)
}

/** Asides on their own mean nothing yet: unless they are phrases too (as thanks are), they are unclear. Each stands alone and with another. */
function asidesOf(content: TriageContent, phrases: readonly Phrase[]): readonly Phrase[] {
  const unclear = TRIAGE_LABELS.indexOf('unclear')
  const known = new Set(phrases.map(({ text }) => text.toLowerCase()))
  return LANGUAGES.flatMap((lang) => {
    const own = content.asides[lang].filter((text) => !known.has(text.toLowerCase()))
    return own.flatMap((text, index) => {
      const alone: Phrase = { text, lang, class: unclear }
      return [alone, surrounded(alone, own, index + SEED)]
    })
  })
}

/** The phrase after one aside and before up to `MOST_ASIDES - 1` more, as `number` picks them and what joins them. */
function surrounded({ text, lang, class: label }: Phrase, asides: readonly string[], number: number): Phrase {
  const count = 1 + (number % MOST_ASIDES)
  const order = shuffled(asides.length, number)
  const [first = '', ...others] = Array.from({ length: count }, (_, n) => asides[order[n] ?? 0] as string)
  const joint = JOINTS[lang][number % JOINTS[lang].length] as string
  return { text: [first, text, ...others].join(joint), lang, class: label }
}
