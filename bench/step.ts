/**
 * What one step of a conversation costs, beside what it may cost: `npm run bench:step`. A turn here is JSON in, its texts, JSON out, from the
 * built product in one process. Exit code 1 when a figure is missed.
 */
import { answers } from './step/answers.ts'
import { besides } from './step/beside.ts'
import { lengths, orders, sizes } from './step/growth.ts'
import { hostile } from './step/hostile.ts'
import { missedSoFar } from './step/report.ts'

answers()
besides()
sizes()
lengths()
orders()
hostile()

const missed = missedSoFar()
console.log(missed === 0 ? '\nAll reached.' : `\n${missed} missed.`)
process.exitCode = missed === 0 ? 0 : 1
