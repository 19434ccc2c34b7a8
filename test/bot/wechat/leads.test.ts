/**
 * Who may do what a lead may in a WeChat staff room: each command by each sender, as the account's process tells of messages, through the mapping and
 * real turns on a real Redis. Being in the room is the right to speak; the list is asked for leads alone, by id and never by name.
 */
import { expect, test } from 'vitest'
import { createHoursByHand } from '../../../src/bot/hours-by-hand.ts'
import { createRoomCommands } from '../../../src/bot/room-commands.ts'
import { createStaffWork } from '../../../src/bot/staff-work.ts'
import { createTurns } from '../../../src/bot/turns.ts'
import { conversationOf } from '../../../src/bot/wechat/places.ts'
import { readStaffMessage } from '../../../src/bot/wechat/staff-room.ts'
import type { Commit, ConversationId } from '../../../src/ports.ts'
import { OPEN_AT, useBench, workbench } from '../bench.ts'

const bench = useBench({ at: OPEN_AT })
const ROOM = conversationOf({ kind: 'staff', room: 'staff-room' })
const CUSTOMER = conversationOf({ kind: 'direct', contact: 'wxid_customer' })
const CARD = '12'

const LEAD = 'wxid_lead'
const SENDERS = {
  lead: { id: LEAD, name: 'Bo Example' },
  'in the room': { id: 'wxid_member', name: 'Chen Example' },
  'with the lead’s name': { id: 'wxid_other', name: 'Bo Example' },
  'with the lead’s id as a name': { id: 'wxid_third', name: `wx:${LEAD}` },
  'lead before the last log-in': { id: '@a1b2c3', name: 'Bo Example' },
  'removed from the list': { id: 'wxid_removed', name: 'Li Example' },
  'of the Telegram list': { id: '77', name: 'Wang Example' },
} as const

/** What somebody in the room does with it; `lead` leaves it to leads. */
const ROWS: Readonly<Record<string, string>> = {
  '#12 Please check the pool.': 'staff.said',
  '#take 12': 'staff.took',
  '#release 12': 'staff.released',
  '#return 12 yes': 'staff.acted',
  '#ban 12 insults': 'lead: asked first',
  '#unban 12': 'lead: staff.unbanned',
  '#hours': 'answered',
  '#todo': 'answered',
  '#bans': 'answered',
  '#hours close 16:00 stock-taking': 'lead: hours',
  '#hours off 2026-12-24 Christmas': 'lead: hours',
  '#hours clear 2026-12-24': 'lead: hours',
  '// a note': 'nothing',
}

const WIDTH = 34
let said = 0
async function openRoom() {
  const { store, talk, log } = bench()
  await store.addStaff({ id: `wx:${LEAD}`, name: 'Bo Example', role: 'lead' })
  await store.addStaff({ id: 'tg:77', name: 'Wang Example', role: 'lead' })
  await store.addStaff({ id: 'wx:wxid_removed', name: 'Li Example', role: 'lead' })
  await store.removeStaff('wx:wxid_removed')
  const { hours, content } = workbench()
  const hoursByHand = createHoursByHand({ store, hours, accept: async () => {}, log })
  const work = createStaffWork({ store, hours, returnDays: content.policy.returnDays })
  const commits: Commit[] = []
  const commit: typeof store.commit = async (one) => {
    commits.push(one)
    return await store.commit(one)
  }
  const roomCommands = createRoomCommands({ hours, hoursByHand, work, store, talk })
  const { takeOne } = createTurns({
    store: { ...store, commit },
    talk,
    staffRoom: ROOM,
    roomCommands,
    log,
    onFilled: () => {},
  })
  await store.remember(ROOM, { key: `#${CARD}`, value: JSON.stringify(CUSTOMER) })
  return { takeOne, commits }
}

const entryOf = (entry: Commit['customer'][number]): { line?: { text: string; question: object | null } } =>
  JSON.parse(typeof entry === 'string' ? entry : entry.body)

/** One message as the account's process tells of it, and what came of it. */
async function outcomeOf(text: string, by: { id: string; name: string }, room: Awaited<ReturnType<typeof openRoom>>) {
  const { store } = bench()
  said += 1
  const place = { kind: 'staff', room: 'staff-room' } as const
  const heard = { kind: 'message', account: 'shop', id: `m${said}`, at: OPEN_AT, by, isOwn: false, place } as const
  const inbound = readStaffMessage({ ...heard, content: { kind: 'text', text } })
  const before = (await store.daysByHand()).version
  const letter = { conversation: ROOM as ConversationId, id: `wx/${said}`, counted: false }
  await store.ingest({ ...letter, body: JSON.stringify(inbound) })
  room.commits.length = 0
  await room.takeOne(ROOM)
  if ((await store.daysByHand()).version > before) return 'hours'
  const outgoing = room.commits.flatMap((commit) => commit.outgoing)
  expect(outgoing.filter(({ to }) => to !== CUSTOMER)).toEqual([])
  if (outgoing[0] !== undefined) return JSON.parse(outgoing[0].body).kind as string
  const [line] = room.commits.flatMap(({ customer }) => customer.map(entryOf)).flatMap((one) => one.line ?? [])
  if (line === undefined) return 'nothing'
  if (/^❓/.test(line.text)) return 'asked first'
  return /^⛔/.test(line.text) ? 'refused' : 'answered'
}

test('every command by everybody in the room does what they may, and nothing else', async () => {
  const room = await openRoom()
  const table: string[] = [`${''.padEnd(WIDTH)}${Object.keys(SENDERS).join(' | ')}`]
  const wrong: string[] = []
  for (const [row, outcome] of Object.entries(ROWS)) {
    const cells: Record<string, string> = {}
    for (const [sender, by] of Object.entries(SENDERS)) {
      cells[sender] = await outcomeOf(row, by, room)
      const [, leads] = /^lead: (.*)$/.exec(outcome) ?? []
      const expected = leads === undefined ? outcome : sender === 'lead' ? leads : 'refused'
      if (cells[sender] !== expected) wrong.push(`${row} by ${sender}: ${cells[sender]} instead of ${expected}`)
    }
    table.push(`${row.padEnd(WIDTH)}${Object.values(cells).join(' | ')}`)
  }
  process.stdout.write(`${table.join('\n')}\n`)
  expect(wrong).toEqual([])
})

test('whoever may not is told who may, and their own id, by which they could be put on the list', async () => {
  const room = await openRoom()
  await outcomeOf('#hours close 16:00 stock-taking', SENDERS['in the room'], room)
  const [line] = room.commits.flatMap(({ customer }) => customer.map(entryOf))
  expect(line?.line?.text).toContain('Bo Example')
  expect(line?.line?.text).toContain('wx:wxid_member')
})

test('the yes to a ban is the lead’s own second word, and nobody else’s', async () => {
  const room = await openRoom()
  expect(await outcomeOf('#ban 12 spam', SENDERS.lead, room)).toBe('asked first')
  for (const sender of ['in the room', 'with the lead’s name'] as const) {
    expect(await outcomeOf('#ban 12 spam', SENDERS[sender], room)).toBe('refused')
  }
  expect(await outcomeOf('#ban 12 spam', SENDERS.lead, room)).toBe('staff.banned')
})
