/** What a chaos run does: how long and how hard it disturbs, and with which build of the desk. */
import type { Broken } from './messages.ts'

export interface Plan {
  /** One Redis and two workers, or a cluster of three masters and three workers. */
  readonly redis: 'single' | 'cluster'
  readonly kills: number
  /** Counting customers; one in ten more are customers of the real talk. */
  readonly conversations: number
  readonly seed: number
  readonly broken: Broken | null
  readonly visibilityMs: number
  /** The longest pause between two disturbances. */
  readonly pauseMs: number
  /** 0-1: before how many of the kills a connection is cut, and a worker stands still. */
  readonly cuts: number
  readonly stalls: number
  /** Without a new line for so long a run is over, and what is missing is lost. */
  readonly patienceMs: number
}

/** As in the product, under load and pauses that let 200 kills end within minutes. */
export const LONG: Omit<Plan, 'seed'> = {
  redis: 'single',
  kills: 100,
  conversations: 150,
  broken: null,
  visibilityMs: 3_000,
  pauseMs: 800,
  cuts: 0.5,
  stalls: 0.15,
  patienceMs: 15_000,
}

/** Claims last a second, so that many kills fit into little time. */
export const SHORT: Omit<Plan, 'seed'> = {
  ...LONG,
  kills: 25,
  conversations: 40,
  visibilityMs: 1_000,
  pauseMs: 100,
  cuts: 0.4,
  stalls: 0.1,
}

/** Enough to notice what is broken: what was acted on too early or too late shows when a worker stands still, the rest at once. */
export const control = (broken: Broken): Omit<Plan, 'seed'> => ({
  ...SHORT,
  broken,
  kills: 6,
  cuts: 0,
  stalls: broken === 'no-fence' ? 1 : 0,
  patienceMs: 3_000,
})
