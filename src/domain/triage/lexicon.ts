/** Finds many words and phrases in a plain text at once, by one walk over a tree of letters. Free of what the words mean. */
import type { TriageContent } from '../triage-content.ts'
import { normalise } from './normal.ts'

/** A word found: its name, where it starts and where the text goes on. */
export interface Hit {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** All hits in a plain text, by start; of several words with one name at one place only the longest. */
export type Lexicon = (plainText: string) => readonly Hit[]

interface Node {
  readonly next: Map<number, Node>
  /** Names of words that end here and must be whole words. */
  readonly whole: string[]
  /** Names of words that end here and may go on (`smok*`). */
  readonly open: string[]
}

const newNode = (): Node => ({ next: new Map(), whole: [], open: [] })

/**
 * Builds a lexicon from words by name. A `*` at the end lets a Latin word go on; a Latin word is otherwise whole, a Chinese one may stand
 * inside a longer run.
 */
export function createLexicon(entries: Iterable<readonly [name: string, words: readonly string[]]>): Lexicon {
  const root = newNode()
  for (const [name, words] of entries) for (const word of words) insert(root, name, word)
  return (text) => {
    const hits: Hit[] = []
    for (let at = 0; at < text.length; at++) if (startsWord(text, at)) walk(root, text, at, hits)
    return hits
  }
}

/** The words of a content that mean the same, by the name of what they mean. */
export function conceptsOf({ concepts }: Pick<TriageContent, 'concepts'>): Lexicon {
  return createLexicon(Object.entries(concepts).map(([name, words]) => [name, [...words.en, ...words.zh]] as const))
}

function insert(root: Node, name: string, word: string): void {
  const open = word.endsWith('*')
  let node = root
  const letters = normalise(open ? word.slice(0, -1) : word)
  for (let at = 0; at < letters.length; at++) {
    const code = letters.charCodeAt(at)
    const next = node.next.get(code) ?? newNode()
    node.next.set(code, next)
    node = next
  }
  if (node !== root) (open ? node.open : node.whole).push(name)
}

function walk(root: Node, text: string, start: number, hits: Hit[]): void {
  const first = hits.length
  let node = root.next.get(text.charCodeAt(start))
  for (let end = start + 1; node; end++) {
    for (const name of node.open) keep(hits, first, { name, start, end: wordEnd(text, end) })
    if (node.whole.length > 0 && endsWord(text, end))
      for (const name of node.whole) keep(hits, first, { name, start, end })
    node = end < text.length ? node.next.get(text.charCodeAt(end)) : undefined
  }
}

/** Adds a hit in place of a shorter one of the same name, looking at those from `first` on. */
function keep(hits: Hit[], first: number, hit: Hit): void {
  for (let at = first; at < hits.length; at++) {
    if (hits[at]?.name === hit.name) {
      hits[at] = hit
      return
    }
  }
  hits.push(hit)
}

function wordEnd(text: string, from: number): number {
  let end = from
  while (!endsWord(text, end)) end++
  return end
}

const isLatin = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 35
const startsWord = (text: string, at: number): boolean =>
  text.charCodeAt(at) !== 32 && (at === 0 || !isLatin(text.charCodeAt(at)) || !isLatin(text.charCodeAt(at - 1)))
const endsWord = (text: string, end: number): boolean =>
  end === text.length || !isLatin(text.charCodeAt(end)) || !isLatin(text.charCodeAt(end - 1))
