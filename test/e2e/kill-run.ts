/** `npx tsx test/e2e/kill-run.ts --kills N [--seed S]`: kills the built desk N times in the middle of talks and prints what came of it. */
import { parseArgs } from 'node:util'
import { tableOf, UNDER_WAY } from './support/kill-report.ts'
import { runKills } from './support/kills.ts'
import { randomFrom } from './support/random.ts'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' }, seed: { type: 'string' } } })
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
const random = randomFrom(seed)
const underWay = () => UNDER_WAY[Math.floor(random() * UNDER_WAY.length)] ?? 'pushed'

const report = await runKills({ kills: Number(values.kills), underWay, random }, (line) =>
  process.stderr.write(`${line}\n`),
)
const problems = [...report.lost, ...report.wrongDuplicates, ...report.wrongOrders]
process.stdout.write(`${[`seed ${seed}`, ...tableOf(report), ...problems].join('\n')}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
