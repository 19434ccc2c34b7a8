/**
 * What training leaves behind: how much each feature counts for each class. Small whole numbers, so that weights read from a file and
 * weights learnt just now are the same to the last bit. Knows neither how they were learnt nor where they are kept.
 */
import { BUCKETS, type Features, isOfWords, kindWeight } from './features.ts'

export interface Weights {
  /** Hash buckets of the features that were learnt, ascending. */
  readonly buckets: Int32Array
  /** How much each of them counts by its rarity. */
  readonly rarity: Float32Array
  /** What one step of `steps` is worth, for each feature. */
  readonly scales: Float32Array
  /** Feature by feature, a number for each class. */
  readonly steps: Int8Array
}

/** Scores of each class, not yet probabilities, and the share (0-1) of what the words give that training had seen. */
export interface Scores {
  readonly logits: Float64Array
  readonly known: number
}

export type Classifier = (features: Features) => Scores

/** The known features of a text with their weight. */
export interface Weighted {
  readonly ids: Int32Array
  readonly values: Float32Array
}

/** How much a feature never learnt counts; a learnt one counts about 3 to 9. What is strange in a text takes from the rest. */
const STRANGENESS = 7
export const WEIGHING = [STRANGENESS]

/** The classifier that these weights make. */
export function classifierOf(weights: Weights): Classifier {
  const { buckets, rarity, scales, steps } = weights
  const classes = steps.length / buckets.length
  const columns = columnsOf(buckets)
  return (features) => {
    const { ids, values } = weigh(features, columns, rarity)
    const logits = new Float64Array(classes)
    for (let i = 0; i < ids.length; i++) {
      const column = ids[i] as number
      const value = (values[i] as number) * (scales[column] as number)
      const base = column * classes
      for (let k = 0; k < classes; k++) logits[k] = (logits[k] as number) + value * (steps[base + k] as number)
    }
    const ofWords = features.filter(isOfWords)
    const known = ofWords.filter((bucket) => (columns[bucket] as number) >= 0).length
    return { logits, known: ofWords.length === 0 ? 0 : known / ofWords.length }
  }
}

/** The column of each bucket, -1 for those that were not learnt. */
export function columnsOf(buckets: Int32Array): Int32Array {
  const columns = new Int32Array(BUCKETS).fill(-1)
  buckets.forEach((bucket, column) => {
    columns[bucket] = column
  })
  return columns
}

/** The features that have a column, by rarity and kind; the length of all features together, strange ones too, is 1. */
export function weigh(features: Features, columns: Int32Array, rarity: Float32Array): Weighted {
  const known = features.filter((bucket) => (columns[bucket] as number) >= 0)
  const ids = new Int32Array(known.length)
  const values = new Float32Array(known.length)
  let square = 0
  for (const bucket of features) if ((columns[bucket] as number) < 0) square += (STRANGENESS * kindWeight(bucket)) ** 2
  for (let i = 0; i < ids.length; i++) {
    const bucket = known[i] as number
    const column = columns[bucket] as number
    const value = (rarity[column] as number) * kindWeight(bucket)
    ids[i] = column
    values[i] = value
    square += value * value
  }
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * scale
  return { ids, values }
}

/** Probabilities from scores; a temperature above 1 makes them less sure, below 1 surer. */
export function softmax(logits: Float64Array, temperature: number): Float64Array {
  return toProbabilities(logits.slice(), temperature)
}

/** As `softmax`, in the place of the scores. */
export function toProbabilities(logits: Float64Array, temperature: number): Float64Array {
  let highest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < logits.length; k++) highest = Math.max(highest, logits[k] as number)
  let sum = 0
  for (let k = 0; k < logits.length; k++) {
    logits[k] = Math.exp(((logits[k] as number) - highest) / temperature)
    sum += logits[k] as number
  }
  for (let k = 0; k < logits.length; k++) logits[k] = (logits[k] as number) / sum
  return logits
}
