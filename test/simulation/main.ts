/** `npm run simulate -- --help`: a year of the desk in memory, and whether it kept what it promises. Ends with 1 when it did not. */
import { parseArgs } from 'node:util'
import { BROKEN } from './broken.ts'
import { brokenPromises, END_OF_2026, START_OF_2026, simulate, tableOf } from './year.ts'

const USAGE = `npm run simulate -- [--seed N] [--customers N] [--broken ${BROKEN.join('|')}]
  --seed       repeats a year; 2026 unless told
  --customers  2000 unless told
  --broken     a desk that breaks a promise: the run must notice`

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '2026' },
    customers: { type: 'string', default: '2000' },
    broken: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const broken = BROKEN.find((one) => one === values.broken) ?? null
const numbers = [values.seed, values.customers].map(Number)
if (values.help) process.stdout.write(`${USAGE}\n`)
else if (numbers.some((one) => !Number.isInteger(one) || one < 1) || (values.broken !== undefined && broken === null)) {
  process.stderr.write(`${USAGE}\n`)
  process.exitCode = 2
} else {
  const [seed = 1, customers = 1] = numbers
  const begun = performance.now()
  const year = simulate({ seed, customers, from: START_OF_2026, until: END_OF_2026, broken })
  const took = ((performance.now() - begun) / 1_000).toFixed(0)
  process.stdout.write(`2026, ${customers} customers, seed ${seed}, ${took} s\n${tableOf(year).join('\n')}\n`)
  if (brokenPromises(year).length > 0) process.exitCode = 1
}
