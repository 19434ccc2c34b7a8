/** The desk's HTTP: the start page, the answers for monitoring, and what others add. Knows how the desk is only by `status`. */
import { readFileSync } from 'node:fs'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Language, MINUTE } from '../domain/values.ts'
import type { Log } from './log.ts'
import { pageLanguage } from './pages/language.ts'
import { startPage } from './pages/start-page.ts'
import type { Status } from './pages/status.ts'
import { watchUnused } from './unused-connections.ts'

export type { Status } from './pages/status.ts'

export interface HttpOptions {
  readonly status: () => Status | Promise<Status>
  readonly log: Pick<Log, 'error'>
  readonly trustProxy?: boolean | string
  /** Each adds routes of its own. */
  readonly parts?: readonly ((app: FastifyInstance) => void)[]
}

/** `problem` is one line that names PORT or HOST and says what to do. */
export type Listening =
  | { readonly ok: true; readonly url: string; readonly port: number }
  | { readonly ok: false; readonly problem: string }

export interface Http {
  /** Port 0 lets the system choose one. */
  listen(host: string, port: number): Promise<Listening>
  /** Resolves when no request is in flight; waiting connections are closed. */
  close(): Promise<void>
}

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** Served as they lie beside the pages, in `src/` and in `dist/`. */
const FILES = [
  { name: 'aftercare.css', type: 'text/css; charset=utf-8' },
  { name: 'aftercare.svg', type: 'image/svg+xml' },
] as const
const FILE_AGE_S = 300
const MAX_BODY_BYTES = 64 * 1024
/** For a request whose route says nothing of `bodyWithinMs`. */
const BODY_WITHIN_MS = 10_000
/** Nothing takes longer to arrive. */
const REQUEST_TIMEOUT_MS = 2 * MINUTE

/** Ids of conversations, escaped. */
const LONGEST_PARAMETER = 400
const IDLE_LOOK_MS = 100

/** The server, not yet listening. */
export function createHttp({ status, log, trustProxy = false, parts = [] }: HttpOptions): Http {
  const app = fastify({
    trustProxy,
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
  })
  app.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS))
  app.addHook('onRequest', async (request) => endSlowBody(request))
  addFiles(app)
  addPages(app, status)
  addProbes(app, status, log)
  for (const add of parts) add(app)
  addFailures(app, log)
  const endUnused = watchUnused(app.server)
  const close = async () => {
    endUnused()
    // One whose last answer was still on its way is idle only now, and nothing else would end it.
    const timer = setInterval(() => app.server.closeIdleConnections(), IDLE_LOOK_MS)
    await app.close().finally(() => clearInterval(timer))
  }
  return { listen: (host, port) => listen(app, host, port), close }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long a body may take to arrive, ms. */
    readonly bodyWithinMs?: number
  }
}

/** Who sends a body drop by drop holds nothing for long. */
function endSlowBody({ raw, routeOptions: { config } }: FastifyRequest): void {
  const timer = setTimeout(() => raw.complete || raw.destroy(), config.bodyWithinMs ?? BODY_WITHIN_MS)
  raw.once('close', () => clearTimeout(timer))
}

function addFiles(app: FastifyInstance): void {
  for (const { name, type } of FILES) {
    const content = readFileSync(new URL(`./pages/${name}`, import.meta.url))
    app.get(`/${name}`, (_request, reply) =>
      reply.type(type).header('cache-control', `public, max-age=${FILE_AGE_S}`).send(content),
    )
  }
}

function addPages(app: FastifyInstance, status: HttpOptions['status']): void {
  app.get('/', async (request, reply) => sendPage(reply, startPage(languageOf(request), await status())))
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const headers = { 'cache-control': 'no-store', vary: 'accept-language' }
  return reply.type('text/html; charset=utf-8').headers(headers).send(page)
}

/** What a reader of a page switched to, else what their browser asks for. */
export function languageOf(request: FastifyRequest): Language {
  const { lang } = request.query as { lang?: unknown }
  return pageLanguage(lang, request.headers['accept-language'])
}

/** `/healthz`: the process is alive. `/readyz`: Redis and HTTP serve; a channel that is not well is listed, never a 503. */
function addProbes(app: FastifyInstance, status: HttpOptions['status'], log: HttpOptions['log']): void {
  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    const answer = await readiness(status, log)
    return reply
      .code(answer.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(answer)
  })
}

async function readiness(status: HttpOptions['status'], log: HttpOptions['log']) {
  try {
    const { redis, channels } = await status()
    const states = channels.map(({ name, state }) => [name, state] as const)
    return { ready: redis.ok, redis, channels: Object.fromEntries(states) }
  } catch (error) {
    log.error({ err: error }, 'the status could not be told')
    return { ready: false, redis: { ok: false, detail: 'the status could not be told: see the log' }, channels: {} }
  }
}

function addFailures(app: FastifyInstance, log: HttpOptions['log']): void {
  app.setNotFoundHandler((request, reply) => fail(request, reply, 404, 'There is no such page here: start at /'))
  app.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    const code = error.statusCode ?? 500
    if (code < 500) return fail(request, reply, code, 'This request cannot be read')
    log.error({ err: error }, 'a request failed')
    return fail(request, reply, 500, 'Something went wrong here: the log of the desk says what')
  })
}

/** One line, as JSON for those who ask for it. */
function fail(request: FastifyRequest, reply: FastifyReply, code: number, error: string): FastifyReply {
  reply.code(code).header('cache-control', 'no-store')
  if (request.headers.accept?.includes('application/json')) return reply.send({ error })
  return reply.type('text/plain; charset=utf-8').send(`${error}\n`)
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<Listening> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    return { ok: false, problem: listenProblem(error as NodeJS.ErrnoException, host, port) }
  }
  const address = app.server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return { ok: true, url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, port: bound }
}

function listenProblem(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `PORT ${port} is in use on ${host}: stop what uses it, or set PORT to another number`
    case 'EACCES':
      return `PORT ${port} may not be opened by this user: set PORT to a number of 1024 or more`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is no address of this machine: set HOST to one, such as 127.0.0.1 or 0.0.0.0`
    default:
      return `PORT ${port} on HOST ${host} could not be opened: ${error.message}`
  }
}
