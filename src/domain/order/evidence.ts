/** How much was sent beside words: counts alone, since a file is kept with its conversation. */
import { z } from 'zod'
import type { FileKind } from '../file-type.ts'

const count = z.number().int().min(0)
export const evidenceSchema = z.strictObject({
  photo: count,
  video: count,
  // Not yet counted in what was stored first.
  voice: count.default(0),
  file: count,
} satisfies Record<FileKind, z.ZodType<number>>)
export type Evidence = Readonly<z.infer<typeof evidenceSchema>>

const NOTHING_SENT: Evidence = { photo: 0, video: 0, voice: 0, file: 0 }

/** One more of a kind. */
export const withOne = (evidence: Evidence | null, what: FileKind): Evidence => {
  const before = evidence ?? NOTHING_SENT
  return { ...before, [what]: before[what] + 1 }
}
