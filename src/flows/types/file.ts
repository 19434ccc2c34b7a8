/** Files as the conversations know them: by name, and where one is to be had. */
import type { FileKind } from '../../domain/file-type.ts'

/** A file of the conversation, as `Files` keeps it. */
export type FileId = string

export interface FileRef {
  readonly id: FileId
  readonly kind: FileKind
}

/** `name`: as its sender calls it; null where that is nobody's business. */
export interface NamedFile extends FileRef {
  readonly name: string | null
}

/** Where a file is to be had that is not kept yet. `key`: what its channel asks for it by; `unique`: the same for the same file, at any time. */
export interface FileSource {
  readonly via: 'telegram' | 'wechat'
  readonly key: string
  readonly unique: string
  /** In bytes, as the platform tells it. */
  readonly size: number | null
  readonly name: string | null
}

/** `what` is the platform's word; what it is, its bytes tell. */
export interface Attachment {
  readonly what: FileKind
  readonly source: FileSource
}
