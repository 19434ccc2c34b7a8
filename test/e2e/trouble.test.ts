/** Telegram in trouble: it asks to wait, fails, cuts connections, refuses a customer who blocked the bot. Nothing is lost, nothing hurried. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { answerTo, nothingNewFor, openStage, questionOf, type Stage } from './support/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.start()
})
afterAll(() => stage.close())
afterEach(() => {
  expect(stage.api.violations).toEqual([])
})

const FAULT = 'my X16-Q shows zero hashrate'

test('a send that is told to wait 2 s waits, then goes; another customer is answered meanwhile', async () => {
  const [slow, quick] = [stage.customer(), stage.customer()]
  stage.api.fault('sendMessage', { kind: 'throttle', retryAfterS: 2 })
  const askedAt = performance.now()
  slow.says(FAULT)
  await expect.poll(() => stage.api.calls('sendMessage').length).toBeGreaterThan(0)
  quick.says(FAULT)
  await answerTo(stage, quick)
  expect(stage.api.sentTo(slow.id)).toEqual([])
  expect(questionOf(await answerTo(stage, slow))).toBe('danger')
  expect(performance.now() - askedAt).toBeGreaterThan(2_000)
})

test('of what a throttled customer writes meanwhile only the newest question is asked', async () => {
  const customer = stage.customer()
  const callsBefore = stage.api.calls('sendMessage').length
  stage.api.fault('sendMessage', { kind: 'throttle', retryAfterS: 1 })
  customer.says(FAULT)
  await expect.poll(() => stage.api.calls('sendMessage').length).toBe(callsBefore + 1)
  customer.says('no')
  customer.says('JX0000000012')
  await expect.poll(() => stage.api.sentTo(customer.id).map(questionOf).at(-1), { timeout: 10_000 }).toBe('since')
  expect(
    stage.api
      .sentTo(customer.id)
      .map(questionOf)
      .filter((asked) => asked !== null),
  ).toEqual(['since'])
})

test('a 500 and a connection cut before the act are tried again until they go, once', async () => {
  const customer = stage.customer()
  stage.api.fault('sendMessage', { kind: 'error', code: 500 })
  stage.api.fault('sendMessage', { kind: 'cut before' })
  customer.says(FAULT)
  expect(questionOf(await answerTo(stage, customer))).toBe('danger')
  expect(await nothingNewFor(stage, customer)).toEqual([])
})

test('an answer lost after the act may repeat that one message, and the talk goes on', async () => {
  const customer = stage.customer()
  stage.api.fault('sendMessage', { kind: 'cut after' })
  customer.says(FAULT)
  const [first, second] = [await answerTo(stage, customer), await answerTo(stage, customer)]
  expect(second.text).toBe(first.text)
  customer.says('no')
  expect(questionOf(await answerTo(stage, customer))).toBe('serial')
})

test('getUpdates that fails, is cut or told to wait loses nothing', async () => {
  const customer = stage.customer()
  stage.api.fault('getUpdates', { kind: 'cut after' })
  stage.api.fault('getUpdates', { kind: 'error', code: 502, description: 'Bad Gateway' })
  stage.api.fault('getUpdates', { kind: 'throttle', retryAfterS: 1 })
  customer.says(FAULT)
  expect(questionOf(await answerTo(stage, customer))).toBe('danger')
  customer.says('no')
  expect(questionOf(await answerTo(stage, customer))).toBe('serial')
  expect(stage.api.sentTo(customer.id)).toHaveLength(2)
  await expect.poll(async () => (await stage.desk().readyz()).channels['telegram']?.status).toBe('ready')
})

test('of a customer who blocked the bot staff are told; after they come back the talk goes on', async () => {
  const customer = stage.customer({ name: 'Li Wei' })
  customer.says(FAULT)
  await answerTo(stage, customer)
  customer.says('no')
  customer.blocksBot()
  const notice = await answerTo(stage, stage.group)
  expect(notice.text).toMatch(/has blocked the bot/)
  expect(notice.text).toContain('Li Wei')
  customer.unblocksBot()
  expect((await answerTo(stage, stage.group)).text).toContain('Li Wei')
  customer.says('JX0000000012')
  await expect.poll(() => stage.api.sentTo(customer.id).map(questionOf).at(-1)).toBe('since')
})

test('a person learns that their line did not reach a customer who blocked the bot', async () => {
  const customer = stage.customer({ name: 'Li Wei' })
  customer.says('a person please')
  await answerTo(stage, customer)
  const card = await answerTo(stage, stage.group)
  customer.blocksBot()
  expect((await answerTo(stage, stage.group)).text).toMatch(/has blocked the bot/)
  stage.wang.saysIn(stage.group, 'Hello', { replyTo: card.message_id })
  expect((await answerTo(stage, stage.group)).text).toMatch(/^Not delivered to the customer/)
})
