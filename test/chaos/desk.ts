/** The whole built desk with a Redis of its own, killed in the middle of talks over Telegram: what `npm run chaos -- --desk` does. */
import { tableOf, UNDER_WAY } from '../e2e/support/kill-report.ts'
import { runKills } from '../e2e/support/kills.ts'
import { randomFrom } from '../e2e/support/random.ts'

export interface DeskRun {
  readonly kept: boolean
  readonly lines: readonly string[]
}

/** Kills the desk at every move of its talks. */
export async function killDesk(kills: number, seed: number, progress: (line: string) => void): Promise<DeskRun> {
  const random = randomFrom(seed)
  const underWay = () => UNDER_WAY[Math.floor(random() * UNDER_WAY.length)] ?? 'pushed'
  const report = await runKills({ kills, every: 1, underWay, random }, progress)
  const problems = [...report.lost, ...report.wrongDuplicates, ...report.wrongOrders]
  return { kept: problems.length === 0, lines: [`seed ${seed}`, ...tableOf(report), ...problems] }
}
