/** What a customer sends beside words, taken in: told by its bytes, checked, kept. The same for every channel. */
import {
  ANYTHING,
  type FileRefusal,
  type FileType,
  fileTypeOf,
  MOST_BYTES,
  TEXT,
  textIn,
} from '../../domain/file-type.ts'
import type { ConversationId, FileContent, Files, KeptFile } from '../../ports.ts'
import { writtenAnew } from './images.ts'

/** All that can be wrong with bytes that are there. */
export type TakeRefusal = Exclude<FileRefusal, 'unfetched'>

export type FileTaken =
  /** `text`: what a text file says, for the talk: its beginning and its end where it is long. Null for anything else. */
  | { readonly status: 'kept'; readonly file: KeptFile; readonly text: string | null }
  | { readonly status: 'refused'; readonly why: TakeRefusal }

/** `from` staff anything may come: whatever is of no known kind is kept as it is. */
export type TakeFile = (
  conversation: ConversationId,
  id: string,
  bytes: Uint8Array,
  from?: 'customer' | 'staff',
) => Promise<FileTaken>

/** As much of a text file as a message may hold: the first error stands near the beginning of a log, the state at its end. */
const HEAD_CHARS = 40_000
const TAIL_CHARS = 20_000
const LEFT_OUT = '\n…\n'

/** `id` as `Files.keepFile` has it. Rejects when Redis or the disk fails: nothing was taken then. */
export function createTakeFile(files: Pick<Files, 'keepFile'>): TakeFile {
  return async (conversation, id, bytes, from = 'customer') => {
    if (bytes.length === 0) return refused('empty')
    const found = fileTypeOf(bytes)
    const type = typeof found === 'string' && from === 'staff' ? ANYTHING : found
    if (type === 'unknown' || type === 'heic') return refused(type)
    if (bytes.length > MOST_BYTES[type.kind]) return refused('too_large')
    const content = await contentOf(bytes, type)
    if (content === null) return refused('broken')
    const kept = await files.keepFile(conversation, id, content)
    if (kept.status !== 'kept') return refused(kept.status)
    return { ...kept, text: type === TEXT ? textOf(bytes) : null }
  }
}

async function contentOf(bytes: Uint8Array, type: FileType): Promise<FileContent | null> {
  if (type.kind !== 'photo') return { ...type, bytes, preview: null }
  const picture = await writtenAnew(bytes, type)
  return picture === null ? null : { ...type, ...picture }
}

/** What a text file says, as much of it as a message may hold. */
export const textOf = (bytes: Uint8Array): string | null => shortened(textIn(bytes))

function shortened(text: string | null): string | null {
  if (text === null || text.length <= HEAD_CHARS + TAIL_CHARS) return text
  const ends = text.slice(0, HEAD_CHARS) + LEFT_OUT + text.slice(-TAIL_CHARS)
  return ends.replace(/\p{Surrogate}/gu, '')
}

const refused = (why: TakeRefusal): FileTaken => ({ status: 'refused', why })
