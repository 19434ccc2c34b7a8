/** A softmax classifier over weighted features, trained by gradient descent. Pure and repeatable: the same examples give the same weights. */
import { BUCKETS, type Features } from './features.ts'
import { columnsOf, toProbabilities, type Weighted, type Weights, weigh } from './weights.ts'

/** One text's features with the class it belongs to. */
export interface Example {
  readonly features: Features
  readonly label: number
}

/** How the training goes. Values were chosen by cross-validation (`scripts/eval-triage.ts`). */
const EPOCHS = 4
const FIRST_STEP = 3
const LAST_STEP = 0.5
/** A class this unlikely in the current state of training is not worth a correction. */
const NEGLIGIBLE = 0.012
/** Features met in one text only teach that text by heart. */
const MIN_TEXTS = 2
/** Keeps probabilities in training away from 0 and 1. */
const SMOOTHING = 0.1
/** How much a column that is spread over all classes loses. */
const SPREAD_DISCOUNT = 0.8
/** The largest whole number that a weight becomes. */
const MOST_STEPS = 127
export const TRAINING = [EPOCHS, FIRST_STEP, LAST_STEP, NEGLIGIBLE, MIN_TEXTS, SMOOTHING, SPREAD_DISCOUNT, MOST_STEPS]

/** Learns to tell `classes` classes apart. Time grows with examples x features x classes. */
export function train(examples: readonly Example[], classes: number): Weights {
  const buckets = frequentBuckets(examples)
  const columns = columnsOf(buckets)
  const rarity = columnWeights(countByClass(examples, columns, buckets.length, classes), examples.length, classes)
  const rows = examples.map(({ features, label }) => ({ ...weigh(features, columns, rarity), label }))
  const weights = new Float32Array(buckets.length * classes)
  const scratch = new Float64Array(classes)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const step = FIRST_STEP * (LAST_STEP / FIRST_STEP) ** (epoch / (EPOCHS - 1))
    for (const index of shuffled(rows.length, epoch)) descend(weights, rows[index] as Row, scratch, step)
  }
  return { buckets, rarity, ...inSteps(weights, classes) }
}

interface Row extends Weighted {
  readonly label: number
}

/** Each feature's weights as whole numbers up to `MOST_STEPS` with a scale of its own. */
function inSteps(weights: Float32Array, classes: number): Pick<Weights, 'scales' | 'steps'> {
  const scales = new Float32Array(weights.length / classes)
  const steps = new Int8Array(weights.length)
  for (let column = 0; column < scales.length; column++) {
    const own = weights.subarray(column * classes, (column + 1) * classes)
    let largest = 0
    for (const weight of own) largest = Math.max(largest, Math.abs(weight))
    scales[column] = largest / MOST_STEPS
    if (largest > 0)
      for (let k = 0; k < classes; k++)
        steps[column * classes + k] = Math.round(((own[k] as number) / largest) * MOST_STEPS)
  }
  return { scales, steps }
}

/** The buckets met in at least `MIN_TEXTS` texts, ascending. */
function frequentBuckets(examples: readonly Example[]): Int32Array {
  const counts = new Uint16Array(BUCKETS)
  for (const { features } of examples) for (const bucket of features) counts[bucket] = (counts[bucket] as number) + 1
  const frequent: number[] = []
  for (let bucket = 0; bucket < BUCKETS; bucket++) if ((counts[bucket] as number) >= MIN_TEXTS) frequent.push(bucket)
  return Int32Array.from(frequent)
}

/** In how many texts of each class each column occurs. */
function countByClass(examples: readonly Example[], columns: Int32Array, width: number, classes: number): Uint16Array {
  const counts = new Uint16Array(width * classes)
  for (const { features, label } of examples)
    for (const bucket of features) {
      const at = (columns[bucket] as number) * classes + label
      if (at >= 0) counts[at] = (counts[at] as number) + 1
    }
  return counts
}

/** How much each column counts: rare ones more than frequent ones, those of few classes more than those of all. */
function columnWeights(counts: Uint16Array, texts: number, classes: number): Float32Array {
  const weights = new Float32Array(counts.length / classes)
  for (let column = 0; column < weights.length; column++) {
    const own = counts.subarray(column * classes, (column + 1) * classes)
    let total = 0
    for (const count of own) total += count
    let entropy = 0
    for (const count of own) if (count > 0) entropy -= (count / total) * Math.log(count / total)
    const spread = entropy / Math.log(classes)
    weights[column] = (Math.log((texts + 1) / (total + 1)) + 1) * (1 - SPREAD_DISCOUNT * spread)
  }
  return weights
}

function score(weights: Float32Array, row: Weighted, logits: Float64Array): Float64Array {
  const classes = logits.length
  logits.fill(0)
  for (let i = 0; i < row.ids.length; i++) {
    const value = row.values[i] as number
    const base = (row.ids[i] as number) * classes
    for (let k = 0; k < classes; k++) logits[k] = (logits[k] as number) + value * (weights[base + k] as number)
  }
  return logits
}

/** One correction of the weights by one text; `scratch` has room for a number a class. */
function descend(weights: Float32Array, row: Row, scratch: Float64Array, step: number): void {
  const classes = scratch.length
  const probabilities = toProbabilities(score(weights, row, scratch), 1)
  const pulled: number[] = []
  for (let k = 0; k < classes; k++) {
    const target = (k === row.label ? 1 - SMOOTHING : 0) + SMOOTHING / classes
    const error = target - (probabilities[k] as number)
    probabilities[k] = step * error
    if (k === row.label || Math.abs(error) >= NEGLIGIBLE) pulled.push(k)
  }
  for (let i = 0; i < row.ids.length; i++) {
    const value = row.values[i] as number
    const base = (row.ids[i] as number) * classes
    for (const k of pulled) weights[base + k] = (weights[base + k] as number) + value * (probabilities[k] as number)
  }
}

/** The numbers below `count` in an order that depends on the seed alone. */
export function shuffled(count: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index)
  let state = (seed + 1) * 2654435761
  for (let last = count - 1; last > 0; last--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const other = Math.floor((state / 2 ** 32) * (last + 1))
    const kept = order[last] as number
    order[last] = order[other] as number
    order[other] = kept
  }
  return order
}
