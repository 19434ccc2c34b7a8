/** `npx tsx test/e2e/kill-run.ts --kills N [--seed S]`: kills the built desk N times in the middle of talks and prints what came of it. */
import { parseArgs } from 'node:util'
import { MOMENTS, randomFrom, runKills, tableOf } from './support/kills.ts'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '100' }, seed: { type: 'string' } } })
const kills = Number(values.kills)
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
const random = randomFrom(seed)
const moment = () => MOMENTS[Math.floor(random() * MOMENTS.length)] ?? 'pushed'

const report = await runKills({ kills, moment, random }, (line) => process.stderr.write(`${line}\n`))
const problems = [...report.lost, ...report.wrongDuplicates, ...report.wrongOrders]
process.stdout.write(`${[`seed ${seed}`, ...tableOf(report), ...problems].join('\n')}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
