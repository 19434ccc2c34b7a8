/** The web desk put together: its pages, its API, its live updates, and who may sign in when it starts. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type {
  DeskAccounts,
  DeskHours,
  DeskLog,
  DeskTalks,
  StaffWorkList,
  TakeStaffFile,
  TalkReader,
  WeekBook,
} from '../desk-ports.ts'
import { chinaTime } from '../domain/china-time.ts'
import type { Content } from '../domain/content.ts'
import type { Hours } from '../domain/hours.ts'
import { type Language, SECOND } from '../domain/values.ts'
import { PAGE_POLICY } from '../html/head.ts'
import type { Backlog, ConversationId, Files, Ingested, Letter, RedisHealth, Store } from '../ports.ts'
import { addAssets } from './assets.ts'
import { createColleagues } from './colleagues.ts'
import { secretOf } from './cookie.ts'
import { createFiledOrders } from './filed-orders.ts'
import { createInbox } from './inbox.ts'
import { createJoinedTalks } from './joined-talks.ts'
import { createLive, type LiveTiming } from './live.ts'
import { liveRoute } from './live-route.ts'
import { orderRoutes } from './order-routes.ts'
import { wayOf } from './origin.ts'
import { peopleRoutes } from './people-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { addApi, type Route } from './routes.ts'
import { searchRoutes } from './search.ts'
import { type ShellKind, shell } from './shell.ts'
import { createSignIn, FIRST_LINK_MS, keepAdmin } from './sign-in.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { type Operations, stateRoutes } from './state-routes.ts'
import { talkActs } from './talk-acts.ts'
import { talkPowers } from './talk-powers.ts'
import { conversationIn, talkRoutes } from './talk-routes.ts'
import { createTalkView } from './talk-view.ts'
import { SHELL_TEXTS } from './texts.ts'
import { createUploads } from './uploads.ts'

export interface DeskOptions {
  readonly store: DeskStore
  readonly files: Pick<Files, 'openFile' | 'keptFile'>
  readonly takeFile: TakeStaffFile
  /** Resolves once the letter is safe in Redis. */
  readonly accept: (letter: Letter) => Promise<Ingested>
  readonly reader: TalkReader
  readonly content: Pick<Content, 'canned' | 'symptoms'>
  readonly hours: Hours
  readonly hoursByHand: DeskHours
  readonly work: StaffWorkList
  /** Takes somebody off the staff list; the talks that they have go back to the queue. */
  readonly removeFromStaff: (id: string) => Promise<boolean>
  /** As `/readyz` tells it, with the clock of the desk. */
  readonly status: () => Promise<DeskStatus>
  readonly operations: Operations
  readonly languageOf: (request: FastifyRequest) => Language
  /** Where people reach the desk, without a slash at the end; null when nobody said. */
  readonly publicUrl: string | null
  /** Of `admin`; null where the first link lets somebody in. */
  readonly adminPassword: string | null
  readonly onTrouble: (error: unknown) => void
  readonly timing?: LiveTiming
}

export type DeskStore = DeskAccounts &
  DeskTalks &
  DeskLog &
  Pick<WeekBook, 'weeks' | 'ordersInState'> &
  Pick<Store, 'now' | 'waiting' | 'order' | 'orderPage' | 'ordersBy' | 'staff' | 'addStaff' | 'noteHolder'> & {
    backlog(): Promise<Backlog>
    health(): Promise<RedisHealth>
  }

interface DeskStatus {
  readonly desk:
    | { readonly status: 'known'; readonly now: number; readonly rehearsal: boolean }
    | { readonly status: 'unknown' }
}

export interface WebDesk {
  /** What the API has, and who may use it. */
  readonly routes: readonly Pick<Route, 'method' | 'path' | 'role'>[]
  /** Adds the pages and the API to the HTTP of the process. */
  addTo(app: FastifyInstance): void
  /** Who may sign in is made sure of. Answers the secret of the link that lets the first person in; null where somebody can sign in. */
  open(): Promise<string | null>
  /** Whether anybody can sign in, as far as this process knows: a request for a person reaches somebody then. */
  isStaffed(): boolean
  /** Something happened that pages may show. */
  tell(): void
  stop(): Promise<void>
}

/** An account that another process made is known here by then. */
const COUNT_EVERY_MS = 5 * SECOND

export function createDesk(options: DeskOptions): WebDesk {
  const { store, publicUrl, onTrouble } = options
  const signingIn = createSignIn(store)
  const { routes, live, uploads } = partsOf(options, signingIn, () => {
    staffed = true
  })
  let staffed = false
  let counting: NodeJS.Timeout | undefined

  async function count(): Promise<void> {
    staffed = (await store.accounts()).length > 0
  }

  async function open(): Promise<string | null> {
    if (options.adminPassword !== null) await keepAdmin(store, options.adminPassword)
    await count()
    counting = setInterval(() => void count().catch(onTrouble), COUNT_EVERY_MS)
    return staffed ? null : await signingIn.invite('admin', null, FIRST_LINK_MS)
  }

  function addTo(app: FastifyInstance): void {
    addAssets(app)
    const isIn = async (request: FastifyRequest) =>
      (await signingIn.whoHas(secretOf(request, wayOf(request, publicUrl)))) !== null
    addPages(app, options, isIn)
    app.register(async (api) => addApi(api, routes, { signingIn, publicUrl, onTrouble }), { prefix: '/desk/api' })
  }

  return {
    routes,
    addTo,
    open,
    isStaffed: () => staffed,
    tell: live.tell,
    async stop() {
      clearInterval(counting)
      uploads.stop()
      await live.stop()
    },
  }
}

function partsOf(options: DeskOptions, signingIn: ReturnType<typeof createSignIn>, onJoined: () => void) {
  const { store, reader, hours, hoursByHand, accept, files, publicUrl, onTrouble, timing } = options
  const orders = createFiledOrders(store)
  const inbox = createInbox({ store, talks: store, reader, hours })
  const joined = createJoinedTalks({ talks: store, reader, inbox })
  const view = createTalkView({ store, talks: store, reader, inbox, orders, joined })
  const histories = async (conversation: ConversationId) => await joined.histories(conversation, await store.now())
  const live = createLive({
    inbox: () => inbox.look(),
    talk: (conversation) => view(conversation),
    lookingAt: store.lookingAt,
    isStillIn: signingIn.isStillIn,
    onTrouble,
    ...(timing === undefined ? {} : { timing }),
  })
  /** The conversation that a request names, if it is there. */
  const talkIn = async (request: FastifyRequest): Promise<ConversationId | null> => {
    const conversation = conversationIn(request)
    return conversation !== null && (await view(conversation)) !== null ? conversation : null
  }
  const uploads = createUploads({ takeFile: options.takeFile, talkIn })
  const routes: readonly Route[] = [
    ...signInRoutes({ signingIn, accounts: store, publicUrl, now: store.now, onJoined }),
    ...talkRoutes({ inbox, view, histories, files, canned: options.content.canned }),
    ...talkActs({ reader, files, accept, store, talkIn, colleagues: createColleagues(store) }),
    ...talkPowers({ reader, accept, store, orders, talkIn }),
    uploads.route,
    ...orderRoutes({ store, orders, work: options.work, reader, accept }),
    ...reportRoutes({ book: store, symptoms: options.content.symptoms }),
    ...searchRoutes({ store, inbox, orders }),
    ...peopleRoutes({ accounts: store, signingIn, store, removeFromStaff: options.removeFromStaff }),
    ...stateRoutes({ store, hours, hoursByHand, reader, status: options.status, operations: options.operations }),
    liveRoute(live, publicUrl),
  ]
  return { routes, live, uploads }
}

/** Pages within the desk: the script reads the path. */
const PATHS = [
  '/desk',
  '/desk/talks/:id',
  '/desk/orders',
  '/desk/orders/:number',
  '/desk/hours',
  '/desk/reports',
  '/desk/people',
  '/desk/state',
]

function addPages(
  app: FastifyInstance,
  { languageOf, status }: DeskOptions,
  isIn: (request: FastifyRequest) => Promise<boolean>,
): void {
  const page = async (kind: ShellKind, request: FastifyRequest): Promise<string> => {
    const language = languageOf(request)
    return shell(kind, language, await bannerOf(status, language))
  }
  const headers = {
    'content-security-policy': PAGE_POLICY,
    'cache-control': 'no-store',
    vary: 'accept-language, cookie',
  }
  for (const path of PATHS) {
    app.get(path, async (request, reply) => {
      const kind = (await isIn(request)) ? 'desk' : 'sign-in'
      return reply
        .type('text/html; charset=utf-8')
        .headers(headers)
        .send(await page(kind, request))
    })
  }
  app.get('/desk/join', async (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .headers(headers)
      .send(await page('join', request)),
  )
}

async function bannerOf(status: DeskOptions['status'], language: Language): Promise<string | null> {
  const { desk } = await status()
  if (desk.status === 'unknown' || !desk.rehearsal) return null
  return SHELL_TEXTS[language].rehearsal(chinaTime(desk.now, language))
}
