/** The short form of `npm run chaos`: 25 kills with cut connections and standstills keep every promise, and a broken build does not pass. */
import { expect, test } from 'vitest'
import type { Broken } from './messages.ts'
import { control, SHORT } from './plan.ts'
import { runChaos } from './run.ts'
import { brokenPromises, tableOf } from './table.ts'

const SEED = 5
/** How fast it goes on is measured by the command, with nothing else on the machine; here other tests run beside it. */
const MEASURED_ELSEWHERE = 'recovery in time'
/** A start of a worker is most of what a kill costs here. */
const CONTROL_KILLS = 3

test('25 kills: nothing is lost, out of order or acted on twice', async () => {
  const report = await runChaos({ ...SHORT, seed: SEED })
  const broken = brokenPromises(report).filter((promise) => promise !== MEASURED_ELSEWHERE)
  expect(broken, tableOf(report).join('\n')).toEqual([])
  expect(report.disturbances.filter(({ kind }) => kind === 'kill' || kind === 'redis').length).toBeGreaterThanOrEqual(
    25,
  )
}, 180_000)

test.concurrent.each<Broken>(['no-dedupe', 'commit-without-bump'])(
  'a build with %s does not pass',
  async (broken) => {
    const report = await runChaos({ ...control(broken), kills: CONTROL_KILLS, seed: SEED })
    expect(brokenPromises(report)).toContain('duplicate state changes')
  },
  120_000,
)
