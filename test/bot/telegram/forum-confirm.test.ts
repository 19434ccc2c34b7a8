/** Commands that cannot be taken back, end to end in the staff forum: the question, its buttons, and who may press them. */
import { afterEach, expect, test } from 'vitest'
import { useBench } from '../bench.ts'
import { type ForumDesk, openForum, until } from './forum-desk.ts'

const bench = useBench()
let desk: ForumDesk

afterEach(async () => {
  await desk.stop()
  expect(desk.api.violations).toEqual([])
})

const toasts = () => desk.api.calls('answerCallbackQuery').map(({ given }) => (given as { text?: string }).text ?? '')
const textsTo = (id: number): readonly string[] => desk.api.sentTo(id).map(({ text }) => text)

async function asked(command: string) {
  const { bo, group, inTopic } = desk
  const topic = await desk.handOver()
  const typed = bo.saysIn(group, command, { topic: topic.thread })
  const question = () => inTopic(topic.thread).find(({ text }) => text.startsWith(`❓ ${command}`))
  await until('a question', () => question()?.reply_markup !== undefined)
  return { typed, topic, question }
}

test('a ban is asked about; a lead’s yes does it, once, and the question says who did', async () => {
  desk = await openForum(bench())
  const { bo, chen, customer } = desk
  await bench().store.addStaff({ id: `tg:${bo.id}`, name: 'Bo', role: 'lead' })
  await bench().store.addStaff({ id: `tg:${chen.id}`, name: 'Chen', role: 'staff' })
  const { question, typed } = await asked('/ban insults')
  const buttons = question()
  if (buttons === undefined) throw new Error('no question')
  expect(buttons.reply_to_message?.message_id).toBe(typed.message_id)
  chen.taps(buttons, '✅ Do it · 执行')
  await until('a toast for who may not', () => toasts().some((text) => text.includes('needs a lead')))
  expect(textsTo(customer.id).join()).not.toContain('ended this talk')
  bo.taps(buttons, '✅ Do it · 执行')
  bo.taps(buttons, '✅ Do it · 执行')
  await until('the ban', () => textsTo(customer.id).join().includes('ended this talk'))
  await until('who did it', () => question()?.text.endsWith('✅ Bo') && question()?.reply_markup === undefined)
  await until('the title', () => desk.topic().name === '🚫 Li Example · banned 已拉黑')
  expect(textsTo(customer.id).filter((text) => text.includes('ended this talk'))).toHaveLength(1)
})

test('a no leaves it, and a desk that begins anew still knows the question', async () => {
  desk = await openForum(bench())
  const { bo, customer } = desk
  await bench().store.addStaff({ id: `tg:${bo.id}`, name: 'Bo', role: 'lead' })
  const { question } = await asked('/ban')
  await desk.restart()
  const buttons = question()
  if (buttons === undefined) throw new Error('no question')
  bo.taps(buttons, '✖️ No · 取消')
  await until('the answer', () => question()?.text.includes('✖️ Not done'))
  await until('the toast', () => toasts().includes('Not done · 已取消'))
  expect(textsTo(customer.id).join()).not.toContain('ended this talk')
})
