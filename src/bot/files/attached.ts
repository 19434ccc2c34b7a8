/** A file that a platform still has: the letter that tells of it, with all that is needed to fetch it. Holds no bytes. */
import { z } from 'zod'
import { FILE_KINDS, type FileKind } from '../../domain/file-type.ts'
import { LANGUAGES, type Language } from '../../domain/values.ts'
import type { ChannelName } from '../channel.ts'

/** Where a file is to be had. `key`: what the channel asks for it by; `unique`: the same for the same file, at any time. */
export interface FileSource {
  readonly via: ChannelName
  readonly key: string
  readonly unique: string
  /** In bytes, as the platform tells it. */
  readonly size: number | null
}

/** Of a customer. `what` is the platform's word; what it is, its bytes tell. */
export interface Attached {
  readonly kind: 'attached'
  readonly what: FileKind
  readonly source: FileSource
  readonly caption?: string
  readonly ref?: string
  readonly quote?: string
  readonly album?: string
  readonly name?: string
  readonly hint?: Language
}

const sourceSchema = z.object({
  via: z.enum(['telegram', 'wechat', 'web', 'terminal']),
  key: z.string(),
  unique: z.string(),
  size: z.number().nullable(),
})

const text = z.string().optional()
export const attachedSchema = z.object({
  kind: z.literal('attached'),
  what: z.enum(FILE_KINDS),
  source: sourceSchema,
  caption: text,
  ref: text,
  quote: text,
  album: text,
  name: text,
  hint: z.enum(LANGUAGES).optional(),
})
