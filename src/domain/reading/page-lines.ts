/** A status page copied as text: labels with values, one or several a line, and the `KEY=value,…|` answers of the cgminer port. */
import { type IndexedBlock, indexed, isKnown, isTellingName } from './fields.ts'
import { type Block, type Field, nameOf } from './loose-json.ts'
import { wordValue } from './loose-scalars.ts'

const LONGEST_LINE = 4_000
const MOST_LINES = 2_000
const LABELLED = /^[\s>*•-]*([\p{L}#][\p{L}\p{N} ._%#()-]{0,40}?)\s{0,8}(?::|=|\t)\s{0,8}(\S.{0,160})$/u
const BOARD =
  /^[\s>*•-]*(?:hash ?)?(?:board|chain|算力板|运算板)\s{0,2}[#[]?(\d{1,2})\]?\s{0,2}[:=\t,-]?\s{0,4}(?=.{0,80}?(\d{1,4})\s?(?:chips?|asics?|颗芯片|芯片))/iu
const WITH_RATE = /(\d[\d.,]{0,12}\s?[kmgt]?h\/s)/i

/** The labelled values as one block, and a block for each board that has a line of its own; empty when fewer than two are known. */
export function readPageLines(text: string): readonly IndexedBlock[] {
  const fields = new Map<string, Field>()
  const boards: Block[] = []
  for (const line of text.split('\n', MOST_LINES)) {
    for (const piece of pieces(line.slice(0, LONGEST_LINE))) {
      const board = boardIn(piece)
      if (board !== null) boards.push(board)
      else take(piece, fields)
    }
  }
  const known = [...fields.keys()]
  if (known.length + boards.length < 2 || !(boards.length > 0 || known.some(isTellingName))) return []
  return [{ path: '', fields }, ...boards].map(indexed)
}

function pieces(line: string): readonly string[] {
  if (line.includes('=') && line.includes('|')) return line.split(/[|,]/)
  return line.includes('|') || line.includes(';') ? line.split(/[|;]/) : [line]
}

function take(piece: string, fields: Map<string, Field>): void {
  const match = LABELLED.exec(piece)
  const name = nameOf(match?.[1] ?? '')
  const value = match?.[2]
  if (value === undefined || !isKnown(name) || fields.has(name)) return
  fields.set(name, { name, values: [wordValue(value.trim())], quote: piece.trim().replace(/\s+/g, ' ').slice(0, 120) })
}

function boardIn(piece: string): Block | null {
  const match = BOARD.exec(piece)
  if (match === null) return null
  const quote = piece.trim().replace(/\s+/g, ' ').slice(0, 120)
  const fields = new Map<string, Field>([['asics', { name: 'asics', values: [Number(match[2])], quote }]])
  const rate = WITH_RATE.exec(piece)?.[1]
  if (rate !== undefined) fields.set('rate', { name: 'rate', values: [rate], quote })
  return { path: `board ${match[1]}`, fields }
}
