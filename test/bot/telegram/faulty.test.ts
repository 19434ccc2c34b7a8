/** A whole talk while a fifth of the calls fail: every answer arrives, in its order, and only a lost answer makes a line come twice. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Customer, Shown } from '../../channels/stage.ts'
import { openTelegram } from '../../channels/telegram.ts'
import { until } from '../../e2e/support/until.ts'
import { ENGLISH, orderNumberIn } from '../../e2e/support/walk.ts'
import type { Fault } from '../../support/bot-api/types.ts'
import { useBench } from '../bench.ts'

const bench = useBench()
let stage: Awaited<ReturnType<typeof openTelegram>>
beforeEach(async () => {
  stage = await openTelegram(bench(), 'polling')
})
afterEach(() => stage.close())

/** Types every answer, and waits for a question or line that is new. */
async function play(customer: Customer, serial: string): Promise<readonly Shown[]> {
  const distinct = async () => {
    const lines = await customer.lines()
    return lines.filter(({ text }, index) => text !== lines[index - 1]?.text)
  }
  for (const [done, { types }] of ENGLISH.entries()) {
    await customer.say(types === 'JX0000000012' ? serial : types)
    await until(`an answer to ${types}`, async () => (await distinct()).length > done)
  }
  return await distinct()
}

const FAULTS: readonly Fault[] = [
  { kind: 'error', code: 500 },
  { kind: 'cut before' },
  { kind: 'cut after' },
  { kind: 'throttle', retryAfterS: 1 },
]

test('a talk from fault to order, beside an undisturbed one', { timeout: 40_000 }, async () => {
  const calm = await play(stage.customer('en'), 'JX0000000012')
  for (const fault of FAULTS) stage.api.fault('sendMessage', fault, 1, 2)
  for (const fault of FAULTS)
    stage.api.fault('getUpdates', fault.kind === 'throttle' ? { kind: 'cut after' } : fault, 1, 3)
  stage.api.fault('editMessageReplyMarkup', { kind: 'error', code: 500 }, 2, 1)
  const customer = stage.customer('en')
  const disturbed = await play(customer, 'JX0000000099')
  const plain = (lines: readonly Shown[]) =>
    lines.map(({ text }) => text.replaceAll(/[0-9A-Z]{3}(-[0-9A-Z]{3}){2}|JX\d{10}/g, '#'))
  expect(plain(disturbed)).toEqual(plain(calm))
  // One answer of Telegram's was lost after the message was sent.
  expect((await customer.lines()).length - disturbed.length).toBeLessThanOrEqual(1)
  const told = orderNumberIn(disturbed.at(-1)?.text ?? '').replaceAll('-', '')
  expect(await bench().store.ordersOf(await customer.conversation())).toEqual([told])
  expect(stage.api.violations).toEqual([])
})

test('a customer who blocks the bot in the middle, and comes back', async () => {
  const customer = stage.customer('en')
  await customer.say('my X16-Q shows zero hashrate since last night')
  await until('a question', async () => (await customer.lines()).length === 1)
  const person = stage.person(customer)
  person.blocksBot()
  await customer.say('no')
  await vi.waitFor(async () => expect(await bench().store.parked()).toHaveLength(1), 5_000)
  person.unblocksBot()
  await customer.say('/start')
  await until('the open question', async () => (await customer.lines()).at(-1)?.question === 'serial')
})
