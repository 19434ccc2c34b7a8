/** What is done to the workers and to Redis, one after another in an order that the seed decides. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Backend } from './backend.ts'
import type { Crew } from './crew.ts'
import { POINTS, type Point } from './messages.ts'
import type { Plan } from './plan.ts'
import { CUTS } from './proxy.ts'

/** Something that excuses one repeated line a chat, of the process it met; Redis' end meets all. */
export interface Disturbance {
  readonly kind: 'kill' | 'cut' | 'stall' | 'redis'
  /** For people: a failpoint, the way a connection was cut. */
  readonly where: string
  /** The process; null for all, or for one that is not known. */
  readonly met: number | null
  /** `performance.now()`. */
  readonly from: number
  readonly to: number
}

/** `both`: two workers at nearly the same time. `shutdown`: while it ends in good order. */
const KILLS = [...POINTS, 'random', 'random', 'both', 'shutdown', 'redis', 'redis'] as const
type Kill = (typeof KILLS)[number]

const REACH_WITHIN_MS = 3_000
const MOST_PASSES = 3
const LONGEST_SHUTDOWN_MS = 60
const STALL_AT: readonly Point[] = ['after claim', 'before commit', 'during commit', 'after commit', 'after send']

export interface Scenario extends Pick<Plan, 'kills' | 'visibilityMs' | 'pauseMs' | 'cuts' | 'stalls'> {
  readonly crew: Crew
  readonly backend: Backend
  readonly random: () => number
  /** Called at each one's beginning (of Redis, at its end) with the claims that the process held; null for all. */
  readonly onMet: (kind: Disturbance['kind'], at: number, held: ReadonlySet<string> | null) => void
  /** Called when it is over. */
  readonly onDisturbed: (disturbance: Disturbance) => void
}

/** SIGKILLs workers and Redis as often as planned, at every failpoint in turn, with cut connections and standstills between them. */
export async function disturb(scenario: Scenario, progress: (done: number) => void): Promise<void> {
  const { random, kills, pauseMs, cuts, stalls } = scenario
  let plan: Kill[] = []
  for (let done = 0; done < kills; done += 1) {
    if (plan.length === 0) plan = shuffled(KILLS, random)
    if (random() < cuts) await cutOne(scenario)
    if (random() < stalls) await stallOne(scenario)
    await killOne(scenario, plan.pop() ?? 'random')
    progress(done + 1)
    await sleep(random() * pauseMs)
  }
}

async function killOne(scenario: Scenario, kill: Kill): Promise<void> {
  const { crew, random } = scenario
  const place = placeIn(scenario)
  switch (kill) {
    case 'redis':
      return await killRedis(scenario)
    case 'both':
      return void (await Promise.all([place, (place + 1) % crew.places].map((one) => end(scenario, one, kill))))
    case 'random':
      await sleep(random() * 50)
      return await end(scenario, place, kill)
    case 'shutdown':
      crew.at(place).stop()
      await sleep(random() * LONGEST_SHUTDOWN_MS)
      return await end(scenario, place, kill)
    default:
      return await killAt(scenario, place, kill)
  }
}

async function killRedis({ backend, onMet, onDisturbed }: Scenario): Promise<void> {
  const from = performance.now()
  await backend.killRedis()
  const to = performance.now()
  onMet('redis', to, null)
  onDisturbed({ kind: 'redis', where: 'redis', met: null, from, to })
}

/** A point that is not reached in time leaves a kill at random. */
async function killAt(scenario: Scenario, place: number, point: Point): Promise<void> {
  const member = scenario.crew.at(place)
  member.set({ point, after: Math.floor(scenario.random() * MOST_PASSES), how: 'die' })
  const isReached = await Promise.race([member.gone.then(() => true), sleep(REACH_WITHIN_MS, false)])
  await end(scenario, place, isReached ? point : 'random')
}

async function end({ crew, onMet, onDisturbed }: Scenario, place: number, where: string): Promise<void> {
  const member = crew.at(place)
  member.signal('SIGKILL')
  const at = await member.gone
  onMet('kill', at, member.held)
  onDisturbed({ kind: 'kill', where, met: member.name, from: at, to: at })
  await crew.fill(place)
}

async function cutOne(scenario: Scenario): Promise<void> {
  const { backend, crew, onMet, onDisturbed } = scenario
  const place = placeIn(scenario)
  const how = pick(CUTS, scenario.random)
  const cut = await backend.cut(place, how)
  if (cut === null) return
  const { name, held } = crew.at(place)
  const met = cut.met === 'one' ? name : null
  onMet('cut', cut.at, met === null ? null : held)
  onDisturbed({ kind: 'cut', where: met === null ? 'by a master' : how, met, from: cut.at, to: cut.at })
}

/** Longer than its claims last: others go on with what it holds, and what it does afterwards must change nothing. */
async function stallOne(scenario: Scenario): Promise<void> {
  const { crew, random, visibilityMs, onMet, onDisturbed } = scenario
  const member = crew.at(placeIn(scenario))
  const point = pick(STALL_AT, random)
  const standing = member.standing().then(() => true)
  member.set({ point, after: Math.floor(random() * MOST_PASSES), how: 'stand still' })
  if (!(await Promise.race([standing, sleep(REACH_WITHIN_MS, false)]))) return member.set(null)
  const from = performance.now()
  onMet('stall', from, member.held)
  await sleep(visibilityMs * 1.3)
  member.signal('SIGCONT')
  onDisturbed({ kind: 'stall', where: point, met: member.name, from, to: performance.now() })
}

const placeIn = ({ crew, random }: Scenario): number => Math.floor(random() * crew.places)

const pick = <T>(all: readonly T[], random: () => number): T => all[Math.floor(random() * all.length)] as T

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one)
}
