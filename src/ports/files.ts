/** What customers and staff send beside words, as it is kept. */

import type { Readable } from 'node:stream'
import type { FileType } from '../domain/file-type.ts'
import type { ConversationId } from './turn.ts'

/** A photo, video or file as it is to be kept: checked, and without what photos tell of the place. */
export interface FileContent extends FileType {
  readonly bytes: Uint8Array
  /** A small WebP of a photo; null for anything else. */
  readonly preview: (Size & { readonly bytes: Uint8Array }) | null
}

/** In pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

export interface KeptFile extends FileType {
  /** 22 of `[A-Za-z0-9_-]`. */
  readonly id: string
  /** In bytes. */
  readonly size: number
  readonly preview: Size | null
}

/** `full`: the conversation has as much as it may have. `no_room`: the disk is nearly full. */
export type FileKept = { readonly status: 'kept'; readonly file: KeptFile } | { readonly status: 'full' | 'no_room' }

/** What customers send beside words, kept with their conversation under names of its own: it goes with `/forget` and with the transcript. */
export interface Files {
  /** `id`: 22 of `[A-Za-z0-9_-]` that nobody can guess; the same one is kept once. */
  keepFile(conversation: ConversationId, id: string, content: FileContent): Promise<FileKept>
  /** Null for what this conversation does not have. */
  keptFile(conversation: ConversationId, id: string): Promise<KeptFile | null>
  /** The caller reads the stream to its end or destroys it. Null for what this conversation does not have. */
  openFile(conversation: ConversationId, id: string, part: 'whole' | 'preview'): Promise<OpenFile | null>
  /** Deletes from the disk what conversations have no more. Answers how many of them. */
  sweepFiles(): Promise<number>
}

export interface OpenFile {
  readonly file: KeptFile
  /** Of the part that was asked for, in bytes. */
  readonly size: number
  readonly stream: Readable
}
