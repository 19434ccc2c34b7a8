/** The chat over HTTP: the page with its files, and the API below /chat/api. Reads requests and writes answers; decides nothing itself. */
import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { PAGE_POLICY } from '../../html/head.ts'
import type { ConversationId, Feed, Files } from '../../ports.ts'
import { type Log, traceOf } from '../log.ts'
import { pageLanguage } from '../pages/language.ts'
import type { Status } from '../pages/status.ts'
import { answer, outcomeOf, RETRY_MS, visitorOf } from './answers.ts'
import { addAssets } from './assets.ts'
import { chatPage } from './chat-page.ts'
import { deskLines } from './desk-lines.ts'
import { MAX_BODY_BYTES, readChoice, readMessage, readPosition, readSeen } from './doors.ts'
import { type Outcome, refused, wait } from './failures.ts'
import { addFiles } from './file-routes.ts'
import type { Intake, Visitor } from './intake.ts'
import { addLinks, continuePageFor } from './link-routes.ts'
import type { Links } from './links.ts'
import { event, follow, type StreamTiming } from './stream.ts'
import { MOVED, type Tabs } from './tabs.ts'
import type { Uploads } from './uploads.ts'
import { isForeign, secretOf } from './visitor.ts'

export interface ChatOptions {
  readonly intake: Intake
  readonly feed: Pick<Feed, 'shownAfter'>
  readonly tabs: Tabs
  readonly uploads: Uploads
  readonly links: Links
  readonly files: Pick<Files, 'openFile'>
  readonly publicUrl: string | null
  readonly status: () => Status | Promise<Status>
  readonly log: Log
  readonly timing: StreamTiming
}

export function addChat(app: FastifyInstance, options: ChatOptions): void {
  addAssets(app)
  app.get('/chat', async (request, reply) => {
    const { lang } = request.query as { lang?: unknown }
    const language = pageLanguage(lang, request.headers['accept-language'])
    const page = chatPage({
      language,
      isChosen: lang === language,
      isReturning: secretOf(request) !== null,
      desk: (await options.status()).desk,
    })
    return sendPage(reply, page)
  })
  app.get('/chat/continue', (request, reply) => sendPage(reply, continuePageFor(request)))
  app.register(async (api) => addApi(api, options), { prefix: '/chat/api' })
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const headers = {
    'content-security-policy': PAGE_POLICY,
    'cache-control': 'no-store',
    vary: 'accept-language, cookie',
  }
  return reply.type('text/html; charset=utf-8').headers(headers).send(page)
}

function addApi(api: FastifyInstance, options: ChatOptions): void {
  addGuards(api, options)
  addActs(api, options)
  addFiles(api, options)
  addLinks(api, options)
  api.get('/desk', async () => deskLines((await options.status()).desk))
  api.get('/events', { exposeHeadRoute: false }, async (request, reply) => {
    const { after } = request.query as { after?: unknown }
    const conversation = await options.intake.talkOf({ secret: secretOf(request) })
    return stream(reply, conversation, readPosition(after, request.headers['last-event-id']), options)
  })
}

/** What holds for every route: who may ask, in which form, and how a failure is told. */
function addGuards(api: FastifyInstance, { publicUrl, log }: ChatOptions): void {
  // Only JSON: a form of another site can't send that unasked.
  api.removeContentTypeParser('text/plain')
  api.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (request.method === 'POST' && isForeign(request, publicUrl)) return answer(reply, refused('foreign_origin'))
  })
  api.setNotFoundHandler((_request, reply) => answer(reply, refused('not_found')))
  api.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const outcome = outcomeOf(error)
    if (outcome.status === 'refused' && outcome.why === 'broken') log.error(traceOf(error), 'web: a request failed')
    return answer(reply, outcome)
  })
}

function addActs(api: FastifyInstance, { intake, publicUrl }: ChatOptions): void {
  /** A route that does one thing with a body that its door lets in. */
  function post<Body>(
    path: string,
    read: (body: unknown) => Body | null,
    act: (visitor: Visitor, body: Body) => Promise<Outcome>,
  ): void {
    api.post(path, { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
      const body = read(request.body)
      return answer(
        reply,
        body === null ? refused('bad_request') : await act(visitorOf(request, reply, publicUrl), body),
      )
    })
  }
  post('/message', readMessage, intake.say)
  post('/choice', readChoice, intake.choose)
  post('/seen', readSeen, intake.see)
}

/** Without a conversation the stream says so and ends: the page opens it again after the first message. */
function stream(
  reply: FastifyReply,
  conversation: ConversationId | null,
  after: number,
  options: ChatOptions,
): FastifyReply {
  const out = new PassThrough()
  const tab = conversation === null ? null : options.tabs.open(conversation)
  if (conversation !== null && tab === null) return answer(reply, wait('away', RETRY_MS))
  out.write(`retry: ${RETRY_MS}\n\n`)
  if (conversation === null || tab === null) out.end(event('none'))
  else {
    out.on('close', () => tab.end())
    follow({ ...options, conversation, after, tab, out })
      .catch((error: unknown) => options.log.warn({ conversation, ...traceOf(error) }, 'web: a stream ended'))
      .finally(() => out.end(tab.signal.reason === MOVED ? event(MOVED) : ''))
  }
  return (
    reply
      .type('text/event-stream; charset=utf-8')
      // The connection ends with its stream: one that is kept for more would hold up the stop of the desk.
      .headers({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no', connection: 'close' })
      .send(out)
  )
}
