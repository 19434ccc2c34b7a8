/** Wiring: configuration, Redis, channels, the worker, HTTP. Everything is made here and handed to what needs it. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Accept } from './bot/channel.ts'
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
import { createTerminal } from './bot/terminal/channel.ts'
import { waitingList } from './bot/waiting-list.ts'
import { createWeb } from './bot/web/channel.ts'
import { conversationOf } from './bot/wechat/places.ts'
import { loginPicture } from './bot/wechat/scan-code.ts'
import { countWeeks } from './bot/week-report.ts'
import { createWorker, type Worker } from './bot/worker.ts'
import { checkContent } from './commands/content-check.ts'
import { startIndexing } from './commands/reindex.ts'
import { loadWorkbench, type Workbench } from './commands/workbench.ts'
import type { Config } from './config.ts'
import { createDesk, type WebDesk } from './desk/desk.ts'
import { telling } from './desk/telling.ts'
import type { Instant } from './domain/values.ts'
import type { Talk } from './flows/step.ts'
import type { ConversationId, Letter } from './ports.ts'
import { placeOf, type RedisConnection } from './store/connect.ts'
import { type Embedded, startEmbedded } from './store/embedded.ts'
import { type Jobs, startJobs } from './store/jobs.ts'
import { openStore, type RedisStore } from './store/redis-store.ts'
import type { Kept } from './wiring/kept.ts'
import { CannotStart, once, STOP_WITHIN_MS, type Stopped, within } from './wiring/life.ts'
import { statusOf } from './wiring/status.ts'
import { showingCodes, telegramFor } from './wiring/telegram.ts'
import { wechatFolder, wechatFor } from './wiring/wechat.ts'

export interface Running {
  readonly url: string
  /** Lets the first person in at the web desk, once and for 30 minutes; null where somebody can sign in. */
  readonly deskLink: string | null
  /** Resolves when all has ended, or with `late` when something still hangs after 8 s; a second call is the same stop. */
  stop(): Promise<Stopped>
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
    const { worker, channels, parts, accept, hoursByHand, desk, talk } = await botFor(
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
    const jobs = await jobsFor(config, connection, { store, talk }, loaded.workbench, accept, log, () =>
      countWeeks(weeks),
    )
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

async function botFor(
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
  const telegram = await telegramFor(config, { store, files }, talk, accept, log)
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
