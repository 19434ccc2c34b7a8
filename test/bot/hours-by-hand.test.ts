/** Hours set by hand on a real Redis: from the staff group to every process, kept over a restart, told to who waits; and who may set them. */
import { afterEach, expect, test } from 'vitest'
import { createHoursByHand, type HoursWatch } from '../../src/bot/hours-by-hand.ts'
import { createRoomCommands } from '../../src/bot/room-commands.ts'
import { createStaffWork } from '../../src/bot/staff-work.ts'
import { createWorker, type Worker } from '../../src/bot/worker.ts'
import { MINUTE } from '../../src/domain/values.ts'
import type { Inbound, StaffRoomInbound } from '../../src/flows/types.ts'
import type { ConversationId } from '../../src/ports.ts'
import { OPEN_AT, STAFF_ROOM, said, TestChannel, typed, useBench, workbench } from './bench.ts'

const bench = useBench()
const TIMING = { readEveryMs: 30, toldAfterMs: 80 }
const LI = { id: 'tg:42', name: 'Li Example' }
const CUSTOMER = 'tg:7' as ConversationId
const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop()
})

interface Process {
  readonly channel: TestChannel
  readonly watch: HoursWatch
  readonly worker: Worker
  isOpenAt(moment: string): boolean
}

/** A desk as a process of its own: its calendar, its talk, its worker. */
async function process(): Promise<Process> {
  const { log, open } = bench()
  const store = await open()
  const { hours, talk, content } = workbench()
  const channel = new TestChannel()
  const watch: HoursWatch = createHoursByHand({
    store,
    hours,
    accept: (letter) => worker.accept(letter),
    log,
    timing: TIMING,
  })
  const roomCommands = createRoomCommands({
    hours,
    hoursByHand: watch,
    work: createStaffWork({ store, hours, returnDays: content.policy.returnDays }),
    store,
    talk: bench().talk,
  })
  const options = { store, talk: talk({ staffReachable: true }), staffRoom: STAFF_ROOM, channels: [channel], log }
  const worker: Worker = createWorker({ ...options, roomCommands })
  await watch.start()
  worker.start()
  running.push(watch, worker)
  return { channel, watch, worker, isOpenAt: (moment) => hours.isOpen(Date.parse(`${moment}:00+08:00`)) }
}

let messages = 0
function hear(worker: Worker, conversation: ConversationId, what: Inbound | StaffRoomInbound) {
  messages += 1
  return worker.accept({ conversation, id: `test:${messages}`, body: JSON.stringify(what), counted: true })
}

/** What the group reads in answer to a line. */
async function answerTo(
  { channel, worker }: Process,
  text: string,
  more: Partial<StaffRoomInbound> = {},
): Promise<string> {
  const before = channel.texts(STAFF_ROOM).length
  await hear(worker, STAFF_ROOM, typed(text, null, { by: LI, messageId: `m${messages}`, ...more }))
  await expect.poll(() => channel.texts(STAFF_ROOM).length, { timeout: 10_000 }).toBeGreaterThan(before)
  return channel.texts(STAFF_ROOM)[before] ?? ''
}

const lead = () => bench().store.addStaff({ ...LI, role: 'lead' })

test('a lead closes early: every process follows within its next look, and a new one starts with it', async () => {
  await lead()
  const one = await process()
  const answer = await answerTo(one, '/hours close 16:00 stock-taking')
  expect(answer).toContain('2026-03-10: 9:00-16:00 – stock-taking')
  expect(answer).toContain('Open until Tuesday 16:00 China time')
  const other = await process()
  expect([one, other].map((desk) => desk.isOpenAt('2026-03-10T17:00'))).toEqual([false, false])
  expect(await other.watch.clear('2026-03-10', 'Li Example')).toBe(true)
  await expect.poll(() => one.isOpenAt('2026-03-10T17:00'), { timeout: 5_000 }).toBe(true)
  expect((await one.watch.log()).map(({ kind, by }) => [kind, by])).toEqual([
    ['cleared', 'Li Example'],
    ['set', 'Li Example'],
  ])
})

test('the group is told how it is written, why it was refused, and how the hours stand', async () => {
  await lead()
  const desk = await process()
  expect(await answerTo(desk, '/hours close sometime')).toContain('/hours close [date] 16:00|now <reason>')
  expect(await answerTo(desk, '/hours close 20:00 long day')).toContain('/hours open [date] 9:00-20:00 <reason>')
  await answerTo(desk, '/hours off 2026-12-24 Christmas')
  const shown = await answerTo(desk, '/HOURS@aftercare_bot')
  expect(shown).toMatch(
    /^🟢 Open until Tuesday 18:00[\s\S]*2026-12-24: day off · 休息 – Christmas\n {2}Li Example, Tuesday 10 March/,
  )
})

test.each([
  ['staff', 'needs a lead'],
  [null, 'not on the staff list'],
] as const)('who is %s on the list sets nothing', async (role, refusal) => {
  const { store } = bench()
  await store.addStaff({ id: 'tg:1', name: 'Wang Example', role: 'admin' })
  if (role !== null) await store.addStaff({ ...LI, role })
  const desk = await process()
  const answer = await answerTo(desk, '/hours close 16:00 stock-taking')
  expect(answer).toContain(refusal)
  if (role !== null) expect(answer).toContain('Wang Example')
  expect(await desk.watch.list()).toEqual([])
})

test('while the list is empty nobody is a lead, and no borrowed line is one', async () => {
  const desk = await process()
  expect(await answerTo(desk, '/hours close 16:00 x')).toContain('aftercare staff add <id> --role lead')
  await lead()
  expect(await answerTo(desk, '/hours close 16:00 x', { author: 'other' })).toContain('anonymous, forwarded')
  expect(await desk.watch.list()).toEqual([])
})

test('the same act is done once, however often its turn is taken', async () => {
  const { watch } = await process()
  const act = { by: 'Li Example', source: 'staff:tg:-1001 5', reason: 'ill' }
  const wish = { kind: 'close', date: '2026-03-10', minute: 10 * 60 } as const
  const [first, again] = [await watch.set(wish, act), await watch.set({ ...wish, minute: 17 * 60 }, act)]
  expect(again).toEqual(first)
  expect(await watch.set({ ...wish, minute: 12 * 60 }, { ...act, source: 'another' })).toMatchObject({ ok: false })
})

test('who waits when the desk is closed by hand keeps the place, and hears of each other opening', async () => {
  await lead()
  const desk = await process()
  const other = await process()
  await hear(desk.worker, CUSTOMER, said('a person please'))
  const heard = () => [...desk.channel.texts(CUSTOMER), ...other.channel.texts(CUSTOMER)]
  await expect.poll(heard, { timeout: 10_000 }).toHaveLength(1)
  await desk.watch.set(
    { kind: 'close', date: '2026-03-10', minute: 10 * 60 },
    { by: 'Li', source: '1', reason: 'power cut' },
  )
  await expect
    .poll(() => heard().join('\n'), { timeout: 10_000 })
    .toContain('keep your place for when it opens: Wednesday 9:00')
  await desk.watch.set({ kind: 'off', date: '2026-03-11' }, { by: 'Li', source: '2', reason: 'power cut' })
  await expect
    .poll(() => heard().join('\n'), { timeout: 10_000 })
    .toContain('hours have changed: the desk opens Thursday 9:00')
  await desk.watch.clear('2026-03-10', 'Li')
  await expect.poll(() => heard().join('\n'), { timeout: 10_000 }).toContain('The desk has just opened')
  expect(heard()).toHaveLength(4)
  const [waiting] = await bench().store.waiting(5)
  expect(waiting).toMatchObject({ conversation: CUSTOMER })
  expect((waiting?.since ?? 0) - OPEN_AT).toBeLessThan(MINUTE)
})
