/** The whole desk, its own Redis included, is killed in the middle of English and Chinese talks; `npm run chaos` kills its parts far more often. */
import { expect, test } from 'vitest'
import { tableOf, UNDER_WAY } from './support/kill-report.ts'
import { runKills } from './support/kills.ts'
import { randomFrom } from './support/random.ts'
import { allMarked, answerTo, nothingNewFor, openStage, questionOf } from './support/stage.ts'
import { ENGLISH } from './support/walk.ts'

const MOVES = ENGLISH.length
const TALKS = 4
const EVERY = 3
const KILLS = Math.ceil(MOVES / EVERY)

test('killed at every third move, all talks go on at the same question, in order, to exactly one order', async () => {
  const underWay = (kill: number) => UNDER_WAY[kill % UNDER_WAY.length] ?? 'pushed'
  const report = await runKills({ kills: KILLS, every: EVERY, underWay, random: randomFrom(7) })
  const { lost, wrongDuplicates, wrongOrders } = report
  const nothing = { lost: [], wrongDuplicates: [], wrongOrders: [] }
  expect({ lost, wrongDuplicates, wrongOrders }, tableOf(report).join('\n')).toEqual(nothing)
  expect(report).toMatchObject({ kills: KILLS, talks: TALKS, answers: TALKS * MOVES })
}, 300_000)

test('updates that come again after a kill are answered once', async () => {
  const stage = await openStage()
  try {
    await stage.start()
    const customer = stage.customer()
    const first = customer.says('my X16-Q shows zero hashrate')
    await answerTo(stage, customer)
    const second = customer.says('no')
    expect(questionOf(await answerTo(stage, customer))).toBe('serial')
    await allMarked(stage, [customer])
    await stage.killAndStart()
    stage.api.redeliver(second.update.update_id)
    stage.api.redeliver(first.update.update_id)
    customer.says('JX0000000012')
    expect(questionOf(await answerTo(stage, customer))).toBe('since')
    expect(await nothingNewFor(stage, customer)).toEqual([])
  } finally {
    await stage.close()
  }
}, 180_000)
