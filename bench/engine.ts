/**
 * What a turn of the engine costs, beside others that hold the same form on the same Redis: `npm run bench:engine`. Options: `--quick` for
 * one short pass, `--only NAME` for the sides whose name has it. Ratios are within one run: machines differ, and so do moments.
 */
import { parseArgs } from 'node:util'
import { bareCold, bareWarm } from './engine/bare.ts'
import { desk } from './engine/ours.ts'
import { grammy, installPeers, telegraf } from './engine/peers.ts'
import { report } from './engine/report.ts'
import { measure } from './engine/run.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
})
/** All that a run holds at once. */
const TALKS = 2_000
const QUICK = { passes: 1, ms: 300, warmUp: 2_000, turns: 100, talks: 200 }
const WHOLE = { passes: 3, ms: 600, warmUp: 8_000, turns: 500, talks: 1_000 }

installPeers()
const sides = [
  telegraf,
  grammy,
  desk('Aftercare, warm', TALKS),
  desk('Aftercare, cold', 0),
  desk('Aftercare, plain path', false),
  bareWarm,
  bareCold,
].filter(({ name }) => name.includes(values.only))
const results = await measure(sides, values.quick ? QUICK : WHOLE)
report(results)
