/** A whole talk while a fifth of the calls fail: every answer arrives, in its order, and only a lost answer makes a line come twice. */
import { afterEach, beforeEach, expect, test } from 'vitest'
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

const NUMBER = /\b[0-9A-Z]{3}(?:-[0-9A-Z]{3}){2}\b/

/** A line whose answer was lost comes again: without its question when that was answered meanwhile. */
const isRepeat = (text: string, before = ''): boolean => before.startsWith(text)

/** Types every answer, and waits for a question or line that is new. */
async function play(customer: Customer, serial: string): Promise<readonly Shown[]> {
  const distinct = async () => {
    const lines = await customer.lines()
    return lines.filter(({ text }, index) => !isRepeat(text, lines[index - 1]?.text))
  }
  for (const [done, { types }] of ENGLISH.entries()) {
    const before = (await distinct()).length
    const next = ENGLISH[done + 1]?.at ?? null
    await customer.say(types === 'JX0000000012' ? serial : types)
    // One turn may say several lines: the question that the next words answer comes last.
    await until(`an answer to ${types}`, async () => {
      const lines = await distinct()
      return lines.length > before && (next === null || lines.at(-1)?.question === next)
    })
  }
  const isFiled = ({ text }: Shown) => NUMBER.test(text)
  await until('the order number', async () => (await distinct()).some(isFiled))
  const lines = await distinct()
  return lines.slice(0, lines.findIndex(isFiled) + 1)
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
  const lines = (await customer.lines()).map(({ text }) => text)
  expect(lines.filter((text, index) => isRepeat(text, lines[index - 1])).length).toBeLessThanOrEqual(1)
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
  await until('a refusal', () => stage.api.calls('sendMessage').length === 2)
  await until(
    'what was said is heard',
    async () => (await bench().store.transcript(await customer.conversation())).length >= 4,
  )
  person.unblocksBot()
  await customer.say('/start')
  await until('the open question', async () => (await customer.lines()).at(-1)?.question === 'serial')
})
