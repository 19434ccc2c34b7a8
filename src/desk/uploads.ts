/** A file that somebody of staff brings for a customer: its bytes read within bounds and kept with the conversation, until a line takes it along. */
import { createHash } from 'node:crypto'
import { addAbortSignal, type Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { DeskAccount, TakeStaffFile } from '../desk-ports.ts'
import { type FileRefusal, MOST_FILE_BYTES } from '../domain/file-type.ts'
import { SECOND } from '../domain/values.ts'
import type { ConversationId } from '../ports.ts'
import { type Answer, json, refused } from './answers.ts'
import { asked, isActId } from './doors.ts'
import type { FailureCode } from './failures.ts'
import type { Route } from './routes.ts'

export interface UploadOptions {
  readonly takeFile: TakeStaffFile
  /** The conversation that a request names, if it is there. */
  readonly talkIn: (request: FastifyRequest) => Promise<ConversationId | null>
}

export const BYTES = 'application/octet-stream'
/** Of all files that are being read at once, in this process. */
const MOST_BYTES_AT_ONCE = 48 * 1024 * 1024
/** A video on a slow line takes its time. */
const WITHIN_MS = 110 * SECOND

const FAILURE_OF: Readonly<Record<Exclude<FileRefusal, 'unfetched'>, FailureCode>> = {
  empty: 'empty_file',
  unknown: 'unknown_file',
  heic: 'heic_file',
  too_large: 'file_too_large',
  broken: 'broken_file',
  full: 'files_full',
  no_room: 'no_room',
}

export function createUploads({ takeFile, talkIn }: UploadOptions) {
  const ending = new AbortController()
  let bytesAtOnce = 0

  async function upload(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const id = asked(request.query, 'id')
    const length = Number(request.headers['content-length'] ?? Number.NaN)
    if (id === null || !isActId(id) || request.headers['content-type'] !== BYTES) return refused('bad_request')
    if (Number.isNaN(length)) return refused('length_unknown')
    if (length > MOST_FILE_BYTES) return refused('file_too_large')
    const conversation = await talkIn(request)
    if (conversation === null) return refused('not_found')
    if (bytesAtOnce + length > MOST_BYTES_AT_ONCE) return refused('too_many_files')
    bytesAtOnce += length
    try {
      return await keep(conversation, fileId(conversation, who.login, id), request.raw)
    } finally {
      bytesAtOnce -= length
    }
  }

  async function keep(conversation: ConversationId, id: string, source: Readable): Promise<Answer> {
    const chunks: Buffer[] = []
    for await (const chunk of addAbortSignal(ending.signal, source)) chunks.push(chunk as Buffer)
    const taken = await takeFile(conversation, id, Buffer.concat(chunks))
    if (taken.status === 'refused') return refused(FAILURE_OF[taken.why])
    const { kind, size } = taken.file
    return json({ file: id, kind, size })
  }

  const route: Route = {
    method: 'POST',
    path: '/talks/:id/files',
    role: 'staff',
    bodyWithinMs: WITHIN_MS,
    act: async (who, request) => await upload(who, request),
  }
  return {
    route,
    /** What is still being read is given up: its page sends it again. */
    stop: () => ending.abort(),
  }
}

/** The same file sent again is the same file; nobody can guess it who does not know the page's number for it. */
const fileId = (conversation: ConversationId, login: string, id: string): string =>
  createHash('sha256').update(`desk ${login} ${conversation} ${id}`).digest('base64url').slice(0, 22)
