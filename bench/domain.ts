/** How fast the domain answers, beside what it must reach: `npm run bench:domain`. Medians of several runs; exit code 1 when one is missed. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadContent } from '../src/domain/content.ts'
import { createHours } from '../src/domain/hours.ts'
import { readStatus } from '../src/domain/reading.ts'
import { createTriage } from '../src/domain/triage.ts'

const RUNS = 9
const STATUS_LENGTH = 20 * 1024
const pathOf = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

interface Measure {
  readonly what: string
  readonly unit: 'ms' | 'µs'
  readonly target: number
  /** One run's figure, in the unit. */
  run(): number
}

const loaded = loadContent(pathOf('content'))
if (!loaded.ok) throw new Error(`content/ does not load: ${JSON.stringify(loaded.problems)}`)
const { content } = loaded
const triage = createTriage(content.triage)
const hours = createHours(content.calendar)
const messages = readFileSync(pathOf('test/domain/triage-unseen.tsv'), 'utf8')
  .split('\n')
  .flatMap((line) => (line.startsWith('#') ? [] : (line.split('\t')[1] ?? [])))
const status = statusOf(STATUS_LENGTH)

const MEASURES: readonly Measure[] = [
  {
    what: `triage of a message (${messages.length} messages)`,
    unit: 'ms',
    target: 1,
    run: () => timed(() => messages.forEach((message) => void triage(message))) / messages.length,
  },
  {
    what: 'reading a status of 20 KB',
    unit: 'ms',
    target: 5,
    run: () => timed(() => readStatus(status, content.models)),
  },
  { what: 'isOpen', unit: 'µs', target: 20, run: isOpenOverTwoYears },
  {
    what: 'content load, in a process of its own',
    unit: 'ms',
    target: 300,
    run: () => Number(node('--input-type=module', '--eval', COLD_LOAD)),
  },
  {
    what: 'node dist/cli.js hours',
    unit: 'ms',
    target: 700,
    run: () => timed(() => node(pathOf('dist/cli.js'), 'hours')),
  },
]

/** Loads the content for the first time in a process, the modules that it takes being there. */
const COLD_LOAD = `
  const { loadContent } = await import(${JSON.stringify(new URL('../dist/domain/content.js', import.meta.url).href)})
  const began = performance.now()
  const loaded = loadContent(${JSON.stringify(pathOf('content'))})
  if (!loaded.ok) throw new Error('content/ does not load')
  console.log(performance.now() - began)`

let missed = 0
for (const measure of MEASURES) {
  measure.run()
  const figure = median(Array.from({ length: RUNS }, () => measure.run()))
  const reached = figure <= measure.target
  if (!reached) missed += 1
  const figures = `${figure.toFixed(figure < 10 ? 3 : 0)} ${measure.unit}, at most ${measure.target} ${measure.unit}`
  console.log(`${measure.what.padEnd(42)}${figures}${reached ? '' : '  MISSED'}`)
}
process.exitCode = missed === 0 ? 0 : 1

function timed(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN
}

/** Every half hour of 2025 and 2026, as an average. */
function isOpenOverTwoYears(): number {
  const halfHour = 1_800_000
  const instants = Array.from({ length: 2 * 365 * 48 }, (_, n) => Date.UTC(2025, 0) + n * halfHour)
  return (timed(() => instants.forEach((at) => void hours.isOpen(at))) / instants.length) * 1_000
}

/** A whole status of a machine with as much log after it as the length wants. */
function statusOf(length: number): string {
  const boards = Array.from({ length: 3 }, (_, n) => ({
    name: `Board ${n}`,
    chips: 3,
    avg: '650.00 MH/s',
    temp: 44 + n,
  }))
  const machine = { miner: 'Jasminer X16-Q 1950', machine_sn: 'JX0000000000', avg: '1950.00 MH/s', uptime: 86_400 }
  const json = JSON.stringify({ summary: machine, boards, fans: [4_000, 4_010, 3_990] }, null, 1)
  const line = (n: number): string =>
    `2026-03-10 10:${String(n % 60).padStart(2, '0')}:00 daemon.err miner: share ${n} accepted\n`
  let text = `${json}\n`
  for (let n = 0; text.length < length; n++) text += line(n)
  return text.slice(0, length)
}

function node(...args: string[]): string {
  const done = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, LOG_LEVEL: 'silent' } })
  if (done.status !== 0) throw new Error(`node ${args[0]} ended with ${done.status ?? done.signal}: ${done.stderr}`)
  return done.stdout
}
