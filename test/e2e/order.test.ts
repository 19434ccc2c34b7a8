/** From a fault in free words to an order number, in both languages, by buttons and by typing, on one running desk. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerTo, nothingNewFor, openStage, questionOf, type Stage } from './support/stage.ts'
import { about, CHINESE, ENGLISH, type Manner, makeMove, orderNumberIn, play } from './support/walk.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await stage.start()
})
afterAll(async () => {
  await stage.close()
  expect(stage.api.violations).toEqual([])
})

const SERIALS = {
  taps: { en: 'JX0000000012', zh: 'JX0000000013' },
  types: { en: 'JX0000000014', zh: 'JX0000000015' },
} as const

for (const manner of ['taps', 'types'] satisfies Manner[]) {
  test(`an English customer who ${manner} gets an order number that the command finds`, async () => {
    const customer = stage.customer()
    const filed = await play(stage, customer, about(SERIALS[manner].en, ENGLISH), manner)
    await expectOrder(orderNumberIn(filed.text), SERIALS[manner].en)
    expect(stage.api.sentTo(customer.id).every(({ text }) => !/\p{Script=Han}/u.test(text))).toBe(true)
  })

  test(`a Chinese customer who ${manner} gets an order number that the command finds`, async () => {
    const customer = stage.customer({ name: '李伟', languageCode: 'zh-hans' })
    const filed = await play(stage, customer, about(fullWidth(SERIALS[manner].zh), CHINESE), manner)
    await expectOrder(orderNumberIn(filed.text), SERIALS[manner].zh)
    expect(stage.api.sentTo(customer.id).every(({ text }) => /\p{Script=Han}/u.test(text))).toBe(true)
  })
}

test('the staff group is told of a filed order, without the phone number', async () => {
  const customer = stage.customer()
  const number = orderNumberIn((await play(stage, customer, about('JX0000000016', ENGLISH), 'taps')).text)
  const told = () => stage.api.sentTo(stage.group.id).filter(({ text }) => text.includes(number))
  await expect.poll(told).toHaveLength(1)
  expect(told()[0]?.text.replaceAll(/\D/g, '')).not.toContain('2025550143')
})

test('an order is shown with its state and without an official number', async () => {
  const customer = stage.customer()
  const number = orderNumberIn((await play(stage, customer, about('JX0000000017', ENGLISH), 'types')).text)
  const shown = await stage.cli('order', number.toLowerCase().replaceAll('-', ' '))
  expect(shown).toMatchObject({ code: 0, stderr: '' })
  expect(shown.stdout).toContain('official number: not recorded yet')
  const unknown = await stage.cli('order', 'AAA-AAA-AAA', '--json')
  expect(unknown.code).not.toBe(0)
  expect(JSON.parse(unknown.stderr)).toHaveProperty('error')
})

test('a tap on an earlier question changes nothing: the open one is asked again, and its spinner stops', async () => {
  const customer = stage.customer()
  customer.says('my X16-Q shows zero hashrate')
  const danger = await answerTo(stage, customer)
  customer.taps(danger, 'danger:no')
  expect(questionOf(await answerTo(stage, customer))).toBe('serial')
  const late = customer.taps(danger, 'danger:no').update['callback_query'] as { id: string }
  expect(questionOf(await answerTo(stage, customer))).toBe('serial')
  await expect.poll(() => stage.api.isTapAnswered(late.id)).toBe(true)
  expect(stage.api.sentTo(stage.group.id).some(({ text }) => text.includes('⚠️'))).toBe(false)
})

test('an update that comes again, before and after it was confirmed, is answered once', async () => {
  const customer = stage.customer()
  const first = customer.says('my X16-Q shows zero hashrate')
  stage.api.redeliver(first.update.update_id)
  const danger = await answerTo(stage, customer)
  await expect.poll(() => stage.api.unconfirmed()).toEqual([])
  stage.api.redeliver(first.update.update_id)
  const second = makeMove(customer, ENGLISH[1] ?? { at: null, types: 'no' }, 'taps', danger)
  expect(questionOf(await answerTo(stage, customer))).toBe('serial')
  stage.api.redeliver(second.update.update_id)
  stage.api.redeliver(first.update.update_id)
  expect(await nothingNewFor(stage, customer)).toEqual([])
  expect(stage.api.sentTo(customer.id)).toHaveLength(2)
})

/** As a Chinese keyboard types it. */
const fullWidth = (text: string): string =>
  [...text].map((symbol) => String.fromCodePoint((symbol.codePointAt(0) ?? 0) + 0xfee0)).join('')

async function expectOrder(number: string, serial: string): Promise<void> {
  const shown = await stage.cli('order', number, '--json')
  expect(shown).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(shown.stdout)).toEqual({
    number: expect.stringMatching(/^[0-9A-Z]{9}$/),
    state: 'submitted',
    officialNumber: null,
    machines: [{ model: 'X16-Q', serial, state: expect.any(String) }],
  })
  expect(JSON.parse(shown.stdout).number).toBe(number.replaceAll('-', ''))
}
