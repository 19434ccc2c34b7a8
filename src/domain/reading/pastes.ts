/** Finds the objects in a paste, and what stands around them: greetings, logs, a second object. Linear, as it never looks at a place twice. */
import { type IndexedBlock, indexed, isTelling } from './fields.ts'
import { parseLoosely } from './loose-json.ts'

/** An object is a brace and a key, or a key whose object began before the paste. */
const START = /\{(?=\s{0,40}["'\\\p{L}_}[])|["'][\w %.$-]{1,48}["']\s{0,8}:/gu

/** So many objects that say nothing of a machine are tried: a long log of a pool's messages has about as many. */
const MOST_STRANGERS = 6_000
/** A whole status has some thirty objects in it. */
const MOST_BLOCKS = 1_000

export interface Paste {
  readonly blocks: readonly IndexedBlock[]
  readonly cut: boolean
}

export interface Pastes {
  /** Objects that say something of a machine, in order. */
  readonly pastes: readonly Paste[]
  /** All else. */
  readonly rest: string
  /** Objects that say nothing of a machine. */
  readonly strangers: number
}

/** Takes the text apart; objects that know nothing of machines stay in the rest, as a log may be full of them. */
export function findPastes(text: string): Pastes {
  const pastes: Paste[] = []
  const rest: string[] = []
  let tries = 0
  let strangers = 0
  let taken = 0
  START.lastIndex = 0
  for (let start = START.exec(text); start !== null && tries < MOST_STRANGERS; start = START.exec(text)) {
    const { blocks: found, end, cut } = parseLoosely(text, start.index)
    const blocks = found.slice(0, MOST_BLOCKS).map(indexed)
    if (blocks.some(isTelling)) {
      pastes.push({ blocks, cut })
      rest.push(text.slice(taken, start.index))
      taken = end
    } else {
      tries += 1
      if (blocks.some(({ fields }) => fields.size > 0)) strangers += 1
    }
    START.lastIndex = Math.max(end, start.index + 1)
  }
  rest.push(text.slice(taken))
  return { pastes, rest: rest.join('\n'), strangers }
}
