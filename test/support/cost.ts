/** What a piece of code costs. The processor's time of this process counts, not the clock: other work on the machine makes nothing fail. */

/** The best of some runs, in ms: a garbage collection slows single runs, a pattern that backtracks slows all. */
export function costOf(run: () => unknown, runs = 4): number {
  const costs = Array.from({ length: runs }, () => {
    const began = process.cpuUsage()
    run()
    return process.cpuUsage(began).user / 1_000
  })
  return Math.min(...costs)
}
