/** One chaos run: workers under load, disturbed, then left alone until all has come about, then judged by the ledger. */
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ConversationId } from '../../src/ports.ts'
import { openStore } from '../../src/store/redis-store.ts'
import { randomFrom } from '../e2e/support/random.ts'
import { until } from '../e2e/support/until.ts'
import { type Backend, startBackend } from './backend.ts'
import { bundleWorker } from './build.ts'
import { createCounting } from './counting.ts'
import { type Crew, startCrew } from './crew.ts'
import { type Disturbance, disturb } from './disturbances.ts'
import {
  judgeCounting,
  judgeLane,
  judgeOrdering,
  judgeRepeats,
  judgeStaffRoom,
  noProblems,
  type Problems,
  readingOf,
} from './judge.ts'
import { leftBehind } from './left-behind.ts'
import { createOrdering, type Ordering } from './ordering.ts'
import type { Plan } from './plan.ts'
import { createPlatform, type Platform } from './platform.ts'
import { measureRecovery, type Recovery } from './recovery.ts'

export interface Report {
  readonly plan: Plan
  readonly problems: Problems
  readonly disturbances: readonly Disturbance[]
  readonly accepted: number
  readonly sent: number
  readonly repeats: number
  readonly orders: number
  readonly timers: number
  readonly letters: number
  readonly recovery: Recovery
  readonly tookMs: number
}

const PLACES = { single: 2, cluster: 3 }
const STAFF_ROOM = 'staff:tg:-1001' as ConversationId
/** A Tuesday, the desk is open. */
const DESK_TIME = Date.parse('2026-03-10T10:00:00+08:00')
const CONTENT_DIR = fileURLToPath(new URL('../../content', import.meta.url))
/** Of the commits and marks are asked for twice; not where only a worker that stood still shall show what is broken. */
const REPEATS = 0.03
const TICK_MS = 10
const MESSAGES_A_TICK = 2
const MOST_WAITING = 300

export async function runChaos(plan: Plan, progress: (line: string) => void = () => {}): Promise<Report> {
  const begun = performance.now()
  // A stream of its own for each, so that the seed decides the order of the disturbances whatever else goes on.
  const [random, ofPlatform, ofBackend, ofLoad] = [0, 1, 2, 3].map((stream) =>
    randomFrom(plan.seed * 4 + stream),
  ) as Four
  const places = PLACES[plan.redis]
  const bundle = await bundleWorker(plan.broken)
  const backend = await startBackend(plan.redis, places, ofBackend)
  const platform = createPlatform(ofPlatform)
  let crew: Crew | null = null
  try {
    crew = await startCrew({
      bundle,
      contentDir: CONTENT_DIR,
      places,
      platform,
      goFor: (place) => ({
        connection: backend.connection(place),
        visibilityMs: plan.visibilityMs,
        deskTime: DESK_TIME,
        staffRoom: STAFF_ROOM,
        broken: plan.broken,
        repeats: plan.broken === 'no-fence' ? 0 : REPEATS,
      }),
      onWorking: (place, sha) => backend.setCommit(place, sha),
    })
    return await play({ plan, random, ofLoad, backend, platform, crew, progress, begun })
  } finally {
    await crew?.close()
    await backend.close()
    bundle.remove()
  }
}

type Four = [() => number, () => number, () => number, () => number]

interface Stage {
  readonly plan: Plan
  readonly random: () => number
  readonly ofLoad: () => number
  readonly backend: Backend
  readonly platform: Platform
  readonly crew: Crew
  readonly progress: (line: string) => void
  readonly begun: number
}

async function play({ plan, random, ofLoad, backend, platform, crew, progress, begun }: Stage): Promise<Report> {
  const counting = createCounting({ platform, staffRoom: STAFF_ROOM, many: plan.conversations, random: ofLoad })
  const ordering = createOrdering(platform)
  const undisturbed = { en: ordering.begin('en', () => false), zh: ordering.begin('zh', () => false) }
  await until('two talks without disturbance', () => ordering.isSettled())

  const isWaiting = (conversation: ConversationId): boolean =>
    counting.isWaiting(conversation) ?? ordering.isWaiting(conversation) ?? false
  const recovery = measureRecovery(platform, isWaiting)
  const disturbances: Disturbance[] = []
  let goesOn = true
  for (let one = 0; one < Math.ceil(plan.conversations / 10); one += 1)
    ordering.begin(one % 2 === 0 ? 'en' : 'zh', () => goesOn)
  const load = setInterval(() => {
    if (counting.waiting() < MOST_WAITING) counting.write(MESSAGES_A_TICK)
  }, TICK_MS)
  const onDisturbed = (one: Disturbance) => void disturbances.push(one)
  await disturb({ ...plan, crew, backend, random, onMet: recovery.met, onDisturbed }, (done) =>
    progress(`${done} of ${plan.kills} kills, ${sentBy(platform)} lines`),
  )
  goesOn = false
  clearInterval(load)
  await settled(
    platform,
    plan.patienceMs,
    () => counting.isSettled() && ordering.isSettled() && platform.waiting() === 0,
  )

  const problems = noProblems()
  problems['errors of ours in the log'].push(...crew.defects)
  problems['left behind in Redis'].push(...(await leftBehind(backend.direct, plan.visibilityMs)))
  for (const customer of counting.all) judgeCounting(customer, platform.chat(customer.conversation), problems)
  judgeStaffRoom(counting.all, platform.chat(STAFF_ROOM), problems)
  const orders = await judgeOrders(backend, platform, ordering.all, undisturbed, problems)
  let repeats = 0
  for (const chat of platform.chats.values()) {
    judgeLane(chat, problems)
    repeats += judgeRepeats(chat, disturbances, problems)
  }
  const asked = counting.all.flatMap((customer) => customer.asked)
  return {
    plan,
    problems,
    disturbances,
    accepted: [...platform.chats.values()].reduce((sum, chat) => sum + chat.accepted, 0),
    sent: sentBy(platform),
    repeats,
    orders,
    timers: asked.filter(({ kind }) => kind === 'timer').length,
    letters: asked.filter(({ kind }) => kind === 'post').length + counting.all.flatMap(({ told }) => told).length,
    recovery,
    tookMs: performance.now() - begun,
  }
}

const sentBy = ({ chats }: Platform): number => [...chats.values()].reduce((sum, { sent }) => sum + sent.length, 0)

/** As long as lines still come, all is well; silence for long means that something was lost, which the judgement names. */
async function settled(platform: Platform, patienceMs: number, isSettled: () => boolean): Promise<void> {
  let last = performance.now()
  platform.onLine(() => {
    last = performance.now()
  })
  while (!isSettled() && performance.now() - last < patienceMs) await sleep(50)
}

async function judgeOrders(
  backend: Backend,
  platform: Platform,
  customers: readonly Ordering[],
  undisturbed: Readonly<Record<Ordering['language'], Ordering>>,
  problems: Problems,
): Promise<number> {
  const store = await openStore({ connection: backend.direct, deskTime: 'keep' })
  try {
    for (const customer of customers) {
      const reading = readingOf(platform.chat(undisturbed[customer.language].conversation))
      const filed = await store.ordersOf(customer.conversation)
      judgeOrdering(customer, platform.chat(customer.conversation), { undisturbed: reading, filed }, problems)
    }
    return customers.length
  } finally {
    await store.close()
  }
}
