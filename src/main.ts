/** Wiring: configuration, Redis, channels, the worker, HTTP. Everything is made here and handed to what needs it. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Channel, ChannelState } from './bot/channel.ts'
import { tellDailySummary } from './bot/daily-summary.ts'
import { createTalkReader } from './bot/desk-reader.ts'
import { startSweeping } from './bot/files/sweeping.ts'
import { createTakeFile } from './bot/files/take.ts'
import { createHoursByHand } from './bot/hours-by-hand.ts'
import { createHttp, languageOf, type Status } from './bot/http.ts'
import { createLog, type Log, nameOf, traceOf } from './bot/log.ts'
import { createMetrics, type Metrics } from './bot/metrics.ts'
import { createRoomCommands } from './bot/room-commands.ts'
import { keepMenu } from './bot/room-menu.ts'
import { removeFromStaff } from './bot/staff-list.ts'
import { createStaffWork, remindOfWork } from './bot/staff-work.ts'
import { createTelegram, type TelegramChannel } from './bot/telegram/channel.ts'
import type { BotCommand } from './bot/telegram/options.ts'
import { proxyAgent } from './bot/telegram/proxy.ts'
import { createTerminal } from './bot/terminal/channel.ts'
import { waitingList } from './bot/waiting-list.ts'
import { createWeb } from './bot/web/channel.ts'
import { createWechat, spoolOf } from './bot/wechat/channel.ts'
import { forkAccount } from './bot/wechat/fork.ts'
import { puppetOptionsOf } from './bot/wechat/gateway.ts'
import { conversationOf } from './bot/wechat/places.ts'
import { loginPicture } from './bot/wechat/scan-code.ts'
import { sleep } from './bot/wechat/sleep.ts'
import { createSupervisor } from './bot/wechat/supervisor.ts'
import { countWeeks } from './bot/week-report.ts'
import { createWorker, type Worker } from './bot/worker.ts'
import { checkContent } from './commands/content-check.ts'
import { startIndexing } from './commands/reindex.ts'
import { loadWorkbench, type Workbench } from './commands/workbench.ts'
import type { Config } from './config.ts'
import { createDesk, type WebDesk } from './desk/desk.ts'
import { telling } from './desk/telling.ts'
import type { Instant, Language } from './domain/values.ts'
import type { Talk } from './flows/step.ts'
import type { ConversationId, Files, Letter, Store } from './ports.ts'
import { placeOf, type RedisConnection } from './store/connect.ts'
import { type Embedded, startEmbedded } from './store/embedded.ts'
import { type Jobs, startJobs } from './store/jobs.ts'
import { openStore, type RedisStore } from './store/redis-store.ts'

/** Ten seconds are allowed in all; the guard needs up to two of them when the rest is late. */
const STOP_WITHIN_MS = 8_000

export type Stopped = 'ended' | 'late'

export interface Running {
  readonly url: string
  /** Lets the first person in at the web desk, once and for 30 minutes; null where somebody can sign in. */
  readonly deskLink: string | null
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
  const log = createLog(config.logLevel)
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
    const metrics = createMetrics()
    const opening = await openStore({
      connection,
      deskTime: config.startsAt,
      // Until it is open, the error that `openStore` rejects with says it once.
      onTrouble: (error) => started && log.warn({ error: nameOf(error) }, 'Redis is in trouble'),
    })
    const store = telling(metrics.store(opening), () => desk.tell())
    started = true
    opened.push(() => store.close())
    const status = () => statusOf({ store, connection, config, channels, workbench: loaded.workbench })
    const files = store.filesIn(join(config.dataDir, 'files'))
    opened.push(startSweeping(files, log))
    const kept = { store, files }
    const { worker, channels, parts, accept, hoursByHand, desk, talk } = botFor(
      config,
      kept,
      loaded.workbench,
      status,
      log,
      metrics,
    )
    await hoursByHand.start()
    opened.push(() => hoursByHand.stop())
    const weeks = { book: store, hours: loaded.workbench.hours, now: store.now, rooms: roomsOf(config) }
    await countWeeks(weeks)
    const jobs = await jobsFor(config, connection, { store, talk }, loaded.workbench, accept, log, () => countWeeks(weeks))
    opened.push(() => jobs.stop())
    const sources = {
      backlog: store.backlog,
      redis: store.health,
      jobs: jobs.now,
      channels: () => channels.map((channel) => ({ name: channel.name, state: channel.state() })),
    }
    const addMetrics = (app: FastifyInstance) => metrics.addTo(app, sources, config.http.metricsToken)
    const http = createHttp({ status, log, trustProxy: config.http.trustProxy, parts: [...parts, addMetrics] })
    opened.push(() => http.close())
    opened.push(() => desk.stop())
    const firstSecret = await desk.open()
    const listening = await http.listen(config.http.host, config.http.port)
    if (!listening.ok) throw new CannotStart([listening.problem])
    worker.start()
    opened.push(() => worker.stop())
    const room = staffRoomOf(config)
    // A WeChat room has neither topics nor pins.
    if (room?.startsWith('staff:tg:')) {
      const { hours } = loaded.workbench
      opened.push(keepMenu({ store, hours, talk, room, accept, log }))
    }
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
    for (const warning of warnings) log.warn({ redis: placeOf(connection), warning }, 'Redis may lose what it holds')
    const deskLink = firstSecret === null ? null : `${config.http.publicUrl ?? listening.url}/desk/join#${firstSecret}`
    return { url: listening.url, deskLink, stop: once(() => within(STOP_WITHIN_MS, closeAll())) }
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
  config: Config,
  connection: RedisConnection,
  { store, talk }: { readonly store: RedisStore; readonly talk: Talk },
  { content, hours }: Workbench,
  accept: Accept,
  log: Log,
  countReports: () => Promise<void>,
): Promise<Jobs> {
  const { transcriptDays, parkedDays } = content.policy.retention
  const summary = {
    staffRoom: staffRoomOf(config),
    hours,
    now: store.now,
    numbersSince: store.summary,
    waitingIn: (room: ConversationId, at: Instant) => waitingList({ store, hours, talk }, room, at),
    accept,
  }
  return await startJobs({
    connection,
    work: {
      async retention() {
        const kept = await store.retain(transcriptDays)
        log.info({ ...kept, parked: await store.forgetParked(parkedDays) }, 'retention has run')
      },
      async summary() {
        await countReports()
        await tellDailySummary(summary)
        await remindOfWork({
          store,
          staffRoom: staffRoomOf(config),
          hours,
          returnDays: content.policy.returnDays,
          accept,
        })
      },
    },
    onDone: (job) => log.debug({ job }, 'a background job has run'),
    onTrouble: (error) => log.warn({ error: nameOf(error) }, 'a background job is in trouble'),
  })
}

const roomsOf = (config: Config): readonly ConversationId[] => [staffRoomOf(config)].filter((room) => room !== null)

/** The Telegram group where there is one, else the WeChat room. */
function staffRoomOf({ telegram, wechat }: Config): ConversationId | null {
  if (telegram.status === 'on' && telegram.staffChatId !== null) {
    return `staff:tg:${telegram.staffChatId}` as ConversationId
  }
  const room = wechat.status === 'on' ? wechat.staffRoom : null
  return room === null ? null : conversationOf({ kind: 'staff', room })
}

type TellStatus = () => Promise<Status>

interface Kept {
  readonly store: RedisStore
  readonly files: Files
}

function botFor(
  config: Config,
  { store, files }: Kept,
  workbench: Workbench,
  status: TellStatus,
  log: Log,
  metrics: Metrics,
) {
  const staffRoom = staffRoomOf(config)
  const talk = workbench.talk({ staffReachable: () => staffRoom !== null || desk.isStaffed() })
  const accept = (letter: Letter, shown?: string) => worker.accept(letter, shown)
  const web = createWeb({
    accept,
    feed: store,
    sessions: store,
    files,
    staff: staffRoom === null ? null : { unseen: store, staffRoom, accept },
    publicUrl: config.http.publicUrl,
    status,
    log,
  })
  const terminal = createTerminal({ feed: store, store, owner: randomUUID() })
  const telegram = telegramFor(config, { store, files }, talk, accept, log)
  const wechat = wechatFor(config, { store, files }, accept, showingCodes(telegram, staffRoom, log), log)
  const channels = [web.channel, telegram.channel, wechat, terminal].map(metrics.channel)
  const { hours } = workbench
  const hoursByHand = createHoursByHand({ store, hours, accept, log })
  const work = createStaffWork({ store, hours, returnDays: workbench.content.policy.returnDays })
  const roomCommands = createRoomCommands({ hours, hoursByHand, work, store, talk })
  const worker: Worker = createWorker({
    store,
    talk: metrics.talk(talk),
    staffRoom,
    channels,
    files,
    log,
    roomCommands,
  })
  const takeFile = createTakeFile(files)
  const desk: WebDesk = createDesk({
    store,
    files,
    accept,
    takeFile: (conversation, id, bytes) => takeFile(conversation, id, bytes, 'staff'),
    reader: createTalkReader(talk, workbench.content, hours),
    content: workbench.content,
    hours,
    hoursByHand,
    work,
    removeFromStaff: (id) => removeFromStaff(store, id),
    status,
    operations: {
      wechatCode: () =>
        wechat.state().status === 'ready' ? Promise.resolve(null) : loginPicture(wechatFolder(config)),
      checkContent: () => checkContent(config.contentDir),
    },
    languageOf,
    publicUrl: config.http.publicUrl,
    adminPassword: config.adminPassword,
    onTrouble: (error) => log.warn(traceOf(error), 'desk: something went wrong'),
  })
  return { worker, channels, parts: [web.addTo, telegram.addTo, desk.addTo], accept, hoursByHand, desk, talk }
}

type Accept = (letter: Letter) => ReturnType<Store['ingest']>

function telegramFor(config: Config, { store, files }: Kept, talk: Talk, accept: Accept, log: Log): TelegramChannel {
  const { telegram } = config
  if (telegram.status === 'off') {
    const howTo = 'Set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you, then start again.'
    const upload = async () => ({ status: 'again', reason: 'telegram is off' }) as const
    return { channel: offChannel('telegram', howTo), addTo: () => {}, upload }
  }
  // A Redis of the desk's own serves one process at a time: after a kill the next one need not wait for the lease to run out.
  const owner = config.redis.kind === 'embedded' ? 'the only desk' : randomUUID()
  const lease = `telegram:${telegram.token.split(':')[0]}`
  return createTelegram({
    ...telegram,
    localFolder: join(config.dataDir, 'telegram-bot-api'),
    ...(telegram.proxy === null ? {} : { agent: proxyAgent(telegram.proxy) }),
    accept,
    files,
    park: (origin, body) => store.park(origin, body),
    topics: store,
    leases: store,
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

const wechatFolder = ({ dataDir }: Config): string => join(dataDir, 'wechat')

const CODE_WITHIN_MS = 60_000
const CODE_CAPTION =
  '📱 WeChat waits for a scan with the phone of its account; wechat/login.png in the data directory has the newest code · 微信需要用该账号的手机扫码登录'

/** To the Telegram group alone: a WeChat room is out of reach then. */
function showingCodes({ upload }: TelegramChannel, staffRoom: ConversationId | null, log: Log) {
  if (staffRoom?.startsWith('staff:tg:') !== true) return null
  return async (bytes: Buffer): Promise<void> => {
    const picture = { kind: 'photo', bytes, name: 'wechat-login.png', caption: CODE_CAPTION, replyTo: null } as const
    const sent = await upload(staffRoom, picture, AbortSignal.timeout(CODE_WITHIN_MS))
    if (sent.status !== 'sent') log.warn({ status: sent.status }, 'wechat: staff were not shown the code')
  }
}

function wechatFor(
  config: Config,
  { store, files }: Kept,
  accept: Accept,
  showStaff: ReturnType<typeof showingCodes>,
  log: Log,
): Channel {
  const { wechat } = config
  if (wechat.status === 'off') {
    return offChannel('wechat', 'Set WECHATY_PUPPET, and what that puppet needs: see docs/wechat.md.')
  }
  const { puppet, environment } = wechat
  const checked = puppetOptionsOf(wechat)
  if (checked.status === 'wrong') throw new CannotStart([checked.reason], 'configuration')
  const folder = wechatFolder(config)
  const account = {
    puppet,
    puppetOptions: checked.options,
    session: join(folder, 'session'),
    spool: spoolOf(folder),
    staffRoom: wechat.staffRoom,
  }
  const supervisor = createSupervisor({ account, fork: () => forkAccount(folder, environment), sleep, log })
  const print = (text: string) => void process.stderr.write(text)
  return createWechat(supervisor, {
    puppet,
    folder,
    accept,
    store,
    takeFile: createTakeFile(files),
    files,
    print,
    showStaff,
    log,
  })
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
