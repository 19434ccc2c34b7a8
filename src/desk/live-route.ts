/** The stream of a page: one connection for the inbox and the conversation that it shows. */
import { PassThrough } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DeskAccount } from '../desk-ports.ts'
import type { ConversationId } from '../ports.ts'
import { type Answer, refused, SENT } from './answers.ts'
import { secretOf } from './cookie.ts'
import type { Live } from './live.ts'
import { wayOf } from './origin.ts'
import type { Route } from './routes.ts'
import { conversationNamed } from './talk-routes.ts'

export function liveRoute(live: Live, publicUrl: string | null): Route {
  async function open(who: DeskAccount, request: FastifyRequest, reply: FastifyReply): Promise<Answer> {
    const { talk } = request.query as { readonly talk?: unknown }
    const conversation: ConversationId | null = typeof talk === 'string' ? conversationNamed(talk) : null
    const secret = secretOf(request, wayOf(request, publicUrl)) ?? ''
    const out = new PassThrough()
    if (!live.open({ login: who.login, secret, conversation, out })) return refused('too_many_streams')
    void reply
      .type('text/event-stream; charset=utf-8')
      // The connection ends with its stream: one that is kept for more would hold up the stop of the desk.
      .headers({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no', connection: 'close' })
      .send(out)
    return SENT
  }
  return { method: 'GET', path: '/events', role: 'staff', act: open }
}
