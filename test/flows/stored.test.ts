/** What is read back from the store: broken states are refused with a reason, and the turn then begins again honestly. */
import { describe, expect, test } from 'vitest'
import { showOrderNumber } from '../../src/domain/order-number.ts'
import { MINUTE } from '../../src/domain/values.ts'
import { pack, type Stored } from '../../src/flows/stored.ts'
import { dueTimers, takeTurn, timersOf, withoutTimers } from '../../src/flows/turn.ts'
import { CLOSED, drawing, inbound, OPEN, said, talk } from '../support/conversation-desk.ts'

const from = (...texts: readonly string[]): Stored =>
  texts.reduce<Stored | null>((stored, text) => talk.step(stored, said(text)).stored, null) as Stored

const GOOD = from('my X16-Q shows zero hashrate', 'no')

/** The good state with one thing put wrong. */
function spoiled(spoil: (state: Record<string, Record<string, unknown>>) => unknown): string {
  const state = JSON.parse(pack(GOOD))
  const put = spoil(state)
  return JSON.stringify(put === undefined ? state : put)
}

const flow = (value: unknown) =>
  spoiled((state) => {
    ;(state['flow'] as Record<string, unknown>)['value'] = value
  })
/** The talk in a state, the customer present. */
const beside = (state: unknown) => ({ talk: state, attention: 'present' })
const desk = (value: unknown) =>
  spoiled((state) => {
    ;(state['desk'] as Record<string, unknown>)['value'] = value
  })

const BROKEN: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['no JSON', '{"v":1,'],
  ['an empty object', '{}'],
  ['a list', '[]'],
  ['null', 'null'],
  ['the word __proto__', '"__proto__"'],
  ['a version to come', spoiled((state) => ({ ...state, v: 99 }))],
  ['a version before the first', spoiled((state) => ({ ...state, v: 0 }))],
  ['a version as text', spoiled((state) => ({ ...state, v: '1' }))],
  ['no desk', spoiled(({ desk: _, ...rest }) => rest)],
  ['something more', spoiled((state) => ({ ...state, extra: 1 }))],
  ['an unknown state', flow(beside('nowhere'))],
  ['an unknown state inside', flow(beside({ fault: 'nowhere' }))],
  ['a state that names no child', flow(beside('fault'))],
  ['a state too deep', flow(beside({ fault: { askingSerial: 'deeper' } }))],
  ['two states at once', flow(beside({ fault: 'askingSerial', order: 'recap' }))],
  ['a region less', flow({ talk: 'menu' })],
  ['a region more', flow({ ...beside('menu'), order: 'recap' })],
  ['another region', flow({ talk: 'menu', order: 'recap' })],
  ['no region', flow('menu')],
  ['no state', flow({})],
  ['__proto__ as a state', flow(beside('__proto__'))],
  ['constructor as a state', flow(beside('constructor'))],
  ['toString inside', flow(beside({ fault: 'toString' }))],
  ['__proto__ as a parent', pack(GOOD).replace('{"fault":"askingSerial"}', '{"__proto__":"askingSerial"}')],
  ['an unknown desk state', desk('holiday')],
  ['a desk state without its child', desk('bot')],
  [
    'an unknown language',
    spoiled((state) => {
      ;(state['flow'] as { context: Record<string, unknown> }).context['lang'] = 'fr'
    }),
  ],
  [
    'an unknown slot',
    spoiled((state) => {
      ;(state['flow'] as { context: Record<string, unknown> }).context['trail'] = ['age']
    }),
  ],
  [
    'a timer without a generation',
    spoiled((state) => {
      ;(state['desk'] as Record<string, unknown>)['timers'] = { x: { dueAt: 1 } }
    }),
  ],
]

describe('a stored state', () => {
  test('reads back as it was', () => {
    expect(GOOD.flow.value).toMatchObject({ talk: { fault: 'askingSerial' } })
    expect(talk.unpack(pack(GOOD))).toEqual({ ok: true, stored: GOOD })
  })

  test.each(BROKEN)('with %s is refused', (_, json) => {
    const read = talk.unpack(json)
    expect(read.ok).toBe(false)
    if (!read.ok) expect(read.reason).not.toBe('')
  })

  test.each(BROKEN)('with %s begins again, says so, and tells staff', (_, json) => {
    const turn = takeTurn(talk, json, [said('where were we')])
    expect(turn.broken).not.toBeNull()
    const text = turn.lines.map((line) => line.text).join('\n')
    expect(text).toContain(talk.catalogue.render(['startedAgain'], 'en'))
    expect(turn.lines.at(-1)?.question?.id).toBe('menu')
    expect(turn.posts.map(({ kind }) => kind)).toEqual(['notice'])
    expect(turn.posts[0]?.text).toContain('could not be read')
    expect(takeTurn(talk, turn.state, [said('menu')]).broken).toBeNull()
  })

  test('that is broken still tells which orders are the customer’s own', () => {
    const draw = drawing()
    const orders = [draw(), draw()]
    const future = JSON.stringify({ v: 99, flow: { context: { orders: [...orders, 'no order', 7, null] } } })
    const turn = takeTurn(talk, future, [said('my orders')])
    const read = talk.unpack(turn.state)
    expect(read.ok && read.stored.flow.context.orders).toEqual(orders)
    const text = turn.lines.map((line) => line.text).join('\n')
    for (const number of orders) expect(text).toContain(showOrderNumber(number))
    const crowd = JSON.stringify({ flow: { context: { orders: 'x' } } })
    expect(takeTurn(talk, crowd, [said('hello')]).broken).not.toBeNull()
  })

  test('that is broken does not swallow what the customer says', () => {
    const danger = takeTurn(talk, '{}', [said('smoke is coming out of my X16-P')])
    expect(danger.lines.map(({ text }) => text).join()).toContain('Safety first')
    expect(danger.posts.map(({ kind }) => kind).toSorted()).toEqual(['card', 'notice'])
    const chinese = takeTurn(talk, '{}', [said('机器没有算力')])
    expect(chinese.lines.at(-1)?.text).toContain(talk.catalogue.render(['startedAgain'], 'zh'))
    const person = takeTurn(talk, '{}', [inbound({ kind: 'staff.said', text: 'Hello', by: 'Chen Example' })])
    expect(person.lines[0]).toMatchObject({ from: 'staff', text: 'Hello' })
  })
})

describe('timers of a stored state', () => {
  const asked = takeTurn(talk, null, [said('a person')])
  const queued = takeTurn(talk, null, [said('a person', CLOSED)])

  test('a waiting customer hears after fifteen working minutes, a queued one at the opening', () => {
    const closing = Date.parse('2026-03-10T18:00:00+08:00')
    const due = asked.timers.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b)
    expect(due).toEqual([OPEN + 5 * MINUTE, OPEN + 10 * MINUTE, OPEN + 15 * MINUTE, closing])
    expect(queued.timers.map(({ dueAt }) => dueAt)).toEqual([Date.parse('2026-03-11T09:00:00+08:00')])
  })

  test('are due in order, and only when their moment has come', () => {
    const [timer] = asked.timers
    if (timer === undefined) throw new Error('no timer is armed')
    const earlier = { ...timer, dueAt: timer.dueAt - 1 }
    expect(dueTimers([timer, earlier], timer.dueAt)).toEqual([earlier, timer])
    expect(dueTimers([timer, earlier], timer.dueAt - 1)).toEqual([earlier])
  })

  test('an early one at a closed desk waits for the next opening instead', () => {
    const [timer] = queued.timers
    if (timer === undefined) throw new Error('no timer is armed')
    const early = takeTurn(talk, queued.state, [{ kind: 'timer', at: CLOSED + 60_000, timer, draw: said('').draw }])
    expect(early.lines).toEqual([])
    expect(early.timers.map(({ dueAt }) => dueAt)).toEqual([timer.dueAt])
    expect(early.timers[0]?.generation).toBeGreaterThan(timer.generation)
  })

  test('leave with a person’s first word; what is left is the person’s own', () => {
    const taken = takeTurn(talk, asked.state, [inbound({ kind: 'staff.said', text: 'Hello', by: 'Chen Example' })])
    expect(taken.timers).toMatchObject([{ id: 'xstate.after.personIsAway.person', dueAt: OPEN + 30 * MINUTE }])
  })

  test('can be taken away, each by its machine and id', () => {
    const read = talk.unpack(asked.state)
    if (!read.ok) throw new Error(read.reason)
    expect(timersOf(withoutTimers(read.stored, asked.timers))).toEqual([])
    const others = asked.timers.map((timer) => ({ ...timer, machine: 'flow' as const }))
    expect(timersOf(withoutTimers(read.stored, others))).toEqual(asked.timers)
  })
})

/** As the first version stored it: every answer written out, one region. */
const FIRST_VERSION = JSON.stringify({
  v: 1,
  generation: 0,
  flow: {
    value: { fault: 'askingSerial' },
    context: {
      lang: 'en',
      displayName: 'Ana Example',
      orders: [],
      topic: 'fault',
      danger: false,
      symptom: 'no_hashrate',
      description: 'my X16-Q shows zero hashrate',
      model: 'X16-Q',
      serial: null,
      serialUnreadable: false,
      tried: [],
      checked: false,
      name: null,
      phone: null,
      changing: null,
      trail: ['danger'],
      misses: 0,
    },
    timers: {},
  },
  desk: { value: { bot: 'free' }, context: { reason: null, by: null, acknowledged: false }, timers: {} },
})

describe('a state of an earlier version', () => {
  test('goes on where it was', () => {
    const turn = takeTurn(talk, FIRST_VERSION, [said('JX1600004711')])
    expect(turn.broken).toBeNull()
    expect(turn.lines.map(({ text }) => text).join('\n')).toContain('JX1600004711')
  })

  test('stays with the person who had it', () => {
    const second = JSON.stringify({
      ...JSON.parse(pack(GOOD)),
      v: 2,
      desk: { value: 'person', context: { reason: 'asked', by: 'Chen Example' } },
    })
    const turn = takeTurn(talk, second, [said('hello?')])
    expect(turn.broken).toBeNull()
    expect(turn.lines).toEqual([])
    expect(turn.posts.map(({ kind }) => kind)).toEqual(['relay'])
  })

  test('is stored in the newest', () => {
    const { state } = takeTurn(talk, FIRST_VERSION, [said('/help')])
    expect(JSON.parse(state).v).toBe(3)
    expect(talk.unpack(state)).toEqual(talk.unpack(pack((talk.unpack(state) as { stored: Stored }).stored)))
  })
})

test('what is as in a new conversation is not stored', () => {
  const context = JSON.parse(pack(GOOD)).flow.context
  expect(context).not.toHaveProperty('phone')
  expect(context).not.toHaveProperty('orders')
  expect(context).toHaveProperty('symptom')
})
