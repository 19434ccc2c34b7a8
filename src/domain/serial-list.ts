/**
 * The door for pasted lists of serial numbers: one a line, parted by commas, numbered, labelled, with models beside or above them. What is
 * no serial is told with its line, what comes twice is flagged; nothing is guessed.
 */
import { fold } from './fold.ts'
import { type Model, modelIn } from './models.ts'
import { findSerials, readSerial, type SerialRefusal } from './serial.ts'
import type { SerialNumber } from './values.ts'

export interface ListedSerial {
  readonly serial: SerialNumber
  /** The name of the model that stands beside it, or alone above it; null when none or several could be meant. */
  readonly model: string | null
  /** 1-based line of the paste. */
  readonly line: number
}

export interface SerialList {
  /** In order, each serial once. */
  readonly serials: readonly ListedSerial[]
  /** The same serial again: at `line`, having come first at `firstLine`. */
  readonly duplicates: readonly { readonly serial: SerialNumber; readonly line: number; readonly firstLine: number }[]
  /** What looks as if a serial was meant, and why it is none. `text` as it was read, at most 64 characters. */
  readonly refused: readonly { readonly text: string; readonly line: number; readonly reason: SerialRefusal }[]
  /** The paste was longer than what is read; what is beyond is not here. */
  readonly cut: boolean
}

/** What is read of a paste. */
const LONGEST_LIST = 20_000
const MOST_FIELDS = 1_000
const LONGEST_SHOWN = 64

/** ① and (1) before anything: folding makes them plain digits, which would join what follows. */
const CIRCLED = /[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]/g
const NUMBERING =
  /^\s*(?:(?:no|nr)?\.?\s*#?\s*\(?\d{1,3}(?:[.):、]\s*|\s+-\s+|\s+(?=[a-z]))|第?[\d一二三四五六七八九十]{1,3}[台号.、:]\s*:?|[-*•·>]\s*)/i
const BETWEEN = /[,;|、]+/
const BARE_TOKEN = /^[^\s]+$/

interface Line {
  readonly parts: readonly string[]
  readonly line: number
}
interface Read {
  readonly serials: readonly SerialNumber[]
  readonly refused: readonly { readonly text: string; readonly reason: SerialRefusal }[]
  readonly models: readonly string[]
}

/** Reads a pasted list. Models are matched against the vendor's; a line with a model alone is a heading for the lines below. */
export function readSerials(text: string, models: readonly Model[] = []): SerialList {
  const serials = new Map<SerialNumber, ListedSerial>()
  const duplicates: SerialList['duplicates'][number][] = []
  const refused: SerialList['refused'][number][] = []
  const { lines, cut } = linesOf(text)
  let heading: string | null = null
  for (const { parts, line } of lines) {
    const row = readLine(parts, models)
    if (row.serials.length === 0 && row.models.length > 0)
      heading = row.models.length === 1 ? (row.models[0] ?? null) : null
    row.serials.forEach((serial, place) => {
      const first = serials.get(serial)
      if (first !== undefined) duplicates.push({ serial, line, firstLine: first.line })
      else serials.set(serial, { serial, line, model: modelOf(row, place, heading) })
    })
    refused.push(...row.refused.map((one) => ({ ...one, line })))
  }
  return { serials: [...serials.values()], duplicates, refused, cut }
}

/** The fields of each line, as many as are read. */
function linesOf(text: string): { readonly lines: readonly Line[]; readonly cut: boolean } {
  const raw = text.slice(0, LONGEST_LIST).split(/\r\n?|[\n\u2028\u2029]/, MOST_FIELDS + 1)
  const lines: Line[] = []
  let left = MOST_FIELDS
  for (const [index, written] of raw.entries()) {
    const parts = fieldsOf(written)
    if (parts.length > 0) lines.push({ parts: parts.slice(0, left), line: index + 1 })
    left -= parts.length
    if (left <= 0) break
  }
  return { lines, cut: text.length > LONGEST_LIST || left < 0 || raw.length > MOST_FIELDS }
}

function fieldsOf(written: string): string[] {
  const line = fold(written.replace(CIRCLED, ' ; '), LONGEST_LIST).replace(NUMBERING, '')
  const parts = line.split(BETWEEN).map((part) => part.replace(NUMBERING, '').trim())
  return parts.filter((part) => part !== '')
}

function readLine(parts: readonly string[], models: readonly Model[]): Read {
  const read = parts.map((part) => readPart(part, models))
  return {
    serials: read.flatMap((part) => part.serials),
    refused: read.flatMap((part) => part.refused),
    models: read.flatMap((part) => part.models),
  }
}

/** One field of a line: a serial alone, or words in which serials and a model may stand. */
function readPart(part: string, models: readonly Model[]): Read {
  const model = modelIn(part, models)?.name
  const named = model === undefined ? [] : [model]
  const whole = readSerial(part)
  const inside = findSerials(part)
  if (inside.length > 1) return { serials: inside, refused: [], models: named }
  if (whole.ok && (inside.length > 0 || model === undefined))
    return isMeant(whole.serial) ? { serials: [whole.serial], refused: [], models: named } : nothing(named)
  if (inside.length > 0) return { serials: inside, refused: [], models: named }
  if (whole.ok || model !== undefined || !looksMeant(part)) return nothing(named)
  return { serials: [], refused: [{ text: part.slice(0, LONGEST_SHOWN), reason: whole.reason }], models: named }
}

const nothing = (models: readonly string[]): Read => ({ serials: [], refused: [], models })

/** A word without any digit is a heading or a thank-you in a list, though the door takes it as a typed answer. */
const isMeant = (serial: SerialNumber): boolean => /\d/.test(serial)

/** One token with a digit, or digits alone, was meant to be a serial; a sentence was not. */
function looksMeant(part: string): boolean {
  return /\d/.test(part) && (BARE_TOKEN.test(part) || /^[+\d\s().-]+$/.test(part))
}

/** The models of a line belong to its serials one by one, or the only one to all; a line without one is under its heading. */
function modelOf({ models, serials }: Read, place: number, heading: string | null): string | null {
  if (models.length === 0) return heading
  if (models.length === 1) return models[0] ?? null
  return models.length === serials.length ? (models[place] ?? null) : null
}
