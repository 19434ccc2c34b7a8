/** The judge of talks under kills and failing calls notices what it is there for. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConversationId } from '../../src/ports.ts'
import { post, useBench } from '../bot/bench.ts'
import { openTelegram, type TelegramStage } from '../channels/telegram.ts'
import { until } from '../e2e/support/until.ts'
import { ENGLISH } from '../e2e/support/walk.ts'
import { judgeTalks } from './desks-judge.ts'
import { playTalks, type Talks } from './talks.ts'

const bench = useBench()
let stage: TelegramStage
let calm: Talks
beforeEach(async () => {
  stage = await openTelegram(bench(), 'polling')
  calm = await playTalks(stage.api, { customers: 1, more: () => false })
})
afterEach(() => stage.close())

const judged = async (talks: Talks) => {
  const { api } = stage
  const run = { api, connection: bench().redis.connection, calm, talks, kills: [] }
  return (await judgeTalks(run)).problems.join('\n')
}

test('a talk like the undisturbed one is well; a line that comes twice and a message that is lost are not', {
  timeout: 20_000,
}, async () => {
  expect(calm.map(({ stuck }) => stuck)).toEqual([null])
  expect(await judged(calm)).toBe('')
  const [talk] = calm
  if (talk === undefined) throw new Error('nothing was played')
  expect(await judged([{ ...talk, moves: [...ENGLISH, { at: null, types: 'lost' }] }])).toContain('heard')
  expect(await judged([{ ...talk, stuck: 'no answer' }])).toContain('stuck')

  const conversation = `tg:${talk.person.id}` as ConversationId
  for (let n = 0; n < 2; n += 1) {
    await post(bench().store, conversation, { kind: 'staff.said', text: 'twice', by: 'Wang Example' })
  }
  await until('both', () => stage.api.sentTo(talk.person.id).filter(({ text }) => text === 'twice').length === 2)
  expect(await judged([talk])).toContain('more lines came twice')
})
