/** The menu in the staff group's General topic, end to end: drawn up, kept up to date in one place, posted anew, its buttons. */
import { afterEach, expect, test } from 'vitest'
import type { MenuTiming } from '../../../src/bot/room-menu.ts'
import { HOUR } from '../../../src/domain/values.ts'
import { useBench } from '../bench.ts'
import { type ForumDesk, openForum, until } from './forum-desk.ts'

const bench = useBench()
let desk: ForumDesk

/** Only what has changed is told. */
const QUICK: MenuTiming = { everyMs: 60, stampedMs: { open: HOUR, closed: HOUR } }
/** So is what has not. */
const AGAIN_AND_AGAIN: MenuTiming = { everyMs: 60, stampedMs: { open: 0, closed: 0 } }

afterEach(async () => {
  await desk.stop()
  expect(desk.api.violations).toEqual([])
})

const menus = () => desk.inTopic(null).filter(({ text }) => text.includes('⟳'))
const menu = () => menus().at(-1)
const shows = (words: string) => until(`the menu shows ${words}`, () => menu()?.text.includes(words))

test('it is one pinned message, changed where it stands by who waits and who is with whom', async () => {
  desk = await openForum(bench(), { menu: QUICK })
  const { bo, customer, group, forum } = desk
  await bench().store.addStaff({ id: `tg:${bo.id}`, name: 'Bo Example', role: 'staff' })
  await shows('Wait for a person · 在等人工: 0')
  await until('pinned', () => forum.pinned.length === 1)
  expect(menu()?.text).toMatch(/^🟢 Open until .*18:00 China time/)
  customer.says('I want to talk to a person')
  await shows('1. Li Example (new · 刚来)')
  bo.saysIn(group, 'Hello', { topic: desk.topic().thread })
  await shows('• Li Example ← Bo Example')
  expect(menu()?.text).toContain('在等人工: 0')
  customer.says('and now?')
  await shows('Li Example ← Bo Example – waits for an answer · 等回复 (new · 刚来)')
  expect(menus()).toHaveLength(1)
  expect(forum.pinned[0]).toBe(menu()?.message_id)
})

test('as long as nothing changes it costs nothing; a process that follows goes on with the same message', async () => {
  desk = await openForum(bench(), { menu: QUICK })
  await until('pinned', () => desk.forum.pinned.length === 1)
  const before = desk.api.calls('editMessageText').length
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(desk.api.calls('editMessageText')).toHaveLength(before)
  await desk.restart()
  await until('looked after again', () => desk.api.calls('editMessageText').length > before)
  expect(menus()).toHaveLength(1)
})

test('one that somebody deleted is posted and pinned anew', async () => {
  desk = await openForum(bench(), { menu: AGAIN_AND_AGAIN })
  await until('pinned', () => desk.forum.pinned.length === 1)
  const [first] = menus()
  if (first === undefined) throw new Error('no menu')
  desk.api.deleteMessage(desk.group.id, first.message_id)
  await until('another one', () => menu() !== undefined && menu()?.message_id !== first.message_id)
  await until('pinned', () => desk.forum.pinned.includes(menu()?.message_id ?? 0))
})

test('its buttons are for whoever is on the list', async () => {
  desk = await openForum(bench(), { menu: QUICK })
  const { bo, chen, api } = desk
  await bench().store.addStaff({ id: `tg:${bo.id}`, name: 'Bo Example', role: 'staff' })
  await until('pinned', () => desk.forum.pinned.length === 1)
  const shown = menu()
  if (shown === undefined) throw new Error('no menu')
  const toasts = () => api.calls('answerCallbackQuery').map(({ given }) => (given as { text: string }).text)
  chen.taps(shown, '📋 Orders · 维修单')
  await until('a refusal', () => toasts().some((text) => text.includes('needs staff')))
  bo.taps(shown, '📋 Orders · 维修单')
  await until('the list', () => desk.inTopic(null).some(({ text }) => text.includes('No order waits for staff')))
  bo.taps(shown, '🔄 Refresh · 刷新')
  await until('the answer', () => toasts().includes('⟳'))
})

test('a plain group has none, and lines of staff never wait for one', async () => {
  desk = await openForum(bench(), { menu: AGAIN_AND_AGAIN, isForum: false })
  await until('asked whether it is a forum', () => desk.api.calls('getChat').length > 0)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(desk.inTopic(null)).toEqual([])
  desk.customer.says('I want to talk to a person')
  await until('a card', () => desk.inTopic(null).some(({ text }) => text.includes('Asks for a person')))
})
