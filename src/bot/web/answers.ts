/** Requests and answers of the chat's API, the same for every route: who asks, and how an outcome is told. Decides nothing. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { SECOND } from '../../domain/values.ts'
import { StoreUnavailable } from '../../ports.ts'
import { FAILURES, type Outcome, refused, wait } from './failures.ts'
import type { Visitor } from './intake.ts'
import { cookieFor, secretOf } from './visitor.ts'

export const RETRY_MS = 2 * SECOND

export const visitorOf = (request: FastifyRequest, reply: FastifyReply, publicUrl: string | null): Visitor => ({
  secret: secretOf(request),
  address: request.ip,
  remember: (secret) => void reply.header('set-cookie', cookieFor(secret, request, publicUrl)),
})

/** 202 for what was taken, else the failure's status and its line. */
export function answer(reply: FastifyReply, outcome: Outcome): FastifyReply {
  if (outcome.status === 'accepted') return reply.code(202).send({ status: 'accepted' })
  const { status, says } = FAILURES[outcome.why]
  if (outcome.status === 'wait') reply.header('retry-after', Math.ceil(outcome.waitMs / SECOND))
  return reply.code(status).send({ error: says, code: outcome.why })
}

/** What a request that threw is answered. */
export function outcomeOf(error: Error & { statusCode?: number; code?: string }): Outcome {
  if (error instanceof StoreUnavailable) return wait('away', RETRY_MS)
  // The page has gone, or the desk is about to stop: nobody reads this.
  if (error.code === 'ECONNRESET' || error.name === 'AbortError') return wait('away', RETRY_MS)
  const { statusCode = 500 } = error
  if (statusCode >= 500) return refused('broken')
  if (statusCode === 413) return refused('too_long')
  return refused(statusCode === 415 ? 'not_json' : 'bad_request')
}
