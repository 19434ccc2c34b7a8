/** `npm run chaos -- --help`: kills workers and Redis under load and tells which promises held. Ends with 1 when one did not. */
import { parseArgs } from 'node:util'
import { NotInTime } from '../e2e/support/until.ts'
import { BROKEN_DESKS, type BrokenDesk } from './broken-desk.ts'
import { killDesk } from './desk.ts'
import { killDesks } from './desks.ts'
import { BROKEN, type Broken } from './messages.ts'
import { control, LONG, type Plan } from './plan.ts'
import { runChaos } from './run.ts'
import { brokenPromises, tableOf } from './table.ts'

const USAGE = `npm run chaos -- [--kills N] [--conversations M] [--seed S] [--visibility MS] [--pause MS]
               [--broken ${BROKEN.join('|')}] [--controls]
               [--cluster] [--desk] [--desks]
  --kills          SIGKILLs, 100 unless told
  --conversations  customers who write all the time, 150 unless told
  --seed           repeats the order of a run
  --visibility     how long a claim lasts, ms: 3000 as in the product
  --pause          the longest pause between two kills, ms: 800
  --broken         a build that breaks a promise: the run must notice
  --controls       all broken builds, each of which must be noticed
  --cluster        three workers on a Redis Cluster of three masters, not two on one Redis
  --desk           the whole built desk with a Redis of its own, at every move of talks over Telegram
  --desks          three built desks by webhook while a fifth of the calls to Telegram fail; with --cluster on a
                   cluster of three masters, else on one Redis; staff in a forum are part of it. Broken builds of these:
                   ${BROKEN_DESKS.join(', ')}
`

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    conversations: { type: 'string', default: '150' },
    seed: { type: 'string' },
    visibility: { type: 'string', default: '3000' },
    pause: { type: 'string', default: '800' },
    broken: { type: 'string' },
    controls: { type: 'boolean', default: false },
    cluster: { type: 'boolean', default: false },
    desk: { type: 'boolean', default: false },
    desks: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const progress = (line: string): void => void process.stderr.write(`\r${line.padEnd(60)}`)

function brokenOf(name: string | undefined): Broken | null {
  if (name === undefined) return null
  const broken = BROKEN.find((one) => one === name)
  if (broken === undefined) throw new RangeError(`--broken is one of ${BROKEN.join(', ')}`)
  return broken
}

function brokenDeskOf(name: string | undefined): BrokenDesk | null {
  if (name === undefined) return null
  const broken = BROKEN_DESKS.find((one) => one === name)
  if (broken === undefined) throw new RangeError(`--desks --broken is one of ${BROKEN_DESKS.join(', ')}`)
  return broken
}

/** A build may be broken so that even talks which nobody disturbs stand still. */
const standingStill = (error: unknown): null => {
  if (error instanceof NotInTime) return null
  throw error
}

async function isNoticed(plan: Plan): Promise<boolean> {
  const report = await runChaos(plan, progress).catch(standingStill)
  if (report === null) {
    progress('')
    print(`${plan.broken}: noticed, its talks stand still`)
    return true
  }
  const isBroken = brokenPromises(report).length > 0
  progress('')
  print(`${plan.broken}: ${isBroken ? 'noticed' : 'NOT NOTICED'}`)
  for (const line of tableOf(report)
    .filter((one) => one.startsWith('!'))
    .slice(0, 3))
    print(`  ${line}`)
  return isBroken
}

const plan: Plan = {
  ...LONG,
  redis: values.cluster ? 'cluster' : 'single',
  kills: Number(values.kills),
  conversations: Number(values.conversations),
  seed: values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed),
  broken: values.desks ? null : brokenOf(values.broken),
  visibilityMs: Number(values.visibility),
  pauseMs: Number(values.pause),
}

if (values.help) print(USAGE)
else if (values.controls) {
  const noticed: boolean[] = []
  for (const broken of BROKEN) noticed.push(await isNoticed({ ...control(broken), seed: plan.seed }))
  process.exitCode = noticed.every(Boolean) ? 0 : 1
} else if (values.desk || values.desks) {
  const { kills, seed } = plan
  const { kept, lines } = values.desks
    ? await killDesks({ kills, seed, cluster: values.cluster, broken: brokenDeskOf(values.broken) }, progress)
    : await killDesk(kills, seed, progress)
  progress('')
  print(lines.join('\n'))
  process.exitCode = kept ? 0 : 1
} else {
  const report = await runChaos(plan, progress)
  progress('')
  print(tableOf(report).join('\n'))
  process.exitCode = brokenPromises(report).length === 0 ? 0 : 1
}
