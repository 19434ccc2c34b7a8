/**
 * The way in to the desk's API: every route is a line of a table that says who may use it; whoever may not hears what they would hear of a
 * route that is not there.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DeskAccount } from '../desk-ports.ts'
import { mayActAs, type StaffRole } from '../domain/staff-role.ts'
import { type Answer, answerOf, refused, send } from './answers.ts'
import { secretOf } from './cookie.ts'
import { createActLimit } from './limits.ts'
import { isForeign, wayOf } from './origin.ts'
import type { SigningIn } from './sign-in.ts'
import { BYTES } from './uploads.ts'

interface Common {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below `/desk/api`. */
  readonly path: string
  /** How long its body may take to arrive; ten seconds without it. */
  readonly bodyWithinMs?: number
}
/** `anyone`: whoever asks, from a page of ours. */
export type Route = Common &
  (
    | { readonly role: 'anyone'; readonly act: (request: FastifyRequest, reply: FastifyReply) => Promise<Answer> }
    | {
        readonly role: StaffRole
        readonly act: (who: DeskAccount, request: FastifyRequest, reply: FastifyReply) => Promise<Answer>
      }
  )

export interface ApiOptions {
  readonly signingIn: SigningIn
  readonly publicUrl: string | null
  /** Hears of what is a defect of ours. */
  readonly onTrouble: (error: unknown) => void
}

const MAX_BODY_BYTES = 64 * 1024

export function addApi(api: FastifyInstance, routes: readonly Route[], options: ApiOptions): void {
  const { signingIn, publicUrl, onTrouble } = options
  const mayActNow = createActLimit()
  // Only JSON: a form of another site can't send that unasked.
  api.removeContentTypeParser('text/plain')
  // A file stays a stream: who may send how much is known before it is read.
  api.addContentTypeParser(BYTES, (_request, payload, done) => done(null, payload))
  api.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (isForeign(request, publicUrl)) return send(reply, refused('foreign_origin'))
  })
  for (const route of routes) {
    api.route({
      method: route.method,
      url: route.path,
      bodyLimit: MAX_BODY_BYTES,
      exposeHeadRoute: false,
      ...(route.bodyWithinMs === undefined ? {} : { config: { bodyWithinMs: route.bodyWithinMs } }),
      handler: async (request, reply) => send(reply, await answered(route, request, reply)),
    })
  }
  api.setNotFoundHandler(async (request, reply) => {
    const who = await whoAsks(request)
    return send(reply, refused(who === null ? 'not_signed_in' : 'not_found'))
  })
  api.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const answer = answerOf(error)
    if (answer.kind === 'refused' && answer.why === 'broken') onTrouble(error)
    return send(reply, answer)
  })

  const whoAsks = (request: FastifyRequest) => signingIn.whoHas(secretOf(request, wayOf(request, publicUrl)))

  async function answered(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    if (route.role === 'anyone') return await route.act(request, reply)
    const who = await whoAsks(request)
    if (who === null) return refused('not_signed_in')
    if (!mayActAs(route.role, who.role)) return refused('not_found')
    if (route.method !== 'GET' && !mayActNow(who.login)) return refused('too_fast')
    return await route.act(who, request, reply)
  }
}
