/** A file that somebody of staff brings for a customer: its bytes read within bounds and kept with the conversation, until a line takes it along. */
import { createHash } from 'node:crypto'
import { addAbortSignal, type Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { DeskAccount, TakeStaffFile } from '../desk-ports.ts'
import { MOST_FILE_BYTES } from '../domain/file-type.ts'
import { SECOND } from '../domain/values.ts'
import { createReading, FILE_FAILURES, readAll } from '../html/sent-files.ts'
import type { ConversationId } from '../ports.ts'
import { type Answer, json, refused } from './answers.ts'
import { asked, isActId } from './doors.ts'
import type { Route } from './routes.ts'

export interface UploadOptions {
  readonly takeFile: TakeStaffFile
  /** The conversation that a request names, if it is there. */
  readonly talkIn: (request: FastifyRequest) => Promise<ConversationId | null>
}

export const BYTES = 'application/octet-stream'
/** A video on a slow line takes its time. */
const WITHIN_MS = 110 * SECOND

export function createUploads({ takeFile, talkIn }: UploadOptions) {
  const { holding, ending, stop } = createReading()

  async function upload(who: DeskAccount, request: FastifyRequest): Promise<Answer> {
    const id = asked(request.query, 'id')
    const length = Number(request.headers['content-length'] ?? Number.NaN)
    if (id === null || !isActId(id) || request.headers['content-type'] !== BYTES) return refused('bad_request')
    if (Number.isNaN(length)) return refused('length_unknown')
    if (length > MOST_FILE_BYTES) return refused('file_too_large')
    const conversation = await talkIn(request)
    if (conversation === null) return refused('not_found')
    const kept = await holding(length, () => keep(conversation, fileId(conversation, who.login, id), request.raw))
    return kept ?? refused('too_many_files')
  }

  async function keep(conversation: ConversationId, id: string, source: Readable): Promise<Answer> {
    const taken = await takeFile(conversation, id, await readAll(addAbortSignal(ending, source)))
    if (taken.status === 'refused') return refused(FILE_FAILURES[taken.why])
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
  return { route, stop }
}

/** The same file sent again is the same file; nobody can guess it who does not know the page's number for it. */
const fileId = (conversation: ConversationId, login: string, id: string): string =>
  createHash('sha256').update(`desk ${login} ${conversation} ${id}`).digest('base64url').slice(0, 22)
