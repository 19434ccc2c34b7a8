/**
 * Receiving by webhook, in any number of processes: Telegram posts each update to one of them, and is told 200 only when it is safe. Keeps the
 * webhook set, and says when Telegram cannot deliver to it.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { MINUTE, SECOND } from '../../domain/values.ts'
import type { Log } from '../log.ts'
import type { Answer } from './client.ts'
import { createTries, takeOne } from './intake.ts'
import type { Webhook } from './options.ts'
import type { Receiver, ReceivingOptions } from './receiver.ts'
import { NOT_STORED, notTelegram, Standing } from './standing.ts'
import { UPDATE_KINDS } from './updates.ts'
import { wait } from './wait.ts'

/** Larger than any update that Telegram sends. */
const MAX_BODY_BYTES = 1024 * 1024
const MAX_CONNECTIONS = 40
const RETRY_AFTER_S = 1

export interface WebhookReceiver extends Receiver {
  /** Adds the route to the desk's HTTP. */
  readonly addTo: (app: FastifyInstance) => void
}

export function createWebhook(options: ReceivingOptions & { readonly webhook: Webhook }): WebhookReceiver {
  const { timing, log, webhook } = options
  const stopping = new AbortController()
  const standing = new Standing(options)
  const tries = createTries()
  let running: Promise<void> = Promise.resolve()

  async function keepSet(): Promise<void> {
    await standing.identify(stopping.signal)
    if (stopping.signal.aborted) return
    options.onIdentified()
    while (!stopping.signal.aborted) {
      const answer = await set(options, stopping.signal)
      if (answer.status !== 'ok') await standing.pause(answer, stopping.signal)
      else await watch()
    }
  }

  /** Until the webhook is gone, or the channel stops. */
  async function watch(): Promise<void> {
    standing.ready(`${standing.name}, by webhook`)
    for (;;) {
      await wait(timing.webhookCheckMs, stopping.signal)
      if (stopping.signal.aborted) return
      const answer = await info(options, stopping.signal)
      const known = answer.status === 'ok' ? InfoSchema.safeParse(answer.result) : null
      if (known === null || !known.success) {
        await standing.pause(answer.status === 'ok' ? notTelegram : answer, stopping.signal)
        continue
      }
      if (known.data.url === '') {
        log.warn('telegram: the webhook was removed by somebody else and is set again')
        return
      }
      const trouble = troubleIn(known.data, webhook.url, timing.webhookCheckMs)
      if (trouble === null) standing.ready(`${standing.name}, by webhook`)
      else standing.degrade(trouble)
    }
  }

  async function receive(update: unknown): Promise<boolean> {
    if (stopping.signal.aborted) return false
    const onTrouble = () => standing.degrade(NOT_STORED)
    const taken = await takeOne({ ...options.intake, timing, log, onTrouble }, update, tries)
    if (taken && standing.state.status === 'degraded' && standing.state.reason === NOT_STORED) {
      standing.ready(`${standing.name}, by webhook`)
    }
    return taken
  }

  return {
    state: () => standing.state,
    start: () => {
      running = standing.supervise(keepSet, stopping.signal)
    },
    stop: async () => {
      stopping.abort()
      await running
    },
    addTo: (app) => addRoute(app, webhook, receive, createCount(log)),
  }
}

function set({ client, timing, webhook }: SetOptions, signal: AbortSignal): Promise<Answer> {
  const payload = {
    url: webhook.url,
    secret_token: webhook.secret,
    allowed_updates: UPDATE_KINDS,
    max_connections: MAX_CONNECTIONS,
    drop_pending_updates: false,
  }
  return client.call('setWebhook', payload, { signal, deadlineMs: timing.callDeadlineMs })
}
type SetOptions = ReceivingOptions & { readonly webhook: Webhook }

const info = ({ client, timing }: ReceivingOptions, signal: AbortSignal): Promise<Answer> =>
  client.call('getWebhookInfo', {}, { signal, deadlineMs: timing.callDeadlineMs })

const InfoSchema = z.object({
  url: z.string(),
  pending_update_count: z.int().default(0),
  last_error_date: z.int().optional(),
  last_error_message: z.string().default('no reason told'),
})

/** What is wrong with the webhook, in one line; an error counts while it is newer than two checks and something waits. */
function troubleIn(known: z.infer<typeof InfoSchema>, url: string, checkMs: number): string | null {
  if (known.url !== url)
    return 'another desk has set a webhook for this bot: stop it, or give this desk a bot of its own'
  const isNew = ((known.last_error_date ?? 0) + 1) * SECOND > Date.now() - 2 * checkMs
  if (!isNew || known.pending_update_count === 0) return null
  return `Telegram cannot deliver to TELEGRAM_WEBHOOK_URL (${known.last_error_message}): check the address and the proxy in front`
}

/** Without the secret nothing of the request is read. 503 makes Telegram keep the update and bring it again. */
function addRoute(
  app: FastifyInstance,
  { path, secret }: Webhook,
  receive: (update: unknown) => Promise<boolean>,
  countRefusal: () => void,
): void {
  const isOurs = comparedWith(secret)
  app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store')
      if (isOurs(request.headers['x-telegram-bot-api-secret-token'])) return
      countRefusal()
      return reply.code(403).header('connection', 'close').send()
    })
    scope.post(path, { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
      if (await receive(request.body)) return reply.code(200).send()
      return reply.code(503).header('retry-after', RETRY_AFTER_S).send()
    })
  })
}

/** In the same time for every wrong value. */
function comparedWith(secret: string): (given: unknown) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const expected = digest(secret)
  return (given) => timingSafeEqual(digest(typeof given === 'string' ? given : ''), expected)
}

/** Says at most once a minute how many came without the secret, and nothing else of them. */
function createCount(log: Log): () => void {
  let refused = 0
  let saidAt = Number.NEGATIVE_INFINITY
  return () => {
    refused += 1
    if (performance.now() - saidAt < MINUTE) return
    saidAt = performance.now()
    log.warn({ refused }, 'telegram: requests to the webhook came without its secret')
    refused = 0
  }
}
