/** The files of the chat page, served as they lie in `page/`, in `src/` and in `dist/`. Browsers ask each time and mostly hear "unchanged". */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { FastifyInstance } from 'fastify'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}
const FILES = [
  'chat.css',
  'chat.js',
  'composer.js',
  'continue.js',
  'desk.js',
  'file.js',
  'lines.js',
  'link.js',
  'log.js',
  'memory.js',
  'outbox.js',
  'parts.js',
  'send.js',
  'stream.js',
  'text.js',
  'upload.js',
  'words.js',
] as const

export function addAssets(app: FastifyInstance): void {
  for (const name of FILES) {
    const content = readFileSync(new URL(`./page/${name}`, import.meta.url))
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
    app.get(`/chat/${name}`, (request, reply) => {
      reply.headers({ etag, 'cache-control': 'no-cache' })
      if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
      return reply.type(TYPES[extname(name)] ?? 'application/octet-stream').send(content)
    })
  }
}
