/**
 * Turns a plain text into the numbers that the classifier weighs: words, pairs of words, pieces of words, meanings, and the shape of the
 * whole. Free of labels.
 */
import type { Hit, Lexicon } from './lexicon.ts'
import { clauses } from './normal.ts'

/** What a feature is made of, with how much it counts beside the others. */
const KIND_WEIGHTS = { word: 1, pair: 1, piece: 0.6, meaning: 1.5, shape: 0.8 } as const
type Kind = keyof typeof KIND_WEIGHTS
const KINDS = Object.keys(KIND_WEIGHTS) as Kind[]
const KIND_BITS = 18

/** Features are numbered by a hash; two that meet in one bucket share a weight, which costs less than a table of strings. */
export const BUCKETS = KINDS.length << KIND_BITS

/** How much the kind of feature in a bucket counts. */
export const kindWeight = (bucket: number): number => KIND_WEIGHTS[KINDS[bucket >>> KIND_BITS] as Kind]

/** Whether the feature in a bucket tells of the words of a text, not of its shape. */
export const isOfWords = (bucket: number): boolean => KINDS[bucket >>> KIND_BITS] !== 'shape'

/** A text's distinct features. */
export type Features = readonly number[]

const PIECE = 4
const LONGEST_HAN = 3
const MAX_MEANINGS = 7
/** Upper ends of the sizes told apart, in words; about two Chinese characters make one. */
const SIZES = [1, 2, 4, 8, 16, 32, Number.POSITIVE_INFINITY]
const HAN_A_WORD = 2
/** The features of a plain text; `concepts` names the meanings in it. */
export function featuresOf(plainText: string, concepts: Lexicon): Features {
  const found = new Set<number>()
  for (const clause of clauses(plainText)) {
    addWords(found, clause.split(' '))
    addMeanings(found, concepts(clause))
  }
  addShape(found, plainText)
  return [...found]
}

function addWords(found: Set<number>, words: readonly string[]): void {
  let before = ''
  for (const word of words) {
    if (isHan(word)) {
      addHan(found, word)
    } else {
      found.add(hash('word', word))
      if (before !== '') found.add(hash('pair', `${before} ${word}`))
      if (word.length >= PIECE) addPieces(found, `<${word}>`)
    }
    before = word
  }
}

function addHan(found: Set<number>, run: string): void {
  for (let size = 1; size <= LONGEST_HAN; size++)
    for (let at = 0; at + size <= run.length; at++) found.add(hash('word', run, at, at + size))
}

function addPieces(found: Set<number>, word: string): void {
  for (let at = 0; at + PIECE <= word.length; at++) found.add(hash('piece', word, at, at + PIECE))
}

function addMeanings(found: Set<number>, hits: readonly Hit[]): void {
  const names = [...new Set(hits.map((hit) => hit.name))].sort().slice(0, MAX_MEANINGS)
  names.forEach((name, index) => {
    found.add(hash('meaning', name))
    for (const other of names.slice(index + 1)) found.add(hash('meaning', `${name}+${other}`))
  })
}

/** How long the text is: a word or two rarely tell a fault. */
function addShape(found: Set<number>, plainText: string): void {
  const words = plainText.split(' ').filter((word) => word !== '|')
  const size = words.reduce((sum, word) => sum + (isHan(word) ? word.length / HAN_A_WORD : 1), 0)
  found.add(hash('shape', `size ${SIZES.findIndex((most) => size <= most)}`))
}

const isHan = (word: string): boolean => word.charCodeAt(0) > 0x2fff

/** FNV-1a of a stretch of a text, folded into the buckets of its kind. */
function hash(kind: Kind, text: string, start = 0, end = text.length): number {
  let value = 0x811c9dc5
  for (let at = start; at < end; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  const folded = ((value >>> KIND_BITS) ^ value) & ((1 << KIND_BITS) - 1)
  return (KINDS.indexOf(kind) << KIND_BITS) | folded
}
