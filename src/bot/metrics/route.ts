/** `/metrics`, for who asks on this machine itself or has the token. Knows nothing of what is measured. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'

export interface MetricsRouteOptions {
  readonly registry: Registry
  /** Reads what is read at each scrape; never rejects. */
  readonly refresh: () => Promise<void>
  /** `METRICS_TOKEN`; null when none is set. */
  readonly token: string | null
}

/** A request that a proxy on this machine passes on comes from loopback too. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const
const LOOPBACK = /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$|^::1$/
const REFUSAL = 'Metrics are for this machine itself, or for who sends METRICS_TOKEN as a bearer token\n'

export function addMetrics(app: FastifyInstance, { registry, refresh, token }: MetricsRouteOptions): void {
  app.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (!isLocal(request) && !(token !== null && hasToken(request, token))) {
      return reply.code(403).type('text/plain; charset=utf-8').send(REFUSAL)
    }
    await refresh()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** By the socket's own address: what headers say of it can be made up, so they only ever take away. */
function isLocal({ raw, headers }: FastifyRequest): boolean {
  return LOOPBACK.test(raw.socket.remoteAddress ?? '') && FORWARDED.every((name) => headers[name] === undefined)
}

/** Digests have one length, so the comparison tells nothing of the token. */
function hasToken({ headers }: FastifyRequest, token: string): boolean {
  const [, given] = /^Bearer ([^ ]+)$/i.exec(headers.authorization ?? '') ?? []
  return given !== undefined && timingSafeEqual(digestOf(given), digestOf(token))
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
