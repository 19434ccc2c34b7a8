/** The files of the desk's pages: ours as they lie in `page/`, and preact, its hooks and htm out of their packages; packed once. Browsers mostly hear "unchanged". */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}
const PAGE = new URL('./page/', import.meta.url)
/** By the name under which a page imports it. */
const PACKAGES = { 'preact.js': 'preact', 'hooks.js': 'preact/hooks', 'htm.js': 'htm' } as const
/** A browser knows no packages: what one of these files imports from another is named by its file. */
const IMPORTS = /(from\s*|import\s*)(["'])preact\2/g

export function addAssets(app: FastifyInstance): void {
  for (const name of readdirSync(PAGE).filter((file) => extname(file) in TYPES))
    addAsset(app, name, readFileSync(new URL(name, PAGE)))
  for (const [name, specifier] of Object.entries(PACKAGES)) addAsset(app, `vendor/${name}`, moduleOf(specifier))
}

function moduleOf(specifier: string): Buffer {
  const source = readFileSync(new URL(import.meta.resolve(specifier)), 'utf8')
  const withoutMap = source.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n')
  return Buffer.from(withoutMap.replace(IMPORTS, '$1$2./preact.js$2'))
}

function addAsset(app: FastifyInstance, name: string, content: Buffer): void {
  const digest = createHash('sha256').update(content).digest('base64url').slice(0, 22)
  const plain = { etag: `"${digest}"`, content, encoding: {} }
  const packed = { etag: `"${digest}-gz"`, content: gzipSync(content), encoding: { 'content-encoding': 'gzip' } }
  app.get(`/desk/assets/${name}`, (request, reply) => {
    const { etag, encoding, ...sent } = request.headers['accept-encoding']?.includes('gzip') ? packed : plain
    reply.headers({ etag, vary: 'accept-encoding', 'cache-control': 'no-cache' })
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
    return reply
      .type(TYPES[extname(name)] ?? 'application/octet-stream')
      .headers(encoding)
      .send(sent.content)
  })
}
