/** The real desk by webhook: from a fault to an order number in both languages, and a desk that is away meanwhile. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { allMarked, answerTo, openStage, questionOf, type Stage } from './support/stage.ts'
import { CHINESE, ENGLISH, orderNumberIn, play } from './support/walk.ts'

let stage: Stage
let url: string
beforeAll(async () => {
  const port = await freePort()
  url = `http://127.0.0.1:${port}/hooks/telegram`
  stage = await openStage({ PORT: String(port), TELEGRAM_WEBHOOK_URL: url })
  await stage.start()
})
afterAll(async () => {
  await stage.close()
  expect(stage.api.violations).toEqual([])
})

test('an English and a Chinese customer get their order numbers, and nothing is polled', async () => {
  const [ana, li] = [stage.customer(), stage.customer({ name: '张示例', languageCode: 'zh-hans' })]
  const [filed, filedZh] = await Promise.all([play(stage, ana, ENGLISH, 'taps'), play(stage, li, CHINESE, 'types')])
  expect(orderNumberIn(filed.text)).not.toBe(orderNumberIn(filedZh.text))
  expect(stage.api.calls('getUpdates')).toEqual([])
  const [set] = stage.api.calls('setWebhook')
  expect(set?.given).toMatchObject({ url, secret_token: expect.stringMatching(/^[0-9a-f]{64}$/) })
})

test('words that come while the desk is dead are answered after its start', async () => {
  const customer = stage.customer()
  customer.says('my X16-Q shows zero hashrate')
  expect(questionOf(await answerTo(stage, customer))).toBe('danger')
  await allMarked(stage, [customer])
  await stage.desk().kill()
  customer.says('no')
  await stage.start()
  expect(questionOf(await answerTo(stage, customer))).toBe('serial')
})

test('a stranger who posts without the secret is refused', async () => {
  const body = JSON.stringify({
    update_id: 1,
    message: { message_id: 1, chat: { id: 7, type: 'private' }, text: 'hi' },
  })
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(answer.status).toBe(403)
})
