/** Files that pages send: their bytes read whole, no more at once than a process can hold, and the codes by which a page is told why one is not taken. */
import type { FileRefusal } from '../domain/file-type.ts'

const MOST_BYTES_AT_ONCE = 48 * 1024 * 1024

/** A page has brought the bytes: there is nothing left to fetch. */
export const FILE_FAILURES = {
  empty: 'empty_file',
  unknown: 'unknown_file',
  heic: 'heic_file',
  too_large: 'file_too_large',
  broken: 'broken_file',
  full: 'files_full',
  no_room: 'no_room',
} as const satisfies Readonly<Record<Exclude<FileRefusal, 'unfetched'>, string>>

export interface Reading {
  /** Holds room for so many bytes while `work` reads and keeps them. Null, with nothing begun, where others' files leave none. */
  holding<Result>(bytes: number, work: () => Promise<Result>): Promise<Result | null>
  /** Ends what is still being read, for `addAbortSignal`. */
  readonly ending: AbortSignal
  /** What is still being read is given up: its page sends it again. */
  stop(): void
}

/** One for all files that go through the same door of a process. */
export function createReading(): Reading {
  const ending = new AbortController()
  let bytesAtOnce = 0
  return {
    async holding(bytes, work) {
      if (bytesAtOnce + bytes > MOST_BYTES_AT_ONCE) return null
      bytesAtOnce += bytes
      try {
        return await work()
      } finally {
        bytesAtOnce -= bytes
      }
    },
    ending: ending.signal,
    stop: () => ending.abort(),
  }
}

/** The whole of a body. Rejects as its source does. */
export async function readAll(source: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}
