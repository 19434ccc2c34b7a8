/** Who has the talk, and the clocks that move it on: the ladder, closing time, a person who is gone, two people at once. */
import { describe, expect, test } from 'vitest'
import { createHours } from '../../src/domain/hours.ts'
import { HOUR, type Instant, MINUTE } from '../../src/domain/values.ts'
import { createClocks } from '../../src/flows/owner/clocks.ts'
import { createTalk } from '../../src/flows/step.ts'
import { takeTurn } from '../../src/flows/turn.ts'
import type { Inbound } from '../../src/flows/types.ts'
import { CLOSED, content, hours, inbound, OPEN, said, talk, triage } from '../support/conversation-desk.ts'

const CHEN = 'Chen Example'
const word = (by = CHEN): Inbound => ({ kind: 'staff.said', text: 'Hello', by })

/** Events in order, each at its moment; timers that come due between them are stepped. */
type Act = readonly [Instant, Inbound]

function talkThrough(...acts: readonly Act[]) {
  let state: string | null = null
  const heard: { readonly at: Instant; readonly text: string }[] = []
  const posts: string[] = []
  const take = (event: Parameters<typeof takeTurn>[2][number]) => {
    const turn = takeTurn(talk, state, [event])
    state = turn.state
    heard.push(...turn.lines.filter(({ from }) => from === 'bot').map(({ text }) => ({ at: event.at, text })))
    posts.push(...turn.posts.map(({ text }) => text.split('\n')[0] ?? ''))
    return turn
  }
  let timers: ReturnType<typeof take>['timers'] = []
  for (const [at, what] of acts) {
    for (;;) {
      const [next] = timers.filter(({ dueAt }) => dueAt <= at).toSorted((a, b) => a.dueAt - b.dueAt)
      if (next === undefined) break
      timers = take({ kind: 'timer', at: next.dueAt, timer: next, draw: said('').draw }).timers
    }
    timers = take(inbound(what, at)).timers
  }
  const read = talk.unpack(state ?? '')
  if (!read.ok) throw new Error(read.reason)
  return { heard, posts, desk: read.stored.desk }
}

const ask: Inbound = { kind: 'said', text: 'a person please' }
const write = (text: string): Inbound => ({ kind: 'said', text })
const at = (time: string): Instant => Date.parse(`2026-03-${time}:00+08:00`)

describe('a person who has the talk', () => {
  test('is warned when a second one writes, who has it then', () => {
    const { posts, desk } = talkThrough([OPEN, ask], [OPEN + MINUTE, word()], [OPEN + 2 * MINUTE, word('Wang Example')])
    expect(posts.at(-1)).toContain('Another one of us')
    expect(desk.context.by).toBe('Wang Example')
  })

  test('who writes past the bot, on the phone, has it too: staff read it, an unsent question gives way, nothing is sent again', () => {
    const wrote: Inbound = { kind: 'staff.wrote', text: 'I am looking into it', by: CHEN }
    const { posts, heard, desk } = talkThrough([OPEN, ask], [OPEN + MINUTE, wrote], [OPEN + 2 * MINUTE, write('ok')])
    expect(desk).toMatchObject({ context: { by: CHEN } })
    expect(posts.some((text) => text.includes('Written on the phone'))).toBe(true)
    expect(heard.every(({ at: moment }) => moment === OPEN)).toBe(true)
    const lines = takeTurn(talk, null, [inbound(wrote, OPEN)]).lines
    expect(lines).toMatchObject([{ from: 'staff', text: '', question: null }])
  })

  test('is nobody by a line of long ago that the platform hands out again', () => {
    const recorded: Inbound = { kind: 'recorded', who: 'staff', text: 'Hello' }
    const { desk, heard } = talkThrough([OPEN, write('hello')], [OPEN + MINUTE, recorded])
    expect(desk.value).toMatchObject({ bot: 'free' })
    expect(heard.every(({ at: moment }) => moment === OPEN)).toBe(true)
  })

  test('and is no longer on the list leaves it to the queue, with its place', () => {
    const gone: Inbound = { kind: 'staff.gone', by: CHEN }
    const { posts, heard, desk } = talkThrough([OPEN, ask], [OPEN + MINUTE, word()], [OPEN + 2 * MINUTE, gone])
    expect(desk).toMatchObject({ value: 'waiting', context: { by: null, reason: 'asked' } })
    expect(posts.at(-1)).toContain('Asks for a person')
    expect(heard.at(-1)?.text).toContain('another one')
    const other = talkThrough(
      [OPEN, ask],
      [OPEN + MINUTE, word()],
      [OPEN + 2 * MINUTE, { ...gone, by: 'Wang Example' }],
    )
    expect(other.desk.value).toEqual({ person: 'answered' })
    const night = talkThrough([OPEN, ask], [at('10T17:50'), word()], [at('10T18:10'), gone])
    expect(night.desk.value).toEqual({ bot: 'queued' })
  })

  test('takes it without a word by /take, and the customer hears of it', () => {
    const { heard, desk } = talkThrough([OPEN, ask], [OPEN + MINUTE, { kind: 'staff.took', by: CHEN }])
    expect(heard.at(-1)?.text).toContain('A person is here now')
    expect(desk.context).toMatchObject({ by: CHEN, reason: 'asked', since: null })
  })

  test('and answers in time is never reminded', () => {
    const { posts } = talkThrough(
      [OPEN, ask],
      [OPEN + 4 * MINUTE, word()],
      [OPEN + 20 * MINUTE, write('zero')],
      [OPEN + 24 * MINUTE, word()],
      [OPEN + 40 * MINUTE, write('still zero')],
      [OPEN + 44 * MINUTE, word()],
    )
    expect(posts.filter((text) => text.includes('⏰'))).toEqual([])
  })
})

describe('the automatic reply', () => {
  const replies = (...acts: readonly Act[]) =>
    talkThrough(...acts)
      .heard.filter(({ text }) => text.includes('The desk is closed now'))
      .map((one) => one.at)

  test('comes once a closed period, and again in the next', () => {
    const evening = [at('10T17:58'), at('10T18:10'), at('10T18:12')]
    expect(
      replies(
        [OPEN, ask],
        [evening[0] ?? 0, word()],
        [evening[1] ?? 0, write('zero')],
        [evening[2] ?? 0, write('hello?')],
      ),
    ).toEqual([evening[1]])
    expect(
      replies(
        [OPEN, ask],
        [at('10T17:58'), word()],
        [at('10T18:10'), write('zero')],
        [at('11T17:58'), word()],
        [at('11T18:10'), write('zero again')],
      ),
    ).toEqual([at('10T18:10'), at('11T18:10')])
  })

  test('never within five minutes of a person’s words, nor while the desk is open', () => {
    expect(replies([OPEN, ask], [at('10T17:59'), word()], [at('10T18:03'), write('zero')])).toEqual([])
    expect(replies([OPEN, ask], [at('10T17:59'), word()], [at('10T18:04'), write('zero')])).toEqual([at('10T18:04')])
    expect(replies([OPEN, ask], [at('10T17:50'), word()], [at('10T17:59'), write('zero')])).toEqual([])
  })
})

describe('the last second of the day', () => {
  test('is open, and the next one is closed', () => {
    expect(talkThrough([at('10T18:00') - 1_000, ask]).desk.value).toBe('waiting')
    expect(talkThrough([at('10T18:00'), ask]).desk.value).toEqual({ bot: 'queued' })
  })
})

describe('clocks', () => {
  const clocks = createClocks(hours)
  test('a person is gone after half a working hour, or half an hour after the shift, or half an hour after a word at night', () => {
    expect(clocks.awayAt(OPEN)).toBe(OPEN + 30 * MINUTE)
    expect(clocks.awayAt(at('10T17:45'))).toBe(at('10T18:30'))
    expect(clocks.awayAt(CLOSED)).toBe(CLOSED + 30 * MINUTE)
  })

  test('stand still over a break, which ends no shift', () => {
    const week = { ...content.calendar.week }
    const shifts = [
      { from: 9 * 60, to: 12 * 60 },
      { from: 13 * 60, to: 18 * 60 },
    ]
    const split = createClocks(
      createHours({ ...content.calendar, week: { ...week, tue: shifts } } as typeof content.calendar),
    )
    expect(split.awayAt(at('10T11:50'))).toBe(at('10T13:20'))
  })

  test('that fire early, since the hours were changed, are set again', () => {
    const closedToday = {
      ...content,
      calendar: { ...content.calendar, overrides: new Map([['2026-03-10', { shifts: [], reason: null }]]) },
    } as unknown as typeof content
    const first = takeTurn(talk, null, [inbound(ask)])
    const other = createTalk({
      content: closedToday,
      hours: createHours(closedToday.calendar),
      triage,
      staffReachable: true,
    })
    const [rung] = first.timers.toSorted((a, b) => a.dueAt - b.dueAt)
    if (rung === undefined) throw new Error('no timer is armed')
    const turn = takeTurn(other, first.state, [{ kind: 'timer', at: rung.dueAt, timer: rung, draw: said('').draw }])
    expect(turn.posts).toEqual([])
    expect(Math.min(...turn.timers.map(({ dueAt }) => dueAt))).toBeGreaterThanOrEqual(OPEN + 22 * HOUR)
  })
})

test('who leaves the line at night is out of it', () => {
  const { desk, heard } = talkThrough([CLOSED, ask], [CLOSED + MINUTE, write('/end')])
  expect(desk).toMatchObject({ value: { bot: 'free' }, context: { reason: null } })
  expect(heard.map(({ text }) => text).join('\n')).toContain('no longer in line')
})
