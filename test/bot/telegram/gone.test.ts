/** Customers who cannot be reached any more, and a token that is not good for a while: staff hear of it once, nothing is lost, the others are served. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConversationId } from '../../../src/ports.ts'
import { until } from '../../e2e/support/until.ts'
import type { Group, Person } from '../../support/bot-api/people.ts'
import type { Fault } from '../../support/bot-api/types.ts'
import { type BotApi, startBotApi, TEST_TOKEN } from '../../support/bot-api.ts'
import { MP4, photo } from '../../support/sample-files.ts'
import { useBench } from '../bench.ts'
import { STAFF_CHAT_ID } from './desk.ts'
import { startStaffDesk } from './staff-desk.ts'

const OTHER_TOKEN = '1000000001:another-token-0123456789abcdefghij'
const FAULT = 'my X16-Q shows zero hashrate since last night'
const bench = useBench()
let api: BotApi
let desk: Awaited<ReturnType<typeof startStaffDesk>>
let ana: Person
let group: Group
beforeEach(async () => {
  api = await startBotApi()
  ana = api.user({ id: 7_001, firstName: 'Ana', languageCode: 'en' })
  group = api.group({ id: STAFF_CHAT_ID, members: [] })
  desk = await startStaffDesk(bench(), api)
})
afterEach(async () => {
  await desk.stop()
  await api.close()
  expect(api.violations).toEqual([])
})

const sentTo = ({ id }: { readonly id: number }) => api.sentTo(id).map(({ text }) => text)
const answered = (person: Person, count: number) => until(`answer ${count}`, () => sentTo(person).length >= count)
const heard = async (person: Person) =>
  (await bench().store.transcript(`tg:${person.id}` as never))
    .map((line) => JSON.parse(line) as { who: string; text: string })
    .flatMap(({ who, text }) => (who === 'customer' ? [text] : []))

describe.each<[string, Fault]>([
  ['the chat was deleted', { kind: 'error', code: 400, description: 'Bad Request: chat not found' }],
  ['the account was deleted', { kind: 'error', code: 403, description: 'Forbidden: user is deactivated' }],
  ['the bot was blocked', { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' }],
])('%s', (_what, fault) => {
  test('staff hear of it once, others are served, and who writes again goes on where the talk stood', async () => {
    ana.says(FAULT)
    await answered(ana, 1)
    api.fault('sendMessage', fault)
    ana.says('no')
    await until('the group', () => sentTo(group).length === 1)
    const li = api.user({ id: 7_002, firstName: 'Li', languageCode: 'zh-hans' })
    li.says('我的X16-Q从昨天晚上开始没有算力了')
    await answered(li, 1)
    expect(sentTo(ana)).toHaveLength(1)
    ana.says('JX0000000012')
    await until('the question after it', () => /anything change/.test(sentTo(ana).at(-1) ?? ''))
    expect(await heard(ana)).toEqual([FAULT, 'no', 'JX0000000012'])
    expect(sentTo(group).filter((text) => /did not reach|blocked/.test(text)).length).toBeLessThanOrEqual(1)
  })
})

describe('a person’s line that could not reach the customer goes out', () => {
  const LINE = 'Ana, your machine is being looked at.'
  const BLOCKED: Fault = { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' }

  async function lineRests(): Promise<void> {
    const letter = { conversation: `tg:${ana.id}` as ConversationId, id: 'staff/1', counted: false }
    await bench().store.ingest({
      ...letter,
      body: JSON.stringify({ kind: 'staff.said', text: LINE, by: 'Bo Example' }),
    })
    await until('the group', () => sentTo(group).some((text) => /blocked|did not reach/.test(text)))
    await until('rest', async () => (await bench().store.due()).lanes.length === 0)
    expect(sentTo(ana)).toHaveLength(1)
  }

  test('once they let the bot in again, without a word of anybody', async () => {
    ana.says(FAULT)
    await answered(ana, 1)
    ana.blocksBot()
    await lineRests()
    ana.unblocksBot()
    await answered(ana, 2)
    expect(sentTo(ana).at(-1)).toBe(LINE)
  })

  test('once they write, to whom the bot says nothing while a person has the talk', async () => {
    ana.says(FAULT)
    await answered(ana, 1)
    api.fault('sendMessage', BLOCKED)
    await lineRests()
    ana.says('any news?')
    await answered(ana, 2)
    expect(sentTo(ana).at(-1)).toBe(LINE)
  })
})

test('the token is not good for a while, in the middle of talks and of a download: all of it comes afterwards', async () => {
  ana.says(FAULT)
  await answered(ana, 1)
  api.fault('download', { kind: 'hang' })
  ana.sends({ video: api.file(MP4) })
  await until('the download', () => api.calls('getFile').length === 1)
  api.changeToken(OTHER_TOKEN)
  await until('said', () => desk.telegram.state().status === 'degraded')
  await sleep(400)
  api.changeToken(TEST_TOKEN)
  ana.says('no')
  await until('both heard', async () => (await heard(ana)).length === 3)
  expect(await heard(ana)).toEqual([FAULT, '[video]', 'no'])
  await until('the next question', () => /serial number/.test(sentTo(ana).at(-1) ?? ''))
  expect(desk.telegram.state().status).toBe('ready')
})

test('a fifth of all calls fail: photos and words are kept in their order, and each is answered', {
  timeout: 30_000,
}, async () => {
  const faults: readonly Fault[] = [
    { kind: 'error', code: 500 },
    { kind: 'cut before' },
    { kind: 'cut after' },
    { kind: 'error', code: 502 },
  ]
  for (const method of ['getFile', 'download', 'sendMessage', 'getUpdates'] as const) {
    for (const fault of faults) api.fault(method, fault, 1, 3)
  }
  const order: string[] = []
  for (let n = 0; n < 8; n += 1) {
    ana.sends({ photo: [{ ...api.file(await photo(`#${n}0${n}0${n}0`)), width: 320, height: 240 }] })
    ana.says(`word number ${n}`)
    order.push('[photo]', `word number ${n}`)
  }
  await until('all heard', async () => (await heard(ana)).length === order.length, 20_000)
  expect(await heard(ana)).toEqual(order)
  expect(await bench().store.filesOf('tg:7001' as never)).toHaveLength(8)
})
