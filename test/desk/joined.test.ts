/** One customer in two apps at the web desk: each talk shows the other and what was said there, until they are parted or one is erased. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ConversationId, NO_CHANGES } from '../../src/ports.ts'
import { STAFF_ROOM, useBench } from '../bot/bench.ts'
import { until } from '../e2e/support/until.ts'
import { join } from './joining.ts'
import { type Staff, type Stage, startStage } from './stage.ts'

const bench = useBench()
const HERE = 'tg:970' as ConversationId
const THERE = 'web:li-example' as ConversationId
let stage: Stage
let ana: Staff
beforeEach(async () => {
  stage = await startStage(bench())
  ana = await stage.signIn('ana')
})
afterEach(async () => {
  await stage.stop()
  expect(stage.troubles).toEqual([])
})

interface Joined {
  readonly joined: readonly {
    readonly id: string
    readonly channel: string
    readonly last: { readonly text: string }
  }[]
}
interface Histories {
  readonly talks: readonly {
    readonly id: string
    readonly channel: string
    readonly lines: readonly { readonly at: number; readonly who: string; readonly text: string }[]
  }[]
}
const joinedOf = async (talk: ConversationId) => (await ana.json<Joined>(`talks/${talk}`)).joined
const histories = async (talk: ConversationId) => (await ana.json<Histories>(`talks/${talk}/joined`)).talks

const joinBoth = () => join(stage, HERE, THERE)

test('each names the other, its app and its last words, and shows what was said there', async () => {
  await joinBoth()
  await stage.customerSays(THERE, 'what are your hours?')
  expect(await joinedOf(THERE)).toMatchObject([{ id: HERE, channel: 'telegram', owner: 'bot', filed: [] }])
  await until('the words', async () => /9:00|China time/.test((await joinedOf(HERE))[0]?.last.text ?? ''))
  const [there, ...others] = await histories(HERE)
  expect(others).toEqual([])
  expect(there).toMatchObject({ id: THERE, channel: 'web' })
  expect(there?.lines.map(({ text }) => text)).toContain('what are your hours?')
  expect((await histories(THERE))[0]?.lines.map(({ text }) => text)).toContain('my X16-Q shows zero hashrate')
})

test('a talk that is joined with none shows none, and one that is not there is not found', async () => {
  await stage.customerSays(HERE, 'my X16-Q shows zero hashrate')
  expect(await joinedOf(HERE)).toEqual([])
  expect(await histories(HERE)).toEqual([])
  expect((await ana.get('talks/tg:971/joined')).status).toBe(404)
  expect((await ana.get(`talks/${STAFF_ROOM}/joined`)).status).toBe(404)
})

test('/unlink in one of them ends it in both', async () => {
  await joinBoth()
  await stage.customerSays(THERE, '/unlink')
  expect(await histories(THERE)).toEqual([])
  expect(await histories(HERE)).toEqual([])
  await until('it is told there', async () => (await joinedOf(HERE)).length === 0)
})

test('an erased talk shows nothing and is shown nowhere, whoever erased it', async () => {
  await joinBoth()
  const boss = await stage.signIn('boss', 'admin')
  expect((await boss.act(THERE, 'erase', { word: 'erase' })).status).toBe(200)
  await until('erased', async () => (await histories(HERE)).length === 0)
  expect(await joinedOf(HERE)).toEqual([])
  expect((await joinedOf(THERE)).length + (await histories(THERE)).length).toBe(0)
})

test('a talk that says it is joined with one that knows nothing of it is shown nothing', async () => {
  await joinBoth()
  const { store } = bench()
  await stage.worker.stop()
  await store.ingest({ conversation: THERE, id: 'of-the-test', body: '{}', counted: false })
  const claim = await store.claim(THERE)
  const state = claim?.state?.replace(`"talk":"${HERE}"`, '"talk":"tg:999"')
  if (claim == null || state === undefined || state === claim.state) throw new Error('nothing was joined there')
  await store.commit({ ...NO_CHANGES, claim, state, taken: 1, timerAt: null })
  expect(await histories(HERE)).toEqual([])
  expect(await joinedOf(HERE)).toEqual([])
})
