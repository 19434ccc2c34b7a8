/** How a request to the desk's API ends, and how that is told. Decides nothing. */
import type { FastifyReply } from 'fastify'
import { StoreUnavailable } from '../ports.ts'
import { FAILURES, type FailureCode } from './failures.ts'

/** `sent`: the route has answered by itself (a file, a stream). `details`: what more a page can say of a refusal. */
export type Answer =
  | { readonly kind: 'json'; readonly body: object }
  | { readonly kind: 'refused'; readonly why: FailureCode; readonly details?: object }
  | { readonly kind: 'sent' }

const RETRY_AFTER_S = 2

export const json = (body: object): Answer => ({ kind: 'json', body })
export const refused = (why: FailureCode, details?: object): Answer =>
  details === undefined ? { kind: 'refused', why } : { kind: 'refused', why, details }
export const DONE: Answer = json({ status: 'done' })
export const SENT: Answer = { kind: 'sent' }

export function send(reply: FastifyReply, answer: Answer): FastifyReply {
  switch (answer.kind) {
    case 'sent':
      return reply
    case 'json':
      return reply.send(answer.body)
    case 'refused': {
      const { status, says } = FAILURES[answer.why]
      if (status === 503) reply.header('retry-after', RETRY_AFTER_S)
      return reply.code(status).send({ error: says, code: answer.why, ...answer.details })
    }
  }
}

/** What a request that threw is answered. */
export function answerOf(error: Error & { statusCode?: number }): Answer {
  if (error instanceof StoreUnavailable) return refused('away')
  const { statusCode = 500 } = error
  if (statusCode >= 500) return refused('broken')
  if (statusCode === 413) return refused('too_long')
  return refused(statusCode === 415 ? 'not_json' : 'bad_request')
}
