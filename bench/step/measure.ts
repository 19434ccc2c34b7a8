/** CPU and time of small pieces of work. All cases take turns in rounds, so that a busy machine slows each of them alike. */

/** A batch is long against the clock's grain and short against a busy neighbour. */
const ROUNDS = 21
const TURNS_A_BATCH = 200
const WARM_UP = 1_500

export interface Work {
  readonly what: string
  run(): unknown
}

/** All in microseconds a turn. */
export interface Cost {
  readonly what: string
  /** CPU of the whole process, its helper threads included: the median batch, and the best. */
  readonly cpu: number
  readonly bestCpu: number
  /** Of single turns, by the clock on the wall. */
  readonly median: number
  readonly p99: number
}

/** Measures works against one another, in their order. */
export function measured(works: readonly Work[]): readonly Cost[] {
  const sides = works.map((work) => ({ work, batches: [] as number[], turns: [] as number[] }))
  for (const { work } of sides) for (let turn = 0; turn < WARM_UP; turn += 1) work.run()
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { work, batches, turns } of sides) batches.push(batchOf(work, turns))
  return sides.map(({ work, batches, turns }) => ({
    what: work.what,
    cpu: quantile(batches, 0.5),
    bestCpu: Math.min(...batches),
    median: quantile(turns, 0.5),
    p99: quantile(turns, 0.99),
  }))
}

/** CPU a turn of one batch; the time of each turn goes to `turns`. */
function batchOf({ run }: Work, turns: number[]): number {
  const before = process.cpuUsage()
  for (let turn = 0; turn < TURNS_A_BATCH; turn += 1) {
    const began = performance.now()
    run()
    turns.push((performance.now() - began) * 1_000)
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / TURNS_A_BATCH
}

/** The best of some runs, in milliseconds: for what takes long. */
export function bestMs(run: () => unknown, runs = 5): number {
  const times = Array.from({ length: runs }, () => {
    const began = performance.now()
    run()
    return performance.now() - began
  })
  return Math.min(...times)
}

function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
