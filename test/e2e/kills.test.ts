/** The desk is killed in every gap of an English and a Chinese talk: between two messages, right after one was sent, right after its answer. */
import { expect, test } from 'vitest'
import { type KillReport, type Moment, randomFrom, runKills, tableOf } from './support/kills.ts'
import { ENGLISH } from './support/walk.ts'

const EVERY_GAP = ENGLISH.length

function expectNothingLost(report: KillReport): void {
  const { lost, wrongDuplicates, wrongOrders } = report
  expect({ lost, wrongDuplicates, wrongOrders }, tableOf(report).join('\n')).toEqual({
    lost: [],
    wrongDuplicates: [],
    wrongOrders: [],
  })
  expect(report).toMatchObject({ talks: 2, answers: 2 * EVERY_GAP, kills: EVERY_GAP })
}

test.concurrent('killed between any two messages, both talks go on at the same question to exactly one order', async () => {
  expectNothingLost(await runKills({ kills: EVERY_GAP, moment: () => 'between', random: () => 0 }))
}, 120_000)

test.concurrent('killed while an answer is under way, both talks go on in order to exactly one order', async () => {
  const moment = (kill: number): Moment => (kill % 3 === 2 ? 'sent' : 'pushed')
  expectNothingLost(await runKills({ kills: EVERY_GAP, moment, random: randomFrom(7) }))
}, 120_000)
