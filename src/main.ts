/** Wiring: configuration, Redis, channels, the worker, HTTP. Everything is made here and handed to what needs it. */
import { randomUUID } from 'node:crypto'
import pino from 'pino'
import type { Channel, ChannelState } from './bot/channel.ts'
import { createHttp, type Status } from './bot/http.ts'
import { traceOf } from './bot/log.ts'
import { createTelegram } from './bot/telegram/channel.ts'
import type { BotCommand } from './bot/telegram/options.ts'
import { createWeb } from './bot/web/channel.ts'
import { createWechat } from './bot/wechat/channel.ts'
import { puppetOptionsOf } from './bot/wechat/gateway.ts'
import { createWorker, type Worker } from './bot/worker.ts'
import { startIndexing } from './commands/reindex.ts'
import { loadWorkbench, type Workbench } from './commands/workbench.ts'
import type { Config } from './config.ts'
import type { Language } from './domain/values.ts'
import type { Talk } from './flows/step.ts'
import type { ConversationId, Letter, Store } from './ports.ts'
import { placeOf, type RedisConnection } from './store/connect.ts'
import { type Embedded, startEmbedded } from './store/embedded.ts'
import { type Jobs, startJobs } from './store/jobs.ts'
import { openStore, type RedisStore } from './store/redis-store.ts'

/** Ten seconds are allowed in all; the guard needs up to two of them when the rest is late. */
const STOP_WITHIN_MS = 8_000

export type Stopped = 'ended' | 'late'

export interface Running {
  readonly url: string
  /** Resolves when all has ended, or with `late` when something still hangs after 8 s; a second call is the same stop. */
  stop(): Promise<Stopped>
}

/** The desk cannot start; each line says what to do. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
  readonly lines: readonly string[]
  readonly reason: 'configuration' | 'failure'
  constructor(lines: readonly string[], reason: 'configuration' | 'failure' = 'failure', options?: ErrorOptions) {
    super(lines.join('\n'), options)
    this.lines = lines
    this.reason = reason
  }
}

/** Starts the whole desk. Rejects with `CannotStart`, and holds nothing open then. `onLost`: Redis of its own is gone for good. */
export async function startDesk(config: Config, onLost: (reason: string) => void): Promise<Running> {
  const log = pino({ level: config.logLevel, base: null })
  const loaded = loadWorkbench(config.contentDir)
  if (!loaded.ok) throw new CannotStart(loaded.problems, 'configuration')
  const opened: (() => Promise<void>)[] = []
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close()
  }
  try {
    const { connection, embedded } = await redisFor(config, onLost)
    if (embedded !== null) opened.push(() => embedded.stop())
    let started = false
    const store = await openStore({
      connection,
      deskTime: config.startsAt,
      // Until it is open, the error that `openStore` rejects with says it once.
      onTrouble: (error) => started && log.warn({ error: error.name }, 'Redis is in trouble'),
    })
    started = true
    opened.push(() => store.close())
    const jobs = await jobsFor(connection, store, loaded.workbench, log)
    opened.push(() => jobs.stop())
    const status = () => statusOf({ store, connection, config, channels, workbench: loaded.workbench })
    const { worker, channels, web } = botFor(config, store, loaded.workbench, status, log)
    const http = createHttp({ status, log, trustProxy: config.http.trustProxy, parts: [web.addTo] })
    opened.push(() => http.close())
    const listening = await http.listen(config.http.host, config.http.port)
    if (!listening.ok) throw new CannotStart([listening.problem])
    worker.start()
    opened.push(() => worker.stop())
    const indexing = startIndexing(
      store,
      (orders) => orders > 0 && log.info({ orders }, 'orders were noted with the registries'),
      (error) => log.warn(traceOf(error), 'the registries are not filled yet'),
    )
    opened.push(() => indexing.stop())
    for (const channel of channels) {
      channel.start()
      opened.push(() => channel.stop())
    }
    const warnings = (await store.inspect()).warnings
    for (const warning of warnings) log.warn({ redis: placeOf(connection) }, warning)
    return { url: listening.url, stop: once(() => within(STOP_WITHIN_MS, closeAll())) }
  } catch (error) {
    await closeAll()
    throw error instanceof CannotStart
      ? error
      : new CannotStart([error instanceof Error ? error.message : String(error)], 'failure', { cause: error })
  }
}

async function redisFor(
  config: Config,
  onLost: (reason: string) => void,
): Promise<{ readonly connection: RedisConnection; readonly embedded: Embedded | null }> {
  if (config.redis.kind !== 'embedded') return { connection: config.redis, embedded: null }
  const embedded = await startEmbedded({ dataDir: config.dataDir, onLost })
  return { connection: { kind: 'socket', path: embedded.socketPath }, embedded }
}

async function jobsFor(
  connection: RedisConnection,
  store: RedisStore,
  { content }: Workbench,
  log: pino.Logger,
): Promise<Jobs> {
  return await startJobs({
    connection,
    retain: () => store.retain(content.policy.retention.transcriptDays),
    onDone: (result) => log.info(result, 'retention has run'),
    onTrouble: (error) => log.warn({ error: error.name }, 'a background job is in trouble'),
  })
}

type TellStatus = () => Promise<Status>

function botFor(config: Config, store: RedisStore, workbench: Workbench, status: TellStatus, log: pino.Logger) {
  const staffChatId = config.telegram.status === 'on' ? config.telegram.staffChatId : null
  const staffRoom = staffChatId === null ? null : (`staff:tg:${staffChatId}` as ConversationId)
  const talk = workbench.talk({ staffReachable: staffRoom !== null })
  const accept = (letter: Letter, shown?: string) => worker.accept(letter, shown)
  const web = createWeb({
    accept,
    feed: store,
    sessions: store,
    publicUrl: config.http.publicUrl,
    status,
    log,
  })
  const channels = [web.channel, telegramFor(config, store, talk, accept, log), wechatFor(config, accept, log)]
  const worker: Worker = createWorker({ store, talk, staffRoom, channels, log })
  return { worker, channels, web }
}

type Accept = (letter: Letter) => ReturnType<Store['ingest']>

function telegramFor(config: Config, store: Store, talk: Talk, accept: Accept, log: pino.Logger): Channel {
  const { telegram } = config
  if (telegram.status === 'off') {
    return offChannel('telegram', 'Set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you, then start again.')
  }
  // A Redis of the desk's own serves one process at a time: after a kill the next one need not wait for the lease to run out.
  const owner = config.redis.kind === 'embedded' ? 'the only desk' : randomUUID()
  const lease = `telegram:${telegram.token.split(':')[0]}`
  return createTelegram({
    ...telegram,
    accept,
    park: (origin, body) => store.park(origin, body),
    lease: { take: (ttlMs) => store.lease(lease, owner, ttlMs), release: () => store.releaseLease(lease, owner) },
    log,
    commands: { en: menuCommands(talk, 'en'), zh: menuCommands(talk, 'zh') },
  })
}

/** The commands that Telegram shows beside the input line. */
function menuCommands(talk: Talk, lang: Language): readonly BotCommand[] {
  const texts = talk.catalogue.of(lang)
  return [
    { command: 'menu', description: texts.commandMenu() },
    { command: 'order', description: texts.commandOrder() },
    { command: 'status', description: texts.commandStatus() },
    { command: 'hours', description: texts.commandHours() },
    { command: 'human', description: texts.commandHuman() },
    { command: 'end', description: texts.commandEnd() },
    { command: 'language', description: texts.commandLanguage() },
    { command: 'cancel', description: texts.commandCancel() },
    { command: 'mydata', description: texts.commandMyData() },
    { command: 'forget', description: texts.commandForget() },
    { command: 'help', description: texts.commandHelp() },
  ]
}

function wechatFor(config: Config, accept: Accept, log: pino.Logger): Channel {
  const { wechat } = config
  if (wechat.status === 'off') {
    return offChannel('wechat', 'Set WECHATY_PUPPET, and what that puppet needs: see docs/wechat.md.')
  }
  const checked = puppetOptionsOf(wechat)
  if (checked.status === 'wrong') throw new CannotStart([checked.reason], 'configuration')
  return createWechat({ puppet: wechat.puppet, puppetOptions: checked.options, dataDir: config.dataDir, accept, log })
}

const offChannel = (name: Channel['name'], howTo: string): Channel => ({
  name,
  state: (): ChannelState => ({ status: 'off', howTo }),
  serves: () => false,
  start: () => {},
  stop: async () => {},
  send: async () => ({ status: 'again', reason: `${name} is off` }),
})

interface Parts {
  readonly store: Store
  readonly connection: RedisConnection
  readonly config: Config
  readonly channels: readonly Channel[]
  readonly workbench: Workbench
}

async function statusOf({ store, connection, config, channels, workbench }: Parts): Promise<Status> {
  const states = channels.map((channel) => ({ name: channel.name, state: channel.state() }))
  try {
    const now = await store.now()
    const desk = {
      status: 'known' as const,
      now,
      rehearsal: config.startsAt !== null,
      hours: workbench.hours.describe(now),
    }
    return { redis: { ok: true, detail: placeOf(connection) }, channels: states, desk }
  } catch (error) {
    const detail = `${placeOf(connection)}: ${error instanceof Error ? error.message : String(error)}`
    return { redis: { ok: false, detail }, channels: states, desk: { status: 'unknown' } }
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | null = null
  return () => {
    begun ??= work()
    return begun
  }
}

/** Gives up waiting after `ms`: what was accepted is in Redis, and the claims run out by themselves. */
async function within(ms: number, work: Promise<void>): Promise<Stopped> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Stopped>((resolve) => {
    timer = setTimeout(resolve, ms, 'late')
  })
  const stopped = await Promise.race([work.then((): Stopped => 'ended'), late])
  clearTimeout(timer)
  return stopped
}
