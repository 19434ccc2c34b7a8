/** The staff forum end to end: a topic per customer, lines both ways, and what happens when topics are lost. */
import { afterEach, expect, test } from 'vitest'
import { photo } from '../../support/sample-files.ts'
import { useBench } from '../bench.ts'
import { type ForumDesk, type ForumOptions, openForum, until } from './forum-desk.ts'

const bench = useBench()
let desk: ForumDesk

afterEach(async () => {
  await desk.stop()
  expect(desk.api.violations).toEqual([])
})

const open = async (options: ForumOptions = {}): Promise<ForumDesk> => {
  desk = await openForum(bench(), options)
  return desk
}

const textsTo = (id: number): readonly string[] => desk.api.sentTo(id).map(({ text }) => text)
const reaction = (message: number) => desk.api.reactionOn(desk.group.id, message)

test('a customer who asks for a person has a topic, named by how the talk stands, with the card pinned', async () => {
  const { handOver, inTopic, forum } = await open()
  const topic = await handOver()
  expect(topic.name).toBe('❗ Li Example · waiting 等待中')
  expect(topic.icon).toBe('5379748062124056162')
  const [card] = inTopic(topic.thread)
  expect(card?.text).toContain('Asks for a person')
  // The place says whom it is about.
  expect(card?.text).not.toContain('№')
  expect(forum.pinned).toEqual([card?.message_id])
  expect(inTopic(null)).toEqual([])
})

test('a talk that the bot handles alone costs the group nothing', async () => {
  const { customer, api, group } = await open()
  customer.says('What are your hours?')
  await until('an answer', () => api.sentTo(customer.id).length > 0)
  expect(api.sentTo(group.id)).toEqual([])
  expect(api.calls('createForumTopic')).toEqual([])
})

test('any line in a topic goes to its customer, and a sign shows that it arrived', async () => {
  const { handOver, customer, bo, group, inTopic } = await open()
  const topic = await handOver()
  const line = bo.saysIn(group, 'Hello, which pool do you use?', { topic: topic.thread })
  await until('the line at the customer', () => textsTo(customer.id).includes('Hello, which pool do you use?'))
  await until('the sign', () => reaction(line.message_id) === '👌')
  await until('the title', () => desk.topic().name === '✅ Li Example · answered 已回复')
  customer.says('antpool')
  await until('the answer in the topic', () => inTopic(topic.thread).some(({ text }) => text.includes('antpool')))
  await until('the title again', () => desk.topic().name === '💬 Li Example · with us 处理中')
})

test('notes stay inside, strangers are told how to be added', async () => {
  const { handOver, customer, bo, chen, group, inTopic } = await open()
  const topic = await handOver()
  await bench().store.addStaff({ id: `tg:${bo.id}`, name: 'Bo Example', role: 'staff' })
  bo.saysIn(group, '// he was here last week', { topic: topic.thread })
  chen.saysIn(group, 'I know him', { topic: topic.thread })
  await until('the stranger is told', () => inTopic(topic.thread).some(({ text }) => text.includes('staff list')))
  bo.saysIn(group, 'One moment please.', { topic: topic.thread })
  await until('the line', () => textsTo(customer.id).includes('One moment please.'))
  expect(textsTo(customer.id).join()).not.toMatch(/last week|know him/)
})

test('an edit changes the line at the customer, and one to a note deletes it there', async () => {
  const { handOver, customer, bo, group, inTopic } = await open()
  const topic = await handOver()
  const line = bo.saysIn(group, 'Please check the poll.', { topic: topic.thread })
  const note = bo.saysIn(group, 'note: call him', { topic: topic.thread })
  await until('delivered', () => reaction(line.message_id) === '👌')
  bo.editsIn(group, line.message_id, 'Please check the pool.')
  await until('changed', () => textsTo(customer.id).includes('Please check the pool.'))
  expect(textsTo(customer.id)).not.toContain('Please check the poll.')
  bo.editsIn(group, note.message_id, 'call him')
  await until('told that a note stays one', () =>
    inTopic(topic.thread).some(({ text }) => text.includes('A note stays')),
  )
  bo.editsIn(group, line.message_id, '// Please check the pool.')
  await until('taken back', () => !textsTo(customer.id).includes('Please check the pool.'))
  await until('the sign goes', () => reaction(line.message_id) === '')
  expect(textsTo(customer.id).join()).not.toContain('call him')
})

test('/delete in answer to a line takes it back', async () => {
  const { handOver, customer, bo, group } = await open()
  const topic = await handOver()
  const line = bo.saysIn(group, 'Wrong customer, sorry', { topic: topic.thread })
  await until('delivered', () => reaction(line.message_id) === '👌')
  bo.saysIn(group, '/delete', { topic: topic.thread, replyTo: line.message_id })
  await until('taken back', () => !textsTo(customer.id).includes('Wrong customer, sorry'))
})

test('a line that cannot arrive shows a broken heart and why', async () => {
  const { handOver, customer, bo, group, inTopic } = await open()
  const topic = await handOver()
  customer.blocksBot()
  const line = bo.saysIn(group, 'Are you there?', { topic: topic.thread })
  await until('the sign', () => reaction(line.message_id) === '💔')
  await until('why', () =>
    inTopic(topic.thread).some(
      ({ reply_to_message: answered, text }) => answered?.message_id === line.message_id && /blocked/.test(text),
    ),
  )
  await until('the lane rests', () => inTopic(topic.thread).some(({ text }) => text.includes('has blocked the bot')))
  expect(inTopic(topic.thread).filter(({ text }) => text.includes('did not reach'))).toEqual([])
  customer.unblocksBot()
  await until('told that they are back', () => inTopic(topic.thread).some(({ text }) => text.includes('reached again')))
})

test('a deleted topic is opened anew with the card, and the line that met it is not lost', async () => {
  const { handOver, customer, bo, group, forum, inTopic } = await open()
  const first = await handOver()
  bo.saysIn(group, 'Hello', { topic: first.thread })
  await until('taken over', () => textsTo(customer.id).includes('Hello'))
  forum.topics.delete(first.thread)
  customer.says('it shows zero hashrate')
  await until('another topic', () => forum.topics.size === 1 && desk.topic().thread !== first.thread)
  const second = desk.topic()
  await until('the line', () => inTopic(second.thread).some(({ text }) => text.includes('zero hashrate')))
  const [card, line] = inTopic(second.thread)
  expect(card?.text).toContain('Customer · 客户: Li Example')
  expect(line?.text).toContain('zero hashrate')
  expect(forum.pinned.at(-1)).toBe(card?.message_id)
  bo.saysIn(group, 'Thank you', { topic: second.thread })
  await until('the answer', () => textsTo(customer.id).includes('Thank you'))
  expect(forum.made).toHaveLength(2)
})

test('a group that is no forum any more goes on with plain posts, and staff are told', async () => {
  const { handOver, customer, bo, group, forum, inTopic } = await open()
  const topic = await handOver()
  bo.saysIn(group, 'Hello', { topic: topic.thread })
  await until('taken over', () => textsTo(customer.id).includes('Hello'))
  forum.isForum = false
  forum.topics.clear()
  customer.says('what now?')
  await until('the line in the group', () => inTopic(null).some(({ text }) => text.includes('what now?')))
  await until('staff are told', () => inTopic(null).some(({ text }) => text.includes('no topics any more')))
  const post = inTopic(null).find(({ text }) => text.includes('what now?'))
  bo.saysIn(group, 'We look into it', { replyTo: post?.message_id ?? 0 })
  await until('the answer', () => textsTo(customer.id).includes('We look into it'))
})

test('a bot without the right to topics posts into the group, and says what it lacks', async () => {
  const { customer, bo, group, forum, inTopic } = await open()
  forum.rights.can_manage_topics = false
  customer.says('I want to talk to a person')
  await until('the card in the group', () => inTopic(null).some(({ text }) => text.includes('Asks for a person')))
  await until('what it lacks', () => inTopic(null).some(({ text }) => text.includes('may not manage topics')))
  const card = inTopic(null).find(({ text }) => text.includes('Asks for a person'))
  bo.saysIn(group, 'Hello', { replyTo: card?.message_id ?? 0 })
  await until('the answer', () => textsTo(customer.id).includes('Hello'))
  expect(forum.pinned).toEqual([])
})

test('what the customer adds while they wait changes the pinned card', async () => {
  const { handOver, customer, inTopic, api } = await open()
  customer.says('my X16-Q shows zero hashrate')
  await until('a question', () => textsTo(customer.id).length > 0)
  const topic = await handOver()
  const [before] = inTopic(topic.thread)
  expect(before?.text).not.toContain('JX2Q000123456')
  customer.says('the serial number is JX2Q000123456')
  await until('the card', () => inTopic(topic.thread)[0]?.text.includes('JX2Q000123456') === true)
  expect(inTopic(topic.thread)[0]?.message_id).toBe(before?.message_id)
  expect(api.calls('pinChatMessage')).toHaveLength(1)
})

test('an erased talk leaves no topic', async () => {
  const { handOver, customer, forum, api } = await open()
  await handOver()
  customer.says('/forget')
  await until('the question', () => (api.sentTo(customer.id).at(-1)?.reply_markup?.inline_keyboard.length ?? 0) > 0)
  const asked = api.sentTo(customer.id).at(-1)
  const [first] = asked?.reply_markup?.inline_keyboard.flat() ?? []
  if (asked === undefined || first === undefined) throw new Error('no question')
  customer.taps(asked, first.text)
  await until('no topic', () => forum.topics.size === 0)
  await until('nothing kept', () => api.calls('deleteForumTopic').length === 1)
})

test('/open makes a topic for a talk that the bot has, !! sends ready words in the language that /lang sets', async () => {
  const { customer, bo, group, forum, inTopic } = await open()
  await bench().store.addStaff({ id: `tg:${bo.id}`, name: 'Bo Example', role: 'staff' })
  customer.says('hello')
  await until('an answer', () => textsTo(customer.id).length > 0)
  // A line that cannot arrive is told in the group itself, while they have no topic.
  customer.blocksBot()
  await until('a post about them', () => inTopic(null).some(({ text }) => text.includes('blocked')))
  customer.unblocksBot()
  bo.saysIn(group, '/open', { replyTo: inTopic(null)[0]?.message_id ?? 0 })
  await until('the card', () => forum.pinned.length === 1)
  const topic = desk.topic()
  expect(topic.name).toBe('🏁 Li Example · closed 已结束')
  expect(inTopic(topic.thread)[0]?.text).toContain('Nobody asked for a person')
  bo.saysIn(group, '/lang zh', { topic: topic.thread })
  bo.saysIn(group, '!!label', { topic: topic.thread })
  await until('ready words', () => textsTo(customer.id).some((text) => text.startsWith('麻烦您拍一张机器标签的照片')))
  bo.saysIn(group, '!!nonsense', { topic: topic.thread })
  await until('which there are', () => inTopic(topic.thread).some(({ text }) => text.includes('!!label')))
})

test('photos pass both ways in a topic, and one whose words become a note is deleted at the customer', async () => {
  const { handOver, customer, bo, group, api, inTopic } = await open()
  const topic = await handOver()
  const asPhoto = async () => [{ ...api.file(await photo()), width: 320, height: 240 }]
  customer.sends({ photo: await asPhoto() })
  await until('their photo', () => inTopic(topic.thread).some((one) => 'file' in one && one.text.includes('[photo')))
  const sent = bo.sendsIn(group, { photo: await asPhoto(), caption: 'like this' }, { topic: topic.thread })
  await until('our photo', () => api.sentTo(customer.id).some((one) => 'file' in one && one.text === 'like this'))
  await until('the sign', () => reaction(sent.message_id) === '👌')
  bo.editsIn(group, sent.message_id, '// like this')
  await until('deleted', () => !textsTo(customer.id).includes('like this'))
})
