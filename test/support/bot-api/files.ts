/** Files as Telegram keeps them: named by ids, fetched by a path that getFile has told. */
import { createHash } from 'node:crypto'
import type { Outcome } from './types.ts'
import { done, refused } from './types.ts'

/** What a message says of a file. */
export interface FileHandle {
  readonly file_id: string
  readonly file_unique_id: string
  readonly file_size: number
}

const MOST_BYTES = 20 * 1024 * 1024

export class StoredFiles {
  private readonly byId = new Map<string, Uint8Array>()
  private readonly byPath = new Map<string, Uint8Array>()
  private readonly localPaths = new Map<string, string>()

  /** Ids are long, as the real ones; the same bytes are the same unique file. */
  add(bytes: Uint8Array): FileHandle {
    const unique = createHash('sha256').update(bytes).digest('base64url').slice(0, 16)
    const id = `AgACAgIAAxkBAAIB${String(this.byId.size).padStart(6, '0')}${unique.repeat(3)}`
    this.byId.set(id, bytes)
    return { file_id: id, file_unique_id: unique, file_size: bytes.length }
  }

  /** As a server in local mode answers. */
  lieAt(id: string, path: string): void {
    this.localPaths.set(id, path)
  }

  /** What is known of it from now on is nothing. */
  forget(id: string): void {
    this.byId.delete(id)
  }

  getFile(id: string): Outcome {
    const bytes = this.byId.get(id)
    if (bytes === undefined) {
      return refused(400, 'Bad Request: wrong file_id or the file is temporarily unavailable')
    }
    const local = this.localPaths.get(id)
    if (bytes.length > MOST_BYTES && local === undefined) return refused(400, 'Bad Request: file is too big')
    const path = local ?? `documents/file_${this.byPath.size}.bin`
    if (local === undefined) this.byPath.set(path, bytes)
    return done({ file_id: id, file_unique_id: 'unique', file_size: bytes.length, file_path: path })
  }

  at(path: string): Uint8Array | undefined {
    return this.byPath.get(path)
  }
}
