/** Files over HTTP: in as the bytes themselves, out to nobody but their conversation, and never as something that a browser would run. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Files, KeptFile } from '../../ports.ts'
import { answer, visitorOf } from './answers.ts'
import { readUpload } from './doors.ts'
import { refused } from './failures.ts'
import type { Intake } from './intake.ts'
import type { Uploads } from './uploads.ts'
import { secretOf } from './visitor.ts'

export interface FileRouteOptions {
  readonly intake: Pick<Intake, 'talkOf'>
  readonly uploads: Uploads
  readonly files: Pick<Files, 'openFile'>
  readonly publicUrl: string | null
}

const BYTES = 'application/octet-stream'
/** A photo on a slow line takes its time. */
const UPLOAD_WITHIN_MS = 110_000
const SHORT_ID = 6

export function addFiles(api: FastifyInstance, { intake, uploads, files, publicUrl }: FileRouteOptions): void {
  // The body stays a stream: who may send how much is known before it is read.
  api.addContentTypeParser(BYTES, (_request, payload, done) => done(null, payload))

  api.post('/files', { config: { bodyWithinMs: UPLOAD_WITHIN_MS } }, async (request, reply) => {
    const upload = readUpload(request.query)
    if (upload === null || request.headers['content-type'] !== BYTES) return answer(reply, refused('bad_request'))
    const body = { source: request.raw, length: lengthOf(request) }
    return answer(reply, await uploads.upload(visitorOf(request, reply, publicUrl), upload, body))
  })

  for (const part of ['whole', 'preview'] as const) {
    api.get(part === 'whole' ? '/files/:id' : '/files/:id/preview', async (request, reply) => {
      const conversation = await intake.talkOf({ secret: secretOf(request) })
      const { id } = request.params as { readonly id: string }
      const found = conversation === null ? null : await files.openFile(conversation, id, part)
      if (found === null) return answer(reply, refused('not_found'))
      return reply.headers({ ...headersOf(found.file, part), 'content-length': found.size }).send(found.stream)
    })
  }
}

function lengthOf({ headers }: FastifyRequest): number | null {
  const told = headers['content-length']
  return told === undefined ? null : Number(told)
}

/** Only what this desk has drawn anew itself is shown in a page. */
const headersOf = ({ id, kind, mime, extension }: KeptFile, part: 'whole' | 'preview') => ({
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; sandbox",
  'content-type': part === 'preview' ? 'image/webp' : mime,
  'content-disposition':
    part === 'preview' ? 'inline' : `attachment; filename="${kind}-${id.slice(0, SHORT_ID)}.${extension}"`,
})
