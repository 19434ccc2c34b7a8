/** A file that a page sends: whose it is, whether it may be taken now, its bytes read within bounds, and the letter that tells the talk of it. */
import { createHash } from 'node:crypto'
import { addAbortSignal, type Readable } from 'node:stream'
import { MOST_FILE_BYTES } from '../../domain/file-type.ts'
import { SECOND } from '../../domain/values.ts'
import type { Inbound } from '../../flows/types.ts'
import { createReading, FILE_FAILURES, readAll } from '../../html/sent-files.ts'
import type { ConversationId } from '../../ports.ts'
import type { TakeFile } from '../files/take.ts'
import type { Upload } from './doors.ts'
import { type Outcome, refused, wait } from './failures.ts'
import { hintOf, type Intake, type Visitor } from './intake.ts'
import { ADDRESS_FILES, createLimiter, FILES, networkOf } from './limits.ts'
import { fileShown } from './shown.ts'

const BUSY_WAIT_MS = 3 * SECOND

export interface UploadsOptions {
  readonly intake: Pick<Intake, 'enter' | 'take'>
  readonly takeFile: TakeFile
  /** A clock that only goes forward, ms. */
  readonly now?: () => number
}

/** `length`: as the request announces it, null where it does not. */
export interface Body {
  readonly source: Readable
  readonly length: number | null
}

/** Rejects when Redis or the disk fails, or the page goes away: nothing was taken then, and the same id may be sent again. */
export function createUploads({ intake, takeFile, now = () => performance.now() }: UploadsOptions) {
  const mayUpload = createLimiter(FILES, now)
  const mayUploadHere = createLimiter(ADDRESS_FILES, now)
  const { holding, ending, stop } = createReading()

  async function upload(visitor: Visitor, file: Upload, { source, length }: Body): Promise<Outcome> {
    if (length === null) return refused('length_unknown')
    if (length > MOST_FILE_BYTES) return refused('file_too_large')
    const outcome = await holding(length, () => enter(visitor, file, source))
    return outcome ?? wait('too_many_files', BUSY_WAIT_MS)
  }

  async function enter(visitor: Visitor, file: Upload, source: Readable): Promise<Outcome> {
    const waitMs = mayUploadHere(networkOf(visitor.address))
    if (waitMs > 0) return wait('too_many_files', waitMs)
    const entered = await intake.enter(visitor)
    return entered.status === 'entered' ? await bring(entered.conversation, file, source) : entered
  }

  async function bring(
    conversation: ConversationId,
    { id, name, ...lang }: Upload,
    source: Readable,
  ): Promise<Outcome> {
    const waitMs = mayUpload(conversation)
    if (waitMs > 0) return wait('too_many_files', waitMs)
    const taken = await takeFile(conversation, fileId(conversation, id), await readAll(addAbortSignal(ending, source)))
    if (taken.status === 'refused') return refused(FILE_FAILURES[taken.why])
    const { file, text } = taken
    const inbound: Inbound = { kind: 'sent', what: file.kind, text, file: file.id, ...hintOf(lang) }
    return await intake.take(conversation, id, inbound, fileShown(id, name, file))
  }

  return { upload, stop }
}

export type Uploads = ReturnType<typeof createUploads>

/** The same file sent again is the same file; who knows neither the conversation nor the page's number for it cannot guess it. */
const fileId = (conversation: ConversationId, id: string): string =>
  createHash('sha256').update(`${conversation} ${id}`).digest('base64url').slice(0, 22)
