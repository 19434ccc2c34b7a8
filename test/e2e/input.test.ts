/** What customers really send, and what happens around them: blanks, the longest and widest text, wrong choices, a flood, Redis away. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { answerTo, nothingNewFor, openStage, questionOf, type Stage } from './support/stage.ts'

let redis: TestRedis
let stage: Stage
beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'always' })
  stage = await openStage({ REDIS_URL: redis.socketPath })
  await stage.start()
})
afterAll(async () => {
  await stage.close()
  await redis.stop()
  expect(stage.api.violations).toEqual([])
})

/** A customer at the question about danger. */
async function atDanger() {
  const customer = stage.customer()
  customer.says('my X16-Q shows zero hashrate')
  expect(questionOf(await answerTo(stage, customer))).toBe('danger')
  return customer
}

test('a first message of blanks is greeted with the menu', async () => {
  const customer = stage.customer()
  customer.says('   \n ')
  expect(questionOf(await answerTo(stage, customer))).toBe('menu')
})

for (const [what, text] of [
  ['blanks', '    '],
  ['an invisible character', '\u200b'],
  ['the longest text of the widest character', '\ufdfa'.repeat(4_096)],
  ['a number that is not offered', '9'],
  ['nonsense', 'asdkjh'],
] as const) {
  test(`${what} at a question: it is asked again, and the next answer is taken`, async () => {
    const customer = await atDanger()
    customer.says(text)
    expect(questionOf(await answerTo(stage, customer))).toBe('danger')
    customer.says('no')
    expect(questionOf(await answerTo(stage, customer))).toBe('serial')
  })
}

test('a button that stands for nothing is ignored, and its spinner stops', async () => {
  const customer = await atDanger()
  const message = { message_id: 1, date: 0, chat: { id: customer.id, type: 'private', first_name: 'Ana' } }
  stage.api.pushRaw({
    update_id: 800_000_001,
    callback_query: { id: '99', from: customer.user, chat_instance: '1', message, data: 'danger:__proto__' },
  })
  expect(questionOf(await answerTo(stage, customer))).toBe('danger')
  customer.says('no')
  expect(questionOf(await answerTo(stage, customer))).toBe('serial')
})

test('a photo is answered with what works', async () => {
  const customer = await atDanger()
  customer.sends({ photo: [{ file_id: 'f', file_unique_id: 'u', width: 1, height: 1 }] })
  expect(questionOf(await answerTo(stage, customer))).toBe('danger')
})

test('a hostile message does not hold up another customer', async () => {
  const [hostile, other] = [await atDanger(), await atDanger()]
  const startedAt = performance.now()
  for (let count = 0; count < 20; count += 1) hostile.says('\ufdfa'.repeat(4_096))
  other.says('no')
  expect(questionOf(await answerTo(stage, other))).toBe('serial')
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})

test('what is written while Redis is away is answered once it is back, in order and once', async () => {
  const customer = await atDanger()
  await redis.kill()
  customer.says('no')
  customer.says('JX0000000012')
  await expect.poll(telegram, { timeout: 15_000 }).toMatchObject({ status: 'degraded' })
  const readyz = await fetch(`${stage.desk().url}/readyz`)
  expect(readyz.status).toBe(503)
  expect(await nothingNewFor(stage, customer)).toEqual([])
  await redis.restart()
  await expect.poll(() => stage.api.sentTo(customer.id).map(questionOf).at(-1), { timeout: 20_000 }).toBe('since')
  expect(await nothingNewFor(stage, customer)).toEqual([])
  expect(stage.api.unconfirmed()).toEqual([])
  await expect.poll(telegram, { timeout: 10_000 }).toMatchObject({ status: 'ready' })
  expect((await fetch(`${stage.desk().url}/readyz`)).status).toBe(200)
}, 180_000)

const telegram = async () => (await stage.desk().readyz()).channels['telegram']
