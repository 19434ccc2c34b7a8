/**
 * Who may speak and act for staff: each command and button against each sender, as raw Telegram updates through the mapping and real turns on a
 * real Redis. The table is printed and kept beside this file; every cell of it is also checked against the rule.
 */
import { beforeEach, expect, test } from 'vitest'
import { createHoursByHand } from '../../src/bot/hours-by-hand.ts'
import { createRoomCommands } from '../../src/bot/room-commands.ts'
import { createStaffWork } from '../../src/bot/staff-work.ts'
import { readUpdate } from '../../src/bot/telegram/updates.ts'
import { createTurns } from '../../src/bot/turns.ts'
import type { Commit, ConversationId } from '../../src/ports.ts'
import { said as heard, talk as pureTalk } from '../support/conversation-desk.ts'
import { OPEN_AT, post, STAFF_ROOM, useBench, workbench } from './bench.ts'

const bench = useBench()

const GROUP = { id: -1001, type: 'supergroup', title: 'Staff' }
const ELSEWHERE = { id: -2002, type: 'supergroup', title: 'Another group' }
const CUSTOMER = 'tg:555' as ConversationId
const CARD = 7
const STAFF = { id: 11, is_bot: false, first_name: 'Li', last_name: 'Example' }
const LEAD = { ...STAFF, id: 12, first_name: 'Wang' }
const REMOVED = { ...STAFF, id: 13, first_name: 'Chen' }
const BOT = { ...STAFF, id: 14, is_bot: true, first_name: 'Other bot' }
const ANA = { ...STAFF, id: 555, first_name: 'Ana' }
const ANONYMOUS = { id: 1_087_968_824, is_bot: true, first_name: 'Group' }
const FORWARDED = { forward_origin: { type: 'user', date: 1, sender_user: STAFF }, forward_date: 1 }

const SENDERS = {
  'staff in group': { chat: GROUP, from: STAFF },
  'lead in group': { chat: GROUP, from: LEAD },
  'lead in another group': { chat: ELSEWHERE, from: LEAD },
  'lead in private': { chat: { id: 12, type: 'private' }, from: LEAD },
  'removed from staff': { chat: GROUP, from: REMOVED },
  'customer in private': { chat: { id: 555, type: 'private' }, from: ANA },
  'customer in group': { chat: GROUP, from: ANA },
  'other bot': { chat: GROUP, from: BOT },
  'anonymous admin': { chat: GROUP, from: ANONYMOUS, sender_chat: GROUP },
  'lead, forwarded': { chat: GROUP, from: LEAD, ...FORWARDED },
} as const
type Sender = keyof typeof SENDERS

/** What somebody of staff does with it, in the group: `lead` needs the role. */
const ROWS: Readonly<Record<string, string>> = {
  'Please check the pool.': 'staff.said',
  '/take': 'staff.took',
  '/release': 'staff.released',
  '/close': 'staff.closed',
  '/close 15m': 'staff.closed',
  '/return yes': 'staff.acted',
  '/official EX-1': 'staff.acted',
  '/address Example Street 2': 'staff.acted',
  '/status received': 'staff.acted',
  '/quote 120 USD': 'staff.acted',
  '/paid': 'staff.acted',
  '/sent sf SF9876543210987': 'staff.acted',
  '/return no': 'asked first',
  '/reject P11a': 'asked first',
  '/cancel': 'asked first',
  '/forfeit unpaid': 'asked first',
  '/open': 'staff.opened',
  '/assign li': 'staff.took',
  '/lang zh': 'staff.lang',
  '/ban insults': 'lead: asked first',
  '/unban': 'lead: staff.unbanned',
  '!!hello': 'staff.canned',
  '/delete': 'answered',
  '/queue': 'answered',
  '/help': 'answered',
  '/files': 'answered',
  '/hours': 'answered',
  '/todo': 'answered',
  '/bans': 'answered',
  '/hours close 16:00 stock-taking': 'lead',
  '/hours open 2026-03-14 9:00-12:00 stock-taking': 'lead',
  '/hours off 2026-12-24 Christmas': 'lead',
  '/hours clear 2026-12-24': 'lead',
  '／take': 'staff.took',
  '/refund 100': 'refused',
  '// a note': 'nothing',
  '备注：保外': 'nothing',
}
/** Buttons of nobody's question: whoever is in the group is told so. */
const FORGED = ['menu:person', 'confirm:yes', 'staff:take'] as const
/** The yes to a command that the lead has typed, and what somebody does with it. */
const CONFIRMED: Readonly<Record<string, string>> = {
  'yes to /reject P11a': 'staff.acted',
  'yes to /forfeit unpaid': 'staff.acted',
  'yes to /ban insults': 'lead: staff.banned',
}
const BUTTONS = [...FORGED, ...Object.keys(CONFIRMED)]
/** A button has no author but who presses it, and no bot ever does. */
const PRESSING = new Set<Sender>(['staff in group', 'lead in group', 'lead, forwarded'])
const BOTS = new Set<Sender>(['other bot', 'anonymous admin'])

function expectedOfButton(row: string, sender: Sender): string {
  if (sender === 'lead in another group' || BOTS.has(sender)) return 'nothing'
  if (IN_PRIVATE.has(sender)) return 'own talk'
  const outcome = CONFIRMED[row]
  if (outcome === undefined || !PRESSING.has(sender)) return 'toast'
  const [, leads] = /^lead: (.*)$/.exec(outcome) ?? []
  return leads === undefined ? outcome : sender === 'staff in group' ? 'toast' : leads
}

const TALKING = new Set<Sender>(['staff in group', 'lead in group'])
const IN_PRIVATE = new Set<Sender>(['lead in private', 'customer in private'])

function expected(row: string, sender: Sender): string {
  const outcome = ROWS[row] ?? ''
  if (sender === 'lead in another group') return 'nothing'
  if (IN_PRIVATE.has(sender)) return 'own talk'
  if (outcome === 'nothing') return 'nothing'
  if (!TALKING.has(sender)) return 'refused'
  if (outcome === 'lead') return sender === 'lead in group' ? 'hours' : 'refused'
  const [, leads] = /^lead: (.*)$/.exec(outcome) ?? []
  if (leads !== undefined) return sender === 'lead in group' ? leads : 'refused'
  return outcome
}

let updates = 0
const message = (row: string, sender: Sender) => {
  updates += 1
  const { chat } = SENDERS[sender]
  const card = { message_id: CARD, date: 1, chat, from: { id: 1, is_bot: true, first_name: 'Aftercare' }, text: 'card' }
  const message = { message_id: 1_000 + updates, date: 1, text: row, reply_to_message: card, ...SENDERS[sender] }
  return { update_id: updates, message }
}
const tap = (data: string, sender: Sender) => {
  updates += 1
  const { chat, from } = SENDERS[sender]
  return { update_id: updates, callback_query: { id: '1', from, data, message: { message_id: CARD, date: 1, chat } } }
}

/** The lead types a command that is asked about; answers the data of the button that says yes. */
async function askedAbout(command: string, desk: Awaited<ReturnType<typeof openDesk>>): Promise<string> {
  expect(await outcomeOf(message(command, 'lead in group'), desk)).toBe('asked first')
  const [entry] = desk.commits.flatMap(({ customer }) => customer)
  const { line } = JSON.parse(typeof entry === 'string' ? entry : (entry?.body ?? ''))
  return `${line.question.id}:${line.question.offers[0].id}`
}

const REFUSAL = /^(?:⛔|Not sent|Unknown command)/

/** Takes an update as the receiver would, and the turn of the staff room that follows; says what came of it. */
async function outcomeOf(update: object, desk: Awaited<ReturnType<typeof openDesk>>): Promise<string> {
  const reading = readUpdate(update, GROUP.id)
  if (reading.kind !== 'letter') return 'nothing'
  const { conversation, body } = reading.letter
  if (conversation !== STAFF_ROOM) {
    expect(['said', 'chose']).toContain(JSON.parse(body).kind)
    return 'own talk'
  }
  const before = (await bench().store.daysByHand()).version
  await bench().store.ingest(reading.letter)
  desk.commits.length = 0
  await desk.takeOne(STAFF_ROOM)
  if ((await bench().store.daysByHand()).version > before) return 'hours'
  const outgoing = desk.commits.flatMap((commit) => commit.outgoing)
  expect(outgoing.filter(({ to }) => to !== CUSTOMER)).toEqual([])
  const [done] = outgoing.map(({ body: sent }) => JSON.parse(sent).kind as string)
  if (done !== undefined) return done
  const entries = desk.commits.flatMap(({ customer }) => customer.map(entryOf))
  if (entries.some(({ group }) => group?.kind === 'toast')) return 'toast'
  if (entries.some(({ line }) => (line?.question ?? null) !== null)) return 'asked first'
  const [answer] = entries.flatMap(({ line }) => (line === undefined ? [] : [line.text]))
  return answer === undefined ? 'nothing' : REFUSAL.test(answer) ? 'refused' : 'answered'
}

interface Shown {
  readonly line?: { readonly text: string; readonly question: object | null }
  readonly group?: { readonly kind: string }
}
const entryOf = (entry: Commit['customer'][number]): Shown => JSON.parse(typeof entry === 'string' ? entry : entry.body)

/** A desk whose group has a card about the customer, and a list on which even what can never speak stands. */
async function openDesk() {
  const { store, talk, log } = bench()
  for (const { id, first_name: name } of [STAFF, REMOVED]) await store.addStaff({ id: `tg:${id}`, name, role: 'staff' })
  for (const id of [LEAD.id, BOT.id, ANONYMOUS.id, GROUP.id])
    await store.addStaff({ id: `tg:${id}`, name: '', role: 'lead' })
  await store.removeStaff(`tg:${REMOVED.id}`)
  const { hours, content } = workbench()
  const hoursByHand = createHoursByHand({ store, hours, accept: async () => {}, log })
  const work = createStaffWork({ store, hours, returnDays: content.policy.returnDays })
  const commits: Commit[] = []
  const { takeOne } = createTurns({
    store: {
      ...store,
      async commit(commit) {
        commits.push(commit)
        return await store.commit(commit)
      },
    },
    talk,
    staffRoom: STAFF_ROOM,
    roomCommands: createRoomCommands({ hours, hoursByHand, work, store, talk }),
    log,
    onFilled: () => {},
  })
  await post(store, STAFF_ROOM, {
    kind: 'posted',
    about: CUSTOMER,
    post: { kind: 'card', text: 'card' },
    customer: null,
  })
  await takeOne(STAFF_ROOM)
  const lane = await store.claimLane({ conversation: STAFF_ROOM, name: 'customer' })
  if (lane === null) throw new Error('no card')
  await store.sent(lane, { key: String(CARD), value: JSON.stringify(CUSTOMER) })
  return { takeOne, commits }
}

const senders = Object.keys(SENDERS) as Sender[]
beforeEach(() => {
  updates = 0
})

function tableOf(cells: ReadonlyMap<string, readonly string[]>): string {
  const first = Math.max(...[...cells.keys()].map((row) => row.length))
  const line = (row: string, columns: readonly string[]) =>
    [row.padEnd(first), ...columns.map((cell, place) => cell.padEnd(senders[place]?.length ?? 0))].join(' | ').trimEnd()
  return `${[line('', senders), ...[...cells].map(([row, columns]) => line(row, columns))].join('\n')}\n`
}

test('every command and every button by every sender does what that sender may, and nothing else', async () => {
  const desk = await openDesk()
  const cells = new Map<string, string[]>()
  for (const row of [...Object.keys(ROWS), ...BUTTONS]) {
    const isButton = BUTTONS.includes(row)
    const asks = row in CONFIRMED ? row.slice('yes to '.length) : null
    const columns: string[] = []
    for (const sender of senders) {
      await bench().store.clearDay({ date: '2026-03-10', by: 'test', at: 0 })
      if (row.startsWith('/hours clear')) await bench().store.setDay(CHRISTMAS)
      const data = asks === null ? row : await askedAbout(asks, desk)
      columns.push(await outcomeOf(isButton ? tap(data, sender) : message(row, sender), desk))
    }
    cells.set(row, columns)
    const rule = (sender: Sender) => (isButton ? expectedOfButton(row, sender) : expected(row, sender))
    expect([row, ...columns]).toEqual([row, ...senders.map(rule)])
  }
  const table = tableOf(cells)
  process.stdout.write(table)
  await expect(table).toMatchFileSnapshot('./spoofing.txt')
})

test('a button is good once, for five minutes, and for its own command', async () => {
  const desk = await openDesk()
  const press = (data: string) => outcomeOf(tap(data, 'lead in group'), desk)
  const first = await askedAbout('/ban insults', desk)
  const second = await askedAbout('/reject P11a', desk)
  expect(first).toMatch(/^[\w-]{22}:yes$/)
  expect(first.slice(0, 22)).not.toBe(second.slice(0, 22))
  expect(await press(first.replace(/.{4}:/, 'AAAA:'))).toBe('toast')
  expect(await press(first)).toBe('staff.banned')
  expect(await press(first)).toBe('toast')
  expect(await press(second.replace('yes', 'no'))).toBe('toast')
  expect(await press(second)).toBe('toast')
  const third = await askedAbout('/cancel', desk)
  await bench().open({ deskTime: OPEN_AT + 6 * 60_000 })
  expect(await press(third)).toBe('toast')
})

const CHRISTMAS = { date: '2026-12-24', shifts: [], reason: 'test', by: 'test', at: 0, source: 'test' } as const

test.each(Object.keys(ROWS))('a customer who types “%s” acts for nobody', (row) => {
  const { stored, effects } = pureTalk.step(null, heard(row))
  expect(stored.desk.value).toEqual({ bot: 'free' })
  expect(effects.filter(({ kind }) => kind === 'order.moved' || kind === 'staff')).toEqual([])
  expect(effects.filter((effect) => effect.kind === 'line' && effect.line.from === 'staff')).toEqual([])
})
