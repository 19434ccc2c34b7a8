/** A person is asked for in working hours: the card, the takeover, the words both ways, the way back; and every line that must stay inside. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Person } from '../support/bot-api/people.ts'
import type { BotMessage } from '../support/bot-api/types.ts'
import { answerTo, nothingNewFor, openStage, questionOf, type Stage } from './support/stage.ts'

let stage: Stage
let customer: Person
beforeAll(async () => {
  stage = await openStage()
  await stage.start()
})
afterAll(async () => {
  await stage.close()
  expect(stage.api.violations).toEqual([])
})
beforeEach(() => {
  customer = stage.customer()
})

/** The customer is at the question of the serial number and asks for a person; answers the card. */
async function askForPerson(): Promise<BotMessage> {
  customer.says('my X16-Q shows zero hashrate')
  await answerTo(stage, customer)
  customer.says('no')
  expect(questionOf(await answerTo(stage, customer))).toBe('serial')
  customer.says('I want to talk to a person')
  const told = await answerTo(stage, customer)
  expect(questionOf(told)).toBeNull()
  return await answerTo(stage, stage.group)
}

/** A person has the talk. */
async function takenOver(): Promise<BotMessage> {
  const card = await askForPerson()
  stage.wang.saysIn(stage.group, 'Hello, Wang Min here.', { replyTo: card.message_id })
  expect((await answerTo(stage, customer)).text).toBe('Hello, Wang Min here.')
  return card
}

test('at 10:00 on a Tuesday the card reaches the staff group with what the customer told', async () => {
  const card = await askForPerson()
  expect(card.text).toContain('Ana Example')
  expect(card.text).toContain('X16-Q')
  expect(card.text).toContain('my X16-Q shows zero hashrate')
})

test('a reply to the card is plain text for the customer, and the bot is silent while both talk', async () => {
  await takenOver()
  customer.says('It is about the hours. When are you open?')
  expect((await answerTo(stage, stage.group)).text).toContain('When are you open?')
  expect(await nothingNewFor(stage, customer)).toEqual([])
  const line = stage.api.sentTo(customer.id).at(-1)
  expect(line).toMatchObject({ text: 'Hello, Wang Min here.' })
  expect(line?.reply_markup).toBeUndefined()
})

test('a reply to a relayed message reaches its customer too, whoever of staff writes it, commands and markup as they stand', async () => {
  await takenOver()
  customer.says('the fan is loud too')
  const relayed = await answerTo(stage, stage.group)
  stage.zhao.saysIn(stage.group, '*Which* <b>fan</b>?\nhttps://jasminer.com', { replyTo: relayed.message_id })
  expect((await answerTo(stage, customer)).text).toBe('*Which* <b>fan</b>?\nhttps://jasminer.com')
  expect((await answerTo(stage, stage.group)).text).toContain('Another one of us has this talk')
})

test('two customers with a person each get their own answers', async () => {
  const first = customer
  const firstCard = await takenOver()
  customer = stage.customer({ name: 'Li Wei' })
  const secondCard = await takenOver()
  stage.wang.saysIn(stage.group, 'for Ana', { replyTo: firstCard.message_id })
  stage.zhao.saysIn(stage.group, 'for Li Wei', { replyTo: secondCard.message_id })
  expect((await answerTo(stage, first)).text).toBe('for Ana')
  expect((await answerTo(stage, customer)).text).toBe('for Li Wei')
  expect((await answerTo(stage, stage.group)).text).toContain('Another one of us has this talk')
})

test('after /release as a reply the bot asks the same question again, and its answer is taken', async () => {
  const card = await takenOver()
  customer.says('thank you')
  await answerTo(stage, stage.group)
  stage.wang.saysIn(stage.group, '/release', { replyTo: card.message_id })
  expect(questionOf(await answerTo(stage, customer))).toBe('serial')
  await answerTo(stage, stage.group)
  customer.says('JX0000000012')
  expect(questionOf(await answerTo(stage, customer))).toBe('since')
  expect(stage.api.sentTo(customer.id).some(({ text }) => text.includes('/release'))).toBe(false)
})

test('the customer ends the talk with the person and goes on with the bot', async () => {
  await takenOver()
  customer.says('/end')
  expect(questionOf(await answerTo(stage, customer))).toBe('serial')
  expect((await answerTo(stage, stage.group)).text).toContain('Ana Example')
})

test('while the customer waits the bot asks nothing, and what they send goes to staff', async () => {
  await askForPerson()
  customer.says('it is in the second rack')
  expect((await answerTo(stage, stage.group)).text).toContain('it is in the second rack')
  expect(questionOf(await answerTo(stage, customer))).toBeNull()
})

for (const note of [
  '// check the board',
  'note: call back',
  'NOTE：later',
  '备注：他很急',
  '  内部: 保外',
  '／／两条斜线',
]) {
  test(`“${note}” stays in the group`, async () => {
    const card = await takenOver()
    stage.wang.saysIn(stage.group, note, { replyTo: card.message_id })
    await expectNothingReaches(card)
  })
}

test('an unknown command as a reply is refused in the group', async () => {
  const card = await takenOver()
  const act = stage.wang.saysIn(stage.group, '/refund 100', { replyTo: card.message_id })
  await expectRefusal(act.message_id, /\/release/)
  await expectNothingReaches(card)
})

test('lines that reply to nothing, or to a colleague, are talk among staff', async () => {
  const card = await takenOver()
  const line = stage.wang.saysIn(stage.group, 'who takes this one?')
  stage.zhao.saysIn(stage.group, 'I do', { replyTo: line.message_id })
  stage.wang.saysIn(stage.group, '/release')
  await expectNothingReaches(card)
})

test('an anonymous administrator, a forwarded line and a bot are refused', async () => {
  const card = await takenOver()
  const asGroup = { from: { id: 1_087_968_824, is_bot: true, first_name: 'Group' }, sender_chat: stage.group.chat }
  const borrowed = [
    { text: 'as the group', ...asGroup },
    { text: 'forwarded', forward_origin: { type: 'hidden_user', sender_user_name: 'X', date: 1 }, forward_date: 1 },
    { text: 'by a bot', from: { id: 77, is_bot: true, first_name: 'Other bot' } },
    { text: 'by an inline bot', via_bot: { id: 78, is_bot: true, first_name: 'Inline' } },
  ]
  for (const content of borrowed) {
    const act = stage.wang.sendsIn(stage.group, content, { replyTo: card.message_id })
    await expectRefusal(act.message_id, /anonymous, forwarded and bot messages/i)
  }
  await expectNothingReaches(card)
})

test('a place as a reply does not reach the customer, and the group is told', async () => {
  const card = await takenOver()
  const content = { location: { latitude: 1, longitude: 1 } }
  const act = stage.wang.sendsIn(stage.group, content, { replyTo: card.message_id })
  await expectRefusal(act.message_id, /nothing else/)
  await expectNothingReaches(card)
})

test('a reply from a private chat and from another group reach nobody', async () => {
  const card = await takenOver()
  const other = stage.api.group({ id: -1_009_999, members: [stage.wang] })
  const reply = { text: 'from elsewhere', reply_to_message: { ...card } }
  stage.wang.sendsIn(other, reply)
  stage.wang.sendsIn(other, { ...reply, text: '/release' })
  stage.wang.sends(reply)
  await expectNothingReaches(card)
  expect(stage.api.sentTo(other.id)).toEqual([])
})

test('once a staff list is kept, only who is on it is sent, and the group learns how to be added', async () => {
  const card = await takenOver()
  const added = await stage.cli('staff', 'add', String(stage.wang.id), '--name', 'Wang Min')
  expect(added).toMatchObject({ code: 0, stderr: '' })
  const act = stage.zhao.saysIn(stage.group, 'from Zhao', { replyTo: card.message_id })
  await expectRefusal(act.message_id, new RegExp(`staff add \\S*${stage.zhao.id}`))
  stage.zhao.saysIn(stage.group, '/release', { replyTo: card.message_id })
  await answerTo(stage, stage.group)
  await expectNothingReaches(card)
  expect((await stage.cli('staff', 'remove', String(stage.wang.id))).code).toBe(0)
})

/** What was just done reached no customer: a line of staff's that comes after it is the next they read, and the person still has the talk. */
async function expectNothingReaches(card: BotMessage): Promise<void> {
  stage.wang.saysIn(stage.group, 'and now this', { replyTo: card.message_id })
  expect((await answerTo(stage, customer)).text).toBe('and now this')
  expect(stage.api.sentTo(customer.id).at(-2)?.text).toBe('Hello, Wang Min here.')
}

async function expectRefusal(messageId: number, words: RegExp): Promise<void> {
  const refusal = await answerTo(stage, stage.group)
  expect(refusal.text).toMatch(words)
  expect(refusal.reply_to_message?.message_id).toBe(messageId)
}
