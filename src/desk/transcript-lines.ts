/** The transcript as a page shows it: who said what when, what it said before an edit, and how far a person's line has come. Pure. */
import { z } from 'zod'
import type { WholeTalk } from '../desk-ports.ts'
import { FILE_KINDS } from '../domain/file-type.ts'

/** `waits`: not sent yet. `delivered`: the platform has it. `seen`: a chat page has shown it. */
export type Delivery = 'waits' | 'delivered' | 'seen'

const lineSchema = z.object({
  at: z.number(),
  who: z.enum(['customer', 'staff', 'note', 'bot', 'desk']),
  text: z.string(),
  by: z.string().optional(),
  act: z.string().optional(),
  post: z.string().optional(),
  ref: z.string().optional(),
  before: z.string().nullable().optional(),
  quote: z.string().optional(),
  beside: z.string().optional(),
  files: z.array(z.object({ id: z.string(), kind: z.enum(FILE_KINDS), name: z.string().nullish() })).optional(),
})
export type TranscriptLine = z.output<typeof lineSchema> & { readonly delivery?: Delivery }

const entrySchema = z.object({ line: z.object({ from: z.string() }) })
const shownSchema = z.object({ from: z.string() })

/** Acts that send a line of their own. */
const SENDS: ReadonlySet<string> = new Set(['said', 'canned'])

export const readLines = (lines: readonly string[]): readonly TranscriptLine[] =>
  lines.map((line) => lineSchema.parse(JSON.parse(line)))

/** A lane keeps its order, so the lines that wait are the last ones; of those that went, the last ones are those not seen. */
export function linesOf({ lines, unsent, unseen }: WholeTalk): readonly TranscriptLine[] {
  const read = readLines(lines)
  const waiting = count(unsent, (body) => entrySchema.parse(body).line.from === 'staff')
  const notSeen = unseen === null ? null : count(unseen, (body) => shownSchema.parse(body).from === 'staff')
  const stand = (place: number): Delivery => {
    if (place < waiting) return 'waits'
    return notSeen === null || place < waiting + notSeen ? 'delivered' : 'seen'
  }
  let place = 0
  const newestFirst = read.toReversed().map((line) => {
    if (line.who !== 'staff' || !SENDS.has(line.act ?? '')) return line
    const delivery = stand(place)
    place += 1
    return { ...line, delivery }
  })
  return newestFirst.toReversed()
}

const count = (bodies: readonly string[], holds: (body: unknown) => boolean): number =>
  bodies.filter((body) => holds(JSON.parse(body))).length
